package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

const (
	workingDots = 3
	workingStep = 500 * time.Millisecond
)

// Working are three dots, one of which is lit in turn, beside a sentence that says what is waited for. Stop ends it.
type Working struct {
	widget.BaseWidget
	kit    Kit
	dots   [workingDots]*canvas.Circle
	lit    int
	cancel func()
}

// NewWorking makes the dots and sets them going.
func NewWorking(kit Kit) *Working {
	w := &Working{kit: kit}
	for i := range w.dots {
		w.dots[i] = canvas.NewCircle(nil)
	}
	w.ExtendBaseWidget(w)
	w.next()
	return w
}

// Stop leaves the dots as they are.
func (w *Working) Stop() { w.cancel() }

func (w *Working) next() {
	if w.kit.Still {
		w.cancel = func() {}
		return
	}
	w.cancel = w.kit.After(workingStep, func() {
		w.lit = (w.lit + 1) % workingDots
		w.paint()
		w.next()
	})
}

func (w *Working) paint() {
	for i, dot := range w.dots {
		colour := look.ColourSent
		if i == w.lit {
			colour = look.ColourMain
		}
		dot.FillColor = look.Colour(colour)
		dot.Refresh()
	}
}

// CreateRenderer draws the dots.
func (w *Working) CreateRenderer() fyne.WidgetRenderer {
	w.ExtendBaseWidget(w)
	w.paint()
	side := func() float32 { return look.Scaled(7) }
	return drawn{
		objects: always(w.dots[0], w.dots[1], w.dots[2]),
		layout: func(size fyne.Size) {
			for i, dot := range w.dots {
				place(dot, float32(i)*1.7*side(), (size.Height-side())/2, side(), side())
			}
		},
		minSize: func() fyne.Size { return fyne.NewSize(side()*(1+1.7*(workingDots-1)), StyleBody.lineHeight()) },
		refresh: w.paint,
	}
}
