package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// topmost is what gets the mouse wheel over a field: the last piece drawn that takes it.
func topmost(field *Field) (found fyne.Scrollable) {
	for _, object := range test.WidgetRenderer(field).Objects() {
		if takes, is := object.(fyne.Scrollable); is {
			found = takes
		}
	}
	return found
}

func TestTheMouseWheelOverAFieldMovesThePageOnceTheTextIsAtItsEnd(t *testing.T) {
	window, kit := bench(t, 1)
	moved := 0
	kit.Scroll = func(*fyne.ScrollEvent) { moved++ }
	line, area := NewField(kit, "Title", "", func(string) {}), NewArea(kit, "Description", "", 3, func(string) {})
	window.SetContent(NewColumn(0, Insets{}, line, area))
	window.Resize(fyne.NewSize(300, 300))
	down := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -30)}
	topmost(line).Scrolled(down)
	topmost(area).Scrolled(down)
	if moved != 2 {
		t.Fatalf("the page moved %d times over fields that have nothing to scroll", moved)
	}
	area.Fill(strings.Repeat("another line\n", 20))
	area.Refresh()
	topmost(area).Scrolled(down)
	if moved != 2 {
		t.Error("the page moves though there is more text")
	}
	for range 100 {
		topmost(area).Scrolled(down)
	}
	if moved == 2 {
		t.Error("the page does not move once the text is at its end")
	}
}

func TestAPieceThatWasNeverPaintedIsRevealed(t *testing.T) {
	window, kit := bench(t, 1)
	// Of what was never painted the window knows no place.
	kit.PositionOf = func(fyne.CanvasObject) fyne.Position { return fyne.Position{} }
	column := NewColumn(0, Insets{})
	pane := NewPane(kit, column)
	inside := pane.Follow(kit)
	window.SetContent(pane)
	window.Resize(fyne.NewSize(300, 200))
	last := NewButton(inside, Plain, "Copy", func() {})
	column.Add(NewGap(900))
	column.Add(NewColumn(0, Insets{}, NewFlow(0, fyne.TextAlignLeading, last)))
	pane.Relayout()
	window.Canvas().Focus(last)
	if offset := pane.scroll.Offset.Y; offset < 700 {
		t.Errorf("it is out of sight: scrolled to %v", offset)
	}
}
