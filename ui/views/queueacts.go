package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Add adds files and folders, wherever they came from, and gives the adding's number.
func (q *Queue) Add(paths []string) (batch int) {
	if len(paths) > 0 {
		batch = q.door.AddPaths(paths)
	}
	return batch
}

// AddVideos and AddFolder open the system's file window.
func (q *Queue) AddVideos() { q.env.System.ChooseVideos(func(paths []string) { q.Add(paths) }) }

// AddFolder is for whole folders.
func (q *Queue) AddFolder() { q.env.System.ChooseFolder(func(paths []string) { q.Add(paths) }) }

// AddPlaceholder makes a video without a file and opens its details.
func (q *Queue) AddPlaceholder() {
	q.env.Selection.Choose(q.door.AddPlaceholder())
	q.events.Chosen(true)
}

func (q *Queue) openAdd() {
	q.env.Kit.ShowMenuBelow(q.add, []widgets.MenuItem{
		{Words: q.env.T(words.ButtonAddVideos), Do: q.AddVideos},
		{Words: q.env.T(words.ButtonAddFolder), Do: q.AddFolder},
		{Words: q.env.T(words.ButtonAddPlaceholder), Do: q.AddPlaceholder},
		{Words: q.env.T(words.SheetOpen), Gap: true, Do: q.OpenSheet},
		{Words: q.env.T(words.SheetTemplate), Do: q.SaveTemplate},
	})
}

// PauseAll pauses what runs, or resumes everything when nothing does.
func (q *Queue) PauseAll() {
	if running := q.env.Queue.In(nil, pausable); len(running) > 0 {
		q.door.Pause(running)
		return
	}
	q.door.Resume(q.env.Queue.In(nil, resumable))
}

// PauseChosen does the same with the chosen rows.
func (q *Queue) PauseChosen() {
	q.PauseThese(q.env.Selection.Acting(q.env.Queue.Order()))
}

// PauseThese does the same with some rows.
func (q *Queue) PauseThese(ids []uploader.UploadID) {
	if len(ids) == 0 {
		return
	}
	if running := q.env.Queue.In(ids, pausable); len(running) > 0 {
		q.door.Pause(running)
	} else if paused := q.env.Queue.In(ids, resumable); len(paused) > 0 {
		q.door.Resume(paused)
	}
}

// Pausable reports whether any of some rows can be paused, Resumable whether any can go on.
func (q *Queue) Pausable(ids []uploader.UploadID) bool {
	return len(ids) > 0 && len(q.env.Queue.In(ids, pausable)) > 0
}

// Resumable reports whether any of some rows is paused.
func (q *Queue) Resumable(ids []uploader.UploadID) bool {
	return len(ids) > 0 && len(q.env.Queue.In(ids, resumable)) > 0
}

// ToTop moves rows before everything that can still give way.
func (q *Queue) ToTop(ids []uploader.UploadID) { q.move(ids, model.Foremost) }

func pausable(state uploader.State) bool {
	switch state {
	case uploader.Waiting, uploader.Uploading, uploader.WaitingNetwork, uploader.WaitingSite, uploader.WaitingSignIn:
		return true
	}
	return false
}

func resumable(state uploader.State) bool { return state == uploader.Paused }

// SelectAll ticks all rows, or none when all are.
func (q *Queue) SelectAll() {
	q.env.Selection.All(q.env.Queue.Order())
	q.selectionShown()
}

// Unselect takes all ticks away and reports whether there were any.
func (q *Queue) Unselect() bool {
	if q.env.Selection.Count() == 0 {
		return false
	}
	q.env.Selection.Clear()
	q.selectionShown()
	return true
}

func (q *Queue) selectionShown() {
	from, to := q.list.InView()
	for index := from; index < to; index++ {
		if row := q.list.Row(index); row != nil {
			(*rows)(q).Bind(index, row)
		}
	}
	q.ShowTools()
	q.events.SelectionChanged()
}

func (q *Queue) pressed(id uploader.UploadID, modifier fyne.KeyModifier) {
	q.env.Kit.Focus(q.list)
	q.list.SetCursor(q.env.Queue.Index(id))
	switch {
	case modifier&fyne.KeyModifierShift != 0:
		q.env.Selection.Extend(id, q.env.Queue.Order())
	case modifier&fyne.KeyModifierShortcutDefault != 0:
		q.env.Selection.Toggle(id)
	default:
		const several = 2
		if q.env.Selection.Count() >= several {
			q.env.Selection.Clear()
		}
		q.env.Selection.Choose(id)
		q.selectionShown()
		q.events.Chosen(q.press.again(q.env.Kit, id))
		return
	}
	q.selectionShown()
}

func (q *Queue) tick(id uploader.UploadID) {
	q.env.Kit.Focus(q.list)
	q.list.SetCursor(q.env.Queue.Index(id))
	q.env.Selection.Toggle(id)
	q.selectionShown()
}

