//go:build trial

package trial

import (
	"cmp"
	"image"
	"image/color"
	"slices"
	"sync"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
)

// printed is how words look on the screen: 0 is the paper, 255 the ink.
type printed struct {
	*image.Gray
	paper, ink []image.Point
}

// faces are the sizes and weights in which the window says something that a person looks for.
var faces = []struct {
	size   float32
	weight look.Weight
}{
	{look.TextBody, look.Regular},
	{look.TextBody, look.SemiBold},
	{look.TextSmall, look.Regular},
	{look.TextSmall, look.SemiBold},
	{look.TextBody, look.Medium},
	{look.TextSmall, look.Medium},
	{look.TextHeading, look.SemiBold},
	{look.TextCardTitle, look.SemiBold},
}

// press prints words: the toolkit keeps one application at a time, so one trial prints after the other.
var press = sync.OnceValue(func() *printingPress {
	return &printingPress{kept: map[string][]printed{}}
})

type printingPress struct {
	mutex sync.Mutex
	kept  map[string][]printed
}

// printings are the words in all faces.
func (p *printingPress) printings(words string) []printed {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if all, known := p.kept[words]; known {
		return all
	}
	application := test.NewApp()
	defer application.Quit()
	theme := look.New(look.Light, 1)
	application.Settings().SetTheme(theme)
	var all []printed
	for _, face := range faces {
		text := canvas.NewText(words, color.White)
		text.TextSize = face.size
		text.TextStyle, text.FontSource = face.weight.Face()
		sheet := software.NewTransparentCanvas()
		sheet.SetPadded(false)
		sheet.SetContent(text)
		sheet.Resize(text.MinSize())
		all = append(all, cut(sheet.Capture()))
	}
	p.kept[words] = all
	return all
}

// cut keeps what is printed, without the paper around it, and notes where there is only ink and where none.
func cut(picture image.Image) printed {
	alpha := func(x, y int) uint8 {
		_, _, _, a := picture.At(x, y).RGBA()
		return uint8(a >> 8)
	}
	var box image.Rectangle
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			if alpha(x, y) > 0 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	p := printed{Gray: image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))}
	for y := range box.Dy() {
		for x := range box.Dx() {
			shade := alpha(box.Min.X+x, box.Min.Y+y)
			p.SetGray(x, y, color.Gray{Y: shade})
			switch {
			case shade == 0:
				p.paper = append(p.paper, image.Pt(x, y))
			case shade > 230:
				p.ink = append(p.ink, image.Pt(x, y))
			}
		}
	}
	return p
}

// find gives every place where the words are printed, from top to bottom, dark on bright or bright on dark.
func find(screen *image.Gray, within image.Rectangle, words string) (places []image.Rectangle) {
	within = within.Intersect(screen.Rect)
	for _, p := range press().printings(words) {
		for y := within.Min.Y; y+p.Rect.Dy() <= within.Max.Y; y++ {
			for x := within.Min.X; x+p.Rect.Dx() <= within.Max.X; x++ {
				at := image.Pt(x, y)
				place := p.Rect.Add(at)
				if p.isAt(screen, at) && !slices.ContainsFunc(places, place.Overlaps) {
					places = append(places, place)
				}
			}
		}
	}
	slices.SortFunc(places, func(a, b image.Rectangle) int { return cmp.Or(a.Min.Y-b.Min.Y, a.Min.X-b.Min.X) })
	return places
}

// isAt compares a few points first, which rules nearly every place out, then all.
func (p printed) isAt(screen *image.Gray, at image.Point) bool {
	corner := screen.PixOffset(at.X, at.Y)
	shade := func(x, y int) int { return int(screen.Pix[corner+y*screen.Stride+x]) }
	paper, ink := shade(p.paper[0].X, p.paper[0].Y), shade(p.ink[0].X, p.ink[0].Y)
	contrast := ink - paper
	if contrast < 60 && contrast > -60 {
		return false
	}
	slack := max(contrast, -contrast) / 3
	const first = 24
	for i := range first {
		blank, full := p.paper[i*len(p.paper)/first], p.ink[i*len(p.ink)/first]
		if off := shade(blank.X, blank.Y) - paper; off > slack || -off > slack {
			return false
		}
		if off := shade(full.X, full.Y) - ink; off > slack || -off > slack {
			return false
		}
	}
	sum := 0
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			off := shade(x, y) - paper - contrast*int(p.Pix[y*p.Stride+x])/255
			sum += max(off, -off)
		}
	}
	return sum < p.Rect.Dx()*p.Rect.Dy()*slack/4
}

// shades is a part of the screen without its colours, by the weights at which eyes see them.
func shades(picture *image.NRGBA, within image.Rectangle) *image.Gray {
	made := image.NewGray(picture.Rect.Intersect(within))
	for y := made.Rect.Min.Y; y < made.Rect.Max.Y; y++ {
		line, to := picture.Pix[picture.PixOffset(made.Rect.Min.X, y):], made.Pix[made.PixOffset(made.Rect.Min.X, y):]
		for x := range made.Rect.Dx() {
			dot := line[4*x : 4*x+3 : 4*x+3]
			to[x] = uint8((299*int(dot[0]) + 587*int(dot[1]) + 114*int(dot[2]) + 500) / 1000)
		}
	}
	return made
}
