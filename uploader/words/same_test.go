package words

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// alike are texts that are rightly the same in another language: names, and words that the languages share.
var alike = regexp.MustCompile(`^(Mexico City|Upload video|[kMG]bit s|videos acme com)$`)

// TestNothingIsLeftInEnglish finds texts of more than one word that say the same in English and in another language.
func TestNothingIsLeftInEnglish(t *testing.T) {
	t.Parallel()
	all := catalogues(t)
	for _, language := range []Language{Danish, German} {
		for _, key := range slices.Sorted(maps.Keys(all[language])) {
			if quotesTheSite[key] {
				continue
			}
			for _, form := range all[language][key].forms() {
				said := strings.Join(strings.FieldsFunc(placeholder.ReplaceAllString(form, ""), func(r rune) bool { return !unicode.IsLetter(r) }), " ")
				if strings.Contains(said, " ") && !alike.MatchString(said) && slices.Contains(all[English][key].forms(), form) {
					t.Errorf("%s: %q is as in English: %s", language, key, form)
				}
			}
		}
	}
}
