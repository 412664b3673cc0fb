package intake

import (
	"os"
	"path/filepath"
	"testing"

	"twentythree-uploader/uploader"
)

func TestSubtitlesOfManyVideosAreFoundAsThoseOfOne(t *testing.T) {
	t.Parallel()
	first, second := t.TempDir(), t.TempDir()
	for _, path := range []string{
		filepath.Join(first, "film.mp4"), filepath.Join(first, "film.da.srt"), filepath.Join(first, "film.en.vtt"), filepath.Join(first, "other.mp4"), filepath.Join(second, "film.mp4"),
	} {
		if err := os.WriteFile(path, []byte("1\n00:00:01,000 --> 00:00:02,000\nHej\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var videos []uploader.Source
	for _, path := range []string{filepath.Join(first, "other.mp4"), filepath.Join(first, "film.mp4"), filepath.Join(second, "film.mp4"), filepath.Join(second, "gone", "film.mp4")} {
		videos = append(videos, uploader.Source{Path: path, Name: filepath.Base(path)})
	}
	all, err := BesideEach(t.Context(), videos)
	if err != nil || len(all) != len(videos) {
		t.Fatal(all, err)
	}
	for i, video := range videos {
		alone, err := Beside(t.Context(), video)
		if err != nil || len(alone) != len(all[i]) {
			t.Errorf("%s: %v together, %v alone, %v", video.Path, all[i], alone, err)
		}
	}
	if len(all[1]) != 2 || len(all[0])+len(all[2])+len(all[3]) != 0 || all[1][0].Locale == "" {
		t.Errorf("%+v", all)
	}
}
