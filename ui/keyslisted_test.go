package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

// pressAs presses a key as it is called in the help, with the list having the keyboard.
func (w *Window) pressAs(name string) (known bool) {
	parts := strings.Split(name, "+")
	keys := map[string]fyne.KeyName{
		"↑": fyne.KeyUp, "↓": fyne.KeyDown, "Home": fyne.KeyHome, "End": fyne.KeyEnd, "Space": fyne.KeySpace, "Enter": fyne.KeyReturn, "Delete": fyne.KeyDelete,
		"Menu": desktop.KeyMenu, "F10": fyne.KeyF10, "Tab": fyne.KeyTab, "F6": fyne.KeyF6, "Esc": fyne.KeyEscape, "F1": fyne.KeyF1,
	}
	key, known := keys[parts[len(parts)-1]]
	shifted := len(parts) > 1 && parts[0] == "Shift"
	canvas := w.window.Canvas()
	switch {
	case !known || len(parts) > 1 && !shifted:
		return false
	case key == fyne.KeyTab && shifted:
		// The toolkit takes Tab before any piece gets it.
		canvas.FocusPrevious()
	case key == fyne.KeyTab:
		canvas.FocusNext()
	case key == fyne.KeyF6 && shifted:
		w.shortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShift})
	case shifted:
		w.list.List().KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		typed(w, key)
		w.list.List().KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	default:
		typed(w, key)
	}
	return true
}

// standing is all that a key can change.
func (w *Window) standing(door *uitest.Door) string {
	top := w.window.Canvas().Overlays().Top()
	ticked := w.selection.InOrder(w.queue.Order())
	return fmt.Sprintf("%p %p %d %v %v %v %q", w.window.Canvas().Focused(), top, w.list.List().Cursor(), ticked, w.desk.open, w.desk.page, door.Calls)
}

// TestEveryKeyOfTheListInTheHelpDoesSomething presses what the pieces of the window take for themselves, by the names that the help gives.
func TestEveryKeyOfTheListInTheHelpDoesSomething(t *testing.T) {
	app := unpainted{test.NewTempApp(t)}
	w, _ := newWindowOn(app, nil)
	pressed := 0
	for _, binding := range w.bindings() {
		if binding.name == "" {
			continue
		}
		var names []string
		for name := range strings.SplitSeq(binding.name, ", ") {
			prefix, keys, several := strings.Cut(name, " ")
			names = append(names, prefix)
			if several {
				// "Shift+↑ ↓" is two keys with Shift.
				modifier := prefix[:strings.LastIndex(prefix, "+")+1]
				names = append(names, modifier+keys)
			}
		}
		for _, name := range names {
			w, door := newWindowOn(app, nil)
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.env.Kit.Focus(w.list.List())
			w.list.List().SetCursor(3)
			w.selection.Toggle(uploader.UploadID("q3"))
			before := w.standing(door)
			switch known := w.pressAs(name); {
			case !known:
				t.Errorf("nobody knows how %q is pressed", name)
			case w.standing(door) == before:
				t.Errorf("%q of the help does nothing", name)
			}
			pressed++
			w.window.Close()
		}
	}
	if pressed < 16 || !slices.ContainsFunc(w.bindings(), func(b binding) bool { return b.name == "Esc" }) {
		t.Errorf("%d keys were pressed", pressed)
	}
}
