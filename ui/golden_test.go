package ui

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// The pictures in testdata/golden are what the window looks like. Whoever changes that looks at the new ones and renews them with:
// go test -tags ci ./ui -run TestGolden -golden
var golden = flag.Bool("golden", false, "renew the pictures that the window is compared with")

// goldenPicture is one of the pictures that must not change unnoticed.
type goldenPicture struct {
	scene    string
	shape    shape
	mode     look.Mode
	language words.Language
}

// goldenPictures are the most important scenes. Between them they show both looks, all languages and both ends of the sizes.
func goldenPictures() []goldenPicture {
	// The panel still stands beside the list, and the pictures are no larger than they must be.
	usual := shape{"", look.PanelFrom, 640, 1}
	return []goldenPicture{
		{"empty", usual, look.Light, words.English},
		{"work", usual, look.Light, words.English},
		{"work", usual, look.Dark, words.Danish},
		{"details", usual, look.Light, words.German},
		{"attention", usual, look.Dark, words.English},
		{"trouble", usual, look.Light, words.Danish},
		{"done", usual, look.Light, words.English},
		{"ways", usual, look.Light, words.German},
		{"check", usual, look.Dark, words.German},
		{"settings-general", usual, look.Light, words.Danish},
		{"work", shapes[len(shapes)-1], look.Light, words.German},
	}
}

func TestGoldenPictures(t *testing.T) {
	if underRace {
		t.Skip("the same pictures are compared without the race detector, five times as fast")
	}
	all := map[string]scene{}
	for _, s := range scenes() {
		all[s.name] = s
	}
	for _, g := range goldenPictures() {
		s, known := all[g.scene]
		if !known {
			t.Errorf("there is no scene %q any more", g.scene)
			continue
		}
		form := g.shape
		w := s.window(t, test.NewTempApp(t), form, g.mode, g.language)
		picture := w.window.Canvas().Capture()
		w.window.Close()
		name := pictureName(s, form, g.mode, g.language) + ".png"
		path := filepath.Join("testdata", "golden", name)
		if *golden {
			writePicture(t, path, coarse(picture))
			continue
		}
		compare(t, path, name, picture)
	}
}

// What a picture may differ by. Another processor rounds colours by a step or two, at the edges of letters by some more; a changed word
// changes some dozen points altogether, a changed colour of a letter or an area many points a little.
const (
	coarseSteps   = 4  // the pictures are kept in shades so far apart, which halves their size
	roundingSteps = 5  // not counted
	clearSteps    = 32 // from here on a point is another one
	mostClear     = 6
	mostSlight    = 150
)

// coarse is a picture in fewer shades.
func coarse(picture image.Image) image.Image {
	made := image.NewNRGBA(picture.Bounds())
	for y := made.Rect.Min.Y; y < made.Rect.Max.Y; y++ {
		for x := made.Rect.Min.X; x < made.Rect.Max.X; x++ {
			c := color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA)
			shade := func(v uint8) uint8 { return v - v%coarseSteps + coarseSteps/2 }
			made.SetNRGBA(x, y, color.NRGBA{R: shade(c.R), G: shade(c.G), B: shade(c.B), A: 0xff})
		}
	}
	return made
}

// compare looks for points that differ and writes both the picture and what differs in it beside each other if there are too many.
func compare(t *testing.T, path, name string, picture image.Image) {
	t.Helper()
	wanted, err := readPicture(path)
	if err != nil {
		t.Errorf("%v; make it with -golden", err)
		return
	}
	if wanted.Bounds() != picture.Bounds() {
		t.Errorf("%s is %v, the window %v", name, wanted.Bounds().Size(), picture.Bounds().Size())
		return
	}
	marked, clearly, slightly := differences(wanted, picture)
	if clearly <= mostClear && slightly <= mostSlight {
		return
	}
	folder := filepath.Join(os.TempDir(), "golden-differences")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	now, difference := filepath.Join(folder, name), filepath.Join(folder, strings.TrimSuffix(name, ".png")+"-difference.png")
	writePicture(t, now, picture)
	writePicture(t, difference, marked)
	t.Errorf("%s looks different: %d points clearly, %d slightly. It is now %s, the difference %s; -golden keeps it", name, clearly, slightly, now, difference)
}

// differences counts points that differ and marks them, clear ones in red and slight ones in orange, on a pale copy.
func differences(wanted, picture image.Image) (marked *image.NRGBA, clearly, slightly int) {
	bounds := picture.Bounds()
	marked = image.NewNRGBA(bounds)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			a, b := color.NRGBAModel.Convert(wanted.At(x, y)).(color.NRGBA), color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA)
			switch steps := max(apart(a.R, b.R), apart(a.G, b.G), apart(a.B, b.B)); {
			case steps > clearSteps:
				clearly++
				marked.SetNRGBA(x, y, color.NRGBA{R: 0xe0, A: 0xff})
			case steps > roundingSteps:
				slightly++
				marked.SetNRGBA(x, y, color.NRGBA{R: 0xff, G: 0xa0, A: 0xff})
			default:
				grey := 0xc0 + color.GrayModel.Convert(b).(color.Gray).Y/4
				marked.SetNRGBA(x, y, color.NRGBA{R: grey, G: grey, B: grey, A: 0xff})
			}
		}
	}
	return marked, clearly, slightly
}

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

func readPicture(path string) (image.Image, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return png.Decode(file)
}

// TestAChangedWordOrColourIsSeen breaks a picture in the ways that the comparing must notice, and in those that it must not.
func TestAChangedWordOrColourIsSeen(t *testing.T) {
	app := test.NewTempApp(t)
	var work scene
	for _, s := range mainScenes() {
		if s.name == "work" {
			work = s
		}
	}
	painted := func(change func(*Window)) image.Image {
		w := work.window(t, app, shapes[0], look.Light, words.English)
		defer w.window.Close()
		if change != nil {
			change(w)
		}
		return w.window.Canvas().Capture()
	}
	now := painted(nil)
	before := coarse(now)
	seen := func(picture image.Image) bool {
		_, clearly, slightly := differences(before, picture)
		return clearly > mostClear || slightly > mostSlight
	}
	if seen(now) {
		t.Error("the same picture is not the same")
	}
	if !seen(painted(func(w *Window) {
		upload, _ := w.queue.Upload("ceo")
		upload.Metadata.Title = "CEO update Decembar"
		w.Apply(uploader.Update{Uploads: []uploader.Upload{upload}})
	})) {
		t.Error("one letter of a title is another one, and nobody sees it")
	}
	rounded := image.NewNRGBA(before.Bounds())
	shade := image.NewNRGBA(before.Bounds())
	for y := range now.Bounds().Dy() {
		for x := range now.Bounds().Dx() {
			c := color.NRGBAModel.Convert(now.At(x, y)).(color.NRGBA)
			other := c
			if other.R = c.R ^ 1; (x+y)%2 == 0 {
				other.B = c.B ^ 1
			}
			rounded.SetNRGBA(x, y, other)
			if c == (color.NRGBA{R: 0x0b, G: 0x5c, B: 0xad, A: 0xff}) {
				c.B += 8
			}
			shade.SetNRGBA(x, y, c)
		}
	}
	if seen(rounded) {
		t.Error("rounding is taken for a change")
	}
	if !seen(shade) {
		t.Error("another shade of the main colour is not seen")
	}
}
