package views

import (
	"strings"

	"twentythree-uploader/uploader"
)

// parseKeys finds the keys in a pasted block, one a line in the order in which the site shows them.
func parseKeys(text string) uploader.Keys {
	var values []string
	for line := range strings.Lines(text) {
		parts := strings.FieldsFunc(line, func(r rune) bool { return r == ':' || r == '=' || r == ' ' || r == '\t' || r == '\n' || r == '\r' })
		if len(parts) > 0 {
			values = append(values, parts[len(parts)-1])
		}
	}
	if len(values) == 4 {
		return uploader.Keys{ConsumerKey: values[0], ConsumerSecret: values[1], AccessToken: values[2], AccessSecret: values[3]}
	}
	return uploader.Keys{}
}
