package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// binding is what a key does wherever the keyboard stands. The list of keys in the help is made of the same bindings.
type binding struct {
	shortcuts []fyne.Shortcut
	group     words.Key
	does      words.Key
	// do is nil for keys that a part of the window takes for itself; name is what those are called.
	do   func(fyne.Shortcut)
	name string
	// on are the pages on which the key means something: what is not seen is not acted on. None means all pages.
	on []page
}

// means reports whether the key does anything on a page.
func (b binding) means(on page) bool { return len(b.on) == 0 || slices.Contains(b.on, on) }

const (
	control = fyne.KeyModifierShortcutDefault
	shift   = fyne.KeyModifierShift
	alt     = fyne.KeyModifierAlt
)

func keys(modifier fyne.KeyModifier, names ...fyne.KeyName) (shortcuts []fyne.Shortcut) {
	for _, name := range names {
		shortcuts = append(shortcuts, &desktop.CustomShortcut{KeyName: name, Modifier: modifier})
	}
	return shortcuts
}

// bindings are all keys of the window, in the order in which the help lists them.
func (w *Window) bindings() []binding {
	videos, list, window := words.KeyboardGroupVideos, words.KeyboardGroupList, words.KeyboardGroupWindow
	plain := func(do func()) func(fyne.Shortcut) { return func(fyne.Shortcut) { do() } }
	searched := []page{videosPage, linksPage, historyPage}
	rows, listed := []page{videosPage}, []page{videosPage, historyPage}
	return []binding{
		{keys(control, fyne.KeyO), videos, words.ButtonAddVideosPlain, plain(w.addVideos), "", nil},
		{keys(control|shift, fyne.KeyO), videos, words.KeyboardFolder, plain(w.addFolder), "", nil},
		{[]fyne.Shortcut{&fyne.ShortcutPaste{}}, videos, words.KeyboardPaste, w.pasteFrom, "", nil},
		{keys(control, fyne.KeyReturn, fyne.KeyEnter), videos, words.ButtonUpload, plain(w.Upload), "", nil},
		{keys(control, fyne.KeyP), videos, words.KeyboardPause, plain(func() { w.list.PauseChosen() }), "", rows},
		{keys(control|shift, fyne.KeyP), videos, words.KeyboardPauseAll, plain(func() { w.list.PauseAll() }), "", nil},
		{keys(control, fyne.KeyR), videos, words.ButtonTryAgain, plain(func() { w.list.RetryChosen() }), "", rows},
		{keys(control, fyne.KeyL), videos, words.ButtonCopyLink, plain(w.copyChosenLink), "", listed},
		{[]fyne.Shortcut{&fyne.ShortcutUndo{}}, videos, words.ButtonUndo, plain(w.takeBack), "", searched},
		{keys(control|shift, fyne.KeyZ), videos, words.UndoRedo, plain(w.Redo), "", rows},

		{nil, list, words.KeyboardMove, nil, "↑ ↓", nil},
		{nil, list, words.KeyboardEnds, nil, "Home, End", nil},
		{nil, list, words.KeyboardExtend, nil, "Shift+↑ ↓", nil},
		{nil, list, words.KeyboardTick, nil, "Space", nil},
		{[]fyne.Shortcut{&fyne.ShortcutSelectAll{}}, list, words.KeyboardAll, plain(w.selectAll), "", listed},
		{nil, list, words.KeyboardDetails, nil, "Enter", nil},
		{nil, list, words.ButtonRemove, nil, "Delete", nil},
		{nil, list, words.ListMore, nil, "Menu, Shift+F10", nil},
		{keys(alt, fyne.KeyUp), list, words.ButtonEarlier, plain(func() { w.list.MoveChosen(model.Earlier) }), "", rows},
		{keys(alt, fyne.KeyDown), list, words.ButtonLater, plain(func() { w.list.MoveChosen(model.Later) }), "", rows},
		{keys(alt, fyne.KeyHome), list, words.KeyboardFirst, plain(func() { w.list.MoveChosen(model.Foremost) }), "", rows},
		{keys(control, fyne.KeyF), list, words.KeyboardFind, plain(w.find), "", searched},

		{nil, window, words.KeyboardNext, nil, "Tab, Shift+Tab", nil},
		{keys(shift, fyne.KeyF6), window, words.KeyboardAreas, plain(func() { w.nextArea(-1) }), "F6, Shift+F6", nil},
		{nil, window, words.KeyboardClose, nil, "Esc", nil},
		{keys(control, fyne.Key1), window, words.TopVideos, plain(w.leaveForVideos), "", nil},
		{keys(control, fyne.Key2), window, words.LinksTitle, plain(w.ShowLinks), "", nil},
		{keys(control, fyne.Key3), window, words.HistoryTitle, plain(w.ShowHistory), "", nil},
		{keys(control, fyne.KeyComma), window, words.TopSettings, plain(w.ShowSettings), "", nil},
		{nil, window, words.KeyboardHelp, nil, "F1", nil},
		{keys(control, fyne.KeyW), window, words.KeyboardHide, plain(w.AskToClose), "", nil},
		{keys(control, fyne.KeyQ), window, words.MenuQuit, plain(w.AskToQuit), "", nil},
	}
}

