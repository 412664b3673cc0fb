package views

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// openMenu offers everything that can be done with a row; on one of several ticked rows, what can be done with all of them.
func (q *Queue) openMenu(id uploader.UploadID, at fyne.Position) {
	q.list.SetCursor(q.env.Queue.Index(id))
	const several = 2
	if ticked := q.env.Selection.InOrder(q.env.Queue.Order()); len(ticked) >= several && q.env.Selection.Ticked(id) {
		q.env.Kit.ShowMenu(at, q.menuOfMany(ticked))
		return
	}
	if upload, there := q.env.Queue.Upload(id); there {
		q.env.Kit.ShowMenu(at, q.menuOfOne(upload))
	}
}

// menu collects lines; a group begins with a gap.
type menu struct {
	items []widgets.MenuItem
	gap   bool
}

func (m *menu) add(words string, do func()) {
	m.items = append(m.items, widgets.MenuItem{Words: words, Gap: m.gap, Do: do})
	m.gap = false
}

func (m *menu) group() { m.gap = len(m.items) > 0 }

func (q *Queue) menuOfOne(upload uploader.Upload) []widgets.MenuItem {
	var m menu
	ids := []uploader.UploadID{upload.ID}
	m.add(q.env.T(words.ButtonOpenDetails), func() {
		q.env.Selection.Choose(upload.ID)
		q.selectionShown()
		q.events.Chosen(true)
	})
	m.group()
	if upload.State == uploader.Ready {
		m.add(q.uploadWords(ids), func() { q.door.Start(ids) })
	}
	for _, button := range q.offered(upload) {
		m.add(button.Text, func() { q.Act(upload, button.Action) })
	}
	q.addPublishing(&m, upload)
	q.addMoves(&m, ids)
	m.group()
	m.add(q.env.T(words.ButtonRemove), func() { q.Remove(ids) })
	return m.items
}

// offered are the buttons of a row, and what else is possible for it.
func (q *Queue) offered(upload uploader.Upload) []words.Button {
	offered := q.env.buttons(upload)
	also := func(key words.Key, action words.Action, possible bool) {
		there := slices.ContainsFunc(offered, func(button words.Button) bool { return button.Action == action })
		if possible && !there {
			offered = append(offered, words.Button{Text: q.env.T(key), Action: action})
		}
	}
	state := upload.State
	also(words.ButtonPause, words.ActionPause, pausable(state))
	also(words.ButtonTryAgain, words.ActionTryAgain, state == uploader.Failed && upload.Reason.IsZero())
	also(words.ButtonOpen, words.ActionOpen, state.Arrived() && upload.Result.Address() != "")
	also(words.ButtonCopyLink, words.ActionCopyLink, state.Arrived() && upload.Result.PageURL != "")
	also(words.ButtonReplace, words.ActionReplace, replaceable(upload))
	switch {
	case !takesFile(upload):
	case upload.Placeholder():
		also(words.ButtonAddFile, words.ActionAddFile, true)
	default:
		also(words.ButtonChooseFile, words.ActionChooseFile, true)
	}
	return offered
}

func (q *Queue) menuOfMany(ids []uploader.UploadID) []widgets.MenuItem {
	var m menu
	in := func(fits func(uploader.State) bool) []uploader.UploadID { return q.env.Queue.In(ids, fits) }
	m.add(q.env.T(words.ManyDetails, count(len(ids))), func() { q.events.Chosen(true) })
	m.group()
	if ready := in(func(state uploader.State) bool { return state == uploader.Ready }); len(ready) > 0 {
		m.add(q.uploadWords(ids), func() { q.door.Start(ready) })
	}
	for _, act := range []struct {
		key  words.Key
		fits func(uploader.State) bool
		do   func([]uploader.UploadID)
	}{
		{words.MenuPauseCount, pausable, q.door.Pause},
		{words.MenuResumeCount, resumable, q.door.Resume},
		{words.MenuTryAgainCount, retriable, q.door.Retry},
	} {
		if fitting := in(act.fits); len(fitting) > 0 {
			m.add(q.env.T(act.key, count(len(fitting))), func() { act.do(fitting) })
		}
	}
	q.addMoves(&m, ids)
	m.group()
	m.add(q.env.T(words.ButtonRemoveCount, count(len(ids))), func() { q.Remove(ids) })
	m.add(q.env.T(words.ListSelectNone), func() { q.Unselect() })
	return m.items
}

