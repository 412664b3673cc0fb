package words

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters that people type as one without an accent, although they are not written as one with a mark.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "ł", "l", "ı", "i", "þ", "th")

// Compare orders texts for reading, as the language in use does: in Danish æ, ø and å come after z, elsewhere a letter with a mark
// stands where it would without.
func (w *Words) Compare(a, b string) int {
	key := Fold
	if w.language == Danish {
		key = strings.ToLower
	}
	return cmp.Or(strings.Compare(key(a), key(b)), strings.Compare(a, b))
}

// Fold makes a text comparable for finding: without capitals and accents, so that "arsmode" finds "Årsmøde".
func Fold(text string) string {
	var folded strings.Builder
	folded.Grow(len(text))
	for _, r := range norm.NFKD.String(text) {
		if !unicode.Is(unicode.Mn, r) {
			folded.WriteRune(unicode.ToLower(r))
		}
	}
	return letters.Replace(folded.String())
}
