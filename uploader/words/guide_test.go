package words

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// quoted are words that the guide repeats from the window.
var quoted = regexp.MustCompile(`[“„]([^”“]+)[”“]`)

// TestTheGuideQuotesTheWindow keeps the guide from naming buttons and lines that the window calls otherwise.
func TestTheGuideQuotesTheWindow(t *testing.T) {
	t.Parallel()
	for language, texts := range catalogues(t) {
		var shown []string
		for key, translated := range texts {
			if !strings.HasPrefix(string(key), "guide.") {
				shown = append(shown, translated.Other)
			}
		}
		count := 0
		for key, translated := range texts {
			if !strings.HasPrefix(string(key), "guide.") {
				continue
			}
			for _, found := range quoted.FindAllStringSubmatch(translated.Other, -1) {
				count++
				is := func(text string) bool {
					return strings.TrimRight(text, " ….?") == strings.TrimRight(found[1], " ….?")
				}
				if !slices.ContainsFunc(shown, is) {
					t.Errorf("%s: %q quotes “%s”, which stands nowhere in the window", language, key, found[1])
				}
			}
		}
		if count < 20 {
			t.Errorf("%s: the guide quotes %d words of the window, so this proves nothing", language, count)
		}
	}
}
