package network

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// oddServer answers every request by hand.
func oddServer(t *testing.T, answer func(net.Conn, *http.Request)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var done sync.WaitGroup
	done.Go(func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			done.Go(func() {
				defer connection.Close()
				request, err := http.ReadRequest(bufio.NewReader(connection))
				if err == nil {
					answer(connection, request)
				}
			})
		}
	})
	t.Cleanup(func() { _ = listener.Close(); done.Wait() })
	return "http://" + listener.Addr().String()
}

// forEver writes until nobody reads.
func forEver(connection net.Conn, head, line string) {
	_, err := io.WriteString(connection, head)
	block := strings.Repeat(line, 1000)
	for err == nil {
		_, err = io.WriteString(connection, block)
	}
}

func TestAnswersWithoutAnEnd(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(net.Conn, *http.Request){
		"endless headers": func(c net.Conn, _ *http.Request) { forEver(c, "HTTP/1.1 200 OK\r\n", "X-More: of the same\r\n") },
		"one long header": func(c net.Conn, _ *http.Request) { forEver(c, "HTTP/1.1 200 OK\r\nX-Long: ", "longer") },
		"a storm of 1xx":  func(c net.Conn, _ *http.Request) { forEver(c, "", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n") },
		"a long status":   func(c net.Conn, _ *http.Request) { forEver(c, "HTTP/1.1 200 ", "OK") },
		"not HTTP":        func(c net.Conn, _ *http.Request) { _, _ = io.WriteString(c, "SSH-2.0-OpenSSH_9.9\r\n") },
		"half a head":     func(c net.Conn, _ *http.Request) { _, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Le") },
		"two lengths": func(c net.Conn, _ *http.Request) {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")
		},
		"nothing": func(net.Conn, *http.Request) {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := oddServer(t, answer)
			_, err := get(t, Options{HTTP1Only: true, AnswerTimeout: 30 * time.Second}, address)
			if code := Classify(err, "videos.acme.com", time.Now()).Code; code != uploader.ReasonBlocked {
				t.Errorf("%v is %q, want %s: it goes on by itself", err, code, uploader.ReasonBlocked)
			}
		})
	}
}

func TestAnAnswerThatInflatesIsReadAsFarAsIsWanted(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	packer, _ := gzip.NewWriterLevel(&bomb, gzip.BestSpeed)
	block := make([]byte, 1<<20)
	for range 40 {
		_, _ = packer.Write(block)
	}
	_ = packer.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	}))
	defer server.Close()
	transport := NewTransport(Options{HTTP1Only: true})
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(requestTo(t, server.URL))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n, err := io.Copy(io.Discard, io.LimitReader(response.Body, 1<<20))
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; n != 1<<20 || err != nil || grown > 16<<20 {
		t.Errorf("read %d, %v, and took %d bytes of memory", n, err, grown)
	}
}

func TestUploadsAskForNothingSpecial(t *testing.T) {
	t.Parallel()
	heads := make(chan http.Header, 1)
	server, pool := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		heads <- r.Header
		w.WriteHeader(http.StatusOK)
	})
	transport := NewTransport(Options{RootCAs: pool, HTTP1Only: true, Wrap: new(Limiter).Wrap, Congestion: func() string { return "reno" }})
	defer transport.CloseIdleConnections()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, server.URL, bytes.NewReader(make([]byte, 4<<20)))
	if err != nil {
		t.Fatal(err)
	}
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if head := <-heads; head.Get("Expect") != "" || head.Get("Upgrade") != "" {
		t.Errorf("sent %v", head)
	}
}
