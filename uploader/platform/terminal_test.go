package platform

import (
	"os"
	"path/filepath"
	"testing"
)

func TestACommandWritesToTheFilesItWasGiven(t *testing.T) {
	t.Parallel()
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if stdout, stderr := Terminal(file, file); stdout != file || stderr != file {
		t.Error("the output went elsewhere")
	}
}
