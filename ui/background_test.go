package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// desktopAround is a desktop that notes what it is asked; the clock is the window's.
type desktopAround struct {
	now       time.Time
	menus     []*fyne.Menu
	minimised int
	told      []string
}

func (d *desktopAround) settle(c *Config) {
	d.now = uitest.Now()
	c.Now = func() time.Time { return d.now }
	c.shell.minimise = func(fyne.Window) bool { d.minimised++; return true }
	c.shell.notify = func(told *fyne.Notification) { d.told = append(d.told, told.Title+": "+told.Content) }
}

func (d *desktopAround) withTray(c *Config) {
	d.settle(c)
	c.shell.tray = func(menu *fyne.Menu) { d.menus = append(d.menus, menu) }
}

// pass lets time go by.
func (d *desktopAround) pass(w *Window, by time.Duration) {
	d.now = d.now.Add(by)
	clock(w).pass(by)
}

func (d *desktopAround) item(t *testing.T, label string) *fyne.MenuItem {
	t.Helper()
	menu := d.menus[len(d.menus)-1]
	for _, item := range menu.Items {
		if strings.Contains(item.Label, label) {
			return item
		}
	}
	t.Fatalf("the menu has no %q", label)
	return nil
}

func TestTheAnswerAtClosingIsRememberedWhereItIsTicked(t *testing.T) {
	for _, step := range []struct {
		press, call     string
		tick, minimised bool
	}{
		{"Keep uploading in the background", `settings {"files":1,"closing":"hide","history_days":365}`, true, true},
		{"Keep uploading in the background", "", false, true},
		{"Quit and continue next time", `settings {"files":1,"closing":"quit","history_days":365}`, true, false},
		{"Quit and continue next time", "", false, false},
		{"Cancel", "", true, false},
	} {
		var around desktopAround
		w, door := newTestWindow(t, around.settle)
		closed := false
		w.window.SetOnClosed(func() { closed = true })
		w.Apply(uitest.Whole(uitest.AtWork()))
		press(w, fyne.KeyW, fyne.KeyModifierShortcutDefault)
		if step.tick {
			inSettings[*widgets.Tick](t, w, "Do this every time").Tapped(nil)
		}
		inSettings[*widgets.Button](t, w, step.press).Tapped(nil)
		if door.Last() != step.call || closed != strings.HasPrefix(step.press, "Quit") || (around.minimised == 1) != step.minimised {
			t.Errorf("%s, ticked %v: %q, closed %v, minimised %d", step.press, step.tick, door.Last(), closed, around.minimised)
		}
	}
}

func TestClosingDoesWhatWasChosen(t *testing.T) {
	var around desktopAround
	w, _ := newTestWindow(t, around.settle)
	closed := false
	w.window.SetOnClosed(func() { closed = true })
	update := uitest.Whole(uitest.AtWork())
	update.Settings = &uploader.Settings{Closing: uploader.ClosingHides}
	w.Apply(update)
	w.AskToClose()
	w.AskToClose()
	if around.minimised != 2 || closed || len(around.told) != 1 || !strings.Contains(around.told[0], "The window is minimised") {
		t.Error("the window is not put away, or does not say so")
	}
	press(w, fyne.KeyQ, fyne.KeyModifierShortcutDefault)
	if closed || !said(w, "Uploads are still running") || said(w, "Do this every time") {
		t.Error("quitting does not ask, or asks what it must not remember")
	}
	typed(w, fyne.KeyEscape)
	w.Apply(uploader.Update{Settings: &uploader.Settings{Closing: uploader.ClosingQuits}})
	if w.AskToClose(); !closed {
		t.Error("quitting was chosen")
	}
}

func TestAWindowThatCannotBePutAwayStaysAndSaysSo(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	update := uitest.Whole(uitest.AtWork())
	update.Settings = &uploader.Settings{Closing: uploader.ClosingHides}
	w.Apply(update)
	if w.AskToClose(); !said(w, "This computer cannot hide the window.") {
		t.Error("it is not said")
	}
}

