package demo

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"twentythree-uploader/uploader/demo/faults"
)

const megabyte = 1 << 20

// large is a film of two chunks that no buffer on the way holds whole.
func (w *world) large() film {
	f := newFilm(w.token())
	f.content, f.chunkSize = strings.Repeat("0123456789abcdef", 12*megabyte/16), 6*megabyte
	return f
}

// first lets a rule strike the first chunk of a film and then sends everything, as a client that goes on: one video must come of it.
func (w *world) first(rule faults.Rule) said {
	w.Helper()
	f := w.large()
	rule.Chunk, rule.Count = 1, 1
	w.fault(rule)
	out := w.chunk(f, 1)
	w.want("applied", w.Faults().Faults[0].Applied, 1)
	w.chunk(f, 1)
	w.chunk(f, 2)
	w.want("SHA-256", w.one().SHA256, f.sha())
	return out
}

func TestConnectionsEndAsTheyAreTold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rule  faults.Rule
		reset bool
	}{
		"cut":                    {faults.Rule{Kind: faults.Close, AfterBytes: megabyte}, false},
		"cut by a reset":         {faults.Rule{Kind: faults.Close, AfterBytes: megabyte, Reset: true}, true},
		"no answer":              {faults.Rule{Kind: faults.Swallow}, false},
		"a reset for an answer":  {faults.Rule{Kind: faults.Swallow, Reset: true}, true},
		"half an answer":         {faults.Rule{Kind: faults.Truncate}, false},
		"half of it and a reset": {faults.Rule{Kind: faults.Truncate, Reset: true}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := start(t, Options{}).first(c.rule)
			// What was on its way when the end came can hide how it came.
			hidden := c.rule.Kind != faults.Swallow
			if out.err == nil || !hidden && errors.Is(out.err, syscall.ECONNRESET) != c.reset {
				t.Errorf("the client met %v", out.err)
			}
		})
	}
}

func TestAnswersThatAreNone(t *testing.T) {
	t.Parallel()
	for _, rule := range []faults.Rule{
		{Kind: faults.Garbage},
		{Kind: faults.Garbage, Handled: true},
		{Kind: faults.EndlessHeaders},
		{Kind: faults.EndlessHeaders, Handled: true},
		{Kind: faults.Length, Bytes: 20},
	} {
		t.Run(string(rule.Kind), func(t *testing.T) {
			t.Parallel()
			if out := start(t, Options{}).first(rule); out.err == nil {
				t.Errorf("the client understood %d %q", out.status, out.body)
			}
		})
	}
}

func TestAnswersThatAreOddButTrue(t *testing.T) {
	t.Parallel()
	for _, rule := range []faults.Rule{
		{Kind: faults.Delay, Seconds: 0.01},
		{Kind: faults.Trickle, Seconds: 0.0001},
		{Kind: faults.Gzip},
		{Kind: faults.Informational, Times: 60},
		{Kind: faults.CloseIdle},
		{Kind: faults.Duplicate},
	} {
		t.Run(string(rule.Kind), func(t *testing.T) {
			t.Parallel()
			out := start(t, Options{}).first(rule)
			if out.err != nil || out.status != 200 || out.body != "ok" {
				t.Errorf("%v %d %q", out.err, out.status, out.body)
			}
		})
	}
}

func TestAnswersInsteadAreHeardByWhoSendsALot(t *testing.T) {
	t.Parallel()
	for name, rule := range map[string]faults.Rule{
		"instead": {Status: 503}, "carried out all the same": {Status: 503, Handled: true}, "without a body": {Status: 503, Empty: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rule.Kind = faults.Answer
			out := start(t, Options{}).first(rule)
			if out.err != nil || out.status != 503 || (out.body == "") != rule.Empty {
				t.Errorf("%v %d %q", out.err, out.status, out.body)
			}
		})
	}
	// Who is answered while still sending may meet the end of the connection first.
	out := start(t, Options{}).first(faults.Rule{Kind: faults.Answer, Status: 413, Early: true, AfterBytes: megabyte})
	if out.err == nil && out.status != 413 {
		t.Errorf("%d %q", out.status, out.body)
	}
}