// addMoves offers the places to which something would move.
func (q *Queue) addMoves(m *menu, ids []uploader.UploadID) {
	m.group()
	for _, place := range []struct {
		key words.Key
		to  model.Place
	}{
		{words.ButtonEarlier, model.Earlier},
		{words.ButtonLater, model.Later},
		{words.MenuMoveFirst, model.Foremost},
		{words.MenuMoveLast, model.Hindmost},
	} {
		if _, _, some := q.env.Queue.Move(ids, place.to); some {
			m.add(q.env.T(place.key), func() { q.move(ids, place.to) })
		}
	}
}

// uploadWords name what uploading would start, and how much of it goes public.
func (q *Queue) uploadWords(ids []uploader.UploadID) string {
	overall := q.env.Queue.Overall(ids...)
	overall.Attention = 0
	return q.env.Words.UploadButton(overall)
}

func retriable(state uploader.State) bool {
	return state == uploader.Failed || state == uploader.WaitingSite || state == uploader.WaitingNetwork
}

// takesFile reports whether a row waits for a file, or for another one: what is dropped on it is that file.
func takesFile(upload uploader.Upload) bool {
	if upload.Placeholder() {
		switch upload.State {
		case uploader.Ready, uploader.Attention, uploader.DonePlaceholder, uploader.Failed:
			return true
		}
		return false
	}
	if upload.State != uploader.Failed && upload.State != uploader.Attention {
		return false
	}
	switch upload.Reason.Code {
	case uploader.ReasonMissing, uploader.ReasonNotVideo, uploader.ReasonUnsupported, uploader.ReasonEmpty, uploader.ReasonUnreadable,
		uploader.ReasonTooLarge, uploader.ReasonDriveGone, uploader.ReasonChanged, uploader.ReasonProcessingFailed:
		return true
	}
	return false
}

// TakesOther reports whether a row has a file and asks for it, or for a better one.
func TakesOther(upload uploader.Upload) bool { return takesFile(upload) && !upload.Placeholder() }

// seeksOwn reports whether a row waits for the very file it had, and not for any better one: another file may not take its place unasked.
func seeksOwn(upload uploader.Upload) bool {
	if !TakesOther(upload) {
		return false
	}
	switch upload.Reason.Code {
	case uploader.ReasonMissing, uploader.ReasonDriveGone, uploader.ReasonUnreadable, uploader.ReasonEmpty, uploader.ReasonChanged:
		return true
	}
	return false
}

// RowAt is the video of the row at a point of the window.
func (q *Queue) RowAt(at fyne.Position) (id uploader.UploadID, on bool) {
	if !q.piece.Visible() {
		return "", false
	}
	upload, on := q.env.Queue.At(q.list.At(at))
	return upload.ID, on
}

// Give gives a single file to the row at a point of the window that lacks its own, and reports whether there is such a row. A placeholder
// takes it at once; for every other row it is looked at and the person is asked, who may have missed the row meant.
func (q *Queue) Give(at fyne.Position, paths []string) bool {
	upload, there := q.env.Queue.At(q.list.At(at))
	switch {
	case !there || len(paths) != 1:
		return false
	case upload.Placeholder() && takesFile(upload):
		q.door.NewFile(upload.ID, paths[0])
	case TakesOther(upload), replaceable(upload):
		q.events.Dropped(upload.ID, paths[0])
	default:
		return false
	}
	q.outline([]uploader.UploadID{upload.ID})
	return true
}

// replaceable reports whether the site has a file of the video that another one can take the place of.
func replaceable(upload uploader.Upload) bool {
	known := upload.State.Arrived() && upload.State != uploader.DoneSent && upload.Result.VideoID != ""
	return known && !upload.Placeholder() && !upload.Result.Gone
}

// glance is how long a row is outlined that something just landed on.
const glance = 600 * time.Millisecond
