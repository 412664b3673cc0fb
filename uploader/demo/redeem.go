package demo

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"twentythree-uploader/uploader/demo/answer"
	"twentythree-uploader/uploader/demo/body"
	"twentythree-uploader/uploader/demo/parts"
)

// chunk is what the Resumable.js fields of a request say.
type chunk struct {
	number     int64
	layout     parts.Layout
	identifier string
}

// cleanIdentifier drops what the server sample of Resumable.js drops: identifiers that differ in other characters only collide.
func cleanIdentifier(sent string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || ('0' <= r && r <= '9') || ('a' <= r && r <= 'z') || ('A' <= r && r <= 'Z') {
			return r
		}
		return -1
	}, sent)
}

func (c *call) chunkNumber() int64 {
	number, _ := strconv.ParseInt(c.values.Get("resumableChunkNumber"), 10, 64)
	return number
}

// chunk reads the chunk fields. A request without one of them, or with an empty identifier, is not chunked.
func (c *call) chunk() (chunk, bool) {
	size, _ := strconv.ParseInt(c.values.Get("resumableChunkSize"), 10, 64)
	total, _ := strconv.ParseInt(c.values.Get("resumableTotalSize"), 10, 64)
	if c.method == redeemReplace {
		// Its page names no chunk fields: it takes every file as a whole one.
		return chunk{}, false
	}
	k := chunk{number: c.chunkNumber(), layout: parts.Layout{ChunkSize: size, Total: total}, identifier: cleanIdentifier(c.values.Get("resumableIdentifier"))}
	return k, k.number != 0 && size != 0 && total != 0 && k.identifier != ""
}

// key is where identifiers must differ.
func (c *call) key(identifier string) string {
	if c.behaviour.IdentifierScope == "workspace" {
		return "workspace/" + identifier
	}
	return c.errand() + "/" + identifier
}

// redeem is photo/redeem-upload-token and its relatives that replace: whole files and chunks by POST, the test for a chunk by GET.
func (c *call) redeem() reply {
	if c.r.Method == http.MethodGet {
		return c.testChunk()
	}
	if c.stream == nil {
		return c.withoutFile()
	}
	a := &arriving{}
	defer c.noteChunk(a)
	err := c.walk(func(part body.Part) error { return c.takeRedeemed(a, part) })
	if err != nil {
		a.abort()
		return c.broken(err)
	}
	if a.refused != nil {
		a.abort()
		return *a.refused
	}
	if a.writer == nil && a.whole == nil {
		return c.withoutFile()
	}
	return c.finishRedeem(a)
}

// withoutFile answers a request without a file: a thumbnail can also be a picture out of the video.
func (c *call) withoutFile() reply {
	if c.method == replace && c.values.Has("time") {
		return c.takePicture()
	}
	return c.noFile()
}

func (c *call) noFile() reply {
	return failed(http.StatusBadRequest, "no_file", "No file was included in the request")
}

// mayReceive checks who is calling, and the authority for the file.
func (c *call) mayReceive(k chunk, chunked bool) (reply, bool) {
	if c.replaces() {
		return c.mayReplace(k, chunked)
	}
	return c.mayRedeem(k, chunked)
}

// mayRedeem checks who is calling and the token. It says no with a reply.
func (c *call) mayRedeem(k chunk, chunked bool) (reply, bool) {
	if refused, ok := c.authenticate(); !ok {
		return refused, false
	}
	if c.behaviour.UnsignedRedeemRefused && c.behaviour.ClosedWorkspace {
		if refused, ok := c.allow(Anonymous); !ok {
			return refused, false
		}
	}
	checkEnd := c.looksAtEnd(k, chunked)
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	if _, err := c.site.usable(c.values.Get("upload_token"), c.now, checkEnd); err != nil {
		return c.badToken(err), false
	}
	return reply{}, true
}

// looksAtEnd says whether the end of a token counts for this request.
func (c *call) looksAtEnd(k chunk, chunked bool) bool {
	return c.behaviour.TokenCheck != "start" || !chunked || !c.site.parts.Begun(c.key(k.identifier))
}

// takeRedeemed takes the file of a redeeming request. Where the fields did not come first, the bytes wait in a file of their own.
func (c *call) takeRedeemed(a *arriving, part body.Part) error {
	a.name = part.FileName
	a.chunk, a.chunked = c.chunk()
	c.receiving = a
	if c.beforeFile(c.completes(a)) {
		return errAnswered
	}
	if !c.authorised() {
		whole, err := c.site.parts.Whole(true)
		if err != nil {
			return err
		}
		a.whole = whole
		return c.receive(a, whole)
	}
	if refused, ok := c.mayReceive(a.chunk, a.chunked); !ok {
		a.refuse(refused)
		return c.receive(a, nil)
	}
	if refused, ok := c.withinLimits(a); !ok {
		a.refuse(refused)
		return c.receive(a, nil)
	}
	if !a.chunked {
		whole, err := c.site.parts.Whole(false)
		if err != nil {
			return err
		}
		a.whole = whole
		return c.receive(a, whole)
	}
	writer, err := c.site.parts.Begin(c.key(a.chunk.identifier), a.chunk.layout, a.chunk.number)
	if err != nil {
		a.refuse(c.storing(err))
		return c.receive(a, nil)
	}
	a.writer = writer
	return c.receive(a, writer)
}

