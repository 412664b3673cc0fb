// Package oauth checks OAuth 1.0a signatures the way the service's documentation of api/oauth describes them: HMAC-SHA1
// only, one use for every nonce, a window for timestamps. It signs nothing. The demo site is its only caller.
package oauth

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Window is how far a timestamp may lie from the site's clock. The documentation names no figure: five minutes is assumed.
const Window = 5 * time.Minute

// What is wrong with a request. Each is wrapped with a sentence that says what was seen.
var (
	ErrMalformed  = errors.New("malformed OAuth parameters")
	ErrUnknownKey = errors.New("unknown consumer key or token")
	ErrTimestamp  = errors.New("timestamp outside the window")
	ErrNonce      = errors.New("nonce used before")
	ErrSignature  = errors.New("signature does not match")
)

// Request is what of an HTTP request takes part in a signature.
type Request struct {
	// Method is the HTTP method.
	Method string
	// Scheme is "http" or "https" as the site was reached.
	Scheme string
	// Host is the host with its port as the client named it; default ports are left out of the base string.
	Host string
	// Path is the escaped path.
	Path string
	// Authorization is that header's value, or empty.
	Authorization string
	// Parameters are the query of a GET or the form-encoded body of a POST. A multipart body gives only its oauth_ fields.
	Parameters url.Values
}

// Keys are the secrets that belong to one consumer key and token.
type Keys struct{ ConsumerSecret, TokenSecret string }

// Verifier checks requests. It remembers nonces for as long as their timestamps are inside the window.
type Verifier struct {
	// Lookup answers the secrets of a consumer key and a token; the token is empty where a request carries none.
	Lookup func(consumerKey, token string) (Keys, bool)

	mu     sync.Mutex
	nonces map[string]time.Time
	pruned time.Time
}

// Carries says whether the request carries OAuth parameters at all.
func Carries(request Request) bool {
	if isOAuthHeader(request.Authorization) {
		return true
	}
	return request.Parameters.Has("oauth_signature") || request.Parameters.Has("oauth_consumer_key")
}

// Protocol answers the oauth_ parameters of a request that was verified, from wherever they travel.
func Protocol(request Request) url.Values {
	values := url.Values{}
	for name, all := range request.Parameters {
		if strings.HasPrefix(name, "oauth_") {
			values[name] = all
		}
	}
	if isOAuthHeader(request.Authorization) {
		header := map[string]string{}
		_ = readHeader(request.Authorization, header)
		for name, value := range header {
			values.Set(name, value)
		}
	}
	return values
}

// Verify checks the request at the time now and answers its consumer key and token.
func (v *Verifier) Verify(request Request, now time.Time) (consumerKey, token string, err error) {
	protocol, err := protocolParameters(request)
	if err != nil {
		return "", "", err
	}
	consumerKey, token = protocol["oauth_consumer_key"], protocol["oauth_token"]
	keys, known := v.Lookup(consumerKey, token)
	if !known {
		return "", "", ErrUnknownKey
	}
	seconds, err := strconv.ParseInt(protocol["oauth_timestamp"], 10, 64)
	if err != nil || seconds <= 0 {
		return "", "", fmt.Errorf("%w: oauth_timestamp is no count of seconds", ErrMalformed)
	}
	sent := time.Unix(seconds, 0)
	if gap := now.Sub(sent); gap > Window || gap < -Window {
		return "", "", fmt.Errorf("%w: %d, while the site's clock says %d", ErrTimestamp, seconds, now.Unix())
	}
	want := sign(keys, BaseString(request, protocol))
	if !hmac.Equal([]byte(want), []byte(protocol["oauth_signature"])) {
		return "", "", ErrSignature
	}
	if !v.use(consumerKey+"&"+token+"&"+protocol["oauth_timestamp"]+"&"+protocol["oauth_nonce"], sent, now) {
		return "", "", ErrNonce
	}
	return consumerKey, token, nil
}

func (v *Verifier) use(nonce string, sent, now time.Time) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.nonces == nil {
		v.nonces = map[string]time.Time{}
	}
	if now.Sub(v.pruned) > Window || now.Before(v.pruned) {
		for key, when := range v.nonces {
			if now.Sub(when) > Window {
				delete(v.nonces, key)
			}
		}
		v.pruned = now
	}
	if _, used := v.nonces[nonce]; used {
		return false
	}
	v.nonces[nonce] = sent
	return true
}

