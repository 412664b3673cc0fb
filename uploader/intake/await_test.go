package intake

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

func TestADriveThatNeverAnswersIsWaitedForOnlyAsLongAsSomebodyWants(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answers := make(chan struct{})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err := await(ctx, func() (int, error) { <-answers; return 7, nil })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
		close(answers)
		if got, err := await(t.Context(), func() (int, error) { <-answers; return 7, nil }); got != 7 || err != nil {
			t.Errorf("%d, %v", got, err)
		}
	})
}

func TestOnlyTheVeryFileIsOpened(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := put(t, videoBytes, folder, "film.mp4")
	source, err := Inspect(t.Context(), path, later())
	if err != nil {
		t.Fatal(err)
	}
	file, err := Open(source)
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	for name, want := range map[string]struct {
		act  func() error
		code uploader.ReasonCode
	}{
		"longer":      {func() error { return os.WriteFile(path, []byte(videoBytes+"more"), 0o600) }, uploader.ReasonChanged},
		"gone":        {func() error { return os.Remove(path) }, uploader.ReasonMissing},
		"a folder":    {func() error { return errors.Join(os.RemoveAll(path), os.Mkdir(path, 0o700)) }, uploader.ReasonChanged},
		"folder gone": {func() error { return os.RemoveAll(folder) }, uploader.ReasonMissing},
	} {
		t.Run(name, func(t *testing.T) {
			if err := want.act(); err != nil {
				t.Skip(err)
			}
			file, err := Open(source)
			if err == nil {
				file.Close()
			}
			if codeOf(err) != want.code {
				t.Errorf("%v", err)
			}
		})
		_ = os.MkdirAll(folder, 0o700)
		_ = os.RemoveAll(path)
		put(t, videoBytes, path)
		age(t, path, source.ModTime)
	}
}

func TestWhatAReadSaysBecomesTheReasonOfTheFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "film.mp4")
	if code := codeOf(ReadingFailed(path, os.ErrPermission)); code != uploader.ReasonUnreadable {
		t.Error(code)
	}
	if code := codeOf(CutShort(path)); code != uploader.ReasonChanged {
		t.Error(code)
	}
	if code := codeOf(Silent(path, time.Minute)); code != uploader.ReasonDriveGone {
		t.Error(code)
	}
}
