package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Flowing is a piece whose height depends on the width it is given.
type Flowing interface {
	HeightFor(width float32) float32
}

type flowingLayout interface {
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// HeightFor is the height that a piece needs at a width.
func HeightFor(object fyne.CanvasObject, width float32) float32 { return heightFor(object, width) }

func heightFor(object fyne.CanvasObject, width float32) float32 {
	switch piece := object.(type) {
	case Flowing:
		return piece.HeightFor(width)
	case *fyne.Container:
		if layout, ok := piece.Layout.(flowingLayout); ok {
			return layout.heightFor(piece.Objects, width)
		}
	}
	return object.MinSize().Height
}

// Insets are the empty edges of a column.
type Insets struct{ Top, Right, Bottom, Left float32 }

// Evenly is the same inset on all sides.
func Evenly(inset float32) Insets { return Insets{inset, inset, inset, inset} }

type column struct {
	gap    float32
	insets Insets
	width  float32
}

// NewColumn stacks pieces, each as wide as the column and as high as that width asks for.
func NewColumn(gap float32, insets Insets, pieces ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap, insets: insets}, pieces...)
}

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	y, inner := c.insets.Top, size.Width-c.insets.Left-c.insets.Right
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		height := heightFor(object, inner)
		place(object, c.insets.Left, y, inner, height)
		y += height + c.gap
	}
}

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, object := range objects {
		if object.Visible() {
			width = max(width, object.MinSize().Width)
		}
	}
	width += c.insets.Left + c.insets.Right
	return fyne.NewSize(width, c.heightFor(objects, max(width, c.width)))
}

func (c *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	height, inner, gap := c.insets.Top+c.insets.Bottom, width-c.insets.Left-c.insets.Right, float32(0)
	for _, object := range objects {
		if object.Visible() {
			height += gap + heightFor(object, inner)
			gap = c.gap
		}
	}
	return height
}

type flow struct {
	gap   float32
	below float32
	align fyne.TextAlign
	width float32
}

// NewFlow sets pieces beside each other and begins a new line where the width ends.
func NewFlow(gap float32, align fyne.TextAlign, pieces ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, below: gap, align: align}, pieces...)
}

// NewRunning is NewFlow for short texts that follow each other: their lines stand as close as lines of text.
func NewRunning(gap float32, pieces ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, align: fyne.TextAlignLeading}, pieces...)
}

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.walk(objects, size.Width, func(object fyne.CanvasObject, x, y float32, piece fyne.Size) {
		place(object, x, y, piece.Width, piece.Height)
	})
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, object := range objects {
		if object.Visible() {
			width = max(width, object.MinSize().Width)
		}
	}
	return fyne.NewSize(width, f.heightFor(objects, max(width, f.width)))
}

func (f *flow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return f.walk(objects, width, func(fyne.CanvasObject, float32, float32, fyne.Size) {})
}

func (f *flow) walk(objects []fyne.CanvasObject, width float32, set func(object fyne.CanvasObject, x, y float32, size fyne.Size)) (height float32) {
	var line []fyne.CanvasObject
	var lineWidth, lineHeight, y float32
	end := func() {
		x := float32(0)
		switch f.align {
		case fyne.TextAlignCenter:
			x = (width - lineWidth) / 2
		case fyne.TextAlignTrailing:
			x = width - lineWidth
		}
		for _, object := range line {
			size := object.MinSize()
			size.Width = min(size.Width, width)
			set(object, x, y+(lineHeight-size.Height)/2, size)
			x += size.Width + f.gap
		}
	}
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		size := object.MinSize()
		size.Width = min(size.Width, width)
		if len(line) > 0 && lineWidth+f.gap+size.Width > width {
			end()
			y += lineHeight + f.below
			line, lineWidth, lineHeight = nil, 0, 0
		}
		if len(line) > 0 {
			lineWidth += f.gap
		}
		line, lineWidth, lineHeight = append(line, object), lineWidth+size.Width, max(lineHeight, size.Height)
	}
	end()
	return y + lineHeight
}

type line struct {
	gap     float32
	stretch int
	top     bool
}

// NewTopLine is NewLine with the pieces at the top of its height: for an icon before several lines of text.
func NewTopLine(gap float32, stretch int, pieces ...fyne.CanvasObject) *fyne.Container {
	return container.New(line{gap, stretch, true}, pieces...)
}

// NewLine sets pieces beside each other on one line, centred in its height; the piece at index stretch takes what is left of the
// width, none with -1.
func NewLine(gap float32, stretch int, pieces ...fyne.CanvasObject) *fyne.Container {
	return container.New(line{gap, stretch, false}, pieces...)
}

func (l line) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := size.Width - l.fixed(objects)
	x := float32(0)
	for i, object := range objects {
		if !object.Visible() {
			continue
		}
		piece := object.MinSize()
		if i == l.stretch {
			piece.Width = max(rest, 0)
			piece.Height = min(size.Height, heightFor(object, piece.Width))
		}
		y := (size.Height - piece.Height) / 2
		if l.top {
			y = 0
		}
		place(object, x, y, piece.Width, piece.Height)
		x += piece.Width + l.gap
	}
}

func (l line) fixed(objects []fyne.CanvasObject) (width float32) {
	gap := float32(0)
	for i, object := range objects {
		if !object.Visible() {
			continue
		}
		width += gap
		gap = l.gap
		if i != l.stretch {
			width += object.MinSize().Width
		}
	}
	return width
}

func (l line) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.fixed(objects), 0)
	for i, object := range objects {
		if object.Visible() {
			piece := object.MinSize()
			size.Height = max(size.Height, piece.Height)
			if i == l.stretch {
				size.Width += piece.Width
			}
		}
	}
	return size
}

func (l line) heightFor(objects []fyne.CanvasObject, width float32) (height float32) {
	rest := max(width-l.fixed(objects), 0)
	for i, object := range objects {
		if !object.Visible() {
			continue
		}
		if i == l.stretch {
			height = max(height, heightFor(object, rest))
		} else {
			height = max(height, object.MinSize().Height)
		}
	}
	return height
}
