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

// askToReplace asks whether a file is to take the place of a video's own, unless something else is being asked.
func (w *Window) askToReplace(upload uploader.Upload, file uploader.Source) {
	if w.window.Canvas().Overlays().Top() != nil {
		return
	}
	views.ShowReplace(w.env, upload, file, func() { w.config.Door.ReplaceFile(upload.ID, file.Path) })
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

// takenAlong reports whether dropped files belong to the video whose details are open.
func (w *Window) takenAlong(paths []string) bool {
	return w.desk.open && w.desk.page == videosPage && w.window.Canvas().Overlays().Top() == nil && w.details.TakeFiles(paths)
}
