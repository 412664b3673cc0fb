package uploader

import (
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

var cameraName = regexp.MustCompile(`(?i)^(?:` +
	`(?:img|vid|mov|dsc|dscf|dscn|pxl|mvi|mvimg|gx|gh|gopr|dji|pict|sam|clip|p)[ _-]?\d[\d _-]*` +
	`|(?:screen ?(?:recording|cast)|bildschirmaufnahme|skærmoptagelse|zoom|gmt\d).*` +
	`|(?:untitled|unbenannt|uden titel|new project|sequence)[ _-]?\d*` +
	`|\d{6,8}[ _-]\d{4,6}(?:[ _-]\d+)?` +
	`|whatsapp video .*` +
	`)(?: ?\(\d+\))?$`)

// LooksLikeCameraName reports whether a title is what a camera or a screen recorder calls its files, so that nobody has named the
// video yet.
func LooksLikeCameraName(title string) bool { return cameraName.MatchString(strings.TrimSpace(title)) }

// TitleFromFileName tidies a file's base name into a title: extension off, runs of underscores, dots and hyphens between words to
// one space, capitals and leading dates kept.
func TitleFromFileName(name string) string {
	stem := name
	if extension := filepath.Ext(name); extension != name && len(extension) <= 6 && !strings.ContainsRune(extension, ' ') {
		stem = strings.TrimSuffix(name, extension)
	}
	date, rest := leadingDate(stem)
	var title strings.Builder
	title.WriteString(date)
	gap := date != ""
	for _, r := range rest {
		if r == '_' || r == '.' || r == '-' || unicode.IsSpace(r) || unicode.IsControl(r) {
			gap = true
			continue
		}
		if gap && title.Len() > 0 {
			title.WriteByte(' ')
		}
		gap = false
		title.WriteRune(r)
	}
	return title.String()
}

var datePrefix = regexp.MustCompile(`^(?:19|20)\d\d[-._]?(?:0[1-9]|1[0-2])[-._]?(?:0[1-9]|[12]\d|3[01])(?:$|[ _.-])`)

func leadingDate(stem string) (date, rest string) {
	match := datePrefix.FindString(stem)
	date = strings.TrimRight(match, " _.-")
	return date, stem[len(match):]
}
