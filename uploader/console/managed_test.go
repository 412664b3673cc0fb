package console

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

func TestAScriptCannotPublishWhereOnlyDraftsAreAllowed(t *testing.T) {
	t.Setenv("KEY", "a key that is not asked for")
	around := surroundings(t.TempDir())
	around.Managed = func() ([]byte, string, error) {
		return []byte(`{"version":1,"locked":{"publishing":false}}`), "managed.json", nil
	}
	var told bytes.Buffer
	code := RunSend(t.Context(), []string{
		"-site", "https://videos.example.com", "-bearer-env", "KEY", "-data", t.TempDir(), "-visibility", "publish", "film.mp4",
	}, io.Discard, &told, around)
	if code != exitUsage || !strings.Contains(told.String(), "lets nothing be published") {
		t.Errorf("answered %d and said %q", code, told.String())
	}
}
