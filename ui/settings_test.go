package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// inSettings finds a piece of the open sheet by what a screen reader says for it.
func inSettings[P fyne.CanvasObject](t *testing.T, w *Window, label string) (found P) {
	t.Helper()
	there := false
	if sheet := w.window.Canvas().Overlays().Top(); sheet != nil {
		eachVisible(sheet, func(object fyne.CanvasObject) {
			if piece, is := object.(P); is && strings.Contains(any(piece).(fyne.Accessible).AccessibilityLabel(), label) {
				found, there = piece, true
			}
		})
	}
	if !there {
		t.Fatalf("the settings have no %q", label)
	}
	return found
}

// typeLimit types into the field for the limit, in place of what is there.
func typeLimit(w *Window, text string) {
	eachVisible(w.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		if field, is := object.(*widgets.Field); is {
			w.env.Kit.Focus(field)
			field.SelectAll()
			test.Type(field, text)
		}
	})
}

// openOptions opens the menu of the top bar.
func openOptions(w *Window) {
	eachVisible(w.top.Piece(), func(object fyne.CanvasObject) {
		if button, is := object.(*widgets.Button); is && button.AccessibilityLabel() == w.env.T(words.TopSettings) {
			w.env.Kit.Focus(button)
		}
	})
	typed(w, fyne.KeySpace)
}

func sheetSays(w *Window) string {
	if sheet := w.window.Canvas().Overlays().Top(); sheet != nil {
		return allWords(sheet)
	}
	return ""
}

func TestSettingsHoldAtOnceAndShowWhatHolds(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.Apply(uploader.Update{Settings: &uploader.Settings{Files: 2, Polite: true}})
	press(w, fyne.KeyComma, fyne.KeyModifierShortcutDefault)
	for label, on := range map[string]bool{
		"1 video": false, "2 videos": true, "3 videos": false, "No speed limit": true, "At most this much": false,
		"Give way to calls": true, "Keep the computer awake": true,
	} {
		if tick := inSettings[*widgets.Tick](t, w, label); tick.On() != on {
			t.Errorf("%q is ticked: %v", label, tick.On())
		}
	}
	for _, step := range []struct{ press, want string }{
		{"3 videos", `settings {"files":3,"polite":true,"history_days":365}`},
		{"Give way to calls", `settings {"files":3,"history_days":365}`},
		{"Keep the computer awake", `settings {"files":3,"may_fall_asleep":true,"history_days":365}`},
	} {
		inSettings[*widgets.Tick](t, w, step.press).Tapped(nil)
		if door.Last() != step.want {
			t.Errorf("%s: %s\nwant %s", step.press, door.Last(), step.want)
		}
	}
	if inSettings[*widgets.Tick](t, w, "2 videos").On() {
		t.Error("two of the three are chosen")
	}
	w.Apply(uploader.Update{Settings: &uploader.Settings{Files: 1, Limit: 2_500_000}})
	if !inSettings[*widgets.Tick](t, w, "1 video").On() || !inSettings[*widgets.Tick](t, w, "At most this much").On() || !inSettings[*widgets.Tick](t, w, "Keep the computer awake").On() {
		t.Error("the sheet does not show what the engine announces")
	}
}