func (q *Queue) keys() widgets.ListKeys {
	at := func(do func(upload uploader.Upload)) func(int) {
		return func(index int) {
			if upload, there := q.env.Queue.At(index); there {
				do(upload)
			}
		}
	}
	return widgets.ListKeys{
		Moved: func(index int, extend bool) {
			upload, there := q.env.Queue.At(index)
			if !there {
				return
			}
			if extend {
				q.env.Selection.Extend(upload.ID, q.env.Queue.Order())
			} else {
				q.env.Selection.Choose(upload.ID)
			}
			q.selectionShown()
			q.events.Chosen(false)
		},
		Opened: at(func(upload uploader.Upload) {
			q.env.Selection.Choose(upload.ID)
			q.selectionShown()
			q.events.Chosen(true)
		}),
		Ticked: at(func(upload uploader.Upload) { q.tick(upload.ID) }),
		Removed: at(func(upload uploader.Upload) {
			if q.env.Selection.Count() > 0 {
				q.Remove(q.env.Selection.InOrder(q.env.Queue.Order()))
				return
			}
			q.Remove([]uploader.UploadID{upload.ID})
		}),
		Menu: func(index int, position fyne.Position) {
			if upload, there := q.env.Queue.At(index); there {
				q.openMenu(upload.ID, position)
			}
		},
	}
}

// MoveChosen moves the chosen rows to another place of the queue.
func (q *Queue) MoveChosen(to model.Place) {
	q.move(q.env.Selection.Acting(q.env.Queue.Order()), to)
}

func (q *Queue) move(ids []uploader.UploadID, to model.Place) {
	if moving, before, some := q.env.Queue.Move(ids, to); some {
		q.reorder(len(moving), func() { q.door.Move(moving, before) })
	}
}

// RetryChosen tries the chosen rows again.
func (q *Queue) RetryChosen() {
	chosen := q.env.Selection.Acting(q.env.Queue.Order())
	if len(chosen) == 0 {
		return
	}
	if failed := q.env.Queue.In(chosen, retriable); len(failed) > 0 {
		q.door.Retry(failed)
	}
}

// CopyChosenLink copies the address of the chosen video.
func (q *Queue) CopyChosenLink() {
	if upload, there := q.env.Queue.Upload(q.env.Selection.Current()); there && upload.Result.PageURL != "" {
		q.Act(upload, words.ActionCopyLink)
	}
}

// Act does what a button of a row offers.
func (q *Queue) Act(upload uploader.Upload, action words.Action) {
	id := upload.ID
	one := []uploader.UploadID{id}
	switch action {
	case words.ActionPause:
		q.door.Pause(one)
	case words.ActionResume:
		q.door.Resume(one)
	case words.ActionFirst:
		q.reorder(1, func() { q.door.First(id) })
	case words.ActionTryNow, words.ActionTryAgain, words.ActionUnlock, words.ActionContinue:
		q.door.Retry(one)
	case words.ActionUploadAgain:
		q.door.UploadAgain(id)
	case words.ActionRemove:
		q.Remove(one)
	case words.ActionUndo:
		q.door.Restore(one)
	case words.ActionFix:
		q.events.Fix(id, upload.Reason.Field)
	case words.ActionKeepTitle:
		kept := true
		q.door.Edit(id, uploader.Change{TitleKept: &kept})
	case words.ActionSignIn, words.ActionChangeAddress, words.ActionPasteAgain:
		q.events.SignIn(upload.Account)
	case words.ActionEnterProxySignIn:
		q.env.Help.Proxy()
	case words.ActionCheckConnection:
		q.env.Help.Check(upload.Account)
	case words.ActionCopyReport:
		q.env.Help.Report()
	default:
		q.actOutside(upload, action)
	}
}

// actOutside does what needs the system: files, the browser, the clipboard.
func (q *Queue) actOutside(upload uploader.Upload, action words.Action) {
	id := upload.ID
	switch action {
	case words.ActionFindFile, words.ActionChooseFile, words.ActionAddFile:
		q.env.System.ChooseFile(func(path string) { q.door.NewFile(id, path) })
	case words.ActionReplace:
		if upload.Reason.Code == uploader.ReasonHasFile {
			q.events.Replace(upload, upload.Source)
			return
		}
		q.env.System.ChooseFile(func(path string) { q.door.LookAtFile(id, path) })
	case words.ActionUploadNewVersion:
		q.door.NewFile(id, upload.Source.Path)
	case words.ActionOpen:
		address := upload.Result.ManageURL
		if address == "" || upload.State == uploader.DonePublic {
			address = first(upload.Result.PageURL, address)
		}
		q.env.System.OpenWeb(address)
		if upload.State.Settled() {
			// The row says so if the site no longer has the video.
			q.door.LookAtVideo(id)
		}
	case words.ActionOpenSite:
		q.env.System.OpenWeb(q.env.Queue.Account(upload.Account).BaseURL)
	case words.ActionOpenWiFiPage:
		q.env.System.OpenWeb(q.env.wifiPage(upload.Reason))
	case words.ActionGetUpdate:
		q.env.System.OpenWeb(q.env.Queue.Newer().Page)
	case words.ActionOpenTimeSettings:
		q.env.System.OpenTimeSettings()
	case words.ActionCopyLink:
		q.env.System.CopyText(upload.Result.PageURL)
		q.Say(q.env.T(words.CopiedLink))
	case words.ActionCopyForIT, words.ActionCopyForAdministrator:
		q.env.System.CopyText(q.env.Words.TextFor(upload.Reason, q.env.Queue.Account(upload.Account)))
		q.Say(q.env.T(words.CopiedText))
	}
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
