package twentythree

import (
	"strings"

	"twentythree-uploader/uploader/twentythree/internal/oauth"
)

// form is a list of parameters in the order they are sent.
type form []parameter

type parameter struct{ Name, Value string }

func (f *form) add(name, value string) { *f = append(*f, parameter{name, value}) }

func (f *form) addUnlessEmpty(name, value string) {
	if value != "" {
		f.add(name, value)
	}
}

// encode gives the form with %20 for spaces: the service's documentation of signing asks for it, as the signature is made over
// the same bytes.
func (f form) encode() string {
	var text strings.Builder
	for i, pair := range f {
		if i > 0 {
			text.WriteByte('&')
		}
		text.WriteString(oauth.Escape(pair.Name))
		text.WriteByte('=')
		text.WriteString(oauth.Escape(pair.Value))
	}
	return text.String()
}
