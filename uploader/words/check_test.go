package words

import (
	"strings"
	"testing"

	"twentythree-uploader/uploader"
)

func TestACheckThatWasNotMadeIsCalledByANameAlone(t *testing.T) {
	t.Parallel()
	for _, language := range Languages() {
		for _, id := range uploader.CheckIDs() {
			if name := speak(language).CheckName(id); name == "" || strings.Contains(name, "{") {
				t.Errorf("%s: %q is called %q", language, id, name)
			}
		}
	}
}
