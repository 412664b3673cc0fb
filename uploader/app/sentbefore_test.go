package app

import (
	"os"
	"path/filepath"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/engine"
)

// lastOf waits until an upload is in a state.
func lastOf(t *testing.T, updates *engine.Subscription, id uploader.UploadID, in func(uploader.Upload) bool) (found uploader.Upload) {
	t.Helper()
	await(t, updates, func(u uploader.Update) bool {
		for _, upload := range u.Uploads {
			if upload.ID == id {
				found = upload
			}
		}
		return found.ID == id && in(found)
	})
	return found
}

func addOne(t *testing.T, a *App, updates *engine.Subscription, path string) uploader.Upload {
	t.Helper()
	a.AddPaths([]string{path})
	result := await(t, updates, func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0]
	if len(result.Added) != 1 {
		t.Fatalf("%s: %+v", path, result)
	}
	for _, upload := range a.engine.Uploads() {
		if upload.ID == result.Added[0] {
			return upload
		}
	}
	t.Fatal("what was added is not in the list")
	return uploader.Upload{}
}

// TestAFileThatWasSentBeforeIsAskedAbout: nothing is sent twice unasked.
func TestAFileThatWasSentBeforeIsAskedAbout(t *testing.T) {
	t.Parallel()
	a, updates := openApp(t, Options{Demo: true})
	await(t, updates, func(u uploader.Update) bool { return u.Accounts != nil })
	sample := a.SampleVideos()[0]
	first := addOne(t, a, updates, sample)
	a.AddPaths([]string{sample})
	if twice := await(t, updates, func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0]; len(twice.Rejected) != 1 || twice.Rejected[0].Reason.Code != uploader.ReasonDuplicate {
		t.Errorf("while it waits, the file is added twice: %+v", twice)
	}
	a.Start([]uploader.UploadID{first.ID})
	lastOf(t, updates, first.ID, func(u uploader.Upload) bool { return u.State.Arrived() })

	again := addOne(t, a, updates, sample)
	if again.State != uploader.Attention || again.Reason.Code != uploader.ReasonSentBefore || again.Reason.Subject != first.Metadata.Title || again.Reason.At.IsZero() {
		t.Fatalf("%s %+v", again.State, again.Reason)
	}
	copied := filepath.Join(t.TempDir(), filepath.Base(sample))
	copyWithTime(t, sample, copied)
	if moved := addOne(t, a, updates, copied); moved.Reason.Code != uploader.ReasonSentBefore {
		t.Errorf("a copy of it: %s %+v", moved.State, moved.Reason)
	}
	ids := []uploader.UploadID{again.ID}
	a.Start(ids)
	a.Retry(ids)
	title := "Another title"
	a.Edit(again.ID, uploader.Change{Title: &title})
	edited := lastOf(t, updates, again.ID, func(u uploader.Upload) bool { return u.Metadata.Title == title })
	if edited.State != uploader.Attention || edited.Reason.Code != uploader.ReasonSentBefore {
		t.Errorf("without a word it became %s %+v", edited.State, edited.Reason)
	}
	a.UploadAgain(again.ID)
	lastOf(t, updates, again.ID, func(u uploader.Upload) bool { return u.State == uploader.Ready && u.Reason.IsZero() })
	if videos := a.demo.site.Videos(); len(videos) != 1 {
		t.Errorf("the site has %d videos before Upload is pressed", len(videos))
	}
	a.SetSettings(uploader.Settings{NoWarningSentBefore: true})
	a.Remove(ids)
	if unasked := addOne(t, a, updates, sample); unasked.State != uploader.Ready {
		t.Errorf("although nobody wants to be asked: %s %+v", unasked.State, unasked.Reason)
	}
}

func copyWithTime(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	info, statErr := os.Stat(from)
	if err != nil || statErr != nil {
		t.Fatal(err, statErr)
	}
	if err := os.Chtimes(to, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
}

// TestAFolderForARowIsAdded: a folder that was dropped on a row is no file of it, and is not turned away either.
func TestAFolderForARowIsAdded(t *testing.T) {
	t.Parallel()
	a, updates := openApp(t, Options{})
	placeholder := a.AddPlaceholder()
	folder := t.TempDir()
	writeFile(t, filepath.Join(folder, "one.mp4"), "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")
	a.NewFile(placeholder, folder)
	if result := await(t, updates, func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0]; len(result.Added) != 1 || len(result.Rejected) != 0 {
		t.Errorf("%+v", result)
	}
}