func TestTheSymbolBesideTheClockSaysWhatRunsAndLeadsBack(t *testing.T) {
	var around desktopAround
	w, door := newTestWindow(t, around.withTray)
	w.Apply(uitest.Whole(uitest.AtWork()))
	around.pass(w, trayPause)
	if state := around.item(t, "1 uploading, 1 waiting: 1.5\u00a0GB left"); !state.Disabled {
		t.Error("what is only to be read can be pressed")
	}
	around.item(t, "Pause all").Action()
	if !strings.HasPrefix(door.Last(), "pause") {
		t.Errorf("%s", door.Last())
	}
	menus := len(around.menus)
	for range 50 {
		w.Apply(uploader.Update{Progress: map[uploader.UploadID]uploader.Progress{"welcome": {Size: 1_200_000_000, Acked: 900_000_000}}})
	}
	if len(around.menus) > menus+1 {
		t.Errorf("the menu changes %d times under the pointer", len(around.menus)-menus)
	}
	w.Apply(uploader.Update{Settings: &uploader.Settings{Closing: uploader.ClosingHides}})
	if w.AskToClose(); around.minimised != 0 || !w.behind.away {
		t.Error("the window is minimised though there is a symbol to bring it back")
	}
	if w.cameForward(); !w.behind.away {
		t.Error("a hidden window is taken for one that is looked at")
	}
	if around.item(t, "Show window").Action(); w.behind.away {
		t.Error("the window does not come back")
	}
	quit := around.item(t, "Quit")
	closed := false
	w.window.SetOnClosed(func() { closed = true })
	if quit.Action(); !closed || !quit.IsQuit {
		t.Error("quitting from there asks in a window that nobody sees")
	}
}

func TestThirtyFilesAreToldOnceAndOnlyToThoseWhoLookElsewhere(t *testing.T) {
	var around desktopAround
	w, _ := newTestWindow(t, around.settle)
	w.config.Metadata.Name = "Uploader"
	play := func() {
		uploads := uitest.Many(30)
		w.Apply(uitest.Whole(uploads))
		for _, state := range []uploader.State{uploader.Waiting, uploader.Uploading, uploader.DoneDraft} {
			for i := range uploads {
				uploads[i].State = state
				w.Apply(uploader.Update{Uploads: uploads[i : i+1]})
				around.pass(w, 100*time.Millisecond)
			}
		}
		around.pass(w, time.Minute)
	}
	w.front(true)
	if play(); len(around.told) > 0 {
		t.Errorf("told although the window is in front: %q", around.told)
	}
	w.front(false)
	if play(); len(around.told) != 1 || around.told[0] != "Uploader: 30 videos uploaded to Acme Video" {
		t.Errorf("%q", around.told)
	}
}

func TestWhatNeedsThePersonIsToldInWords(t *testing.T) {
	var around desktopAround
	w, _ := newTestWindow(t, around.settle)
	w.config.Metadata.Name = "Uploader"
	w.Apply(uitest.Whole(uitest.AtWork()))
	upload := uitest.AtWork()[0]
	upload.State, upload.Reason = uploader.Attention, uploader.Reason{Code: uploader.ReasonIncomplete, Field: uploader.FieldTitle}
	other := uitest.AtWork()[1]
	other.State = uploader.WaitingSignIn
	w.Apply(uploader.Update{Uploads: []uploader.Upload{upload, other}})
	around.pass(w, time.Minute)
	if want := "Uploader: 1 video needs you: give it a title\nSign in again to continue"; len(around.told) != 1 || around.told[0] != want {
		t.Errorf("%q\nwant %q", around.told, want)
	}
}

