package account

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// Hidden is what stands in the place of a secret.
const Hidden = "(hidden)"

// Hide takes every part of the secret out of a text that is to be shown, in whatever way it may be written there: as it is, in an
// address, in a form, in a JSON text, or in Base64.
func (s Secret) Hide(text string) string { return hideAll(text, s.parts()) }

func (s Secret) parts() []string {
	h := s.held
	return []string{h.AccessKey, h.Workspace, h.ConsumerKey, h.ConsumerSecret, h.Token, h.TokenSecret}
}

// HideAll is Hide for the secrets of several accounts at once, so that one that is the beginning of another leaves nothing of it.
func HideAll(text string, secrets ...Secret) string {
	var parts []string
	for _, secret := range secrets {
		parts = append(parts, secret.parts()...)
	}
	return hideAll(text, parts)
}

func hideAll(text string, parts []string) string {
	var written []string
	for _, part := range parts {
		if part != "" {
			written = append(written, writings(part)...)
		}
	}
	slices.SortFunc(written, func(a, b string) int { return len(b) - len(a) })
	for _, way := range slices.Compact(written) {
		text = strings.ReplaceAll(text, way, Hidden)
	}
	return text
}

// writings are the ways in which a text may be written elsewhere.
func writings(part string) []string {
	ways := []string{part, url.QueryEscape(part), url.PathEscape(part), strings.ToLower(url.QueryEscape(part))}
	ways = append(ways, strings.ReplaceAll(url.QueryEscape(part), "+", "%20"))
	if quoted, err := json.Marshal(part); err == nil {
		ways = append(ways, strings.Trim(string(quoted), `"`))
	}
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding} {
		ways = append(ways, encoding.EncodeToString([]byte(part)))
	}
	return slices.DeleteFunc(ways, func(way string) bool { return way == "" })
}
