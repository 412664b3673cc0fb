package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// TestAFileThatWasNoVideoIsLookedAtAgain has a file that another program is still writing and that turns out to be none; then a good one takes
// its place.
func TestAFileThatWasNoVideoIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	for name, again := range map[string]func(*App, uploader.UploadID){
		"the window comes to the front": func(a *App, _ uploader.UploadID) { a.LookAgain() },
		"it is tried again":             func(a *App, id uploader.UploadID) { a.Retry([]uploader.UploadID{id}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "talk.mp4")
			if err := os.WriteFile(path, []byte("<html>not found</html>"), 0o600); err != nil {
				t.Fatal(err)
			}
			a, updates := openApp(t, Options{})
			ids := addFor(t, a, updates, path)
			awaitStates(t, a, updates, func(u uploader.Upload) bool {
				return u.State == uploader.Failed && u.Reason.Code == uploader.ReasonNotVideo
			}, ids...)
			content, err := os.ReadFile(film(t, "talk.mp4", 1000))
			if err != nil {
				t.Fatal(err)
			}
			past := time.Now().Add(-time.Hour)
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(path, past, past); err != nil {
				t.Fatal(err)
			}
			again(a, ids[0])
			awaitStates(t, a, updates, func(u uploader.Upload) bool {
				return u.State == uploader.Ready && u.Source.Size == int64(len(content))
			}, ids...)
		})
	}
}
