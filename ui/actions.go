package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// Dropped adds what was dropped anywhere on the window; one file on a row that lacks its own goes to that row. The path is taken as it
// is: the address form of a name with special characters cannot be read back.
func (w *Window) Dropped(at fyne.Position, dropped []fyne.URI) {
	paths := make([]string, 0, len(dropped))
	for _, uri := range dropped {
		if path := uri.Path(); path != "" {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return
	}
	if w.takenAlong(paths) {
		return
	}
	onList := w.list.Piece().Visible() && w.window.Canvas().Overlays().Top() == nil
	w.ShowVideos()
	if !onList || !w.list.Give(at, paths) {
		w.list.Add(paths)
	}
}

// ShowVideos goes to the list, wherever the window is.
func (w *Window) ShowVideos() {
	w.ShowCheck(false)
	if w.desk.page == historyPage || w.desk.page == signInPage && len(w.uploadAfterSignIn) == 0 {
		w.show(videosPage)
	}
}

// Paste adds copied files.
func (w *Window) Paste(text string) {
	w.system.PastedFiles(text, func(paths []string) {
		if len(paths) == 0 {
			w.list.Say(w.env.T(words.IntakeNotPasted))
			return
		}
		w.list.Add(paths)
	})
}

// Add adds files and folders that came from outside.
func (w *Window) Add(paths []string) { w.list.Add(paths) }

// cameForward is told when the person comes back from another program, where something may have been mended.
func (w *Window) cameForward() { w.config.Door.LookAgain() }

// Raise brings the window to the front.
func (w *Window) Raise() {
	w.window.Show()
	w.window.RequestFocus()
}

func (w *Window) listenForKeys() {
	w.window.Canvas().SetOnTypedKey(w.key)
	control, shift, alt := fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift, fyne.KeyModifierAlt
	for _, shortcut := range []struct {
		key      fyne.KeyName
		modifier fyne.KeyModifier
		do       func()
	}{
		{fyne.KeyO, control, func() { w.list.AddVideos() }},
		{fyne.KeyO, control | shift, func() { w.list.AddFolder() }},
		{fyne.KeyReturn, control, w.Upload},
		{fyne.KeyEnter, control, w.Upload},
		{fyne.KeyP, control, func() { w.list.PauseChosen() }},
		{fyne.KeyP, control | shift, func() { w.list.PauseAll() }},
		{fyne.KeyR, control, func() { w.list.RetryChosen() }},
		{fyne.KeyL, control, w.copyChosenLink},
		{fyne.KeyF, control, w.find},
		{fyne.KeyComma, control, w.ShowSettings},
		{fyne.Key1, control, w.leaveForVideos},
		{fyne.Key3, control, w.ShowHistory},
		{fyne.KeyW, control, w.AskToClose},
		{fyne.KeyQ, control, w.AskToClose},
		{fyne.KeyUp, alt, func() { w.list.MoveChosen(model.Earlier) }},
		{fyne.KeyDown, alt, func() { w.list.MoveChosen(model.Later) }},
		{fyne.KeyHome, alt, func() { w.list.MoveChosen(model.Foremost) }},
	} {
		w.listenFor(&desktop.CustomShortcut{KeyName: shortcut.key, Modifier: shortcut.modifier}, func(fyne.Shortcut) { shortcut.do() })
	}
	w.listenFor(&fyne.ShortcutPaste{}, func(shortcut fyne.Shortcut) {
		if paste, ok := shortcut.(*fyne.ShortcutPaste); ok && paste.Clipboard != nil {
			w.Paste(paste.Clipboard.Content())
			return
		}
		w.Paste(w.app.Clipboard().Content())
	})
	w.listenFor(&fyne.ShortcutSelectAll{}, func(fyne.Shortcut) { w.selectAll() })
	w.listenFor(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { w.takeBack() })
}

// listenFor also notes a shortcut for those pieces that get the keys instead of the window and have no use for them.
func (w *Window) listenFor(shortcut fyne.Shortcut, do func(fyne.Shortcut)) {
	w.shortcuts[shortcut.ShortcutName()] = do
	w.window.Canvas().AddShortcut(shortcut, do)
}

func (w *Window) shortcut(shortcut fyne.Shortcut) {
	if do, known := w.shortcuts[shortcut.ShortcutName()]; known {
		do(shortcut)
	}
}

// key does what a key means wherever the keyboard stands: Esc closes the panel or the sign-in, then clears the ticks. It never
// stops an upload.
func (w *Window) key(event *fyne.KeyEvent) {
	if event.Name == fyne.KeyF1 {
		w.checkCurrent()
		return
	}
	if event.Name != fyne.KeyEscape {
		w.toList(event)
		return
	}
	switch {
	case w.desk.page == checkPage:
		w.ShowCheck(false)
	case w.desk.page == signInPage:
		w.show(videosPage)
	case w.desk.open:
		w.CloseDetails()
	case w.desk.page == historyPage:
		if !w.history.Unselect() {
			w.show(videosPage)
		}
	default:
		w.list.Unselect()
	}
}

// toList gives the list a key that nothing else gets: after the start, and after a click into the empty, the arrows still find the rows.
func (w *Window) toList(event *fyne.KeyEvent) {
	if w.window.Canvas().Focused() != nil || w.desk.page != videosPage || w.queue.Count() == 0 {
		return
	}
	w.env.Kit.Focus(w.list.List())
	w.list.List().TypedKey(event)
}

// AskToClose closes the window, after a question while videos are on their way.
func (w *Window) AskToClose() {
	w.details.Flush()
	overall := w.queue.Overall()
	if overall.Moving+overall.Waiting+overall.Offline+overall.Held == 0 {
		w.close()
		return
	}
	if w.closing {
		return
	}
	w.closing = true
	open := func() { w.closing = false }
	widgets.ShowSheet(w.env.Kit, w.env.T(words.QuitTitle), w.env.Words.QuitQuestion(overall), open,
		widgets.SheetAction{Words: w.env.T(words.QuitStay), Kind: widgets.Primary, Do: open},
		widgets.SheetAction{Words: w.env.T(words.QuitLeave), Note: w.env.T(words.QuitKept), Kind: widgets.Plain, Do: w.close})
}

func (w *Window) close() {
	w.details.Flush()
	w.window.SetCloseIntercept(nil)
	w.window.Close()
}