func (w *Window) listenForKeys() {
	w.window.Canvas().SetOnTypedKey(w.key)
	for _, binding := range w.bindings() {
		for _, shortcut := range binding.shortcuts {
			w.listenFor(shortcut, func(pressed fyne.Shortcut) {
				if binding.means(w.desk.page) {
					binding.do(pressed)
				}
			})
		}
	}
}

// listenFor also notes a shortcut for those pieces that get the keys instead of the window and have no use for them.
func (w *Window) listenFor(shortcut fyne.Shortcut, do func(fyne.Shortcut)) {
	w.shortcuts[shortcut.ShortcutName()] = do
	w.window.Canvas().AddShortcut(shortcut, w.unfocusedShortcut)
}

// unfocusedShortcut does what a shortcut means while no piece has the keyboard, unless something lies over the window.
func (w *Window) unfocusedShortcut(shortcut fyne.Shortcut) {
	if w.nothingOver() {
		w.shortcut(shortcut)
	}
}

func (w *Window) shortcut(shortcut fyne.Shortcut) {
	if do, known := w.shortcuts[shortcut.ShortcutName()]; known {
		do(shortcut)
	}
}

func (w *Window) pasteFrom(shortcut fyne.Shortcut) {
	if paste, ok := shortcut.(*fyne.ShortcutPaste); ok && paste.Clipboard != nil {
		w.Paste(paste.Clipboard.Content())
		return
	}
	w.Paste(w.app.Clipboard().Content())
}

// keyList is what the help lists.
func (w *Window) keyList() (list []views.KeyGroup) {
	for _, binding := range w.bindings() {
		if last := len(list) - 1; last < 0 || list[last].Title != binding.group {
			list = append(list, views.KeyGroup{Title: binding.group})
		}
		name := binding.name
		if name == "" {
			name = nameOf(binding.shortcuts[0])
		}
		group := &list[len(list)-1]
		group.Keys = append(group.Keys, views.KeyLine{Name: name, Does: binding.does})
	}
	return list
}

// nameOf is what a shortcut is called: "Ctrl+Shift+O".
func nameOf(shortcut fyne.Shortcut) string {
	pressed, is := shortcut.(fyne.KeyboardShortcut)
	if !is {
		return shortcut.ShortcutName()
	}
	name := ""
	for _, part := range []struct {
		modifier fyne.KeyModifier
		name     string
	}{{control, "Ctrl+"}, {alt, "Alt+"}, {shift, "Shift+"}} {
		if pressed.Mod()&part.modifier != 0 {
			name += part.name
		}
	}
	switch key := pressed.Key(); key {
	case fyne.KeyReturn, fyne.KeyEnter:
		return name + "Enter"
	case fyne.KeyUp:
		return name + "↑"
	case fyne.KeyDown:
		return name + "↓"
	default:
		return name + string(key)
	}
}

// key does what a key without a modifier means wherever the keyboard stands: Esc closes the panel or the sign-in, then clears the ticks. It
// never stops an upload. What lies over the window gets its keys also after a click into its empty part; what lies below gets none.
func (w *Window) key(event *fyne.KeyEvent) {
	if top := w.window.Canvas().Overlays().Top(); top != nil {
		if sheet, is := top.(*widgets.Sheet); is {
			sheet.Key(event)
		}
		return
	}
	switch event.Name {
	case fyne.KeyF1:
		w.helpHere()
	case fyne.KeyF6:
		w.nextArea(w.direction())
	case fyne.KeyEscape:
		w.escape()
	default:
		w.toList(event)
	}
}

// direction is -1 while Shift is held: on a real screen the toolkit makes no shortcut of Shift and a key, and gives the key alone.
func (w *Window) direction() int {
	if driver, ok := w.app.Driver().(desktop.Driver); ok && driver.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
		return -1
	}
	return 1
}

// toList gives the page's list a key that nothing else gets: after the start, and after a click into the empty, the arrows still find the
// rows. A list that does not take the keyboard is left alone: what it has no use for would come back here.
func (w *Window) toList(event *fyne.KeyEvent) {
	canvas, list := w.window.Canvas(), w.list.List()
	shown := w.desk.page == videosPage && w.queue.Count() > 0
	if w.desk.page == historyPage {
		list = w.history.List()
		shown = list.Visible()
	}
	if w.desk.page == linksPage {
		list = w.links.List()
		shown = list.Visible()
	}
	if canvas.Focused() != nil || !shown {
		return
	}
	w.env.Kit.Focus(list)
	if canvas.Focused() == fyne.Focusable(list) {
		list.TypedKey(event)
	}
}

func (w *Window) escape() {
	switch {
	case w.desk.page == checkPage:
		w.ShowCheck(false)
	case w.desk.page == signInPage:
		w.show(videosPage)
	case w.desk.open:
		w.CloseDetails()
	case w.desk.page == linksPage:
		if !w.links.Unselect() {
			w.show(videosPage)
		}
	case w.desk.page == historyPage:
		if !w.history.Unselect() {
			w.show(videosPage)
		}
	default:
		w.list.Unselect()
	}
}
