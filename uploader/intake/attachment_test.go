package intake

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"twentythree-uploader/uploader"
)

func fileOf(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	whole := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			whole.Set(x, y, color.NRGBA{R: 200, G: uint8(255 * x / width), B: 40, A: 255})
		}
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, whole, nil); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestWhatIsChosenToGoAlongIsLookedAt(t *testing.T) {
	t.Parallel()
	spoken := []byte("\xEF\xBB\xBF1\r\n00:00:01,000 --> 00:00:02,000\r\nGoddag\r\n")
	var wide []byte
	for _, letter := range "WEBVTT\n\n00:01.000 --> 00:02.000\n" {
		wide = append(wide, byte(letter), 0)
	}
	for name, test := range map[string]struct {
		poster  bool
		content []byte
		want    uploader.ProblemCode
	}{
		"p.jpg":    {true, picture(t, 16, 9), ""},
		"p.JPEG":   {true, picture(t, 16, 9), ""},
		"p.gif":    {true, picture(t, 16, 9), uploader.ProblemNotAPicture},
		"text.png": {true, []byte("no picture"), uploader.ProblemNotAPicture},
		"zero.png": {true, nil, uploader.ProblemNotAPicture},
		"a.srt":    {false, spoken, ""},
		"a.vtt":    {false, wide, ""},
		"b.srt":    {false, []byte("a letter"), uploader.ProblemNotSubtitles},
		"b.docx":   {false, spoken, uploader.ProblemNotSubtitles},
		"large.srt": {
			false, append(bytes.Clone(spoken), make([]byte, uploader.MostSubtitleBytes)...), uploader.ProblemTooLarge,
		},
	} {
		look := Subtitles
		if test.poster {
			look = Poster
		}
		source, code, err := look(t.Context(), fileOf(t, name, test.content))
		if err != nil || code != test.want || source.Name != name {
			t.Errorf("%s: %q %v, called %q", name, code, err, source.Name)
		}
	}
	for _, path := range []string{filepath.Join(t.TempDir(), "gone.srt"), t.TempDir()} {
		if _, code, err := Subtitles(t.Context(), path); code != uploader.ProblemUnreadable || err != nil {
			t.Errorf("%s: %q %v", path, code, err)
		}
	}
}

func TestAPosterIsShownSmall(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{1600, 900}, {30, 20}, {900, 1600}, {1, 1}, {5000, 1}} {
		path := fileOf(t, "p.jpg", picture(t, size.X, size.Y))
		small := Preview(t.Context(), uploader.Source{Path: path}, 320, 180)
		if small == nil {
			t.Errorf("%v is not shown", size)
			continue
		}
		if got := small.Bounds().Size(); got.X > 320 || got.Y > 180 || got.X > size.X || got.Y > size.Y {
			t.Errorf("%v became %v", size, got)
		}
	}
	small := Preview(t.Context(), uploader.Source{Path: fileOf(t, "p.jpg", picture(t, 1600, 900))}, 320, 180)
	if r, g, _, _ := small.At(310, 90).RGBA(); r>>8 < 190 || g>>8 < 230 {
		t.Errorf("the colour at its right is %d %d", r>>8, g>>8)
	}
}

// claims is a PNG that says it is larger than it is.
func claims(t *testing.T, width, height uint32) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	content := file.Bytes()
	binary.BigEndian.PutUint32(content[16:], width)
	binary.BigEndian.PutUint32(content[20:], height)
	binary.BigEndian.PutUint32(content[29:], crc32.ChecksumIEEE(content[12:29]))
	return content
}

// It is not parallel: it counts the memory of the whole program.
func TestDamagedAndHugePicturesAreNotUnpacked(t *testing.T) {
	whole := picture(t, 1600, 900)
	for name, content := range map[string][]byte{
		"80 megapixels": claims(t, 10_000, 8_000), "without end": claims(t, 1<<31-1, 1<<31-1), "wide": claims(t, 1<<30, 1),
		"cut": whole[:len(whole)/3], "head alone": whole[:12], "empty": nil, "text": []byte("hello"),
	} {
		path := fileOf(t, "p.png", content)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if Preview(t.Context(), uploader.Source{Path: path}, 320, 180) != nil {
			t.Errorf("%s is shown", name)
		}
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 8<<20 {
			t.Errorf("%s took %d bytes", name, took)
		}
	}
}

func FuzzPreviewOfAnyBytes(f *testing.F) {
	f.Add([]byte("\x89PNG\r\n\x1A\n"))
	f.Add([]byte("\xFF\xD8\xFF\xE0"))
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "p")
		if os.WriteFile(path, content, 0o600) == nil {
			preview(path, 32, 18)
		}
	})
}