func (c *call) completes(a *arriving) bool {
	if !a.chunked {
		return true
	}
	return a.chunk.layout.Check(a.chunk.number) == nil && c.site.parts.Completes(c.key(a.chunk.identifier), a.chunk.layout, a.chunk.number)
}

// withinLimits applies the sizes that the behaviour allows.
func (c *call) withinLimits(a *arriving) (reply, bool) {
	tooLarge := text(http.StatusRequestEntityTooLarge, "The file is too large\n")
	if most := c.behaviour.MaxChunkBytes; most > 0 && c.r.ContentLength > most {
		return tooLarge, false
	}
	if most := c.behaviour.MaxFileBytes; most > 0 && ((a.chunked && a.chunk.layout.Total > most) || (!a.chunked && c.r.ContentLength > most+maxForm)) {
		return tooLarge, false
	}
	return reply{}, true
}

// finishRedeem stores what has arrived, and makes a video of it if that completes the upload.
func (c *call) finishRedeem(a *arriving) reply {
	late := a.whole != nil && c.chunkedLate(a)
	if (a.whole != nil && !a.chunked) || late {
		if refused, ok := c.mayReceive(a.chunk, a.chunked); !ok {
			a.abort()
			return refused
		}
	}
	if late {
		if refused, ok := c.storeLate(a); !ok {
			return refused
		}
	}
	name := c.originalName(a)
	if unsupported(name, a) || (c.replaces() && pictureOf(name, a.first()) == otherPicture) {
		a.abort()
		return text(http.StatusInternalServerError, "The file type isn't supported\n")
	}
	file, differs, err := c.finished(a)
	c.line.Differs = differs
	if err != nil {
		return c.storing(err)
	}
	a.stored = true
	if file == nil {
		return c.chunkStored()
	}
	if c.replaces() {
		return c.replaced(a, name, file)
	}
	return c.redeemed(a, name, file)
}

// chunkedLate says that the chunk's fields came after its bytes.
func (c *call) chunkedLate(a *arriving) bool {
	if a.chunked {
		return false
	}
	a.chunk, a.chunked = c.chunk()
	return a.chunked
}

// storeLate puts bytes in place whose chunk fields came after them.
func (c *call) storeLate(a *arriving) (reply, bool) {
	file, err := a.whole.Finish()
	a.whole = nil
	if err != nil {
		return c.storing(err), false
	}
	defer file.Release()
	writer, err := c.site.parts.Begin(c.key(a.chunk.identifier), a.chunk.layout, a.chunk.number)
	if err != nil {
		return c.storing(err), false
	}
	bytes, err := file.Open()
	if err == nil {
		_, err = io.Copy(writer, bytes)
		_ = bytes.Close()
	}
	if err != nil {
		writer.Abort()
		return c.storing(err), false
	}
	a.writer = writer
	return reply{}, true
}

func (c *call) originalName(a *arriving) string {
	if name := c.values.Get("resumableFilename"); a.chunked && name != "" {
		return name
	}
	return a.name
}

// finished ends the writing; the file is nil while chunks are missing.
func (c *call) finished(a *arriving) (*parts.File, bool, error) {
	if a.writer != nil {
		stored, err := a.writer.Commit(c.r.Context())
		return stored.File, stored.Differs, err
	}
	file, err := a.whole.Finish()
	return file, false, err
}

func (c *call) chunkStored() reply {
	c.accepted = true
	switch c.behaviour.ChunkAnswer {
	case "empty":
		return text(http.StatusOK, "")
	case "envelope":
		return reply{answer: answer.Answer{Message: "The chunk was stored", Key: "upload"}}
	}
	return text(http.StatusOK, "ok")
}

// testChunk answers whether a chunk is stored. The documentation does not mention the test; the server sample answers 200 only for a
// stored chunk whose size is the declared chunk size, so that a longer last chunk always reads as missing.
func (c *call) testChunk() reply {
	missing := text(http.StatusNotFound, "")
	k, chunked := c.chunk()
	if !chunked && c.values.Has("upload_token") && !c.values.Has("resumableChunkNumber") {
		return c.noFile()
	}
	switch c.behaviour.TestGet {
	case "refused":
		return text(http.StatusMethodNotAllowed, "Use POST\n")
	case "missing":
		return missing
	}
	if refused, ok := c.mayReceive(k, chunked); !ok {
		return refused
	}
	size, stored := c.site.parts.Size(c.key(k.identifier), k.number)
	if !chunked || !stored || (c.behaviour.TestGet != "exact" && size != k.layout.ChunkSize) {
		return missing
	}
	return text(http.StatusOK, "ok")
}
