package link

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// returned is what the site repeats after an upload.
func (s *Server) returned() url.Values {
	return url.Values{
		NonceParameter: {s.nonce}, "upload_token": {linkToken}, "domain": {"videos.acme.com"}, "photo_id": {"7667553"}, "tree_id": {"1234567"}, "token": {"x"},
	}
}

func in(language string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Accept-Language", language) }
}

func mustHear(t *testing.T, s *Server) {
	t.Helper()
	select {
	case event := <-s.Events():
		if event != Called {
			t.Errorf("event %v", event)
		}
	case <-time.After(10 * time.Second):
		t.Error("nothing is heard of the call")
	}
}

func mustHearNothing(t *testing.T, s *Server) {
	t.Helper()
	select {
	case event := <-s.Events():
		t.Errorf("event %v", event)
	case <-time.After(50 * time.Millisecond):
	}
}

func TestAGuestReadsHowItEndedInTheirLanguage(t *testing.T) {
	t.Parallel()
	s := listening(t)
	for language, want := range map[string][]string{
		"":                         {`lang="en"`, "Thank you", "The site of Acme &lt;Video&gt; says that your video has arrived."},
		"da-DK,da;q=0.9,en;q=0.5":  {`lang="da"`, "Tak", "Sitet hos Acme &lt;Video&gt; melder, at din video er nået frem."},
		"fr;q=0.9, de-AT;q=0.8":    {`lang="de"`, "Danke", "Ihr Video angekommen ist."},
		"en;q=0.1, da":             {`lang="da"`},
		"ja":                       {`lang="en"`},
		strings.Repeat("de,", 200): {`lang="en"`},
		"\x01;;q=":                 {`lang="en"`},
	} {
		response, page := browse(t, http.MethodGet, s.Return().URL+"?"+s.returned().Encode(), "", func(r *http.Request) {
			if !strings.Contains(language, "\x01") {
				in(language)(r)
			}
		})
		if response.StatusCode != http.StatusOK || response.Header.Get("Cache-Control") != "no-store" || response.Header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%q: %s %v", language, response.Status, response.Header)
		}
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("%q does not read %q:\n%s", language, text, page)
			}
		}
		if strings.Contains(page, "7667553") || strings.Contains(page, linkToken) || strings.Contains(page, s.page) {
			t.Errorf("%q reads what is secret", language)
		}
	}
	mustHear(t, s)
}

func TestARefusalIsShownAsTextOnly(t *testing.T) {
	t.Parallel()
	s := listening(t)
	for message, want := range map[string]string{
		"The file type isn't supported":                     "It says: The file type isn&#39;t supported",
		`<script>alert(1)</script><img src=x onerror=y>"'&`: "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=y&gt;&#34;&#39;&amp;",
		strings.Repeat("long ", 60):                         "",
		"turned \u202e round":                               "",
		"broken \xff":                                       "",
		"":                                                  "",
	} {
		values := s.returned()
		for _, name := range []string{"photo_id", "tree_id", "token"} {
			values.Del(name)
		}
		values.Set("error_message", message)
		response, page := browse(t, http.MethodGet, s.Return().URL+"?"+values.Encode(), "", nil)
		if response.StatusCode != http.StatusOK || !strings.Contains(page, "The site of Acme &lt;Video&gt; did not take your video.") ||
			!strings.Contains(page, `href="`+s.page+`"`) {
			t.Errorf("%q: %s\n%s", message, response.Status, page)
		}
		if !strings.Contains(page, want) || strings.Contains(page, "It says:") != (want != "") {
			t.Errorf("%q is shown as\n%s", message, page)
		}
	}
	mustHear(t, s)
}

func TestAFormIsHeardAsWell(t *testing.T) {
	t.Parallel()
	s := listening(t)
	long := s.returned()
	long.Set("title", strings.Repeat("æ", 800))
	nonce := long.Get(NonceParameter)
	long.Del(NonceParameter)
	for _, address := range []string{s.Return().URL + "?nonce=" + nonce, s.Return().URL + "?nonce=" + nonce + "&domain=videos.acme.com"} {
		if response, page := browse(t, http.MethodPost, address, long.Encode(), nil); response.StatusCode != http.StatusOK || !strings.Contains(page, "Thank you") {
			t.Errorf("%s\n%s", response.Status, page)
		}
	}
	mustHear(t, s)
	if response, _ := browse(t, http.MethodGet, s.Return().URL+"?nonce="+nonce+"&"+long.Encode(), "", nil); response.StatusCode != http.StatusOK {
		t.Errorf("as a long address: %s", response.Status)
	}
}

