package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Shares are how much of a file has been confirmed and how much has been written, each 0 to 1.
type Shares struct{ Acked, Written float32 }

// Bar shows what the site has confirmed, and lighter behind it what is on its way. It has no percent of its own: the words
// beside it say it.
type Bar struct {
	widget.BaseWidget
	shares  Shares
	idle    bool
	words   string
	track   *canvas.Rectangle
	written *canvas.Rectangle
	acked   *canvas.Rectangle
}

// NewBar makes an empty bar.
func NewBar() *Bar {
	b := &Bar{track: canvas.NewRectangle(nil), written: canvas.NewRectangle(nil), acked: canvas.NewRectangle(nil)}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes how far it is; idle draws it grey, for what stands still.
func (b *Bar) Set(shares Shares, idle bool) {
	if b.shares == shares && b.idle == idle {
		return
	}
	b.shares, b.idle = shares, idle
	b.Refresh()
}

// Say is what the bar shows in words, for those who do not see it.
func (b *Bar) Say(words string) { b.words = words }

// AccessibilityLabel is what it shows in words.
func (b *Bar) AccessibilityLabel() string { return b.words }

// AccessibilityRole is text.
func (b *Bar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

const barHeight = 6

// CreateRenderer draws the bar.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	lay := func(size fyne.Size) {
		b.track.Resize(size)
		for part, share := range map[*canvas.Rectangle]float32{b.written: b.shares.Written, b.acked: b.shares.Acked} {
			share = min(max(share, 0), 1)
			show(part, share > 0)
			part.Resize(fyne.NewSize(max(size.Width*share, size.Height), size.Height))
		}
	}
	paint := func() {
		radius := barHeight / float32(2)
		b.track.CornerRadius, b.written.CornerRadius, b.acked.CornerRadius = radius, radius, radius
		b.track.FillColor = look.Colour(look.ColourTrack)
		b.written.FillColor = look.Colour(look.ColourSent)
		b.acked.FillColor = look.Colour(look.ColourMain)
		if b.idle {
			b.acked.FillColor, b.written.FillColor = look.Colour(look.ColourIdle), look.Colour(look.ColourTrack)
		}
	}
	paint()
	return drawn{
		objects: always(b.track, b.written, b.acked),
		layout:  lay,
		minSize: func() fyne.Size { return fyne.NewSize(24, barHeight) },
		refresh: func() {
			paint()
			lay(b.Size())
			canvas.Refresh(b)
		},
	}
}
