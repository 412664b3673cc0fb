package account

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader/words"
)

const wanted = "request-token-1"

// listening is a callback that waits for the sign-in called wanted.
func listening(t *testing.T, language words.Language) *callback {
	t.Helper()
	listener, err := listenLocally()
	if err != nil {
		t.Fatal(err)
	}
	c, err := newCallback(listener, rand.Reader, words.New(language, time.UTC, time.Now))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.close(); err != nil {
			t.Error(err)
		}
	})
	c.expect(wanted)
	return c
}

// browse calls the callback as a browser does, and gives what it shows.
func browse(t *testing.T, address string, change func(*http.Request)) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(request)
	}
	transport := &http.Transport{DisableKeepAlives: true}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func (c *callback) good() string {
	return c.address() + "?oauth_token=" + wanted + "&oauth_verifier=v3rifier"
}

func mustStillWait(t *testing.T, c *callback) {
	t.Helper()
	select {
	case got := <-c.verdict:
		t.Fatalf("the wait was ended by %+v", got)
	default:
	}
	c.answer(true)
	response, page := browse(t, c.good(), nil)
	if response.StatusCode != http.StatusOK || !strings.Contains(page, "You are signed in") {
		t.Fatalf("after it the browser is told %s %s", response.Status, page)
	}
	if got := <-c.verdict; got.verifier != "v3rifier" || got.err != nil {
		t.Fatalf("after it the browser brought %+v", got)
	}
}

func TestOnlyTheBrowserOfThisSignInIsHeard(t *testing.T) {
	t.Parallel()
	host := func(host string) func(*http.Request) { return func(r *http.Request) { r.Host = host } }
	method := func(method string) func(*http.Request) { return func(r *http.Request) { r.Method = method } }
	query := "?oauth_token=" + wanted + "&oauth_verifier=v3rifier"
	for name, test := range map[string]struct {
		path   string // instead of the good path, which {} stands for
		change func(*http.Request)
		status int
	}{
		"another sign-in":          {"{}?oauth_token=request-token-2&oauth_verifier=v", nil, 400},
		"a longer token":           {"{}?oauth_token=" + wanted + "x&oauth_verifier=v", nil, 400},
		"no token":                 {"{}?oauth_verifier=v", nil, 400},
		"nothing at all":           {"{}", nil, 400},
		"two tokens":               {"{}?oauth_token=" + wanted + "&oauth_token=other&oauth_verifier=v", nil, 400},
		"two codes":                {"{}" + query + "&oauth_verifier=w", nil, 400},
		"a code of control marks":  {"{}?oauth_token=" + wanted + "&oauth_verifier=%0D%0A", nil, 400},
		"an endless code":          {"{}?oauth_token=" + wanted + "&oauth_verifier=" + strings.Repeat("v", 600), nil, 400},
		"an unreadable query":      {"{}?oauth_token=%zz", nil, 400},
		"a refusal of another":     {"{}?oauth_token=request-token-2&oauth_problem=user_refused", nil, 400},
		"guessed path":             {"/callback" + query, nil, 404},
		"the root":                 {"/" + query, nil, 404},
		"below the path":           {"{}/" + query, nil, 404},
		"above the path":           {"/x/..{}" + query, nil, 404},
		"the browser's own wishes": {"/favicon.ico", nil, 404},
		"POST":                     {"{}" + query, method(http.MethodPost), 404},
		"HEAD":                     {"{}" + query, method(http.MethodHead), 404},
		"OPTIONS":                  {"{}" + query, method(http.MethodOptions), 404},
		"a name made to mean here": {"{}" + query, host("evil.example"), 404},
		"the same with the port":   {"{}" + query, host("evil.example:80"), 404},
		"localhost":                {"{}" + query, host("localhost"), 404},
		"without the port":         {"{}" + query, host("127.0.0.1"), 404},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := listening(t, words.English)
			response, body := browse(t, "http://"+c.host+strings.ReplaceAll(test.path, "{}", c.path), test.change)
			if response.StatusCode != test.status || strings.Contains(body, "<") || response.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s %q", response.Status, body)
			}
			mustStillWait(t, c)
		})
	}
}

