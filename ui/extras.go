package ui

import (
	"twentythree-uploader/ui/native"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// applyExtras shows what came of looking at files for one video.
func (w *Window) applyExtras(news uploader.ExtrasNews) {
	w.details.ExtrasNews(news)
	if upload, there := w.queue.Upload(news.Upload); there && news.Candidate != nil {
		w.askToReplace(upload, *news.Candidate)
	}
}

// askToReplace asks whether a file is to take the place of a video's own, or what one is to be that was dropped on it, unless something else is
// being asked: what was dropped becomes a video of its own then. The file that a video waits for is taken unasked.
func (w *Window) askToReplace(upload uploader.Upload, file uploader.Source) {
	path, dropped := w.dropped[upload.ID]
	delete(w.dropped, upload.ID)
	// Nothing but a drop gives a file to such a video, and a file that was dropped by a shortcut lies elsewhere.
	dropped = dropped && path == file.Path || views.TakesOther(upload)
	add := func() { w.list.Add([]string{file.Path}) }
	use := func() { w.config.Door.NewFile(upload.ID, file.Path) }
	replace := func() { w.replace(upload.ID, file) }
	switch busy := w.window.Canvas().Overlays().Top() != nil; {
	case dropped && views.IsSought(upload, file):
		use()
	case busy && dropped:
		add()
	case busy:
	case dropped:
		views.ShowDropped(w.env, upload, file, views.Dropped{Replace: replace, Use: use, Add: add})
	default:
		views.ShowReplace(w.env, upload, file, replace)
	}
}

// replace goes to the list, where the new file is seen on its way.
func (w *Window) replace(id uploader.UploadID, file uploader.Source) {
	w.config.Door.ReplaceFile(id, file.Path)
	if w.desk.page == historyPage {
		w.leaveForVideos()
	}
}

// droppedOn lets a file be looked at that was dropped on a video that has arrived, or on one whose file is not where it was.
func (w *Window) droppedOn(id uploader.UploadID, path string) {
	w.dropped[id] = path
	w.config.Door.LookAtFile(id, path)
}

// replacePast lets another file be chosen for a video of the history.
func (w *Window) replacePast(entry uploader.HistoryEntry) {
	w.queue.Lend(entry.Upload)
	w.system.ChooseFile(func(path string) { w.config.Door.LookAtFile(entry.Upload.ID, path) })
}

// ChoosePicture opens the system's file window for one picture.
func (s *system) ChoosePicture(chosen func(string)) {
	texts := s.window.filesOf(words.FilesChoosePicture, words.FilesPictures, "jpg", "jpeg", "png")
	s.native.ChooseFiles(texts, false, func(paths []string) { chosen(paths[0]) }, func() { s.ownFileWindow(chosen) })
}

// ChooseSubtitles opens it for any number of files of subtitles.
func (s *system) ChooseSubtitles(chosen func([]string)) {
	texts := s.window.filesOf(words.FilesChooseSubtitles, words.FilesSubtitles, "srt", "vtt")
	s.native.ChooseFiles(texts, true, chosen, func() { s.ownFileWindow(func(path string) { chosen([]string{path}) }) })
}

// filesOf is what the system says in a file window for files with those extensions.
func (w *Window) filesOf(title, kind words.Key, extensions ...string) native.Texts {
	return native.Texts{ChooseVideos: w.env.T(title), Media: w.env.T(kind), Everything: w.env.T(words.FilesEverything), Extensions: extensions}
}
