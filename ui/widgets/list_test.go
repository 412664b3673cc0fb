package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
)

// counted is a list's source that counts how often a row is filled.
type counted struct {
	length int
	bound  int
}

func (c *counted) Len() int { return c.length }

func (c *counted) Bind(index int, row *Row) {
	c.bound++
	row.Bind(RowContent{Title: fmt.Sprint(index), Progress: Progress{State: Face{Words: "Ready to upload"}}}, RowEvents{})
}

// bench is a window with a kit, in a look and at a text size.
func bench(t *testing.T, scale float32) (fyne.Window, Kit) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, scale))
	window := app.NewWindow("")
	window.SetPadded(false)
	return window, Kit{
		Canvas: window.Canvas, PositionOf: app.Driver().AbsolutePositionForObject,
		Key: func(*fyne.KeyEvent) {}, Shortcut: func(fyne.Shortcut) {},
	}
}

func newCountedList(t *testing.T, length int) (*List, *counted, fyne.Window) {
	t.Helper()
	window, kit := bench(t, 1)
	source := &counted{length: length}
	list := NewList(kit, source, ListKeys{Moved: func(int, bool) {}, Ticked: func(int) {}, Opened: func(int) {}, Removed: func(int) {}}, RowText{}, "Videos", NewGap(40))
	window.SetContent(list)
	window.Resize(fyne.NewSize(900, 600))
	return list, source, window
}

func TestThreeThousandRowsCostWhatIsInView(t *testing.T) {
	list, source, _ := newCountedList(t, 3000)
	from, to := list.InView()
	if from != 0 || to < 5 || to > 10 {
		t.Fatalf("in view are %d to %d", from, to)
	}
	source.bound = 0
	list.Reload()
	if source.bound != to {
		t.Errorf("showing the list anew fills %d rows, %d are in view", source.bound, to)
	}
	source.bound = 0
	list.SetCursor(2999)
	if row := list.Row(2999); row == nil || row.Content().Title != "2999" {
		t.Error("the last row cannot be reached")
	}
	if source.bound > 2*(to+2) {
		t.Errorf("going to the end fills %d rows", source.bound)
	}
}

func TestATickOfOneVideoTouchesOnlyItsRow(t *testing.T) {
	list, source, _ := newCountedList(t, 3000)
	source.bound = 0
	other := list.Row(1).Content()
	list.Row(0).SetProgress(Progress{State: Face{Words: "Uploading 42 %"}, HasBar: true, Shares: Shares{Acked: 0.42}, Sentence: "512 MB of 1.2 GB"})
	if source.bound != 0 {
		t.Errorf("one tick fills %d rows of the list", source.bound)
	}
	if got := list.Row(0).Content().State.Words; got != "Uploading 42 %" {
		t.Errorf("the row says %q", got)
	}
	if list.Row(1).Content().Title != other.Title || list.Row(1).Content().State != other.State {
		t.Error("another row changed")
	}
}

func TestAllRowsAreAsHighAsTheDrawing(t *testing.T) {
	bench(t, 1)
	if got := RowHeight(792); got != 94 {
		t.Errorf("a row is %v high, drawn are 94", got)
	}
}

func TestTheKeyboardStaysInView(t *testing.T) {
	list, _, window := newCountedList(t, 50)
	window.Canvas().Focus(list)
	for range 60 {
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	if list.Cursor() != 49 {
		t.Errorf("the keyboard stands on %d", list.Cursor())
	}
	from, to := list.InView()
	if to != 50 || from < 40 {
		t.Errorf("in view are %d to %d while the keyboard stands on 49", from, to)
	}
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if from, _ := list.InView(); from != 0 || list.Cursor() != 0 {
		t.Error("Home does not go to the first row")
	}
}

func TestAHeadingStandsAboveItsRowAndScrollsWithIt(t *testing.T) {
	list, _, _ := newCountedList(t, 40)
	heading := NewGap(30)
	list.SetHeading(3, heading)
	list.Reload()
	if gap := list.Row(3).Position().Y - list.Row(2).Position().Y - list.step(); gap != 30 || heading.Position().Y != list.Row(3).Position().Y-30 {
		t.Errorf("the heading at %v, its row at %v, %v between", heading.Position().Y, list.Row(3).Position().Y, gap)
	}
	list.SetCursor(39)
	if from, to := list.InView(); to != 40 || from < 30 {
		t.Errorf("the end shows %d to %d", from, to)
	}
	last := list.Row(39)
	if bottom := last.Position().Y + last.Size().Height; bottom > list.scroll.Offset.Y+list.scroll.Size().Height {
		t.Errorf("the last row ends at %v, below what is in view", bottom)
	}
	for _, index := range []int{3, 2, 4, 3} {
		list.SetCursor(index)
		if row := list.Row(index); row == nil || row.Position().Y < list.scroll.Offset.Y-1 {
			t.Errorf("row %d is not in view", index)
		}
	}
	list.SetHeading(40, heading)
	list.Reload()
	if gap := list.Row(3).Position().Y - list.Row(2).Position().Y; gap != list.step() {
		t.Errorf("without rows below it the heading takes %v", gap)
	}
}
