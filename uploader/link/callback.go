package link

import (
	"crypto/subtle"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NonceParameter is the name of the extra parameter that the site repeats when it calls a return address. Package twentythree gives it to the
// site under the same name.
const NonceParameter = "nonce"

// Bounds of a call-back. The service's documentation says that more than 1500 characters come as a form.
const (
	longestCall    = 16 << 10 // bytes of a query, and of a form
	longestValue   = 512      // bytes of any value but the site's message
	longestMessage = 160      // characters of the site's message that are shown; of longer ones nothing is
)

// Return is what the site is told to call after each upload of a link: give both with get-upload-token, URL as return_url and Nonce as the
// extra parameter NonceParameter, which the site repeats. The nonce belongs into no page, so that a guest cannot call in the site's place
// before the site has sent anybody here.
//
// A call-back of up to 1500 characters is a redirect. A longer one is a form, before which browsers warn where it leaves a secure site for an
// address in the local network: what the site is to repeat must stay short.
//
// A Return never asks for background_return_p. With it the site itself calls, from the internet, where nothing leads to an address in a local
// network: it is to be offered only for an address that the person has named.
type Return struct{ URL, Nonce string }

// String says nothing of what is secret.
func (r Return) String() string { return "a return address" }

// GoString says nothing of what is secret.
func (r Return) GoString() string { return r.String() }

// expected is what a call-back must say of itself.
type expected struct {
	nonce, token string
	domains      []string
}

// said is what a call-back says. Its values are the caller's: nothing in them is to be believed, nor to be logged.
type said struct {
	nonce, token, domain string
	photo                string
	// failed is a call-back about an upload that failed; message is why, in the site's words, empty where they are not fit to be shown.
	failed  bool
	message string
}

var errNoCall = errors.New("not the call of a site")

// readCall reads a call-back: the query, and the body of a form. A parameter that comes twice must say the same both times. The error is
// errNoCall.
func readCall(r *http.Request) (said, error) {
	if len(r.URL.RawQuery) > longestCall {
		return said{}, errNoCall
	}
	queries := []string{r.URL.RawQuery}
	if r.Method == http.MethodPost {
		kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || kind != "application/x-www-form-urlencoded" || r.ContentLength > longestCall {
			return said{}, errNoCall
		}
		body, err := io.ReadAll(io.LimitReader(r.Body, longestCall+1))
		if err != nil || len(body) > longestCall {
			return said{}, errNoCall
		}
		queries = append(queries, string(body))
	}
	return parseCall(queries...)
}

// parseCall reads a call-back out of queries and forms.
func parseCall(queries ...string) (said, error) {
	values := url.Values{}
	for _, query := range queries {
		parsed, err := url.ParseQuery(query)
		if err != nil {
			return said{}, errNoCall
		}
		for name, several := range parsed {
			values[name] = append(values[name], several...)
		}
	}
	known := map[string]string{}
	for _, name := range []string{NonceParameter, "upload_token", "domain", "photo_id", "tree_id", "token", "error_message"} {
		for _, value := range values[name] {
			if value != values.Get(name) || (name != "error_message" && !plain(value)) {
				return said{}, errNoCall
			}
		}
		known[name] = values.Get(name)
	}
	call := said{
		nonce: known[NonceParameter], token: known["upload_token"], domain: known["domain"], photo: known["photo_id"],
		failed: values.Has("error_message"), message: presentable(known["error_message"]),
	}
	if call.nonce == "" || call.token == "" || call.domain == "" || call.failed == (call.photo != "") || !digits(call.photo) {
		return said{}, errNoCall
	}
	return call, nil
}

// plain reports whether a value is one that a site could have sent: printable ASCII, as names, numbers and keys are.
func plain(value string) bool {
	return len(value) <= longestValue && strings.IndexFunc(value, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

func digits(value string) bool {
	return strings.IndexFunc(value, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// presentable is a site's message in one line if it is short and holds nothing but letters, figures, signs and spaces; else it is empty.
func presentable(message string) string {
	message = strings.Join(strings.Fields(message), " ")
	if !utf8.ValidString(message) || utf8.RuneCountInString(message) > longestMessage {
		return ""
	}
	if strings.IndexFunc(message, func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }) >= 0 {
		return ""
	}
	return message
}

// by reports whether the call is the expected site's about the expected link. How long it takes tells nothing about the secrets.
func (s said) by(want expected) bool {
	nonce := subtle.ConstantTimeCompare([]byte(s.nonce), []byte(want.nonce))
	token := subtle.ConstantTimeCompare([]byte(s.token), []byte(want.token))
	if nonce&token != 1 || want.nonce == "" || want.token == "" {
		return false
	}
	for _, domain := range want.domains {
		if sameHost(s.domain, domain) {
			return true
		}
	}
	return false
}

// sameHost compares two hosts as browsers do. A port counts only where both name one: the service's own examples name none.
func sameHost(one, other string) bool {
	oneHost, onePort := splitHost(one)
	otherHost, otherPort := splitHost(other)
	return oneHost != "" && strings.EqualFold(oneHost, otherHost) && (onePort == otherPort || onePort == "" || otherPort == "")
}

func splitHost(address string) (host, port string) {
	if host, port, err := net.SplitHostPort(address); err == nil {
		return strings.TrimSuffix(host, "."), port
	}
	return strings.TrimSuffix(address, "."), ""
}
