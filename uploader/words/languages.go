package words

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"twentythree-uploader/uploader"
)

// LanguageName is what a language of subtitles is called: "Danish". Where others of the same language are offered, the country stands with it:
// "English (United Kingdom)". One that nobody here knows is called as the site calls it.
func (w *Words) LanguageName(l uploader.Language, offered []uploader.Language) string {
	tag, err := language.Parse(strings.ReplaceAll(l.Locale, "_", "-"))
	if err != nil {
		return firstOf(l.Label, l.Locale)
	}
	in := language.Make(string(w.language))
	base, _ := tag.Base()
	name := capital(display.Languages(in).Name(base))
	if name == "" {
		return firstOf(l.Label, l.Locale)
	}
	code, _, _ := strings.Cut(l.Locale, "_")
	for _, other := range offered {
		otherCode, _, _ := strings.Cut(other.Locale, "_")
		if other.Locale != l.Locale && otherCode == code {
			region, _ := tag.Region()
			return name + " (" + display.Regions(in).Name(region) + ")"
		}
	}
	return name
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
