package words

// Template is a text as it is written down, its named values still in braces: for a page that fills them in itself. Where One is empty
// the text has no plural.
type Template struct {
	One   string `json:"one,omitempty"`
	Other string `json:"other"`
}

// Template is the text of key, in English where the language has none.
func (w *Words) Template(key Key) Template {
	if text, found := w.texts[key]; found {
		return Template(text)
	}
	return Template(w.english[key])
}