func TestALimitHoldsWhenItIsLeft(t *testing.T) {
	w, door := newTestWindow(t, func(c *Config) { c.Choices.Language = words.German })
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.ShowSettings()
	calls := len(door.Calls)
	inSettings[*widgets.Tick](t, w, "Höchstens so viel").Tapped(nil)
	field := inSettings[*widgets.Field](t, w, "Tempolimit in Mbit/s")
	if w.window.Canvas().Focused() != fyne.Focusable(field) || len(door.Calls) != calls {
		t.Fatal("choosing a limit does not ask for its figure first")
	}
	test.Type(field, "2,5")
	if len(door.Calls) != calls {
		t.Error("the limit holds while it is typed")
	}
	typed(w, fyne.KeyReturn)
	if want := `settings {"files":1,"limit":312500,"history_days":365}`; door.Last() != want {
		t.Errorf("%s\nwant %s", door.Last(), want)
	}
	typeLimit(w, "8")
	w.window.Canvas().FocusNext()
	if want := `settings {"files":1,"limit":1000000,"history_days":365}`; door.Last() != want {
		t.Errorf("leaving: %s\nwant %s", door.Last(), want)
	}
	inSettings[*widgets.Tick](t, w, "Kein Tempolimit").Tapped(nil)
	if want := `settings {"files":1,"history_days":365}`; door.Last() != want {
		t.Errorf("no limit: %s\nwant %s", door.Last(), want)
	}
}

func TestWhatIsNoSpeedIsSaidAndKept(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(limitedAndAwake(uitest.AtWork()))
	w.env.Kit.Focus(w.list.List())
	w.ShowSettings()
	if field := inSettings[*widgets.Field](t, w, "Speed limit in Mbit/s"); field.Text != "20" {
		t.Fatalf("the limit that holds is shown as %q", field.Text)
	}
	calls := len(door.Calls)
	typeLimit(w, "fast")
	if strings.Contains(sheetSays(w), "Enter a number") {
		t.Error("it is said while typing")
	}
	leave := inSettings[*widgets.Button](t, w, "Close")
	w.env.Kit.Focus(leave)
	leave.Tapped(nil)
	if !strings.Contains(sheetSays(w), "Enter a number from 0.1 to 10,000, such as 20.") {
		t.Fatalf("nothing says what to type: %q", sheetSays(w))
	}
	if field := inSettings[*widgets.Field](t, w, "Speed limit in Mbit/s"); field.Text != "fast" || len(door.Calls) != calls {
		t.Errorf("what was typed is gone or holds: %q, %s", field.Text, door.Last())
	}
	if w.window.Canvas().Focused() != fyne.Focusable(inSettings[*widgets.Field](t, w, "Speed limit in Mbit/s")) {
		t.Error("the keyboard is not where something is to be mended")
	}
	typeLimit(w, "10")
	inSettings[*widgets.Button](t, w, "Close").Tapped(nil)
	if want := `settings {"files":1,"limit":1250000,"history_days":365}`; door.Last() != want {
		t.Errorf("%s\nwant %s", door.Last(), want)
	}
	if w.window.Canvas().Overlays().Top() != nil || w.window.Canvas().Focused() != fyne.Focusable(w.list.List()) {
		t.Error("the sheet does not close and give the keyboard back")
	}
}

func TestTheSettingsOpenOnceAndEscClosesThem(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(limitedAndAwake(uitest.AtWork()))
	openOptions(w)
	if w.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no menu opens")
	}
	press(w, fyne.KeyComma, fyne.KeyModifierShortcutDefault)
	if len(w.window.Canvas().Overlays().List()) > 2 {
		t.Error("the settings open over a menu")
	}
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyReturn)
	if !strings.Contains(sheetSays(w), "Videos at the same time") {
		t.Fatal("the menu does not open the settings")
	}
	press(w, fyne.KeyComma, fyne.KeyModifierShortcutDefault)
	if len(w.window.Canvas().Overlays().List()) != 1 {
		t.Error("the settings open twice")
	}
	typeLimit(w, "5")
	typed(w, fyne.KeyEscape)
	if want := `settings {"files":1,"limit":625000,"history_days":365}`; door.Last() != want {
		t.Errorf("what was typed before Esc is lost: %s", door.Last())
	}
	if w.window.Canvas().Overlays().Top() != nil || w.settings != nil {
		t.Error("Esc does not close the settings")
	}
	if press(w, fyne.KeyComma, fyne.KeyModifierShortcutDefault); !strings.Contains(sheetSays(w), "Videos at the same time") {
		t.Error("they do not open again")
	}
}
