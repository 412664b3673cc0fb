package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// shell is the desktop around the window. The zero value is a desktop that can do nothing of it.
type shell struct {
	// tray shows the symbol beside the clock, with a menu; nil where the desktop shows none.
	tray func(*fyne.Menu)
	// minimise puts the window away and reports whether that can be; restore brings it back.
	minimise func(fyne.Window) bool
	restore  func(fyne.Window)
	// notify tells the person something in the desktop's own way.
	notify func(*fyne.Notification)
	// still says that the system is to move less.
	still bool
}

// background is the window's life while nobody looks at it.
type background struct {
	notices model.Notices
	// due is when the running timer tells what there is to be told; cancel ends it.
	due    time.Time
	cancel func()
	// trayWords is what the symbol's menu says, trayWaits that it waits for a while before it says something new.
	trayWords [2]string
	trayWaits bool
	// away says that the window is hidden or minimised, hidden that only its symbol brings it back, toldWhere that the person was told where it went.
	away, hidden, toldWhere bool
}

// Raise brings the window to the front, from wherever it was put away.
func (w *Window) Raise() {
	w.window.Show()
	if w.config.shell.restore != nil && w.behind.away {
		w.config.shell.restore(w.window)
	}
	w.behind.hidden = false
	w.window.RequestFocus()
	w.front(true)
}

// onItsWay reports whether something is still to be sent by itself.
func onItsWay(overall words.Overall) bool {
	return overall.Moving+overall.Waiting+overall.Offline+overall.Held > 0
}

// putAway takes the window out of sight while uploads go on: behind its symbol beside the clock, else minimised. Where neither can be it
// stays and says so.
func (w *Window) putAway() {
	switch around := w.config.shell; {
	case around.tray != nil:
		w.leave()
		w.behind.hidden = true
		w.window.Hide()
	case around.minimise != nil && around.minimise(w.window):
		w.leave()
		w.tellWhere()
	default:
		w.list.Say(w.env.T(words.BackgroundStays))
	}
}

// openAway puts a window that was just made out of sight, without a word: nobody has asked for it.
func (w *Window) openAway() {
	w.behind.toldWhere = true
	switch around := w.config.shell; {
	case around.tray != nil, around.minimise != nil:
		w.putAway()
	}
	w.behind.toldWhere = false
}

// leave notes that the window is out of sight; the toolkit does not always notice.
func (w *Window) leave() {
	w.behind.away = true
	w.front(false)
}

// tellWhere tells once where the window went.
func (w *Window) tellWhere() {
	if around := w.config.shell; around.notify != nil && !w.behind.toldWhere {
		w.behind.toldWhere = true
		around.notify(fyne.NewNotification(w.name(), w.env.T(words.BackgroundMinimised)))
	}
}

// close ends the program. What is uploaded is kept.
func (w *Window) close() {
	w.flush()
	w.window.SetCloseIntercept(nil)
	w.window.Close()
	if w.config.shell.tray != nil {
		// The symbol has a window of its own, which would keep the program going.
		w.app.Quit()
	}
}

// front notes whether the person looks at the window. The toolkit also says so of one that it has just hidden.
func (w *Window) front(here bool) {
	if here && w.behind.hidden {
		return
	}
	if here {
		w.behind.away = false
	}
	w.behind.notices.Front(here)
}

// watchBackground takes in what changed, for those who do not look at the window.
func (w *Window) watchBackground(update uploader.Update) {
	w.behind.notices.Take(update, w.config.Now())
	w.waitToTell()
	w.showTray()
	w.freshenQuestion()
}

// waitToTell keeps one timer for what is to be told next.
func (w *Window) waitToTell() {
	due := w.behind.notices.Due()
	if due.Equal(w.behind.due) {
		return
	}
	if w.behind.cancel != nil {
		w.behind.cancel()
		w.behind.cancel = nil
	}
	if w.behind.due = due; !due.IsZero() {
		w.behind.cancel = w.timers.After(max(due.Sub(w.config.Now()), 0), w.tell)
	}
}

// tell tells the person what there is to be told, in the desktop's own way.
func (w *Window) tell() {
	w.behind.due, w.behind.cancel = time.Time{}, nil
	notice := w.behind.notices.Next(w.config.Now(), w.queue.Settings())
	if text := w.noticeWords(notice); text != "" && w.config.shell.notify != nil {
		w.config.shell.notify(fyne.NewNotification(w.name(), text))
	}
	w.waitToTell()
}

// noticeWords says a notice, one sentence a line; "" for nothing.
func (w *Window) noticeWords(notice model.Notice) string {
	var lines []string
	if count := words.Count("count", notice.Uploaded); notice.Uploaded > 0 && notice.Site == "" {
		lines = append(lines, w.env.T(words.NoticeUploadedSeveral, count))
	} else if notice.Uploaded > 0 {
		lines = append(lines, w.env.T(words.NoticeUploaded, count, words.Text("site", w.env.SiteOf(w.queue.Account(notice.Site)))))
	}
	if notice.Needing > 0 {
		key := words.NoticeNeeds
		if notice.Title {
			key = words.NoticeNeedsTitle
		}
		lines = append(lines, w.env.T(key, words.Count("count", notice.Needing)))
	}
	for _, text := range []string{
		w.env.Words.LinkNotice(uploader.LinkReceived, notice.LinkVideos), w.env.Words.LinkNotice(uploader.LinkUnused, notice.LinksUnused),
		w.env.Words.LinkNotice(uploader.LinkEndedUnused, notice.LinksEnded),
	} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	if notice.SignIn {
		lines = append(lines, w.env.T(words.NoticeSignIn))
	}
	return strings.Join(lines, "\n")
}

// trayPause is how long the symbol's menu says the same: a menu that changes under the pointer cannot be used.
const trayPause = 10 * time.Second

// showTray brings the menu of the symbol beside the clock up to date.
func (w *Window) showTray() {
	if w.config.shell.tray == nil {
		return
	}
	overall := w.queue.Overall()
	all := words.ButtonPauseAll
	if !onItsWay(overall) && overall.Paused > 0 {
		all = words.ButtonResumeAll
	}
	says := [2]string{w.env.Words.Footer(overall), w.env.T(all)}
	if says == w.behind.trayWords || w.behind.trayWaits && says[1] == w.behind.trayWords[1] {
		return
	}
	if !w.behind.trayWaits {
		w.behind.trayWaits = true
		w.timers.After(trayPause, func() {
			w.behind.trayWaits = false
			w.showTray()
		})
	}
	w.behind.trayWords = says
	state := fyne.NewMenuItem(says[0], nil)
	state.Disabled = true
	pause := fyne.NewMenuItem(says[1], func() { w.list.PauseAll() })
	pause.Disabled = !onItsWay(overall) && overall.Paused == 0
	quit := fyne.NewMenuItem(w.env.T(words.MenuQuit), w.quitUnseen)
	quit.IsQuit = true // or the toolkit adds one of its own
	w.config.shell.tray(fyne.NewMenu(w.name(), state, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(w.env.T(words.TrayShow), w.Raise), pause, fyne.NewMenuItemSeparator(), quit))
}
