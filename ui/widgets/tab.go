package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"twentythree-uploader/ui/look"
)

const tabInset = 14

// Tab is one of several views that are named beside each other or below each other.
type Tab struct {
	control
	words string
	shown string
	on    bool
	align fyne.TextAlign
	box   *canvas.Rectangle
	text  *canvas.Text
	ring  ring
}

// NewTab makes a tab.
func NewTab(kit Kit, words string, on bool, press func()) *Tab {
	t := &Tab{words: words, shown: words, on: on, align: fyne.TextAlignCenter, box: canvas.NewRectangle(nil), text: canvas.NewText("", nil), ring: newRing()}
	t.kit, t.press = kit, press
	t.ExtendBaseWidget(t)
	return t
}

// Leading sets the words at the beginning: for tabs that stand below each other.
func (t *Tab) Leading() *Tab {
	t.align = fyne.TextAlignLeading
	return t
}

// Draw shows other words than the view's name, where there is little room. What is spoken stays the name.
func (t *Tab) Draw(shown string) {
	if t.shown != shown {
		t.shown = shown
		t.Refresh()
	}
}

// SetOn says whether the tab's view is the one that is shown.
func (t *Tab) SetOn(on bool) {
	if t.on != on {
		t.on = on
		t.Refresh()
	}
}

// AccessibilityLabel is the view's name.
func (t *Tab) AccessibilityLabel() string { return t.words }

func (t *Tab) style() Style {
	if t.on {
		return StyleStrong
	}
	return Style{Size: look.TextBody, Weight: look.Medium, Colour: look.ColourSecondary}
}

// CreateRenderer draws the tab.
func (t *Tab) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	paint := func() {
		t.style().apply(t.text)
		t.text.Text = t.shown
		t.text.Alignment = t.align
		t.box.CornerRadius, t.box.FillColor = look.RadiusControl, color.Transparent
		t.box.StrokeWidth, t.box.StrokeColor = 0, color.Transparent
		if t.on {
			t.box.FillColor = look.Colour(look.ColourSurface)
			// Where no shade tells surfaces apart, an outline does.
			if t.box.FillColor == look.Colour(look.ColourBackground) {
				t.box.FillColor = look.Colour(look.ColourSelected)
				t.box.StrokeWidth, t.box.StrokeColor = 1, look.Colour(look.ColourMain)
			}
		}
		if t.hovered {
			t.box.FillColor = look.Colour(look.ColourHover)
		}
		t.ring.refresh(t.focused)
	}
	paint()
	return drawn{
		objects: always(t.box, t.text, t.ring.Rectangle),
		layout: func(size fyne.Size) {
			t.box.Resize(size)
			place(t.text, tabInset, 0, size.Width-2*tabInset, size.Height)
			t.ring.around(size, look.RadiusControl)
		},
		minSize: func() fyne.Size {
			return fyne.NewSize(StyleStrong.width(t.shown)+2*tabInset, StyleStrong.lineHeight()+16)
		},
		refresh: func() { paint(); canvas.Refresh(t) },
	}
}
