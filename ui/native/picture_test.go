package native

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"sync"
	"testing"
)

// pngWith is a picture of that size with texts in it, as thumbnailers write them.
func pngWith(t testing.TB, width, height int, texts ...string) []byte {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range picture.Pix {
		picture.Pix[i] = 0xff
	}
	var file bytes.Buffer
	if err := png.Encode(&file, picture); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	const afterHead = 8 + 25
	made := append([]byte(nil), whole[:afterHead]...)
	for i := 0; i+1 < len(texts); i += 2 {
		body := texts[i] + "\x00" + texts[i+1]
		made = binary.BigEndian.AppendUint32(made, uint32(len(body)))
		chunk := append([]byte("tEXt"), body...)
		made = append(made, chunk...)
		made = binary.BigEndian.AppendUint32(made, crc32.ChecksumIEEE(chunk))
	}
	return append(made, whole[afterHead:]...)
}

func TestAPictureIsTakenOnlyForTheFileThatItShows(t *testing.T) {
	t.Parallel()
	const address = "file:///home/you/film.mp4"
	for name, row := range map[string]struct {
		texts []string
		want  bool
	}{
		"the same":          {[]string{"Thumb::URI", address, "Thumb::MTime", "1700000000"}, true},
		"parts of a second": {[]string{"Thumb::MTime", "1700000000.25"}, true},
		"an older version":  {[]string{"Thumb::URI", address, "Thumb::MTime", "1699999999"}, false},
		"another file":      {[]string{"Thumb::URI", address + "x", "Thumb::MTime", "1700000000"}, false},
		"no time":           {[]string{"Thumb::URI", address}, false},
	} {
		if got := pictureOf(pngWith(t, 256, 144, row.texts...), address, 1_700_000_000); (got != nil) != row.want {
			t.Errorf("%s: taken %v", name, got != nil)
		}
	}
	if pictureOf(pngWith(t, 4000, 2, "Thumb::MTime", "1"), address, 1) != nil {
		t.Error("a picture larger than any is taken")
	}
	if whole := pngWith(t, 64, 64, "Thumb::MTime", "1"); pictureOf(whole[:len(whole)-20], address, 1) != nil {
		t.Error("half a picture is taken")
	}
}

func TestEveryPictureFitsARow(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{256, 144}, {144, 256}, {1, 1}, {128, 3}, {512, 512}} {
		picture := pictureOf(pngWith(t, size.X, size.Y, "Thumb::MTime", "1"), "file:///f", 1)
		if picture == nil || picture.Bounds() != image.Rect(0, 0, pictureWidth, pictureHeight) {
			t.Errorf("%v becomes %v", size, picture)
			continue
		}
		alpha := func(x, y int) uint32 {
			_, _, _, a := picture.At(x, y).RGBA()
			return a
		}
		if alpha(0, 0) != 0 || alpha(pictureWidth-1, pictureHeight-1) != 0 {
			t.Errorf("%v: the corners are not round", size)
		}
		if got := color.GrayModel.Convert(picture.At(pictureWidth/2, pictureHeight/2)); got != (color.Gray{Y: 0xff}) {
			t.Errorf("%v: the middle is %v", size, got)
		}
	}
}

// TestPicturesAreLoadedOneByOneAndForgotten scrolls through three thousand rows: the newest come first, those scrolled past are left out,
// and what is kept stays bounded.
func TestPicturesAreLoadedOneByOneAndForgotten(t *testing.T) {
	t.Parallel()
	var p pictures
	begun, begin, looked := make(chan struct{}, 4000), make(chan struct{}), make(chan pictured, 4000)
	look := func(of pictured) image.Image {
		begun <- struct{}{}
		<-begin
		looked <- of
		return image.NewAlpha(image.Rect(0, 0, 1, 1))
	}
	var done sync.WaitGroup
	for i := range 3000 {
		done.Add(1)
		once := sync.OnceFunc(done.Done)
		if p.get(pictured{fmt.Sprint(i), 1}, once, look, func(ready func()) { ready() }) != nil {
			t.Fatal("a picture is there before it was loaded")
		}
		if i == 0 {
			<-begun // else it may be scrolled past as well
		} else if i < 3000-wantedPictures {
			done.Done() // scrolled past: nobody waits for it
		}
	}
	close(begin)
	done.Wait()
	if count := len(looked); count > wantedPictures+1 {
		t.Errorf("%d pictures were loaded for %d rows", count, wantedPictures)
	}
	<-looked
	if second := <-looked; second.path != "2999" {
		t.Errorf("after the first, %s is loaded and not the newest", second.path)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.known) > keptPictures || len(p.wanted) != 0 {
		t.Errorf("%d are kept, %d wait", len(p.known), len(p.wanted))
	}
}

func TestAPictureIsLookedForOnce(t *testing.T) {
	t.Parallel()
	var p pictures
	looks := 0
	told := make(chan bool, 1)
	look := func(pictured) image.Image {
		looks++
		return image.NewAlpha(image.Rect(0, 0, 1, 1))
	}
	of := pictured{"film.mp4", 1}
	p.get(of, func() { told <- true }, look, func(ready func()) { ready() })
	<-told
	for range 10 {
		if p.get(of, func() { t.Error("it is told twice") }, look, nil) == nil {
			t.Fatal("it is forgotten")
		}
	}
	for i := range 2 * keptPictures {
		p.keep(wish{of: pictured{fmt.Sprint(i), 1}}, nil)
	}
	if len(p.known) > keptPictures {
		t.Errorf("%d are kept", len(p.known))
	}
	if looks != 1 {
		t.Errorf("it was looked for %d times", looks)
	}
}

func FuzzPictureFile(f *testing.F) {
	f.Add(pngWith(f, 8, 8, "Thumb::MTime", "1"))
	f.Add([]byte("\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXt"))
	f.Fuzz(func(_ *testing.T, data []byte) { pictureOf(data, "file:///f", 1) })
}
