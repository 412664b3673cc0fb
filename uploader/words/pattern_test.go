package words

import (
	"testing"

	"twentythree-uploader/uploader"
)

func TestPlacesOfATitleAreWrittenInTheLanguage(t *testing.T) {
	t.Parallel()
	w := New(Danish, nil, nil)
	if shown := w.PatternShown("{file name}, {date} {number} {other}"); shown != "{filnavn}, {dato} {nummer} {other}" {
		t.Errorf("shown as %q", shown)
	}
	if typed := w.PatternTyped("{ Filnavn }, {DATO} {number} {other} {"); typed != "{file name}, {date} {number} {other} {" {
		t.Errorf("read as %q", typed)
	}
}

func FuzzPatternTyped(f *testing.F) {
	f.Add("Uge {nummer}")
	f.Add("{{file name}}")
	w := New(German, nil, nil)
	f.Fuzz(func(t *testing.T, text string) {
		pattern := w.PatternTyped(text)
		if again := w.PatternTyped(w.PatternShown(pattern)); again != pattern {
			t.Errorf("%q is %q, which is shown and read as %q", text, pattern, again)
		}
		_ = uploader.FillTitle(pattern, uploader.TitlePlaces{Number: 1})
	})
}
