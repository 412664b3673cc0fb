package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Surface is a filled area behind its content: the list's ground, a card, a strip. The zero border is none.
type Surface struct {
	widget.BaseWidget
	content fyne.CanvasObject
	fill    fyne.ThemeColorName
	border  fyne.ThemeColorName
	radius  float32
	shadow  bool
	edges   Edges
	back    *canvas.Rectangle
	lines   [4]*canvas.Rectangle
}

// Edges are the sides on which a surface has a hairline.
type Edges struct{ Top, Right, Bottom, Left bool }

// NewGround makes a plain area of a colour.
func NewGround(fill fyne.ThemeColorName, edges Edges, content fyne.CanvasObject) *Surface {
	return newSurface(&Surface{content: content, fill: fill, edges: edges})
}

// NewCard makes a rounded card.
func NewCard(content fyne.CanvasObject) *Surface {
	return newSurface(&Surface{content: content, fill: look.ColourBackground, border: look.ColourLine, radius: look.RadiusCard, shadow: true})
}

// NewNotice makes a rounded box in a colour of its own, without a shadow.
func NewNotice(fill, border fyne.ThemeColorName, content fyne.CanvasObject) *Surface {
	return newSurface(&Surface{content: content, fill: fill, border: border, radius: look.RadiusControl})
}

func newSurface(s *Surface) *Surface {
	s.back = canvas.NewRectangle(nil)
	for i := range s.lines {
		s.lines[i] = canvas.NewRectangle(nil)
	}
	s.ExtendBaseWidget(s)
	return s
}

// HeightFor is the height at a width.
func (s *Surface) HeightFor(width float32) float32 { return heightFor(s.content, width) }

func (s *Surface) inside() fyne.CanvasObject { return s.content }

// CreateRenderer draws the area.
func (s *Surface) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	s.paint()
	return drawn{
		objects: func() []fyne.CanvasObject {
			objects := []fyne.CanvasObject{s.back, s.content}
			for i, edge := range []bool{s.edges.Top, s.edges.Right, s.edges.Bottom, s.edges.Left} {
				if edge {
					objects = append(objects, s.lines[i])
				}
			}
			return objects
		},
		layout: func(size fyne.Size) {
			s.back.Resize(size)
			place(s.content, 0, 0, size.Width, size.Height)
			place(s.lines[0], 0, 0, size.Width, 1)
			place(s.lines[1], size.Width-1, 0, 1, size.Height)
			place(s.lines[2], 0, size.Height-1, size.Width, 1)
			place(s.lines[3], 0, 0, 1, size.Height)
		},
		minSize: func() fyne.Size { return s.content.MinSize() },
		refresh: func() {
			s.paint()
			canvas.Refresh(s)
		},
	}
}

func (s *Surface) paint() {
	s.back.FillColor = look.Colour(s.fill)
	s.back.CornerRadius = s.radius
	if s.border != "" {
		s.back.StrokeColor, s.back.StrokeWidth = look.Colour(s.border), 1
	}
	if s.shadow {
		cast(s.back)
	}
	for _, line := range s.lines {
		line.FillColor = look.Colour(look.ColourLine)
	}
}

// cast gives a card its soft shadow, which the dark look has none of.
func cast(back *canvas.Rectangle) {
	back.Shadow = canvas.Shadow{Color: look.Colour(look.ColourShadow), BlurRadius: 3, Offset: fyne.NewPos(0, 1)}
}
