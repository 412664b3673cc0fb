package words

import (
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

var testNow = time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)

func speak(language Language) *Words {
	return New(language, time.UTC, func() time.Time { return testNow })
}

// plain makes spaces that do not break ordinary ones, so that tables can be read.
func plain(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if plain(got) != want {
		t.Errorf("%s: %q, want %q", what, plain(got), want)
	}
}

// welcome is the upload of the drawing.
func welcome(state uploader.State) uploader.Upload {
	return uploader.Upload{
		ID:       "1",
		Source:   uploader.Source{Path: "/videos/welcome.mp4", Name: "welcome.mp4", Size: 1_200_000_000},
		Metadata: uploader.Metadata{Title: "Welcome to Acme", Categories: []uploader.Category{{ID: "7", Title: "HR"}}},
		State:    state,
		Progress: uploader.Progress{Acked: 512_000_000, Size: 1_200_000_000, Rate: 2_000_000, Left: 6 * time.Minute, Processing: 0.563},
	}
}
