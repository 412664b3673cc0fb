package words

import "strings"

// Language is one of the languages that the program speaks, by its ISO 639-1 code.
type Language string

// The languages of this release.
const (
	English Language = "en"
	Danish  Language = "da"
	German  Language = "de"
)

// Languages lists the languages of this release, in the order in which they are offered.
func Languages() []Language { return []Language{English, Danish, German} }

// Name is what the language calls itself, so that a person who reads no other one still finds it.
func (l Language) Name() string {
	switch l {
	case Danish:
		return "Dansk"
	case German:
		return "Deutsch"
	default:
		return "English"
	}
}

// Match finds the language for a system's locale. It understands "da_DK.UTF-8", "de-AT", "de_DE@euro" and colon-separated lists
// of preference such as "nb:da:en"; what it does not know becomes English.
func Match(systemLocale string) Language {
	for candidate := range strings.SplitSeq(systemLocale, ":") {
		code := strings.ToLower(strings.TrimSpace(candidate))
		if end := strings.IndexAny(code, "_-.@"); end >= 0 {
			code = code[:end]
		}
		for _, language := range Languages() {
			if code == string(language) {
				return language
			}
		}
	}
	return English
}
