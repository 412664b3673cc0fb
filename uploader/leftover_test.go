package uploader_test

import (
	"testing"

	"twentythree-uploader/uploader"
)

func TestWhatIsLeftOfAFileNameIsKnown(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"welcome final v3": "final v3", "Town hall EXPORT": "EXPORT", "Årsmøde endelig": "endelig", "tour 1080p h264": "1080p h264", "film copy 2": "copy 2",
		"Kopie": "Kopie", "talk (1)": "(1)", "": "", "Final results": "", "Chapter 2": "", "The final countdown": "", "v3 of the plan": "",
	} {
		if got := uploader.LeftoverWords(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
