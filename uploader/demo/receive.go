package demo

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"twentythree-uploader/uploader/demo/body"
	"twentythree-uploader/uploader/demo/parts"
)

// arriving is a file on its way in.
type arriving struct {
	name    string
	head    head
	bytes   int64
	writer  *parts.Writer
	whole   *parts.Whole
	chunk   chunk
	chunked bool
	refused *reply
	// begun says that the reading of its bytes has begun, stored that they are kept.
	begun, stored bool
}

// errAnswered ends the reading of a request that a fault has answered.
var errAnswered = errors.New("a fault has answered")

func (a *arriving) abort() {
	if a.writer != nil {
		a.writer.Abort()
	}
	if a.whole != nil {
		a.whole.Abort()
	}
}

// latch stops writing after an error but lets the sender finish: it hears the reason once everything is sent.
type latch struct {
	to      io.Writer
	failure error
}

func (l *latch) Write(p []byte) (int, error) {
	if l.failure == nil && l.to != nil {
		_, l.failure = l.to.Write(p)
	}
	return len(p), nil
}

// head keeps the beginning of a file.
type head struct{ bytes []byte }

func (h *head) Write(p []byte) (int, error) {
	h.bytes = append(h.bytes, p[:min(len(p), max(0, 512-len(h.bytes)))]...)
	return len(p), nil
}

// walk reads a multipart body: fields into the call, the first file called "file" to take.
func (c *call) walk(take func(body.Part) error) error {
	for {
		part, err := c.stream.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case part.IsFile && part.Name == "file" && take != nil:
			if err := take(part); err != nil {
				return err
			}
			take = nil
		case !part.IsFile:
			value, err := c.stream.Text()
			if err != nil {
				return err
			}
			c.addField(part.Name, value)
		}
	}
}

// receive takes the current part's bytes into the writer.
func (c *call) receive(a *arriving, into io.Writer) error {
	a.begun = true
	l := &latch{to: into}
	c.filter.To = io.MultiWriter(&a.head, l)
	var err error
	a.bytes, err = c.stream.CopyTo(&c.filter)
	if err != nil {
		return err
	}
	if a.refused == nil && l.failure != nil {
		a.refuse(c.storing(l.failure))
	}
	return nil
}

// noteChunk writes into the log's line what became of the file's bytes.
func (c *call) noteChunk(a *arriving) {
	if c.receiving == nil {
		return
	}
	name := c.originalName(a)
	line := &ChunkLine{Upload: fingerprint(c.way() + "/" + name), Name: name, Number: 1, Count: 1, Received: a.bytes, Stored: a.stored}
	if a.chunked {
		k := a.chunk
		line.Upload = fingerprint(c.way() + "/" + k.identifier)
		line.Number, line.Size = k.number, k.layout.Total
		if k.layout.Check(k.number) == nil {
			line.Count, line.Length = k.layout.Count(), k.layout.Length(k.number)
		}
	}
	c.line.Chunk = line
}

func (a *arriving) refuse(out reply) { a.refused = &out }

// storing answers what went wrong with storing bytes: a breach of the layout is 500, as in the server sample.
func (c *call) storing(err error) reply {
	if errors.Is(err, errSubtitleLong) {
		return failed(http.StatusRequestEntityTooLarge, "invalid_input", err.Error())
	}
	if errors.Is(err, parts.ErrLayout) {
		return text(http.StatusInternalServerError, err.Error()+"\n")
	}
	c.site.log.Warn("storing bytes", "error", err)
	return text(http.StatusServiceUnavailable, "The chunk could not be stored\n")
}

// unsupported is what the site's look at a file finds: types that are no video at all. Everything unknown is accepted.
func unsupported(name string, a *arriving) bool {
	if a.bytes == 0 {
		return true
	}
	ending := ""
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		ending = strings.ToLower(name[i+1:])
	}
	switch ending {
	case "txt", "pdf", "exe", "dll", "zip", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "html", "htm", "js", "iso", "dmg":
		return true
	}
	if a.chunked && a.chunk.number != 1 {
		return false
	}
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "MZ\x90\x00", "\x7fELF", "<!DOCTYPE", "<html"} {
		if strings.HasPrefix(string(a.head.bytes), magic) {
			return true
		}
	}
	return false
}
