package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Pane scrolls a column whose height depends on its width, and can bring a piece of it into view.
type Pane struct {
	widget.BaseWidget
	content fyne.CanvasObject
	kit     Kit
	sized   *fyne.Container
	scroll  *container.Scroll
	cap     float32
}

// NewPane makes a scrolling pane.
func NewPane(kit Kit, content fyne.CanvasObject) *Pane {
	p := &Pane{content: content, kit: kit}
	p.sized = container.New(paneLayout{p}, content)
	p.scroll = container.NewVScroll(p.sized)
	p.ExtendBaseWidget(p)
	return p
}

type paneLayout struct{ pane *Pane }

func (l paneLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	width := l.pane.scroll.Size().Width
	return fyne.NewSize(0, heightFor(l.pane.content, width))
}

func (l paneLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Resize(size)
	}
}

// Relayout sets the content anew, after pieces were shown, hidden or changed.
func (p *Pane) Relayout() {
	p.scroll.Refresh()
	p.sized.Refresh()
	relayout(p.content)
}

// wrapping is a piece around another one.
type wrapping interface{ inside() fyne.CanvasObject }

func relayout(object fyne.CanvasObject) {
	if around, ok := object.(wrapping); ok {
		relayout(around.inside())
		return
	}
	if holder, ok := object.(*fyne.Container); ok {
		if holder.Layout != nil {
			holder.Layout.Layout(holder.Objects, holder.Size())
		}
		for _, inner := range holder.Objects {
			relayout(inner)
		}
		canvas.Refresh(holder)
	}
}

// Cap lets the pane ask for the height of its content, but for no more than height.
func (p *Pane) Cap(height float32) *Pane {
	p.cap = height
	return p
}

// HeightFor is the height at a width.
func (p *Pane) HeightFor(width float32) float32 {
	if p.cap == 0 {
		return p.MinSize().Height
	}
	return min(heightFor(p.content, width), p.cap)
}

func (p *Pane) inside() fyne.CanvasObject { return p.content }

// ToTop scrolls to the beginning.
func (p *Pane) ToTop() { p.scroll.ScrollToTop() }

// key scrolls by a few lines or by what is in view.
func (p *Pane) key(name fyne.KeyName) {
	const line = 48
	view := p.scroll.Size().Height
	by, known := map[fyne.KeyName]float32{
		fyne.KeyUp: -line, fyne.KeyDown: line, fyne.KeyPageUp: line - view, fyne.KeyPageDown: view - line,
		fyne.KeyHome: -p.scroll.Offset.Y, fyne.KeyEnd: p.sized.Size().Height,
	}[name]
	if known {
		furthest := max(p.sized.MinSize().Height-view, 0)
		p.scroll.ScrollToOffset(fyne.NewPos(0, min(max(p.scroll.Offset.Y+by, 0), furthest)))
	}
}

// Reveal scrolls so that piece is in view: its beginning, where it is higher than the view.
func (p *Pane) Reveal(piece fyne.CanvasObject) {
	at, inside := within(p.content, piece)
	if !inside {
		at = p.kit.PositionOf(piece).Subtract(p.kit.PositionOf(p.content))
	}
	top := at.Y
	bottom, view := top+piece.Size().Height, p.scroll.Size().Height
	offset := p.scroll.Offset.Y
	const margin = 32
	switch {
	case top-margin < offset:
		offset = max(top-margin, 0)
	case bottom+margin > offset+view:
		offset = min(bottom+margin-view, max(top-margin, 0))
	default:
		return
	}
	p.scroll.ScrollToOffset(fyne.NewPos(0, offset))
}

// Follow gives a kit whose pieces are brought into view when the keyboard comes to them, hand on the mouse wheel that they have no use for,
// and set the pane anew when they grow.
func (p *Pane) Follow(kit Kit) Kit {
	kit.Scroll, kit.Grown, kit.reveal = p.scroll.Scrolled, p.Relayout, p.Reveal
	kit.Focused = func() {
		if piece, is := kit.Canvas().Focused().(fyne.CanvasObject); is {
			p.Reveal(piece)
		}
	}
	return kit
}

// CreateRenderer draws the scroller.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return drawn{
		objects: always(p.scroll),
		layout: func(size fyne.Size) {
			p.scroll.Resize(size)
			p.scroll.Refresh()
		},
		minSize: func() fyne.Size { return fyne.NewSize(p.content.MinSize().Width, 48) },
		refresh: func() { canvas.Refresh(p) },
	}
}