// protocolParameters reads the oauth_ parameters from the one place that carries them.
func protocolParameters(request Request) (map[string]string, error) {
	protocol := map[string]string{}
	if isOAuthHeader(request.Authorization) {
		if err := readHeader(request.Authorization, protocol); err != nil {
			return nil, err
		}
		for name := range request.Parameters {
			if strings.HasPrefix(name, "oauth_") && name != "oauth_callback" && name != "oauth_verifier" {
				return nil, fmt.Errorf("%w: %s both in the header and among the parameters", ErrMalformed, name)
			}
		}
	} else {
		for name, values := range request.Parameters {
			if !strings.HasPrefix(name, "oauth_") {
				continue
			}
			if len(values) != 1 {
				return nil, fmt.Errorf("%w: %s more than once", ErrMalformed, name)
			}
			protocol[name] = values[0]
		}
	}
	for _, name := range []string{"oauth_consumer_key", "oauth_nonce", "oauth_timestamp", "oauth_signature"} {
		if protocol[name] == "" {
			return nil, fmt.Errorf("%w: %s is missing", ErrMalformed, name)
		}
	}
	if protocol["oauth_signature_method"] != "HMAC-SHA1" {
		return nil, fmt.Errorf("%w: oauth_signature_method must be HMAC-SHA1", ErrMalformed)
	}
	if version, given := protocol["oauth_version"]; given && version != "1.0" {
		return nil, fmt.Errorf("%w: oauth_version must be 1.0", ErrMalformed)
	}
	return protocol, nil
}

func isOAuthHeader(header string) bool {
	return len(header) >= 6 && strings.EqualFold(header[:5], "OAuth") && (header[5] == ' ' || header[5] == '\t')
}

func readHeader(header string, into map[string]string) error {
	for field := range strings.SplitSeq(header[6:], ",") {
		name, quoted, found := strings.Cut(strings.TrimSpace(field), "=")
		quoted = strings.TrimSpace(quoted)
		if !found || len(quoted) < 2 || quoted[0] != '"' || quoted[len(quoted)-1] != '"' {
			return fmt.Errorf("%w: the Authorization header is not a list of name=\"value\"", ErrMalformed)
		}
		value, err := url.PathUnescape(quoted[1 : len(quoted)-1])
		if err != nil {
			return fmt.Errorf("%w: bad escape in the Authorization header", ErrMalformed)
		}
		name = strings.TrimSpace(name)
		if _, twice := into[name]; twice {
			return fmt.Errorf("%w: %s more than once", ErrMalformed, name)
		}
		into[name] = value
	}
	delete(into, "realm")
	return nil
}

// BaseString is the text that is signed: method, address without query, and all parameters in order.
func BaseString(request Request, protocol map[string]string) string {
	type pair struct{ name, value string }
	var pairs []pair
	for name, value := range protocol {
		if name != "oauth_signature" {
			pairs = append(pairs, pair{escape(name), escape(value)})
		}
	}
	for name, values := range request.Parameters {
		if _, taken := protocol[name]; taken || name == "oauth_signature" {
			continue
		}
		for _, value := range values {
			pairs = append(pairs, pair{escape(name), escape(value)})
		}
	}
	sort.Slice(pairs, func(i, j int) bool {
		if pairs[i].name != pairs[j].name {
			return pairs[i].name < pairs[j].name
		}
		return pairs[i].value < pairs[j].value
	})
	var joined strings.Builder
	for i, p := range pairs {
		if i > 0 {
			joined.WriteByte('&')
		}
		joined.WriteString(p.name + "=" + p.value)
	}
	address := strings.ToLower(request.Scheme) + "://" + withoutDefaultPort(request.Scheme, strings.ToLower(request.Host)) + request.Path
	return strings.ToUpper(request.Method) + "&" + escape(address) + "&" + escape(joined.String())
}

func withoutDefaultPort(scheme, host string) string {
	if strings.EqualFold(scheme, "https") {
		return strings.TrimSuffix(host, ":443")
	}
	return strings.TrimSuffix(host, ":80")
}

func sign(keys Keys, base string) string {
	mac := hmac.New(sha1.New, []byte(escape(keys.ConsumerSecret)+"&"+escape(keys.TokenSecret)))
	mac.Write([]byte(base))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// escape encodes everything but RFC 3986's unreserved characters; the documentation insists on ! ' ( ) * too.
func escape(text string) string {
	const digits = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(text) {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~':
			out.WriteByte(c)
		default:
			out.WriteByte('%')
			out.WriteByte(digits[c>>4])
			out.WriteByte(digits[c&15])
		}
	}
	return out.String()
}
