package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"flag"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"sync"
	"time"
)

// chunkedCommand makes this program the chunked client instead of the bench: the bench starts itself again inside the client's
// namespace.
const chunkedCommand = "chunked-client"

// chunkedClient sends a file in chunks, plainly, as other people's clients do.
type chunkedClient struct {
	target, token string
	file          *os.File
	size, chunk   int64
	parallel      int
	// pool starts the next chunk as soon as one is done and asks for every chunk first whether it is there, as Resumable.js does;
	// without it a window of chunks goes at once and the next waits for all of them, as in the vendor's command lines.
	pool bool
	http *http.Client
}

func runChunked(args []string) int {
	c, err := newChunkedClient(args)
	if err == nil {
		err = c.send(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, chunkedCommand+":", err)
		return 1
	}
	return 0
}

func newChunkedClient(args []string) (*chunkedClient, error) {
	c := &chunkedClient{token: os.Getenv(tokenVariable)}
	var path, authority string
	set := flag.NewFlagSet(chunkedCommand, flag.ContinueOnError)
	set.StringVar(&c.target, "target", "", "address of redeem-upload-token")
	set.StringVar(&path, "file", "", "file to send")
	set.Int64Var(&c.chunk, "chunk", 1<<20, "size of a chunk in bytes")
	set.IntVar(&c.parallel, "parallel", 3, "how many chunks at once")
	set.BoolVar(&c.pool, "pool", false, "start the next chunk as soon as one is done, after asking whether it is there")
	set.StringVar(&authority, "ca", "", "PEM file with the authority to trust")
	if err := set.Parse(args); err != nil {
		return nil, err
	}
	transport := &http.Transport{MaxIdleConnsPerHost: c.parallel, WriteBufferSize: 64 << 10}
	if authority != "" {
		text, err := os.ReadFile(authority)
		if err != nil {
			return nil, err
		}
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(text) {
			return nil, errors.New("no certificate in " + authority)
		}
		transport.TLSClientConfig = &tls.Config{RootCAs: pool}
	}
	c.http = &http.Client{Transport: transport}
	var err error
	if c.file, err = os.Open(path); err != nil {
		return nil, err
	}
	facts, err := c.file.Stat()
	if err != nil {
		return nil, err
	}
	c.size = facts.Size()
	return c, nil
}

// span is where a chunk lies in the file. Chunks are numbered from 1; the last takes the rest, as the service wants it.
func (c *chunkedClient) span(number int64) (offset, length int64) {
	offset = (number - 1) * c.chunk
	if number == c.count() {
		return offset, c.size - offset
	}
	return offset, c.chunk
}

func (c *chunkedClient) count() int64 { return max(1, c.size/c.chunk) }

func (c *chunkedClient) send(ctx context.Context) error {
	if c.pool {
		return c.sendPool(ctx)
	}
	for first := int64(1); first <= c.count(); first += int64(c.parallel) {
		var group sync.WaitGroup
		failures := make([]error, c.parallel)
		for i := range c.parallel {
			if number := first + int64(i); number <= c.count() {
				group.Go(func() { failures[i] = c.sendChunk(ctx, number) })
			}
		}
		group.Wait()
		if err := errors.Join(failures...); err != nil {
			return err
		}
	}
	return nil
}

func (c *chunkedClient) sendPool(ctx context.Context) error {
	numbers := make(chan int64)
	failures := make([]error, c.parallel)
	var group sync.WaitGroup
	for i := range c.parallel {
		group.Go(func() {
			for number := range numbers {
				if failures[i] == nil && !c.there(ctx, number) {
					failures[i] = c.sendChunk(ctx, number)
				}
			}
		})
	}
	for number := int64(1); number <= c.count(); number++ {
		numbers <- number
	}
	close(numbers)
	group.Wait()
	return errors.Join(failures...)
}

func (c *chunkedClient) fields(number int64) url.Values {
	return url.Values{
		"resumableChunkNumber": {strconv.FormatInt(number, 10)}, "resumableChunkSize": {strconv.FormatInt(c.chunk, 10)},
		"resumableTotalSize": {strconv.FormatInt(c.size, 10)}, "resumableTotalChunks": {strconv.FormatInt(c.count(), 10)},
		"resumableIdentifier": {"film"}, "resumableFilename": {fileName}, "upload_token": {c.token},
	}
}

func (c *chunkedClient) there(ctx context.Context, number int64) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.target+"?"+c.fields(number).Encode(), nil)
	if err != nil {
		return false
	}
	status, err := c.do(request)
	return err == nil && status == http.StatusOK
}

// sendChunk tries five times more after a failure, after 1 s and twice as long each time.
func (c *chunkedClient) sendChunk(ctx context.Context, number int64) error {
	var err error
	for attempt := range 6 {
		if attempt > 0 {
			time.Sleep(time.Second << (attempt - 1))
		}
		if err = c.post(ctx, number); err == nil {
			return nil
		}
	}
	return err
}

func (c *chunkedClient) post(ctx context.Context, number int64) error {
	var head bytes.Buffer
	form := multipart.NewWriter(&head)
	for name, values := range c.fields(number) {
		if err := form.WriteField(name, values[0]); err != nil {
			return err
		}
	}
	if _, err := form.CreateFormFile("file", fileName); err != nil {
		return err
	}
	tail := "\r\n--" + form.Boundary() + "--\r\n"
	offset, length := c.span(number)
	total := int64(head.Len()) + length + int64(len(tail))
	body := io.MultiReader(&head, io.NewSectionReader(c.file, offset, length), bytes.NewBufferString(tail))
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.target, body)
	if err != nil {
		return err
	}
	request.ContentLength = total
	request.Header.Set("Content-Type", form.FormDataContentType())
	status, err := c.do(request)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("chunk %d was answered with status %d", number, status)
	}
	return err
}

func (c *chunkedClient) do(request *http.Request) (status int, err error) {
	answer, err := c.http.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = answer.Body.Close() }()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}
