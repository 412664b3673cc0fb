package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// TestTheKeyboardIsAlwaysSeen goes through every scene with Tab: what has the keyboard is marked by a line of at least two pixels in the
// colour that the look keeps for it, and stands where it can be seen.
func TestTheKeyboardIsAlwaysSeen(t *testing.T) {
	for i, form := range []shape{shapes[0], shapes[len(shapes)-1]} {
		app := unpainted{test.NewTempApp(t)}
		for j, s := range scenes() {
			if underRace && (i+j)%8 != 0 {
				continue
			}
			w := s.window(t, app, form, look.Light, words.English)
			w.tabThrough(t, pictureName(s, form, look.Light, words.English))
			w.window.Close()
		}
	}
}

// tabThrough presses Tab until the keyboard is where it was first.
func (w *Window) tabThrough(t *testing.T, name string) {
	t.Helper()
	surface := w.window.Canvas()
	surface.FocusNext()
	first, seen := surface.Focused(), map[fyne.Focusable]int{}
	const most = 200
	for range most {
		focused := surface.Focused()
		if focused == nil {
			t.Errorf("%s: Tab leads nowhere", name)
			return
		}
		object := focused.(fyne.CanvasObject)
		// An open menu is its own mark.
		if _, menu := focused.(*widgets.Menu); !menu && !w.marked() {
			t.Errorf("%s: %T %q has the keyboard and is not marked", name, object, label(object))
		}
		w.checkInView(t, name, object)
		if surface.FocusNext(); surface.Focused() == first || seen[surface.Focused()] > 1 {
			return
		}
		seen[surface.Focused()]++
	}
	t.Errorf("%s: Tab never comes back to where it began", name)
}

// marked reports whether the mark of the keyboard is on the screen.
func (w *Window) marked() bool {
	found := false
	for _, layer := range w.layers() {
		eachVisible(layer, func(object fyne.CanvasObject) {
			box, is := object.(*canvas.Rectangle)
			found = found || is && box.StrokeWidth >= look.FocusThickness && box.StrokeColor == look.Colour(look.ColourFocus)
		})
	}
	return found
}

// checkInView wants a piece to be within everything that scrolls around it, as far as it has room there.
func (w *Window) checkInView(t *testing.T, name string, piece fyne.CanvasObject) {
	t.Helper()
	place := w.app.Driver().AbsolutePositionForObject
	at, size := place(piece), piece.Size()
	within := func(around fyne.CanvasObject) bool {
		corner, room := place(around), around.Size()
		const slack = 1
		return at.Y >= corner.Y-slack && (at.Y+min(size.Height, room.Height) <= corner.Y+room.Height+slack)
	}
	for _, layer := range w.layers() {
		var around []*container.Scroll
		if w.findScrolls(layer, piece, &around) {
			for _, scroll := range around {
				if !within(scroll) {
					t.Errorf("%s: %T %q has the keyboard and is scrolled out of view", name, piece, label(piece))
				}
			}
		}
	}
	if canvas := w.window.Canvas(); at.X < -1 || at.Y < -1 || at.X > canvas.Size().Width || at.Y > canvas.Size().Height {
		t.Errorf("%s: %T %q has the keyboard and is outside of the window at %v", name, piece, label(piece), at)
	}
}

// findScrolls collects what scrolls around a piece, and reports whether the piece is inside root.
func (w *Window) findScrolls(root, piece fyne.CanvasObject, around *[]*container.Scroll) bool {
	if root == piece {
		return true
	}
	if !root.Visible() {
		return false
	}
	for _, object := range inside(root) {
		if w.findScrolls(object, piece, around) {
			if scroll, is := root.(*container.Scroll); is {
				*around = append(*around, scroll)
			}
			return true
		}
	}
	return false
}

func TestTheKeyboardStaysWithItsVideoWhileTheListScrolls(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Many(50)))
	list := w.list.List()
	from, to := list.InView()
	row := list.Row(to - 1)
	title := row.Content().Title
	var button fyne.Focusable
	eachVisible(row, func(object fyne.CanvasObject) {
		if found, is := object.(*widgets.Button); is {
			button = found
		}
	})
	if button == nil || from != 0 {
		t.Fatalf("the last row in view, %d, has no button", to-1)
	}
	w.window.Canvas().Focus(button)
	for _, index := range []int{to + 1, to + 3, to + 2} {
		list.SetCursor(index)
		holds := ""
		for i, end := list.InView(); i < end; i++ {
			eachVisible(list.Row(i), func(object fyne.CanvasObject) {
				if focused, is := object.(fyne.Focusable); is && focused == button {
					holds = list.Row(i).Content().Title
				}
			})
		}
		if holds != title {
			t.Errorf("after scrolling to %d the keyboard is on a button of %q, it was on one of %q", index, holds, title)
		}
	}
}

func TestTheArrowsFindTheRowsAfterTheStart(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Many(5)))
	w.window.Canvas().Unfocus()
	press := w.window.Canvas().OnTypedKey()
	press(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.window.Canvas().Focused() != nil {
		t.Error("Esc moves the keyboard")
	}
	press(&fyne.KeyEvent{Name: fyne.KeyDown})
	if w.window.Canvas().Focused() != fyne.Focusable(w.list.List()) || w.list.List().Cursor() != 1 {
		t.Errorf("the arrow leads to %v, row %d", w.window.Canvas().Focused(), w.list.List().Cursor())
	}
}

// TestAPressIntoTheEmptyPartOfASheetLeavesItsKeys presses keys after the keyboard was taken from every piece, as a press into the empty does.
func TestAPressIntoTheEmptyPartOfASheetLeavesItsKeys(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	for _, show := range []func(){w.ShowSettings, w.AskToQuit} {
		show()
		surface := w.window.Canvas()
		surface.Unfocus()
		calls := len(door.Calls)
		for _, key := range []fyne.KeyName{fyne.KeyA, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyDelete, fyne.KeyF1, fyne.KeyF6} {
			typed(w, key)
		}
		w.unfocusedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
		if len(door.Calls) != calls || surface.Overlays().Top() == nil {
			t.Errorf("a key reached what lies below: %q", door.Calls[calls:])
		}
		surface.Unfocus()
		if typed(w, fyne.KeyEscape); surface.Overlays().Top() != nil {
			t.Error("Esc does not close the sheet")
		}
	}
}

// TestAKeyThatAListCannotTakeEndsThere presses one while the list is out of sight.
func TestAKeyThatAListCannotTakeEndsThere(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.window.Canvas().Unfocus()
	w.list.Piece().Hide()
	typed(w, fyne.KeyA)
}