func TestNothingIsHeardBeforeTheSignInHasItsName(t *testing.T) {
	t.Parallel()
	c := listening(t, words.English)
	c.expect("")
	for _, query := range []string{"?oauth_token=&oauth_verifier=v", "?oauth_verifier=v", "?oauth_problem=x"} {
		if response, _ := browse(t, c.address()+query, nil); response.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", query, response.Status)
		}
	}
	c.expect(wanted)
	mustStillWait(t, c)
}

func TestThePageTellsTheTruthInThePersonsLanguageAndKeepsItToItself(t *testing.T) {
	t.Parallel()
	for language, said := range map[words.Language][2]string{
		words.English: {"You are signed in", "You can close this page."},
		words.Danish:  {"Du er logget ind", "Du kan lukke denne side."},
		words.German:  {"Sie sind angemeldet", "Sie können diese Seite schließen."},
	} {
		c := listening(t, language)
		c.answer(true)
		response, page := browse(t, c.good(), nil)
		if !strings.Contains(page, said[0]) || !strings.Contains(page, said[1]) || !strings.Contains(page, `<html lang="`+string(language)+`">`) {
			t.Errorf("%s: %s", language, page)
		}
		for _, never := range []string{"<script", "http", "src=", "v3rifier", wanted} {
			if strings.Contains(page, never) {
				t.Errorf("the page holds %q: %s", never, page)
			}
		}
		for header, value := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"} {
			if response.Header.Get(header) != value {
				t.Errorf("%s is %q", header, response.Header.Get(header))
			}
		}
		if policy := response.Header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("the page may do %q", policy)
		}
	}
	c := listening(t, words.English)
	c.answer(false)
	if _, page := browse(t, c.good(), nil); strings.Contains(page, "signed in") || !strings.Contains(page, "Go back to the program") {
		t.Errorf("a sign-in that did not come about shows %s", page)
	}
}

func TestASecondCallIsToldThatItIsDone(t *testing.T) {
	t.Parallel()
	c := listening(t, words.English)
	mustStillWait(t, c)
	for _, again := range []string{c.good(), c.address() + "?oauth_token=" + wanted + "&oauth_verifier=another", c.address() + "?oauth_problem=x"} {
		response, page := browse(t, again, nil)
		if response.StatusCode != http.StatusOK || !strings.Contains(page, "already done") {
			t.Errorf("%s: %s %s", again, response.Status, page)
		}
	}
	select {
	case got := <-c.verdict:
		t.Errorf("a second call brought %+v", got)
	default:
	}
}

func TestWhoRefusesIsHeard(t *testing.T) {
	t.Parallel()
	for _, query := range []string{"?oauth_token=" + wanted, "?oauth_problem=user_refused", "?denied=" + wanted, "?oauth_token=" + wanted + "&oauth_problem=x&oauth_verifier=v"} {
		c := listening(t, words.Danish)
		response, page := browse(t, c.address()+query, nil)
		if response.StatusCode != http.StatusOK || !strings.Contains(page, "Du blev ikke logget ind") {
			t.Errorf("%s: %s %s", query, response.Status, page)
		}
		if got := <-c.verdict; !errors.Is(got.err, errDenied) {
			t.Errorf("%s: %+v", query, got)
		}
	}
}

func TestProgramsThatConnectAndSayNothingDoNotKeepTheBrowserOut(t *testing.T) {
	t.Parallel()
	c := listening(t, words.English)
	var slow []net.Conn
	for i := range 5 * mostWaiting {
		conn, err := net.Dial("tcp", c.host)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if i%2 == 0 {
			_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: ")
		}
		slow = append(slow, conn)
	}
	mustStillWait(t, c)
	if _, err := slow[0].Read(make([]byte, 1)); err == nil {
		t.Error("the oldest of them is still answered")
	}
}

