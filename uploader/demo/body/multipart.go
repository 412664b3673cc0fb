package body

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/textproto"
	"sync"
)

// BufferSize is how many bytes of a multipart body are held at a time. It is also the largest piece a file's writer is given.
const BufferSize = 512 << 10

// Limits of what is not a file.
const (
	// MaxField is the longest text field, in bytes.
	MaxField = 1 << 20
	// MaxFields is how many parts a body may have.
	MaxFields = 1000
	maxHeader = 16 << 10
)

// Errors of a body that cannot be read.
var (
	ErrTooLong   = errors.New("a field or header of the multipart body is too long")
	ErrMalformed = errors.New("malformed multipart body")
)

// Buffers lends reading buffers, so that a thousand chunks do not ask for a thousand of them. The zero value works.
type Buffers struct{ pool sync.Pool }

// Part is one part's heading.
type Part struct {
	// Name is the field's name.
	Name string
	// FileName is the sender's name for a file, "" where none is given.
	FileName string
	// IsFile says that a file name was given, even an empty one.
	IsFile bool
}

// Multipart walks a multipart/form-data body: Next, then Text or CopyTo, until Next answers io.EOF. It is for one goroutine.
type Multipart struct {
	source  io.Reader
	buffers *Buffers
	buffer  *[BufferSize]byte
	start   int
	end     int
	ended   bool
	failure error
	border  []byte
	inPart  bool
	last    bool
	parts   int
}

// NewMultipart reads source, whose parts are separated by boundary. Release gives the buffer back.
func NewMultipart(source io.Reader, boundary string, buffers *Buffers) (*Multipart, error) {
	if boundary == "" || len(boundary) > 200 {
		return nil, fmt.Errorf("%w: no usable boundary", ErrMalformed)
	}
	buffer, ok := buffers.pool.Get().(*[BufferSize]byte)
	if !ok {
		buffer = new([BufferSize]byte)
	}
	m := &Multipart{source: source, buffers: buffers, buffer: buffer, border: []byte("\r\n--" + boundary)}
	// The first boundary may stand at the very start: a line end put before it makes all boundaries look alike.
	m.end = copy(m.buffer[:], "\r\n")
	m.inPart = true
	return m, nil
}

// Release gives the reading buffer back; the reader must not be used afterwards.
func (m *Multipart) Release() {
	if m.buffer != nil {
		m.buffers.pool.Put(m.buffer)
		m.buffer = nil
	}
}

// Next skips what is left of the current part and reads the next one's heading. io.EOF is the regular end.
func (m *Multipart) Next() (Part, error) {
	if m.inPart {
		if _, err := m.copyTo(io.Discard, 0); err != nil {
			return Part{}, err
		}
	}
	if m.last {
		return Part{}, io.EOF
	}
	if m.parts++; m.parts > MaxFields {
		return Part{}, ErrTooLong
	}
	header, err := m.header()
	if err != nil {
		return Part{}, err
	}
	m.inPart = true
	_, parameters, err := mime.ParseMediaType(header.Get("Content-Disposition"))
	if err != nil {
		return Part{}, fmt.Errorf("%w: %v", ErrMalformed, err)
	}
	fileName, isFile := parameters["filename"]
	return Part{Name: parameters["name"], FileName: fileName, IsFile: isFile}, nil
}

// Text reads the current part as a text field.
func (m *Multipart) Text() (string, error) {
	var text limited
	if _, err := m.copyTo(&text, 0); err != nil {
		return "", err
	}
	return text.String(), nil
}

type limited struct{ bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > MaxField {
		return 0, ErrTooLong
	}
	return l.Buffer.Write(p)
}

// CopyTo streams the current part to w in pieces of up to BufferSize, and answers how many bytes it had. A body that ends
// before its boundary is io.ErrUnexpectedEOF.
func (m *Multipart) CopyTo(w io.Writer) (int64, error) { return m.copyTo(w, BufferSize/2) }

