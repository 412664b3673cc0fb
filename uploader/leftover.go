package uploader

import (
	"regexp"
	"strings"
)

// leftover are words that tell versions of a file apart and mean nothing to those who watch the video, in the three languages.
var leftover = regexp.MustCompile(`(?i)^(?:final|finale|finished|export|exported|copy|master|draft|edit|version|ver|` +
	`endelig|færdig|eksport|kopi|udkast|endgültig|fertig|kopie|entwurf|neu|` +
	`v\d{1,3}|rev\d{0,3}|\d{3,4}p|4k|uhd|hd|h26[45]|hevc|prores|\(\d{1,3}\))$`)

var smallNumber = regexp.MustCompile(`^\d{1,2}$`)

// LeftoverWords are the words at the end of a title that only tell versions of a file apart: "final v3" of "welcome final v3". It is ""
// where there are none.
func LeftoverWords(title string) string {
	words := strings.Fields(title)
	from := len(words)
	for from > 0 && (leftover.MatchString(words[from-1]) || from > 1 && smallNumber.MatchString(words[from-1]) && leftover.MatchString(words[from-2])) {
		from--
	}
	return strings.Join(words[from:], " ")
}
