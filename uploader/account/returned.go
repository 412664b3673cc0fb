package account

import (
	"net/url"
	"strings"
	"unicode"
)

// longestValue is how many bytes a token or a code of the site may have; the documented ones have a few dozen at most.
const longestValue = 512

// returned is what a call to the callback says.
type returned struct {
	// token names the sign-in, verifier is what the site gives when the person allowed it; "" where it is missing, doubled or no such thing.
	token, verifier string
	// denied says that the person, or the site, did not allow it.
	denied bool
}

// readReturn reads the query that a site sends the browser back with. Beside the standard's parameters it knows those with which sites say
// that the person refused.
func readReturn(query string) returned {
	values, err := url.ParseQuery(query)
	if err != nil {
		return returned{}
	}
	said := returned{token: only(values["oauth_token"]), verifier: only(values["oauth_verifier"])}
	if said.verifier == "" && len(values["oauth_verifier"]) > 0 {
		return returned{}
	}
	said.denied = len(values["oauth_problem"]) > 0 || len(values["denied"]) > 0
	if said.token == "" && len(values["oauth_token"]) == 0 {
		said.token = only(values["denied"])
	}
	return said
}

// only is the one value of a parameter.
func only(values []string) string {
	if len(values) != 1 || len(values[0]) > longestValue || !isKey(values[0]) {
		return ""
	}
	return values[0]
}

// isKey reports whether a text could be one of a site's keys or codes: visible ASCII characters.
func isKey(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}

// CodeFrom finds the code in what a person typed or pasted: the code alone with whatever stands around it, a line that ends with it, or the
// address of the page that shows it. It is "" where there is none.
func CodeFrom(typed string) string {
	typed = strings.TrimSpace(strings.ToValidUTF8(typed, ""))
	if _, after, found := strings.Cut(typed, "oauth_verifier="); found {
		value, _, _ := strings.Cut(after, "&")
		value, _, _ = strings.Cut(value, "#")
		if unescaped, err := url.QueryUnescape(strings.TrimSpace(value)); err == nil {
			value = unescaped
		}
		return keyOrNothing(value)
	}
	if at := strings.LastIndexAny(typed, ":\n"); at >= 0 && strings.TrimSpace(typed[at+1:]) != "" {
		typed = typed[at+1:]
	}
	words := strings.FieldsFunc(typed, unicode.IsSpace)
	for i, word := range words {
		words[i] = strings.Trim(word, "\"'“”„‘’«»()[]<>.,:;")
	}
	joined := strings.Join(words, "")
	// A code is shown in groups at most; more words than that are a sentence.
	if len(words) > 4 || len(joined) > longestValue {
		return ""
	}
	return keyOrNothing(joined)
}

func keyOrNothing(text string) string {
	if len(text) > longestValue || !isKey(text) {
		return ""
	}
	return text
}
