package app

import (
	"path/filepath"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
)

func TestWhatMayHaveArrivedIsCarriedOnOnlyWhenToldTo(t *testing.T) {
	folder := t.TempDir()
	list, _, err := journal.Open(t.Context(), filepath.Join(folder, "list.sqlite"), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	doubtful := uploader.Upload{
		ID: "0123456789abcdef0123456789abcdef", Account: "acme", State: uploader.Attention, Metadata: uploader.Metadata{Title: "Welcome to Acme"},
		Source: uploader.Source{Path: filepath.Join(folder, "a.mp4"), Name: "a.mp4", Size: 5}, Reason: uploader.Reason{Code: uploader.ReasonMayHaveFinished},
	}
	if err := list.SaveUpload(t.Context(), doubtful); err != nil {
		t.Fatal(err)
	}
	if err := list.Close(); err != nil {
		t.Fatal(err)
	}
	a, _ := openApp(t, Options{DataDir: folder})
	ids := []uploader.UploadID{doubtful.ID}
	a.Carry(ids, false)
	if got := a.engine.Uploads()[0]; got.State != uploader.Attention {
		t.Errorf("it is %s", got.State)
	}
	a.Carry(ids, true)
	if got := a.engine.Uploads()[0]; got.State == uploader.Attention {
		t.Errorf("it is %s %s though somebody said so", got.State, got.Reason.Code)
	}
}
