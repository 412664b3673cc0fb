package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"sync"
)

// witness stands between the client and the network and notes which chunks the client has heard a good answer to. The site's own account
// cannot tell: what it has confirmed may be on its way when the client hangs up.
type witness struct {
	next http.RoundTripper

	mu sync.Mutex
	// heard are the chunks with a whole answer that says yes, by the identifier of their upload.
	heard map[string]map[string]bool
	// again are the requests that left for a chunk which had been heard of.
	again []sentAgain
}

// sentAgain is a chunk that left although the client had read an answer to it; complete says that it had for all chunks of the file.
type sentAgain struct {
	identifier, number string
	complete           bool
}

// headSize is more than the fields before a file take.
const headSize = 4 << 10

// notWanted is a page, an error with status 200 as the first generation has them, or a word about a token that cannot be used.
var notWanted = regexp.MustCompile(`^\s*<|"status":"error"|upload token`)

// RoundTrip implements http.RoundTripper.
func (w *witness) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Body == nil || request.GetBody == nil {
		return w.next.RoundTrip(request)
	}
	copied, err := request.GetBody()
	if err != nil {
		return nil, err
	}
	head := make([]byte, headSize)
	n, _ := io.ReadFull(copied, head)
	_ = copied.Close()
	identifier, number, count := fieldOf(head[:n], "resumableIdentifier"), fieldOf(head[:n], "resumableChunkNumber"), fieldOf(head[:n], "resumableTotalChunks")
	w.left(identifier, number, count)
	response, err := w.next.RoundTrip(request)
	if err == nil && response.StatusCode == http.StatusOK && identifier != "" {
		response.Body = &heardBody{ReadCloser: response.Body, whole: func(said []byte) {
			if torn := bytes.HasPrefix(said, []byte("{")) && !json.Valid(said); !torn && !notWanted.Match(said) {
				w.hears(identifier, number)
			}
		}}
	}
	return response, err
}

func fieldOf(head []byte, name string) string {
	found := regexp.MustCompile(`name="` + name + `"\r\n\r\n([^\r]*)`).FindSubmatch(head)
	if found == nil {
		return ""
	}
	return string(bytes.Clone(found[1]))
}

func (w *witness) left(identifier, number, count string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	heard := w.heard[identifier]
	if heard[number] {
		w.again = append(w.again, sentAgain{identifier, number, fmt.Sprint(len(heard)) == count})
	}
}

func (w *witness) hears(identifier, number string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.heard == nil {
		w.heard = map[string]map[string]bool{}
	}
	if w.heard[identifier] == nil {
		w.heard[identifier] = map[string]bool{}
	}
	w.heard[identifier][number] = true
}

// heardBody tells when an answer was read to its end.
type heardBody struct {
	io.ReadCloser
	said  []byte
	whole func(said []byte)
}

// Read implements io.Reader.
func (b *heardBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.said = append(b.said, p[:n]...)
	if err == io.EOF {
		b.whole(b.said)
	}
	return n, err
}
