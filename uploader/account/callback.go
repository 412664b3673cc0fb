package account

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"twentythree-uploader/uploader/words"
)

// Bounds of what the callback listens to. Its path cannot be guessed in a thousand calls, nor in any number of them: the bounds keep a
// program that tries from holding up the browser or this program.
const (
	pathBytes       = 32       // of random numbers in the path
	mostRefused     = 1000     // calls that are refused before the callback is given up
	mostWaiting     = 16       // connections that have not yet sent their request; the oldest gives way to a new one
	mostHeaderBytes = 16 << 10 // of a request
	headerLimit     = 5 * time.Second
	replyLimit      = 45 * time.Second
	answerLimit     = 30 * time.Second // how long a page waits to be told how signing in went
	closingLimit    = 2 * time.Second
)

var (
	errDenied    = errors.New("the page in the browser says that signing in was not allowed")
	errDisturbed = errors.New("something on this computer keeps calling in place of the browser")
)

// callback is where the site sends the browser when the person has answered: a server for one good call, on this computer alone.
type callback struct {
	host, path string
	speak      *words.Words
	server     *http.Server
	serving    sync.WaitGroup
	// verdict gets what the good call brought, once. settled is closed when it is known how signing in went.
	verdict chan verdict
	settled chan struct{}

	gate     sync.Mutex
	token    string     // what the good call must name; "" until it is known; guarded by gate
	used     bool       // guarded by gate
	signedIn bool       // read after settled; guarded by gate
	over     bool       // settled is closed; guarded by gate
	refused  int        // guarded by gate
	waiting  []net.Conn // without a request yet, oldest first; guarded by gate
}

// verdict is a verifier, or why there is none.
type verdict struct {
	verifier string
	err      error
}

// listenLocally opens a port that only this computer reaches.
func listenLocally() (net.Listener, error) { return net.Listen("tcp4", "127.0.0.1:0") }

// newCallback serves on a listener, which it closes. Pages speak as speak does.
func newCallback(listener net.Listener, random io.Reader, speak *words.Words) (*callback, error) {
	path := make([]byte, pathBytes)
	if _, err := io.ReadFull(random, path); err != nil {
		return nil, errors.Join(fmt.Errorf("no random numbers: %w", err), listener.Close())
	}
	c := &callback{
		host: listener.Addr().String(), path: "/" + base64.RawURLEncoding.EncodeToString(path), speak: speak,
		verdict: make(chan verdict, 1), settled: make(chan struct{}),
	}
	c.server = &http.Server{
		Handler: c, ReadHeaderTimeout: headerLimit, ReadTimeout: 2 * headerLimit, WriteTimeout: replyLimit, MaxHeaderBytes: mostHeaderBytes,
		DisableGeneralOptionsHandler: true, ErrorLog: log.New(io.Discard, "", 0), ConnState: c.connection,
		ConnContext: func(ctx context.Context, conn net.Conn) context.Context {
			return context.WithValue(ctx, connectionOf{}, conn)
		},
	}
	c.server.SetKeepAlivesEnabled(false)
	c.serving.Go(func() { _ = c.server.Serve(listener) })
	return c, nil
}

// address is what the site is told.
func (c *callback) address() string { return "http://" + c.host + c.path }

// expect names the sign-in that the good call must be about. Before, there is none.
func (c *callback) expect(token string) {
	c.gate.Lock()
	defer c.gate.Unlock()
	c.token = token
}

// answer lets the page in the browser say how signing in went. The first answer counts.
func (c *callback) answer(signedIn bool) {
	c.gate.Lock()
	defer c.gate.Unlock()
	if !c.over {
		c.over, c.signedIn = true, signedIn
		close(c.settled)
	}
}

// close ends the server and waits for it. A page that is on its way arrives.
func (c *callback) close() error {
	c.answer(false)
	c.gate.Lock()
	for _, conn := range c.waiting {
		_ = conn.Close()
	}
	c.gate.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), closingLimit)
	defer cancel()
	err := c.server.Shutdown(ctx)
	if err != nil {
		err = c.server.Close()
	}
	c.serving.Wait()
	return err
}

type connectionOf struct{}

// connection keeps count of who has connected and said nothing: programs that do so on purpose must not keep the browser out.
func (c *callback) connection(conn net.Conn, state http.ConnState) {
	c.gate.Lock()
	defer c.gate.Unlock()
	switch state {
	case http.StateNew:
		if len(c.waiting) == mostWaiting {
			_ = c.waiting[0].Close()
			c.waiting = slices.Delete(c.waiting, 0, 1)
		}
		c.waiting = append(c.waiting, conn)
	case http.StateClosed:
		c.forget(conn)
	}
}

func (c *callback) forget(conn net.Conn) {
	if at := slices.Index(c.waiting, conn); at >= 0 {
		c.waiting = slices.Delete(c.waiting, at, at+1)
	}
}

// ServeHTTP takes the one good call, and turns everything else away. A Host other than this very one is a page of a foreign site whose
// name was made to mean this computer.
func (c *callback) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, _ := r.Context().Value(connectionOf{}).(net.Conn)
	c.gate.Lock()
	c.forget(conn)
	c.gate.Unlock()
	here := subtle.ConstantTimeCompare([]byte(r.URL.Path), []byte(c.path)) == 1
	if r.Method != http.MethodGet || r.Host != c.host || r.URL.Host != "" || !here {
		c.refuse(w, http.StatusNotFound)
		return
	}
	switch said := readReturn(r.URL.RawQuery); c.take(said) {
	case callForeign:
		c.refuse(w, http.StatusBadRequest)
	case callLate:
		c.say(w, pageAlready)
	case callDenied:
		c.verdict <- verdict{err: errDenied}
		c.say(w, pageDenied)
	case callGood:
		c.verdict <- verdict{verifier: said.verifier}
		c.say(w, c.outcome(r.Context()))
	}
}

// call is what a call to the right address turns out to be.
type call int

const (
	callForeign call = iota // about no sign-in, or about another one
	callGood
	callDenied
	callLate // about this sign-in, which has its answer
)

// take decides what a call is. Of calls about this sign-in the first one counts.
func (c *callback) take(said returned) call {
	c.gate.Lock()
	defer c.gate.Unlock()
	about := c.token != "" && subtle.ConstantTimeCompare([]byte(said.token), []byte(c.token)) == 1
	// Who refuses may leave the name of the sign-in out: who knows this path was sent here.
	refusal := said.denied && c.token != "" && (about || said.token == "")
	switch {
	case !about && !refusal:
		return callForeign
	case c.used:
		return callLate
	}
	c.used = true
	if said.verifier == "" || refusal {
		return callDenied
	}
	return callGood
}

// outcome waits until signing in is done, so that the page tells the truth.
func (c *callback) outcome(ctx context.Context) pageKind {
	select {
	case <-c.settled:
	case <-ctx.Done():
	case <-time.After(answerLimit):
	}
	c.gate.Lock()
	defer c.gate.Unlock()
	if c.signedIn {
		return pageDone
	}
	return pageGoBack
}

func (c *callback) refuse(w http.ResponseWriter, status int) {
	c.gate.Lock()
	c.refused++
	disturbed := c.refused == mostRefused && !c.used
	c.used = c.used || disturbed
	c.gate.Unlock()
	if disturbed {
		c.verdict <- verdict{err: errDisturbed}
	}
	guard(w.Header())
	http.Error(w, http.StatusText(status), status)
}
