package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Poster shows a picture as sites show it, 16:9, with empty edges where it has another shape.
type Poster struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	shown  *canvas.Image
	label  string
}

// NewPoster makes the frame; label names it for somebody who does not see it.
func NewPoster(label string) *Poster {
	p := &Poster{ground: canvas.NewRectangle(nil), shown: &canvas.Image{FillMode: canvas.ImageFillContain}, label: label}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows a picture, nothing where it is nil.
func (p *Poster) Set(picture image.Image) {
	if p.shown.Image != picture {
		p.shown.Image = picture
		p.Refresh()
	}
}

// AccessibilityLabel names the picture.
func (p *Poster) AccessibilityLabel() string { return p.label }

// CreateRenderer draws the picture on its ground.
func (p *Poster) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	paint := func() {
		p.ground.CornerRadius = look.RadiusControl
		p.ground.FillColor = look.Colour(look.ColourSurface)
		p.ground.StrokeWidth, p.ground.StrokeColor = 1, look.Colour(look.ColourLine)
		show(p.shown, p.shown.Image != nil)
		p.shown.Refresh()
	}
	paint()
	const width, height = 240, 135
	return drawn{
		objects: always(p.ground, p.shown),
		layout: func(size fyne.Size) {
			wide := min(size.Width, look.Scaled(width))
			tall := wide * height / width
			p.ground.Resize(fyne.NewSize(wide, tall))
			place(p.shown, 1, 1, wide-2, tall-2)
		},
		minSize: func() fyne.Size { return fyne.NewSize(look.Scaled(width), look.Scaled(height)) },
		refresh: func() { paint(); canvas.Refresh(p) },
	}
}