func TestEveryKeyInTheListDoesSomething(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	seen := map[string]bool{}
	for _, binding := range w.bindings() {
		if (len(binding.shortcuts) == 0) == (binding.name == "") && len(binding.shortcuts) == 0 {
			t.Errorf("%s has no name", binding.does)
		}
		if len(binding.shortcuts) > 0 && binding.do == nil {
			t.Errorf("%s does nothing", binding.does)
		}
		for _, shortcut := range binding.shortcuts {
			if seen[shortcut.ShortcutName()] {
				t.Errorf("%s is taken twice", shortcut.ShortcutName())
			}
			seen[shortcut.ShortcutName()] = true
		}
	}
	w.help().Keyboard()
	for _, key := range []string{"Ctrl+O", "Ctrl+Shift+O", "Ctrl+V", "Ctrl+Enter", "Ctrl+A", "Ctrl+Z", "Alt+↑", "Ctrl+,", "F6, Shift+F6", "Ctrl+Q"} {
		if !said(w, key) {
			t.Errorf("the list lacks %s", key)
		}
	}
}

func TestHelpIsAboutWhereOneIs(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.window.Resize(fyne.NewSize(800, 560))
	w.Apply(uitest.Whole(nil))
	w.key(&fyne.KeyEvent{Name: fyne.KeyF1})
	if !said(w, w.env.T(words.GuideFirstAddText)) {
		t.Error("the guide is not there")
	}
	typed(w, fyne.KeyEscape)
	w.showGuide(views.GuideLinks)
	before := w.env.Kit.PositionOf(pieceSaying(w, w.env.T(words.GuideLinksMakeText)))
	typed(w, fyne.KeyPageDown)
	if after := w.env.Kit.PositionOf(pieceSaying(w, w.env.T(words.GuideLinksMakeText))); after.Y >= before.Y {
		t.Errorf("the keyboard cannot read on: %v, %v", before, after)
	}
	typed(w, fyne.KeyEscape)
	w.signInTo("")
	w.key(&fyne.KeyEvent{Name: fyne.KeyF1})
	if w.desk.page != checkPage {
		t.Error("at the sign-in the connection is not checked")
	}
}

func TestF6GoesThroughTheAreas(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.env.Kit.Focus(w.list.List())
	in := func(piece fyne.CanvasObject) bool {
		return widgets.Find(piece, func(inner fyne.Focusable) bool { return inner == w.window.Canvas().Focused() }) != nil
	}
	w.key(&fyne.KeyEvent{Name: fyne.KeyF6})
	if in(w.list.Piece()) {
		t.Fatal("F6 stays in the list")
	}
	visited := map[string]bool{}
	for range 4 {
		for name, piece := range map[string]fyne.CanvasObject{"list": w.list.Piece(), "footer": w.footer.Piece(), "top": w.top.Piece()} {
			visited[name] = visited[name] || in(piece)
		}
		w.key(&fyne.KeyEvent{Name: fyne.KeyF6})
	}
	if !visited["list"] || !visited["top"] {
		t.Errorf("visited %v", visited)
	}
	w.env.Kit.Focus(w.list.List())
	w.key(&fyne.KeyEvent{Name: fyne.KeyF6})
	if press(w, fyne.KeyF6, fyne.KeyModifierShift); w.window.Canvas().Focused() != fyne.Focusable(w.list.List()) {
		t.Error("Shift+F6 does not lead back to the list")
	}
}

func TestF6LeavesATextField(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "welcome")
	w.details.FocusTitle()
	typed(w, fyne.KeyF6)
	if focused := w.window.Canvas().Focused(); widgets.Find(w.details.Piece(), func(inner fyne.Focusable) bool { return inner == focused }) != nil {
		t.Error("F6 stays in the title")
	}
}

// pieceSaying is the piece of the open sheet with that text.
func pieceSaying(w *Window, text string) (found fyne.CanvasObject) {
	eachVisible(w.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		if piece, is := object.(*widgets.Paragraph); is && piece.Words() == text {
			found = piece
		}
	})
	return found
}
