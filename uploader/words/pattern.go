package words

import (
	"strings"

	"twentythree-uploader/uploader"
)

// places are the places of a title's pattern with what they are called.
func places() map[uploader.TitlePlace]Key {
	return map[uploader.TitlePlace]Key{uploader.PlaceFileName: PlaceName, uploader.PlaceDate: PlaceDay, uploader.PlaceNumber: PlaceCounter}
}

// Place is a place of a title's pattern as people write it: "{file name}", "{filnavn}".
func (w *Words) Place(place uploader.TitlePlace) string { return "{" + w.T(places()[place]) + "}" }

// PatternShown is the pattern of a title with its places called as in the language.
func (w *Words) PatternShown(pattern string) string {
	for place := range places() {
		pattern = strings.ReplaceAll(pattern, place.In(), w.Place(place))
	}
	return pattern
}

// PatternTyped takes the pattern of a title as a person typed it. Places may be written in the language or in English, in any capitals.
func (w *Words) PatternTyped(text string) string {
	var pattern strings.Builder
	for {
		end := strings.IndexByte(text, '}')
		if end < 0 {
			return pattern.String() + text
		}
		if start := strings.LastIndexByte(text[:end], '{'); start >= 0 {
			pattern.WriteString(text[:start] + w.typedPlace(text[start+1:end]))
		} else {
			pattern.WriteString(text[:end+1])
		}
		text = text[end+1:]
	}
}

func (w *Words) typedPlace(inside string) string {
	name := strings.Join(strings.Fields(inside), " ")
	for place, key := range places() {
		if strings.EqualFold(name, string(place)) || strings.EqualFold(name, w.T(key)) {
			return place.In()
		}
	}
	return "{" + inside + "}"
}
