package console

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twentythree-uploader/uploader/app"
)

func TestABackupPutBackIsNotUploadedAgainWithoutBeingToldTo(t *testing.T) {
	site := startSite(t)
	path, _ := film(t, "a.mp4", 20<<20)
	data, backup := t.TempDir(), t.TempDir()
	t.Setenv("ACCESS_KEY", site.Bearer)
	args := []string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", "-data", data, path}
	slow(t, site.URL, 4<<20)
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan int)
	go func() { stopped <- RunSend(ctx, args, io.Discard, io.Discard, surroundings(data)) }()
	chunksTaken(t, site.dir, 4)
	stop()
	if code := <-stopped; code != exitStopped {
		t.Fatalf("exit %d", code)
	}
	if err := os.CopyFS(filepath.Join(backup, "data"), os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	slow(t, site.URL, 0)
	if code, out, complaints := send(t, args...); code != exitDone {
		t.Fatalf("exit %d: %s%s", code, out, complaints)
	}
	args[5] = filepath.Join(backup, "data")
	for range 2 {
		if code, out, complaints := send(t, args...); code == exitDone {
			if len(site.videos(t)) != 1 {
				t.Fatalf("uploaded again unasked: %s%s", out, complaints)
			}
		}
	}
	if videos := site.videos(t); len(videos) != 1 {
		t.Fatalf("the site has %d videos", len(videos))
	}
}

func TestASecondRunOnTheSameFolderIsToldSo(t *testing.T) {
	folder := t.TempDir()
	first, err := app.Open(t.Context(), app.Options{DataDir: folder, Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	film := filepath.Join(t.TempDir(), "film.mp4")
	if err := os.WriteFile(film, []byte("0000ftypisom and more"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TWICE_KEY", "bearer-key")
	var said bytes.Buffer
	code := RunSend(context.Background(), []string{"-data", folder, "-site", "http://127.0.0.1:1", "-bearer-env", "TWICE_KEY", film},
		io.Discard, &said, surroundings(t.TempDir()))
	if text := said.String(); code != exitFailed || !strings.Contains(text, "Another run is using the folder "+folder) || strings.Contains(text, "SQLITE") {
		t.Errorf("%d: %s", code, text)
	}
}

func TestAFileThatWasSentBeforeIsSaidToBeSo(t *testing.T) {
	site := startSite(t)
	path, _ := film(t, "a.mp4", 1<<20)
	t.Setenv("ACCESS_KEY", site.Bearer)
	args := []string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", "-data", t.TempDir(), path}
	const said = "a.mp4: This file was sent before, so nothing was uploaded again.\n  http"
	if code, out, complaints := send(t, args...); code != exitDone || strings.Contains(out, "before") {
		t.Fatalf("the first time: exit %d: %s%s", code, out, complaints)
	}
	if code, out, complaints := send(t, args...); code != exitDone || !strings.HasPrefix(out, said) || strings.Contains(out, "Uploading") {
		t.Errorf("exit %d: %s%s", code, out, complaints)
	}
	if code, out, _ := send(t, append([]string{"-json"}, args...)...); code != exitDone || !strings.Contains(out, `"sent_before":true`) {
		t.Errorf("for a script: exit %d: %s", code, out)
	}
	if videos := site.videos(t); len(videos) != 1 {
		t.Errorf("the site has %d videos", len(videos))
	}
}