func TestAShortLengthCutsTheBody(t *testing.T) {
	t.Parallel()
	out := start(t, Options{}).first(faults.Rule{Kind: faults.Length, Bytes: -1})
	if out.body != "o" {
		t.Errorf("%v %q", out.err, out.body)
	}
}

func TestInformationalAnswersComeBeforeTheRealOne(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.fault(faults.Rule{Kind: faults.Informational, Times: 6})
	seen := map[int]int{}
	trace := &httptrace.ClientTrace{Got1xxResponse: func(code int, _ textproto.MIMEHeader) error { seen[code]++; return nil }}
	request := w.request("GET", "/api/2/site/get", "", nil, "")
	out := w.do(w.client, request.WithContext(httptrace.WithClientTrace(t.Context(), trace)))
	if out.status != 200 || seen[103] != 3 || seen[100]+seen[103] != 6 {
		t.Errorf("%d %v after %v", out.status, out.err, seen)
	}
	w.want("the log's status", w.logged()[0].Status, 200)
}

func TestASenderWaitsUntilTheFaultsAreReplaced(t *testing.T) {
	t.Parallel()
	for name, rule := range map[string]faults.Rule{
		"a black hole": {Kind: faults.BlackHole, AfterBytes: megabyte}, "never answered": {Kind: faults.Swallow, Never: true},
		"held back": {Kind: faults.Delay, Seconds: 3000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := start(t, Options{})
			f := w.large()
			rule.Chunk, rule.Count = 1, 1
			w.fault(rule)
			answered := make(chan said)
			go func() { answered <- w.chunk(f, 1) }()
			look := time.NewTicker(time.Millisecond)
			defer look.Stop()
			for w.Faults().Faults[0].Applied == 0 {
				<-look.C
			}
			select {
			case out := <-answered:
				t.Fatalf("answered: %d %v", out.status, out.err)
			case <-time.After(50 * time.Millisecond):
			}
			w.fault()
			if out := <-answered; (out.err != nil) != rule.Never {
				t.Errorf("%d %v", out.status, out.err)
			}
		})
	}
}

func TestADuplicateGetsTheSecondAnswer(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := w.large()
	w.chunk(f, 1)
	w.fault(faults.Rule{Kind: faults.Duplicate, Completing: true})
	if out := w.chunk(f, 2); !strings.Contains(out.body, "consumed") {
		t.Errorf("%d %q %v", out.status, out.body, out.err)
	}
	w.want("SHA-256", w.one().SHA256, f.sha())
	lines := w.logged()
	w.want("the log's video", lines[len(lines)-1].PhotoID, w.one().PhotoID)
	w.want("the log's acknowledgement", lines[len(lines)-1].Chunk.Acknowledged.IsZero(), true)
}

func TestAConnectionThatIsClosedWhileItIsIdle(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.fault(faults.Rule{Kind: faults.CloseIdle})
	response, err := w.client.Do(w.request("GET", "/api/2/site/get", "", nil, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if text, err := io.ReadAll(response.Body); err != nil || !strings.Contains(string(text), "Acme") || response.Close {
		t.Errorf("%s %v, closing said: %v", text, err, response.Close)
	}
}

// Over HTTP/2 there is no connection to take: the stream ends.
func TestFaultsOfTheConnectionOverHTTP2(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	served, err := w.Serve("127.0.0.1:0", true)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = served.Close() }()
	pem, err := os.ReadFile(served.CA)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	for _, rule := range []faults.Rule{{Kind: faults.Garbage}, {Kind: faults.Swallow, Path: "*/*", Reset: true}, {Kind: faults.CloseIdle}} {
		w.fault(rule)
		if response, err := client.Get(served.URL + "/api/2/site/get"); err == nil {
			t.Errorf("%s: %s %s", rule.Kind, response.Proto, response.Status)
			_ = response.Body.Close()
		}
	}
	w.fault()
	response, err := client.Get(served.URL + "/api/2/site/get")
	if err != nil || response.ProtoMajor != 2 {
		t.Fatalf("%v %v", response, err)
	}
	_ = response.Body.Close()
}
