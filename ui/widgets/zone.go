package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Zone is the dashed frame that shows where to drop. What it says and offers stands inside, centred; the whole window takes drops.
type Zone struct {
	widget.BaseWidget
	content   fyne.CanvasObject
	radius    float32
	thickness float32
	fill      fyne.ThemeColorName
	insets    fyne.Size
	roomy     float32
	back      *canvas.Rectangle
	dashes    *canvas.Image
	drawnFor  fyne.Size
}

// NewZone makes the large zone of an empty list.
func NewZone(content fyne.CanvasObject) *Zone {
	return newZone(content, look.RadiusZone, 2, look.ColourBackground, fyne.NewSize(40, 52))
}

// NewSmallZone makes the zone below the last row.
func NewSmallZone(content fyne.CanvasObject) *Zone {
	return newZone(content, look.RadiusCard, 1.5, "", fyne.NewSize(14, 12))
}

func newZone(content fyne.CanvasObject, radius, thickness float32, fill fyne.ThemeColorName, insets fyne.Size) *Zone {
	z := &Zone{
		content: content, radius: radius, thickness: thickness, fill: fill, insets: insets, roomy: insets.Height,
		back: canvas.NewRectangle(nil), dashes: &canvas.Image{FillMode: canvas.ImageFillStretch},
	}
	z.ExtendBaseWidget(z)
	return z
}

// Squeeze takes room away above and below the content, for a low window.
func (z *Zone) Squeeze(tight bool) {
	z.insets.Height = z.roomy
	if tight {
		const least = 16
		z.insets.Height = min(z.roomy, least)
	}
}

// HeightFor is the height at a width.
func (z *Zone) HeightFor(width float32) float32 {
	return heightFor(z.content, width-2*z.insets.Width) + 2*z.insets.Height
}

func (z *Zone) inside() fyne.CanvasObject { return z.content }

// AccessibilityLabel is what stands in it.
func (z *Zone) AccessibilityLabel() string { return strings.Join(wordsIn(z.content), " ") }

// AccessibilityRole is a container: it holds buttons.
func (z *Zone) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// wordsIn are the texts of a piece; what a button says is the button's.
func wordsIn(piece fyne.CanvasObject) (words []string) {
	switch piece := piece.(type) {
	case *Text:
		words = append(words, piece.words)
	case *Paragraph:
		words = append(words, piece.words)
	case *fyne.Container:
		for _, inner := range piece.Objects {
			words = append(words, wordsIn(inner)...)
		}
	}
	return words
}

// CreateRenderer draws the frame around the content.
func (z *Zone) CreateRenderer() fyne.WidgetRenderer {
	z.ExtendBaseWidget(z)
	paint := func(size fyne.Size) {
		z.back.CornerRadius = z.radius
		z.back.FillColor = nil
		if z.fill != "" {
			z.back.FillColor = look.Colour(z.fill)
		}
		if size.Width > 1 && size.Height > 1 {
			z.dashes.Resource = look.Dashes(size, z.radius, z.thickness, look.ColourControl)
			z.dashes.Refresh()
		}
	}
	return drawn{
		objects: func() []fyne.CanvasObject {
			if z.fill == "" {
				return []fyne.CanvasObject{z.dashes, z.content}
			}
			return []fyne.CanvasObject{z.back, z.dashes, z.content}
		},
		layout: func(size fyne.Size) {
			z.back.Resize(size)
			z.dashes.Resize(size)
			if size != z.drawnFor {
				z.drawnFor = size
				paint(size)
			}
			width := size.Width - 2*z.insets.Width
			height := heightFor(z.content, width)
			place(z.content, z.insets.Width, (size.Height-height)/2, width, height)
		},
		minSize: func() fyne.Size {
			width := z.content.MinSize().Width + 2*z.insets.Width
			return fyne.NewSize(width, z.HeightFor(max(width, z.Size().Width)))
		},
		refresh: func() {
			paint(z.Size())
			canvas.Refresh(z)
		},
	}
}