func (m *Multipart) copyTo(w io.Writer, enough int) (int64, error) {
	var total int64
	for {
		at, after, state := m.findBorder()
		if state == borderAhead {
			at = m.keepable()
		}
		if at > m.start {
			n, err := w.Write(m.buffer[m.start:at])
			total += int64(n)
			if err != nil {
				return total, err
			}
			m.start = at
		}
		if state == borderFound {
			m.start = after
			m.inPart = false
			return total, nil
		}
		if err := m.fill(enough); err != nil {
			return total, err
		}
	}
}

type borderState int

const (
	borderAhead borderState = iota
	borderFound
)

// findBorder looks for a whole boundary line in the buffer. at is where the part's bytes end, after where the next heading begins.
func (m *Multipart) findBorder() (at, after int, state borderState) {
	window := m.buffer[m.start:m.end]
	from := 0
	for {
		// Searching the first four bytes keeps the search on the fast path of short needles.
		i := bytes.Index(window[from:], m.border[:4])
		if i < 0 {
			return 0, 0, borderAhead
		}
		i += from
		rest := window[i:]
		if len(rest) < len(m.border)+2 {
			if bytes.HasPrefix(m.border, rest[:min(len(rest), len(m.border))]) && !m.ended {
				return 0, 0, borderAhead
			}
			from = i + 1
			continue
		}
		if bytes.HasPrefix(rest, m.border) {
			tail := rest[len(m.border):]
			if tail[0] == '-' && tail[1] == '-' {
				m.last = true
				return m.start + i, m.start + i + len(m.border) + 2, borderFound
			}
			blank := 0
			for blank < len(tail) && (tail[blank] == ' ' || tail[blank] == '\t') {
				blank++
			}
			if len(tail) < blank+2 && blank < 100 && !m.ended {
				return 0, 0, borderAhead
			}
			if len(tail) >= blank+2 && tail[blank] == '\r' && tail[blank+1] == '\n' {
				return m.start + i, m.start + i + len(m.border) + blank + 2, borderFound
			}
		}
		from = i + 1
	}
}

// keepable is where the bytes end that surely belong to the part: before anything that may be the start of a boundary line.
func (m *Multipart) keepable() int {
	reach := max(m.start, m.end-len(m.border)-128)
	for i := reach; i < m.end; i++ {
		tail := m.buffer[i:m.end]
		if tail[0] == '\r' && bytes.HasPrefix(m.border, tail[:min(len(tail), len(m.border))]) {
			return i
		}
	}
	return m.end
}

// fill moves what is left to the front and reads on, until enough bytes are there: large pieces of a file cost less than many small
// ones, while a heading is wanted as soon as it has come.
func (m *Multipart) fill(enough int) error {
	if m.ended {
		if m.failure != nil && !errors.Is(m.failure, io.EOF) {
			return m.failure
		}
		return io.ErrUnexpectedEOF
	}
	if m.start > 0 {
		m.end = copy(m.buffer[:], m.buffer[m.start:m.end])
		m.start = 0
	}
	for had := m.end; m.end == had || m.end < enough; {
		n, err := m.source.Read(m.buffer[m.end:])
		m.end += n
		if err != nil {
			m.ended, m.failure = true, err
			return nil
		}
	}
	return nil
}

// header reads a part's heading up to its empty line.
func (m *Multipart) header() (textproto.MIMEHeader, error) {
	for {
		window := m.buffer[m.start:m.end]
		if bytes.HasPrefix(window, []byte("\r\n")) {
			return nil, fmt.Errorf("%w: a part without heading", ErrMalformed)
		}
		if i := bytes.Index(window, []byte("\r\n\r\n")); i >= 0 {
			if i > maxHeader {
				return nil, ErrTooLong
			}
			header, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(window[:i+4]))).ReadMIMEHeader()
			if err != nil {
				return nil, fmt.Errorf("%w: %v", ErrMalformed, err)
			}
			m.start += i + 4
			return header, nil
		}
		if len(window) > maxHeader {
			return nil, ErrTooLong
		}
		if err := m.fill(0); err != nil {
			return nil, err
		}
	}
}
