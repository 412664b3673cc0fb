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
