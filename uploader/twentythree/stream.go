package twentythree

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
)

// stream is a multipart body whose file part is read while it is sent: fields, head of the file part, its bytes, tail. Only the
// head and the tail are held in memory.
type stream struct {
	head, tail  []byte
	contentType string
	length      int64
	open        func() (io.Reader, error)

	gate   sync.Mutex
	failed error // why the file could not be read; guarded by gate
}

func newStream(fields form, fileName string, length int64, open func() (io.Reader, error)) (*stream, error) {
	var head bytes.Buffer
	writer := multipart.NewWriter(&head)
	for _, field := range fields {
		if err := writer.WriteField(field.Name, field.Value); err != nil {
			return nil, fmt.Errorf("multipart field: %w", err)
		}
	}
	if _, err := writer.CreateFormFile("file", strings.ToValidUTF8(fileName, "_")); err != nil {
		return nil, fmt.Errorf("multipart file: %w", err)
	}
	split := head.Len()
	if err := writer.Close(); err != nil {
		return nil, fmt.Errorf("multipart end: %w", err)
	}
	whole := head.Bytes()
	return &stream{
		head: whole[:split], tail: whole[split:], contentType: writer.FormDataContentType(), length: length, open: open,
	}, nil
}

func (s *stream) attach(request *http.Request) error {
	body, err := s.body()
	if err != nil {
		return err
	}
	request.Body, request.GetBody = body, s.body
	request.ContentLength = int64(len(s.head)) + s.length + int64(len(s.tail))
	request.Header.Set("Content-Type", s.contentType)
	return nil
}

func (s *stream) body() (io.ReadCloser, error) {
	file, err := s.open()
	if err != nil {
		return nil, fmt.Errorf("opening the file: %w", err)
	}
	section := &section{file: file, left: s.length, stream: s}
	return &streamBody{
		Reader: io.MultiReader(bytes.NewReader(s.head), section, bytes.NewReader(s.tail)), section: section,
	}, nil
}

func (s *stream) fail(err error) {
	s.gate.Lock()
	defer s.gate.Unlock()
	if s.failed == nil {
		s.failed = err
	}
}

// sourceError is why the file could not be read, nil when it could.
func (s *stream) sourceError() error {
	s.gate.Lock()
	defer s.gate.Unlock()
	return s.failed
}

type streamBody struct {
	io.Reader
	section *section
}

func (b *streamBody) Close() error {
	b.section.closed.Store(true)
	if closer, ok := b.section.file.(io.Closer); ok {
		return closer.Close()
	}
	return nil
}

// section gives exactly the bytes that were announced: a file that ends early is an error, more of it is not read.
type section struct {
	file   io.Reader
	left   int64
	stream *stream
	// closed is set before the file is closed: what reading says after that is not the file's fault.
	closed atomic.Bool
}

func (s *section) Read(buffer []byte) (int, error) {
	if s.left <= 0 {
		return 0, io.EOF
	}
	n, err := s.file.Read(buffer[:min(int64(len(buffer)), s.left)])
	s.left -= int64(n)
	switch {
	case err == io.EOF && s.left > 0:
		err = io.ErrUnexpectedEOF
	case err == io.EOF:
		err = nil
	}
	if err != nil {
		err = fmt.Errorf("reading the file: %w", err)
		if !s.closed.Load() {
			s.stream.fail(err)
		}
	}
	return n, err
}