func TestForgedCallsAreAnsweredAlikeAndChangeNothing(t *testing.T) {
	t.Parallel()
	s := listening(t)
	set := func(name, value string) url.Values {
		values := s.returned()
		values.Set(name, value)
		return values
	}
	without := func(name string) url.Values {
		values := s.returned()
		values.Del(name)
		return values
	}
	add := set("x", "y")
	add.Add(NonceParameter, "other")
	answers := map[string]string{}
	for name, values := range map[string]url.Values{
		"wrong nonce": set(NonceParameter, strings.Repeat("A", len(s.nonce))), "short nonce": set(NonceParameter, "x"), "no nonce": without(NonceParameter),
		"wrong token": set("upload_token", strings.Repeat("0", 40)), "no token": without("upload_token"), "foreign host": set("domain", "evil.example"),
		"no host": without("domain"), "no video": without("photo_id"), "both": set("error_message", "no"), "two nonces": add,
		"a message without a nonce": {"error_message": {"<b>hi</b>"}}, "nothing": {},
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			address, body := s.Return().URL, values.Encode()
			if method == http.MethodGet {
				address, body = address+"?"+body, ""
			}
			response, page := browse(t, method, address, body, nil)
			response.Header.Del("Date")
			answers[fmt.Sprint(response.Status, response.Header, page)] += " " + name
			if response.StatusCode != http.StatusBadRequest || strings.Contains(page, s.page) || strings.Contains(page, "<b>") {
				t.Errorf("%s: %s\n%s", name, response.Status, page)
			}
		}
	}
	if len(answers) != 1 {
		t.Errorf("answers differ: %v", answers)
	}
	mustHearNothing(t, s)
}

func TestThePagesScriptMayReadHowItEnded(t *testing.T) {
	t.Parallel()
	s := listening(t)
	for _, answer := range []struct {
		method, address string
		status          int
	}{
		{http.MethodOptions, s.Return().URL + "?" + s.returned().Encode(), http.StatusNoContent},
		{http.MethodGet, s.Return().URL + "?" + s.returned().Encode(), http.StatusOK},
	} {
		response, _ := browse(t, answer.method, answer.address, "", func(r *http.Request) { r.Header.Set("Origin", "null") })
		if response.StatusCode != answer.status || response.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: %s %v", answer.method, response.Status, response.Header)
		}
	}
	mustHear(t, s)
}

func TestTenThousandForgedCallsHoldNobodyUp(t *testing.T) {
	t.Parallel()
	s := listening(t)
	ctx, end := context.WithCancel(t.Context())
	var forging sync.WaitGroup
	var forged, heard, sentAway atomic.Int64
	const each, forgers = 1250, 8
	halfway := make(chan struct{})
	for range forgers {
		forging.Go(func() {
			transport := &http.Transport{DisableKeepAlives: true}
			defer transport.CloseIdleConnections()
			for range each {
				address := fmt.Sprintf("%s?nonce=%022d&upload_token=%s&domain=videos.acme.com&photo_id=1", s.Return().URL, forged.Load(), linkToken)
				request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
				if err != nil {
					return
				}
				if response, err := transport.RoundTrip(request); err == nil {
					if response.StatusCode < http.StatusBadRequest {
						heard.Add(1)
					}
					if response.StatusCode == http.StatusTooManyRequests {
						sentAway.Add(1)
					}
					_, _ = io.Copy(io.Discard, response.Body)
					_ = response.Body.Close()
				}
				if forged.Add(1) == each*forgers/2 {
					close(halfway)
				}
			}
		})
	}
	<-halfway
	begun := time.Now()
	response, page := browse(t, http.MethodGet, s.Return().URL+"?"+s.returned().Encode(), "", nil)
	if took := time.Since(begun); took > 10*time.Second || response.StatusCode != http.StatusOK || !strings.Contains(page, "Thank you") {
		t.Errorf("amid %d forged calls the right one is answered %s after %v", forged.Load(), response.Status, took)
	}
	mustHear(t, s)
	forging.Wait()
	end()
	if forged.Load() != each*forgers || heard.Load() != 0 || sentAway.Load() == 0 {
		t.Errorf("%d forged calls, %d believed, %d sent away", forged.Load(), heard.Load(), sentAway.Load())
	}
	mustHearNothing(t, s)
}

func TestSecretsStayOutOfNotes(t *testing.T) {
	t.Parallel()
	s := listening(t)
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		if text := fmt.Sprintf(format, s.Return()) + fmt.Sprintf(format, handout()); strings.Contains(text, s.nonce) || strings.Contains(text, linkToken) {
			t.Errorf("%s writes %s", format, text)
		}
	}
}
