package update

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// asked is one request as it came.
type asked struct {
	method, path string
	header       http.Header
}

// serve gives a server and what it was asked, to be read once it has answered.
func serve(t *testing.T, answer http.HandlerFunc) (*httptest.Server, *[]asked) {
	t.Helper()
	var mu sync.Mutex
	var all []asked
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		all = append(all, asked{r.Method, r.URL.RequestURI(), r.Header.Clone()})
		mu.Unlock()
		answer(w, r)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server, &all
}

func ask(t *testing.T, server *httptest.Server) (Document, error) {
	t.Helper()
	return Ask(t.Context(), server.Client().Transport, Feed{Address: server.URL + "/feed.json", Keys: public(newKey(t, 1))})
}

func TestAskingSaysNothingOfWhoAsks(t *testing.T) {
	t.Parallel()
	feed := signed(t, document(nil), newKey(t, 1))
	server, all := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "who", Value: "anna"})
		if r.URL.Path == "/feed.json" {
			http.Redirect(w, r, "/moved.json", http.StatusFound)
			return
		}
		_, _ = w.Write(feed)
	})
	for range 2 {
		got, err := ask(t, server)
		if err != nil || got.Latest != "1.3.0" {
			t.Fatalf("got %+v, %v", got, err)
		}
	}
	for _, one := range *all {
		var names []string
		for name, values := range one.header {
			names = append(names, name+": "+strings.Join(values, ","))
		}
		slices.Sort(names)
		want := []string{"Accept-Encoding: identity", "Accept: application/json", "User-Agent: twentythree-uploader"}
		if one.method != http.MethodGet || strings.Contains(one.path, "?") || !slices.Equal(names, want) {
			t.Errorf("sent %s %s with %q", one.method, one.path, names)
		}
	}
	if len(*all) != 4 {
		t.Errorf("%d requests", len(*all))
	}
}

func TestAnswersThatAreNotTheFeed(t *testing.T) {
	t.Parallel()
	feed := signed(t, document(nil), newKey(t, 1))
	for _, one := range []struct {
		name   string
		answer http.HandlerFunc
		want   error
	}{
		{"the page of a Wi-Fi", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<!doctype html><title>Welcome to the hotel</title>")
		}, ErrNotAFeed},
		{"gone", http.NotFound, ErrNoAnswer},
		{"busy", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }, ErrNoAnswer},
		{"without end", func(w http.ResponseWriter, _ *http.Request) {
			for range 100 {
				if _, err := w.Write(feed); err != nil {
					return
				}
			}
		}, ErrNotAFeed},
		{"cut off", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			_, _ = w.Write(feed)
		}, ErrNoAnswer},
		{"moved to an open place", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://"+r.Host+"/feed.json", http.StatusFound)
		}, ErrNoAnswer},
		{"moved for ever", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
		}, ErrNoAnswer},
		{"signed by another", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(signed(t, document(nil), newKey(t, 2)))
		}, ErrNotGenuine},
		{"packed", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write([]byte{0x1f, 0x8b})
		}, ErrNotAFeed},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			server, all := serve(t, one.answer)
			if got, err := ask(t, server); !errors.Is(err, one.want) || got != (Document{}) {
				t.Errorf("got %+v, %v", got, err)
			}
			if len(*all) > mostRedirects+1 {
				t.Errorf("%d requests", len(*all))
			}
		})
	}
}

func TestNobodyIsAskedWithoutEncryption(t *testing.T) {
	t.Parallel()
	open := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("was asked") }))
	t.Cleanup(open.Close)
	if _, err := Ask(t.Context(), open.Client().Transport, Feed{Address: open.URL, Keys: public(newKey(t, 1))}); !errors.Is(err, ErrNoAnswer) {
		t.Error(err)
	}
	// A certificate that the computer does not accept counts as no answer.
	server, all := serve(t, func(http.ResponseWriter, *http.Request) {})
	strict := &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}}
	t.Cleanup(strict.CloseIdleConnections)
	if _, err := Ask(t.Context(), strict, Feed{Address: server.URL, Keys: public(newKey(t, 1))}); !errors.Is(err, ErrNoAnswer) || len(*all) > 0 {
		t.Errorf("%v after %d requests", err, len(*all))
	}
	server.Close()
	if _, err := ask(t, server); !errors.Is(err, ErrNoAnswer) {
		t.Errorf("nobody there: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := Ask(ended, strict, Feed{Address: server.URL, Keys: public(newKey(t, 1))}); !errors.Is(err, ErrNoAnswer) {
		t.Errorf("ended: %v", err)
	}
}
