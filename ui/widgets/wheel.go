package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over a text field, unseen, and takes the mouse wheel alone: the toolkit's field keeps it even where it has nothing to scroll, so that a
// page stops below the pointer.
type wheel struct {
	widget.BaseWidget
	text  *container.Scroll // nil where the toolkit has none
	lines bool              // says that the field has several
	page  func(*fyne.ScrollEvent)
}

func newWheel(field []fyne.CanvasObject, lines bool, page func(*fyne.ScrollEvent)) *wheel {
	w := &wheel{page: page, lines: lines}
	for _, object := range field {
		if text, is := object.(*container.Scroll); is {
			w.text = text
		}
	}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled moves the text as long as there is more of it that way, else the page.
func (w *wheel) Scrolled(event *fyne.ScrollEvent) {
	switch {
	case w.text != nil && (w.page == nil || w.hasMore(event)):
		w.text.Scrolled(event)
	case w.page != nil:
		w.page(event)
	}
}

func (w *wheel) hasMore(event *fyne.ScrollEvent) bool {
	if !w.lines {
		return event.Scrolled.DX != 0 && event.Scrolled.DY == 0
	}
	below := w.text.Content.MinSize().Height - w.text.Size().Height - w.text.Offset.Y
	return event.Scrolled.DY > 0 && w.text.Offset.Y > 0 || event.Scrolled.DY < 0 && below > 1
}

// CreateRenderer draws nothing.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return drawn{
		objects: func() []fyne.CanvasObject { return nil },
		layout:  func(fyne.Size) {}, minSize: func() fyne.Size { return fyne.Size{} }, refresh: func() {},
	}
}
