package app

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestWhatWasAddedAMomentBeforeTheEndIsInTheListAfterwards(t *testing.T) {
	options := Options{DataDir: t.TempDir()}
	a, _ := openApp(t, options)
	film, err := os.ReadFile(testVideo(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for number := range 50 {
		path := filepath.Join(folder, fmt.Sprintf("film %d.mp4", number))
		if err := os.WriteFile(path, append(film, byte(number)), 0o600); err != nil {
			t.Fatal(err)
		}
		a.AddPaths([]string{path})
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	again, _ := openApp(t, options)
	if listed := len(again.engine.Uploads()); listed != 50 {
		t.Errorf("%d of 50 are in the list", listed)
	}
}
