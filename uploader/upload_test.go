package uploader_test

import (
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"twentythree-uploader/uploader"
)

func TestPercentIsRoundedDownAndNeverAHundred(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		acked, size int64
		want        int
	}{
		{0, 0, 0},
		{5, 0, 0},
		{-1, 100, 0},
		{0, 100, 0},
		{1, 1000, 0},
		{1, 100, 1},
		{29, 100, 29},
		{57, 100, 57},
		{58, 100, 58},
		{99, 100, 99},
		{999, 1000, 99},
		{100, 100, 99},
		{200, 100, 99},
		{1 << 62, math.MaxInt64, 50},
		{math.MaxInt64, math.MaxInt64, 99},
	} {
		if got := (uploader.Progress{Acked: c.acked, Size: c.size}).Percent(); got != c.want {
			t.Errorf("%d of %d: %d %%, want %d", c.acked, c.size, got, c.want)
		}
	}
}

func TestPercentOfEveryHundredth(t *testing.T) {
	t.Parallel()
	for percent := range int64(100) {
		for _, part := range []int64{1, 3, 1 << 20, 1_000_000_007} {
			if got := (uploader.Progress{Acked: percent * part, Size: 100 * part}).Percent(); got != int(percent) {
				t.Errorf("%d of %d: %d", percent*part, 100*part, got)
			}
		}
	}
}

func TestTheSameFileIsKnownWhereverItIs(t *testing.T) {
	t.Parallel()
	source := uploader.Source{Path: "/a", Name: "a", Size: 1, ModTime: noon, FileID: "7"}
	moved := uploader.Source{Path: "/b", Name: "b", Size: 1, ModTime: noon.In(time.FixedZone("", 3600)), FileID: "7"}
	if !source.SameFile(moved) {
		t.Error("a file that was moved is another one")
	}
	for name, other := range map[string]uploader.Source{
		"size": {Size: 2, ModTime: noon, FileID: "7"}, "time": {Size: 1, ModTime: noon.Add(1), FileID: "7"}, "id": {Size: 1, ModTime: noon, FileID: "8"},
	} {
		if source.SameFile(other) {
			t.Errorf("another %s is the same file", name)
		}
	}
}

func TestWhatARowIsCalled(t *testing.T) {
	t.Parallel()
	upload := uploader.Upload{Source: uploader.Source{Name: "film.mp4"}}
	if upload.DisplayTitle() != "film.mp4" || upload.Placeholder() {
		t.Errorf("%q, placeholder %v", upload.DisplayTitle(), upload.Placeholder())
	}
	upload.Metadata.Title = "Film"
	if upload.DisplayTitle() != "Film" || !(uploader.Upload{}).Placeholder() {
		t.Errorf("%q", upload.DisplayTitle())
	}
}

func TestTitleFromFileName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"welcome_final_v3.mp4":            "welcome final v3",
		"Welcome to Acme.MP4":             "Welcome to Acme",
		"a__b--c..d  e.mov":               "a b c d e",
		"2025-03-04 Town hall.mov":        "2025-03-04 Town hall",
		"2025-03-04_Town_hall.mov":        "2025-03-04 Town hall",
		"20250304 Town hall.mov":          "20250304 Town hall",
		"2025-13-04 not a date.mov":       "2025 13 04 not a date",
		"IMG_2041.MOV":                    "IMG 2041",
		"Årsmøde – æøå 🎬.mp4":             "Årsmøde – æøå 🎬",
		"#%+' 100%20.mp4":                 "#%+' 100%20",
		"no extension":                    "no extension",
		".hidden":                         "hidden",
		"___.mp4":                         "",
		"":                                "",
		" leading and trailing .mp4":      "leading and trailing",
		"a sentence. Then another":        "a sentence Then another",
		"line\nbreak\ttab.mp4":            "line break tab",
		"film.da.mp4":                     "film da",
		strings.Repeat("n", 220) + ".mp4": strings.Repeat("n", 220),
	} {
		if got := uploader.TitleFromFileName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func FuzzTitleFromFileName(f *testing.F) {
	f.Add("IMG_2041.MOV")
	f.Add("2025-03-04_a\xff.mp4")
	f.Fuzz(func(t *testing.T, name string) {
		title := uploader.TitleFromFileName(name)
		if !utf8.ValidString(title) {
			t.Errorf("%q gives %q, which is not UTF-8", name, title)
		}
		if title != strings.TrimSpace(title) || strings.Contains(title, "  ") || strings.ContainsAny(title, "_\n\t\x00") {
			t.Errorf("%q is not tidied: %q", name, title)
		}
		problems := uploader.Metadata{Title: title, TitleKept: true}.Validate(noon, nil)
		if title != "" && len(problems) != 0 {
			t.Errorf("the tidied title %q of %q is refused: %+v", title, name, problems)
		}
	})
}

func TestNamesFromCamerasAreKnown(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"IMG_2041.MOV", "VID_20250304_101500.mp4", "MOV_0001.mp4", "DSC_0042.MOV", "DSC00042.MTS", "DSCF1234.AVI", "PXL_20230101_123456789.mp4",
		"MVI_1234.MOV", "GX010023.MP4", "GH010023.MP4", "GOPR0023.MP4", "DJI_0001.MP4", "P1000123.MOV", "20250304_101500.mp4",
		"Screen Recording 2025-03-04 at 10.15.00.mov", "screencast 1.webm", "Bildschirmaufnahme 2025-03-04.mov", "Skærmoptagelse 1.mov",
		"Untitled.mp4", "untitled 2.mov", "Unbenannt.mp4", "Uden titel.mp4", "Sequence 01.mp4", "WhatsApp Video 2025-03-04 at 10.15.mp4",
		"GMT20250304-101500_Recording.mp4", "zoom_0.mp4", "IMG_2041 (1).MOV", "clip-12.mp4",
	} {
		if title := uploader.TitleFromFileName(name); !uploader.LooksLikeCameraName(title) {
			t.Errorf("%s gives %q, which counts as a title", name, title)
		}
	}
	for _, title := range []string{
		"", "Welcome to Acme", "Q3 results", "2025-03-04 Town hall", "Image film", "Movie night", "Clip of the week", "Sequences of DNA",
		"P is for Peter", "Sam 3 goes home", "Video 1 of 3", "GoPro tips", "Untitled: a film about names",
	} {
		if uploader.LooksLikeCameraName(title) {
			t.Errorf("%q counts as a camera's name", title)
		}
	}
}
