package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/intake"
)

// AddPaths adds files and folders for the current account. How it went comes as an IntakeResult with the number answered. A setup file among
// them is opened instead, and comes as a SetupOffer.
func (a *App) AddPaths(paths []string) (batch int) {
	batch = int(a.batch.Add(1))
	files, paths := setupFiles(paths)
	a.openSetupFiles(files)
	if len(paths) == 0 {
		a.tookElsewhere(batch)
		return batch
	}
	a.arriving.Add(1)
	a.owned.Go(func() {
		defer a.arriving.Done()
		a.intakes.Lock()
		defer a.intakes.Unlock()
		pages, paths := savedPages(paths)
		a.openSetupFiles(pages)
		if len(paths) == 0 {
			a.tookElsewhere(batch)
			return
		}
		a.take(a.ctx, batch, paths)
	})
	return batch
}

func (a *App) tookElsewhere(batch int) {
	a.engine.Announce(uploader.Update{Intake: []uploader.IntakeResult{{Batch: batch, Elsewhere: true}}})
}

func (a *App) take(ctx context.Context, batch int, paths []string) {
	selection, err := intake.Walk(ctx, paths, intake.WalkOptions{Now: a.options.Now(), Known: a.known()})
	if err != nil {
		return
	}
	if selection.Asking != nil {
		a.asking.Store(batch, selection)
		a.engine.Announce(uploader.Update{Intake: []uploader.IntakeResult{{Batch: batch, Asking: selection.Asking}}})
		return
	}
	a.accept(batch, selection)
}

// AddFolderAnyway answers the question of a batch that found very many files.
func (a *App) AddFolderAnyway(batch int, add bool) {
	waiting, asked := a.asking.LoadAndDelete(batch)
	if !asked || !add {
		return
	}
	a.owned.Go(func() {
		a.intakes.Lock()
		defer a.intakes.Unlock()
		a.accept(batch, waiting.(intake.Selection))
	})
}

func (a *App) accept(batch int, selection intake.Selection) {
	drafts := make([]engine.Draft, len(selection.Found))
	account := a.accounts.currentID()
	start, listed := a.newVideo(account), a.engine.Uploads()
	known, _ := a.accounts.find(account)
	guest := known.Guest()
	for i, found := range selection.Found {
		metadata := a.titled(start, account, found.Source.Name)
		if guest {
			metadata = a.guestVideo(known, found.Source.Name)
		}
		drafts[i] = engine.Draft{Source: found.Source, Growing: found.Growing, Metadata: metadata, Asks: a.sentBefore(account, found.Source, listed)}
	}
	result := uploader.IntakeResult{Batch: batch, Rejected: selection.Rejected}
	if len(drafts) > 0 {
		ids, err := a.engine.Add(account, drafts)
		if err != nil {
			return
		}
		result.Added = ids
		a.startAdded(ids)
		for i, found := range selection.Found {
			if found.Growing {
				a.watch(ids[i], found.Source)
			}
		}
	}
	a.engine.Announce(uploader.Update{Intake: []uploader.IntakeResult{result}})
}

// watch waits until another program has finished writing a file.
func (a *App) watch(id uploader.UploadID, source uploader.Source) {
	a.owned.Go(func() {
		settled, err := intake.Watch(a.ctx, source.Path, intake.Clock{Now: a.options.Now, After: time.After})
		if a.ctx.Err() == nil {
			a.engine.Prepared(id, settled, reasonOf(err))
			a.startAdded([]uploader.UploadID{id})
		}
	})
}

// known are the files of the list that have not arrived, so that one dropped twice is not added twice.
func (a *App) known() []uploader.Source {
	var sources []uploader.Source
	for _, upload := range a.engine.Uploads() {
		if !upload.Placeholder() && upload.State != uploader.Removed && !upload.State.Arrived() {
			sources = append(sources, upload.Source)
		}
	}
	return sources
}

// AddPlaceholder adds a video without a file yet.
func (a *App) AddPlaceholder() uploader.UploadID {
	id := a.accounts.currentID()
	if known, _ := a.accounts.find(id); known.Guest() {
		return ""
	}
	ids, err := a.engine.Add(id, []engine.Draft{{Metadata: a.newVideo(id)}})
	if err != nil {
		return ""
	}
	return ids[0]
}

// Edit changes what was typed about one upload.
func (a *App) Edit(id uploader.UploadID, change uploader.Change) {
	a.engine.Edit([]uploader.UploadID{id}, change)
}

// EditEach changes what was typed about many uploads at once.
func (a *App) EditEach(edits []uploader.Edit) { a.engine.EditEach(edits) }

// Update brings what was edited about videos that have arrived to their site.
func (a *App) Update(ids []uploader.UploadID) { a.engine.Update(ids) }

// Start puts uploads into the queue.
func (a *App) Start(ids []uploader.UploadID) { a.engine.Start(ids) }

// Pause keeps uploads where they are.
func (a *App) Pause(ids []uploader.UploadID) { a.engine.Pause(ids) }

// Resume lets paused uploads go on.
func (a *App) Resume(ids []uploader.UploadID) { a.engine.Resume(ids) }

// Retry tries again at once. A locked password store may ask the person once more; a file that could not be uploaded is looked at again.
func (a *App) Retry(ids []uploader.UploadID) {
	a.options.Secrets.AskAgain()
	a.lookAgain(func(upload uploader.Upload) bool { return slices.Contains(ids, upload.ID) })
	a.engine.Retry(ids)
}

// Remove takes uploads off the list; Restore brings them back for uploader.UndoWindow.
func (a *App) Remove(ids []uploader.UploadID) { a.engine.Remove(ids) }

// Restore brings removed uploads back.
func (a *App) Restore(ids []uploader.UploadID) { a.engine.Restore(ids) }

// Move puts uploads before another one, at the end when before is empty.
func (a *App) Move(ids []uploader.UploadID, before uploader.UploadID) { a.engine.Move(ids, before) }

// First makes an upload the next one.
func (a *App) First(id uploader.UploadID) { a.engine.First(id) }

// UploadAgain is a person's word that an upload begins anew.
func (a *App) UploadAgain(id uploader.UploadID) { a.engine.UploadAgain(id) }

// NewFile gives an upload the file at path, and a placeholder that exists its file. A file that cannot be used comes back as a rejected
// batch of one. A folder, which can be dropped on a row as well, is added like any other.
func (a *App) NewFile(id uploader.UploadID, path string) {
	a.owned.Go(func() {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			a.AddPaths([]string{path})
			return
		}
		a.fileFor(id, path, a.engine.NewFile)
	})
}

// ReplaceFile gives a video that is on its site the file at path in place of its own, which cannot be undone: the person was asked. A file
// that cannot be used comes back as a rejected batch of one.
func (a *App) ReplaceFile(id uploader.UploadID, path string) {
	a.fileFor(id, path, a.engine.ReplaceFile)
}

func (a *App) fileFor(id uploader.UploadID, path string, give func(uploader.UploadID, uploader.Source)) {
	batch := int(a.batch.Add(1))
	a.owned.Go(func() {
		source, err := intake.Inspect(a.ctx, path, a.options.Now())
		if err != nil {
			rejection := uploader.Rejection{Name: filepath.Base(path), Reason: reasonOf(err)}
			a.engine.Announce(uploader.Update{Intake: []uploader.IntakeResult{{Batch: batch, Rejected: []uploader.Rejection{rejection}}}})
			return
		}
		give(id, source)
	})
}