func TestHugeHeadersAreTurnedAway(t *testing.T) {
	t.Parallel()
	c := listening(t, words.English)
	conn, err := net.Dial("tcp", c.host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	// The server may hang up in the middle of it.
	_, _ = fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nX: %s\r\n\r\n", c.path, c.host, strings.Repeat("x", 1<<20))
	if response, err := http.ReadResponse(bufio.NewReader(conn), nil); err == nil {
		defer response.Body.Close()
		if response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("%s", response.Status)
		}
	}
	mustStillWait(t, c)
}

func TestRawCallsThatNoBrowserMakes(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		"GET http://{host}{path}?oauth_token=" + wanted + "&oauth_verifier=v HTTP/1.1\r\nHost: {host}\r\n\r\n",
		"GET {path}?oauth_token=" + wanted + "&oauth_verifier=v HTTP/1.0\r\n\r\n",
		"GET {path}?oauth_token=" + wanted + "&oauth_verifier=v HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
		"OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\x16\x03\x01\x00\xa5\x01\x00\x00", "nonsense\r\n\r\n", "\r\n\r\n\r\n",
	} {
		c := listening(t, words.English)
		conn, err := net.Dial("tcp", c.host)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, strings.NewReplacer("{host}", c.host, "{path}", c.path).Replace(raw))
		_ = conn.(*net.TCPConn).CloseWrite()
		answer, _ := io.ReadAll(conn)
		_ = conn.Close()
		if strings.Contains(string(answer), " 200 ") {
			t.Errorf("%q is answered %q", raw, answer)
		}
		mustStillWait(t, c)
	}
}

func TestAProgramThatGoesOnGuessingEndsTheCallback(t *testing.T) {
	t.Parallel()
	c := listening(t, words.English)
	var guessing sync.WaitGroup
	for range 8 {
		guessing.Go(func() {
			for range mostRefused / 8 {
				browse(t, "http://"+c.host+"/guess?oauth_token="+wanted+"&oauth_verifier=v", nil)
			}
		})
	}
	guessing.Wait()
	if got := <-c.verdict; !errors.Is(got.err, errDisturbed) {
		t.Errorf("%+v", got)
	}
}

func TestTheCallbackIsForThisComputerAloneAndItsPathIsNeverTheSame(t *testing.T) {
	t.Parallel()
	one, two := listening(t, words.English), listening(t, words.English)
	for _, c := range []*callback{one, two} {
		if ip, _, err := net.SplitHostPort(c.host); err != nil || ip != "127.0.0.1" {
			t.Errorf("it listens on %s", c.host)
		}
		if len(c.path) < 1+128/6 {
			t.Errorf("the path %q can be guessed", c.path)
		}
	}
	if one.path == two.path {
		t.Error("two callbacks have one path")
	}
}

func FuzzReadReturn(f *testing.F) {
	for _, seed := range []string{"oauth_token=a&oauth_verifier=b", "denied=a", "oauth_problem=x", "%zz", "a;b", "oauth_token=a&oauth_token=b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		said := readReturn(query)
		for _, value := range []string{said.token, said.verifier} {
			if value != "" && (!isKey(value) || len(value) > longestValue) {
				t.Errorf("%q gives %q", query, value)
			}
		}
	})
}

func TestTheCodeIsFoundInWhatPeoplePaste(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"AB12": "AB12", "  ab12\r\n": "ab12", "“AB12”": "AB12", "AB 12": "AB12", "Your code: AB12.": "AB12", "Code:\nAB12": "AB12",
		"AB12 is it, is it not?": "", "": "", ":": "", "høje": "", "https://videos.acme.com/oauth/done?oauth_token=x&oauth_verifier=AB%2D12&y=1#z": "AB-12",
	} {
		if got := CodeFrom(typed); got != want {
			t.Errorf("%q gives %q, want %q", typed, got, want)
		}
	}
}

func FuzzCodeFrom(f *testing.F) {
	for _, seed := range []string{"AB12", "code: x", "?oauth_verifier=%41&", "\xff", "a b c d e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if code := CodeFrom(typed); code != "" && (!isKey(code) || len(code) > longestValue) {
			t.Errorf("%q gives %q", typed, code)
		}
	})
}
