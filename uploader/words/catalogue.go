package words

import (
	"encoding/json"
	"fmt"
	"sync"

	"twentythree-uploader/assets"
)

// catalogue is one language's texts.
type catalogue map[Key]text

// text is one text, or its two plural forms. The three languages share the CLDR rule for whole numbers: one is "one", all
// others are "other".
type text struct {
	One   string `json:"one"`
	Other string `json:"other"`
}

// UnmarshalJSON reads a plain string, or an object with the forms "one" and "other".
func (t *text) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		*t = text{}
		return json.Unmarshal(data, &t.Other)
	}
	type forms text
	return json.Unmarshal(data, (*forms)(t))
}

func (t text) form(args []Arg) string {
	for _, arg := range args {
		if arg.counted && arg.count == 1 && t.One != "" {
			return t.One
		}
		if arg.counted {
			break
		}
	}
	return t.Other
}

// load gives the texts of an embedded language file, which is read once. One that cannot be read is a mistake of the build, which the tests
// find; a person then sees English or the keys instead of losing the program.
func load(language Language) catalogue { return loaded[language]() }

var loaded = map[Language]func() catalogue{English: reader(English), Danish: reader(Danish), German: reader(German)}

func reader(language Language) func() catalogue {
	return sync.OnceValue(func() catalogue {
		texts, err := read(language)
		if err != nil {
			return catalogue{}
		}
		return texts
	})
}

func read(language Language) (catalogue, error) {
	data, err := assets.Translations.ReadFile("translations/" + string(language) + ".json")
	if err != nil {
		return nil, fmt.Errorf("words: language file: %w", err)
	}
	texts := catalogue{}
	if err := json.Unmarshal(data, &texts); err != nil {
		return nil, fmt.Errorf("words: language file %s: %w", language, err)
	}
	return texts, nil
}
