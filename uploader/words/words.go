package words

import (
	"time"

	"twentythree-uploader/uploader"
)

// Key names one text. The constants are in the keys files; every one exists in every language.
type Key string

// Words is one language's lookup with the zone that times are shown in. It is never changed: a new language means a new Words.
type Words struct {
	language Language
	zone     *time.Location
	now      func() time.Time
	texts    catalogue
	english  catalogue
	rules    uploader.Rules
}

// New makes the lookup for a language. zone is the computer's own zone, nil for the system's. now is the present instant: it
// decides which dates need their year and how long "trying again in" is; nil for the system's clock. An unknown language
// speaks English.
func New(language Language, zone *time.Location, now func() time.Time) *Words {
	if zone == nil {
		zone = time.Local
	}
	if now == nil {
		now = time.Now
	}
	words := &Words{language: English, zone: zone, now: now, english: load(English)}
	words.texts = words.english
	for _, known := range Languages() {
		if language == known && language != English {
			words.language, words.texts = known, load(known)
		}
	}
	return words
}

// Language is the language that w speaks.
func (w *Words) Language() Language { return w.language }

// In is the same language showing times in another zone. A nil zone changes nothing.
func (w *Words) In(zone *time.Location) *Words {
	if zone == nil {
		return w
	}
	other := *w
	other.zone = zone
	return &other
}

// Under is the same language where an organisation has laid something down: what it forbids is not offered.
func (w *Words) Under(rules uploader.Rules) *Words {
	other := *w
	other.rules = rules
	return &other
}

// InZone is In for a zone known by its IANA name ("Europe/Copenhagen"); a name that nobody knows changes nothing.
func (w *Words) InZone(name string) *Words {
	return w.In(location(name))
}

// T is the text of key with its named values filled in. With a Count among the values the text's plural form fits it. A text
// missing in the language is taken from English, and a key missing there too is shown as it is: nothing is worse than a blank.
func (w *Words) T(key Key, args ...Arg) string {
	text, found := w.texts[key]
	if !found {
		if text, found = w.english[key]; !found {
			return string(key)
		}
	}
	return fill(text.form(args), args, w.Number)
}

func (w *Words) has(key Key) bool {
	_, found := w.english[key]
	return found
}
