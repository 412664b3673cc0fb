// Package oauth signs requests with OAuth 1.0a and HMAC-SHA1, the only method that the service knows. It is pure: nonce and time
// are given. Only package twentythree may use it.
package oauth

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Keys are the two pairs of secrets. Token and TokenSecret are empty while an access token is being asked for.
type Keys struct{ ConsumerKey, ConsumerSecret, Token, TokenSecret string }

// Parameter is one request parameter, unescaped.
type Parameter struct{ Name, Value string }

// Request is what a signature covers. Parameters are those of a form body; those of the address are found in it. Nothing of a
// multipart body is signed.
type Request struct {
	Method string
	// Address is absolute; its query is signed too.
	Address    string
	Parameters []Parameter
	// Protocol are further parameters of OAuth itself, which travel in the header: oauth_callback, oauth_verifier.
	Protocol []Parameter
}

// Authorization is the value of the Authorization header for one attempt at the given Unix time.
func (k Keys) Authorization(r Request, nonce string, unixTime int64) (string, error) {
	own := append(k.parameters(nonce, unixTime), r.Protocol...)
	signature, err := k.signature(r, own)
	if err != nil {
		return "", err
	}
	own = append(own, Parameter{"oauth_signature", signature})
	parts := make([]string, len(own))
	for i, p := range own {
		parts[i] = p.Name + `="` + Escape(p.Value) + `"`
	}
	return "OAuth " + strings.Join(parts, ", "), nil
}

func (k Keys) parameters(nonce string, unixTime int64) []Parameter {
	own := []Parameter{
		{"oauth_consumer_key", k.ConsumerKey},
		{"oauth_nonce", nonce},
		{"oauth_signature_method", "HMAC-SHA1"},
		{"oauth_timestamp", strconv.FormatInt(unixTime, 10)},
	}
	if k.Token != "" {
		own = append(own, Parameter{"oauth_token", k.Token})
	}
	return append(own, Parameter{"oauth_version", "1.0"})
}

func (k Keys) signature(r Request, own []Parameter) (string, error) {
	base, err := baseString(r, own)
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha1.New, []byte(Escape(k.ConsumerSecret)+"&"+Escape(k.TokenSecret)))
	mac.Write([]byte(base))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil)), nil
}

// baseString is the signature base string of RFC 5849, section 3.4.1.
func baseString(r Request, own []Parameter) (string, error) {
	address, err := url.Parse(r.Address)
	if err != nil || address.Host == "" {
		return "", fmt.Errorf("oauth: not an absolute address")
	}
	query, err := url.ParseQuery(address.RawQuery)
	if err != nil {
		return "", fmt.Errorf("oauth: the query cannot be read: %w", err)
	}
	pairs := make([]Parameter, 0, len(own)+len(r.Parameters)+len(query))
	note := func(name, value string) { pairs = append(pairs, Parameter{Escape(name), Escape(value)}) }
	for name, values := range query {
		for _, value := range values {
			note(name, value)
		}
	}
	for _, p := range slices.Concat(own, r.Parameters) {
		note(p.Name, p.Value)
	}
	slices.SortFunc(pairs, func(a, b Parameter) int {
		if order := strings.Compare(a.Name, b.Name); order != 0 {
			return order
		}
		return strings.Compare(a.Value, b.Value)
	})
	joined := make([]string, len(pairs))
	for i, p := range pairs {
		joined[i] = p.Name + "=" + p.Value
	}
	return strings.ToUpper(r.Method) + "&" + Escape(baseAddress(address)) + "&" + Escape(strings.Join(joined, "&")), nil
}

func baseAddress(address *url.URL) string {
	scheme, host := strings.ToLower(address.Scheme), strings.ToLower(address.Host)
	if scheme == "http" {
		host = strings.TrimSuffix(host, ":80")
	} else if scheme == "https" {
		host = strings.TrimSuffix(host, ":443")
	}
	path := address.EscapedPath()
	if path == "" {
		path = "/"
	}
	return scheme + "://" + host + path
}

const hexDigits = "0123456789ABCDEF"

// Escape is the percent-encoding of RFC 5849, section 3.6: all but letters, digits and "-._~" is escaped, a space as %20.
func Escape(text string) string {
	var escaped strings.Builder
	escaped.Grow(len(text))
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~':
			escaped.WriteByte(c)
		default:
			escaped.WriteByte('%')
			escaped.WriteByte(hexDigits[c>>4])
			escaped.WriteByte(hexDigits[c&15])
		}
	}
	return escaped.String()
}
