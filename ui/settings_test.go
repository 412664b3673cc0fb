package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/views"
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

// openSettings presses the button of the top bar and goes to a page.
func openSettings(t *testing.T, w *Window, page words.Key) {
	t.Helper()
	eachVisible(w.top.Piece(), func(object fyne.CanvasObject) {
		if button, is := object.(*widgets.Button); is && button.AccessibilityLabel() == w.env.T(words.TopSettings) {
			w.env.Kit.Focus(button)
		}
	})
	typed(w, fyne.KeySpace)
	inSettings[*widgets.Tab](t, w, w.env.T(page)).Tapped(nil)
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
	openSettings(t, w, words.SettingsPageUploading)
	for label, on := range map[string]bool{
		"1 video": false, "2 videos": true, "3 videos": false, "No speed limit": true, "At most this much": false,
		"Give way to calls": true, "Start as soon as added": false,
	} {
		if tick := inSettings[*widgets.Tick](t, w, label); tick.On() != on {
			t.Errorf("%q is ticked: %v", label, tick.On())
		}
	}
	for _, step := range []struct{ press, want string }{
		{"3 videos", `settings {"files":3,"polite":true,"history_days":365}`},
		{"Give way to calls", `settings {"files":3,"history_days":365}`},
		{"Start as soon as added", `settings {"files":3,"start_added":true,"history_days":365}`},
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
	if !inSettings[*widgets.Tick](t, w, "1 video").On() || !inSettings[*widgets.Tick](t, w, "At most this much").On() || inSettings[*widgets.Tick](t, w, "Start as soon as added").On() {
		t.Error("the sheet does not show what the engine announces")
	}
}

func TestALimitHoldsWhenItIsLeft(t *testing.T) {
	w, door := newTestWindow(t, func(c *Config) { c.Choices.Language = words.German })
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.showSettings(views.PageUploading)
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
	w.showSettings(views.PageUploading)
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
	press(w, fyne.KeyComma, fyne.KeyModifierShortcutDefault)
	press(w, fyne.KeyComma, fyne.KeyModifierShortcutDefault)
	if len(w.window.Canvas().Overlays().List()) != 1 {
		t.Error("the settings open twice")
	}
	inSettings[*widgets.Tab](t, w, "Uploading").Tapped(nil)
	typeLimit(w, "5")
	typed(w, fyne.KeyEscape)
	if want := `settings {"files":1,"limit":625000,"history_days":365}`; door.Last() != want {
		t.Errorf("what was typed before Esc is lost: %s", door.Last())
	}
	if w.window.Canvas().Overlays().Top() != nil || w.settings != nil {
		t.Error("Esc does not close the settings")
	}
	if press(w, fyne.KeyComma, fyne.KeyModifierShortcutDefault); !strings.Contains(sheetSays(w), "Text size") {
		t.Error("they do not open again")
	}
}

func TestAPageThatHoldsSomethingToMendIsNotLeftForAnother(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(limitedAndAwake(uitest.AtWork()))
	w.showSettings(views.PageUploading)
	typeLimit(w, "fast")
	inSettings[*widgets.Tab](t, w, "General").Tapped(nil)
	if w.settings.Page() != views.PageUploading || !strings.Contains(sheetSays(w), "Enter a number") {
		t.Error("what is wrong is left behind unseen")
	}
	typeLimit(w, "10")
	if inSettings[*widgets.Tab](t, w, "General").Tapped(nil); w.settings.Page() != views.PageGeneral {
		t.Error("the page is not left though all is well")
	}
}

func TestALanguageAndATextSizeComeWhileTheSettingsStayOpen(t *testing.T) {
	var remembered Choices
	w, _ := newTestWindow(t, func(c *Config) { c.Remember = func(choices Choices) { remembered = choices } })
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.ShowSettings()
	danish := inSettings[*widgets.Tick](t, w, "Dansk")
	w.env.Kit.Focus(danish)
	danish.Tapped(nil)
	if remembered.Language != words.Danish || !strings.Contains(sheetSays(w), "Tekststørrelse") || !strings.Contains(allWords(w.content), "Tilføj videoer") {
		t.Fatalf("the settings say %q", sheetSays(w))
	}
	focused, is := w.window.Canvas().Focused().(*widgets.Tick)
	if !is || !focused.On() || !strings.Contains(focused.AccessibilityLabel(), "Dansk") {
		t.Error("the keyboard is not where it was")
	}
	inSettings[*widgets.Tick](t, w, "150").Tapped(nil)
	inSettings[*widgets.Tick](t, w, w.env.T(words.LookContrast)).Tapped(nil)
	inSettings[*widgets.Tick](t, w, w.env.T(words.SettingsStill)).Tapped(nil)
	if want := (Choices{Language: words.Danish, Look: look.HighContrast, TextScale: 1.5, Motion: MotionLess}); remembered != want || !w.env.Kit.Still {
		t.Errorf("remembered %+v", remembered)
	}
	typed(w, fyne.KeyEscape)
	if w.window.Canvas().Overlays().Top() != nil || w.window.Canvas().Focused() != fyne.Focusable(w.list.List()) {
		t.Error("the sheet does not close and give the keyboard back")
	}
}

func TestWhatIsChosenAboutTheBackgroundAndNewVideosHolds(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	for _, step := range []struct {
		page        words.Key
		press, want string
	}{
		{words.SettingsPageBackground, "Keep uploading in the background", `settings {"files":1,"closing":"hide","history_days":365}`},
		{words.SettingsPageBackground, "When videos are uploaded", `settings {"files":1,"silent_finished":true,"history_days":365}`},
		{words.SettingsPageBackground, "When a video needs me", `settings {"files":1,"silent_needed":true,"history_days":365}`},
		{words.SettingsPageBackground, "Keep the computer awake", `settings {"files":1,"may_fall_asleep":true,"history_days":365}`},
		{words.SettingsPageNewVideos, "Take the title", `settings {"files":1,"no_title_from_name":true,"history_days":365}`},
		{words.SettingsPageNewVideos, "Tell me when a file was sent before", `settings {"files":1,"no_warning_sent_before":true,"history_days":365}`},
		{words.SettingsPageNewVideos, "30 days", `settings {"files":1,"history_days":30}`},
		{words.SettingsPageNewVideos, "Keep nothing", `settings {"files":1,"history_days":-1}`},
	} {
		openSettings(t, w, step.page)
		if inSettings[*widgets.Tick](t, w, step.press).Tapped(nil); door.Last() != step.want {
			t.Errorf("%s: %s\nwant %s", step.press, door.Last(), step.want)
		}
		typed(w, fyne.KeyEscape)
	}
}

func TestTheAboutPageNamesTheVersionAndEveryLicence(t *testing.T) {
	w, _ := newTestWindow(t, func(c *Config) { c.Folder, c.Metadata.Version = "/home/you/list", "1.2.3" })
	w.help().About()
	said := sheetSays(w)
	for _, part := range []string{"Version 1.2.3", "/home/you/list", "fyne.io/fyne/v2", "Inter", "modernc.org/sqlite"} {
		if !strings.Contains(said, part) {
			t.Errorf("it does not say %q", part)
		}
	}
	inSettings[*widgets.Button](t, w, "Open folder").Tapped(nil)
	if opened := w.system.(*fakeSystem).opened; len(opened) != 1 || opened[0] != "/home/you/list" {
		t.Errorf("opened %q", opened)
	}
	inSettings[*widgets.Button](t, w, "Licence of Inter").Tapped(nil)
	if !strings.Contains(sheetSays(w), "SIL OPEN FONT LICENSE") || !strings.Contains(sheetSays(w), "Reserved Font Name") {
		t.Error("the licence is not to be read whole")
	}
}

func TestTheSystemsWishForLessMotionHoldsUntilThePersonChooses(t *testing.T) {
	for _, told := range []struct {
		system  bool
		chosen  Motion
		still   bool
		pressed Motion
	}{
		{false, MotionAsSystem, false, MotionLess},
		{true, MotionAsSystem, true, MotionFull},
		{true, MotionFull, false, MotionLess},
		{false, MotionLess, true, MotionFull},
	} {
		var remembered Choices
		w, _ := newTestWindow(t, func(c *Config) {
			c.shell.still, c.Choices.Motion = told.system, told.chosen
			c.Remember = func(choices Choices) { remembered = choices }
		})
		w.Apply(uitest.Whole(nil))
		w.ShowSettings()
		tick := inSettings[*widgets.Tick](t, w, w.env.T(words.SettingsStill))
		if w.env.Kit.Still != told.still || tick.On() != told.still {
			t.Errorf("%+v: still is %v, the tick %v", told, w.env.Kit.Still, tick.On())
		}
		tick.Tapped(nil)
		if remembered.Motion != told.pressed || w.env.Kit.Still == told.still {
			t.Errorf("%+v: pressed, %+v is remembered and still is %v", told, remembered, w.env.Kit.Still)
		}
	}
}

// TestTheSettingsBeginWithWhatHolds lets a press on Space at once change nothing.
func TestTheSettingsBeginWithWhatHolds(t *testing.T) {
	w, _ := newTestWindow(t, func(c *Config) { c.Choices = Choices{Language: words.Danish} })
	w.Apply(uitest.Whole(uitest.AtWork()))
	openSettings(t, w, words.SettingsPageGeneral)
	if on, is := w.window.Canvas().Focused().(*widgets.Tick); !is || !on.On() {
		t.Errorf("the keyboard is on %T, which is not what holds", w.window.Canvas().Focused())
	}
}
