package ui

import (
	"image"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"twentythree-uploader/ui/native"
	"twentythree-uploader/ui/views"
)

// system is this computer as the views see it: the system's file window where there is one, else the toolkit's.
type system struct {
	window *Window
	native *native.System
}

func newSystem(window *Window, native *native.System) *system { return &system{window, native} }

// ChooseVideos opens the file window for any number of files.
func (s *system) ChooseVideos(chosen func([]string)) {
	s.native.ChooseFiles(s.window.files(), true, chosen, func() { s.ownFileWindow(func(path string) { chosen([]string{path}) }) })
}

// ChooseFolder opens it for folders.
func (s *system) ChooseFolder(chosen func([]string)) {
	s.native.ChooseFolder(s.window.files(), chosen, func() {
		dialog.ShowFolderOpen(func(folder fyne.ListableURI, err error) {
			if err == nil && folder != nil {
				chosen([]string{folder.Path()})
			}
		}, s.window.window)
	})
}

// ChooseFile opens it for one file.
func (s *system) ChooseFile(chosen func(string)) {
	s.native.ChooseFiles(s.window.files(), false, func(paths []string) { chosen(paths[0]) }, func() { s.ownFileWindow(chosen) })
}

// ChooseSetupFile opens it for a setup file.
func (s *system) ChooseSetupFile(chosen func(string)) {
	s.native.ChooseFiles(s.window.setupFiles(), false, func(paths []string) { chosen(paths[0]) }, func() { s.ownFileWindow(chosen) })
}

// ChooseSheet opens it for a spreadsheet.
func (s *system) ChooseSheet(chosen func(string)) {
	s.native.ChooseFiles(s.window.sheetFiles(), false, func(paths []string) { chosen(paths[0]) }, func() { s.ownFileWindow(chosen) })
}

func (s *system) ownFileWindow(chosen func(string)) {
	dialog.ShowFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			return
		}
		path := file.URI().Path()
		_ = file.Close()
		chosen(path)
	}, s.window.window)
}

// OpenWeb shows a web page in the browser. Nothing but web addresses is opened.
func (s *system) OpenWeb(address string) {
	page, err := url.Parse(address)
	if err != nil || (page.Scheme != "https" && page.Scheme != "http") {
		return
	}
	_ = s.window.app.OpenURL(page)
}

// OpenFolder shows a folder in the file manager.
func (s *system) OpenFolder(path string) {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive of Windows
	}
	_ = s.window.app.OpenURL(&url.URL{Scheme: "file", Path: path})
}

// HasTimeSettings reports whether date and time can be set in a window of the system.
func (s *system) HasTimeSettings() bool { return s.native.HasTimeSettings() }

// SaveText opens the file window to save a text in.
func (s *system) SaveText(text views.SavedText, saved func(string)) {
	wanted := native.Saved{Title: text.Title, Name: text.Name, Kind: text.Kind, Text: text.Text}
	s.native.SaveText(wanted, saved, func() {
		own := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
			if err != nil || file == nil {
				return
			}
			_ = file.Close()
			s.native.WriteText(file.URI().Path(), wanted, saved)
		}, s.window.window)
		own.SetFileName(text.Name)
		own.Show()
	})
}

// OpenTimeSettings opens that window.
func (s *system) OpenTimeSettings() { s.native.OpenTimeSettings() }

// Picture is what the desktop shows of a video.
func (s *system) Picture(path string, modified time.Time, ready func()) image.Image {
	return s.native.Picture(path, modified, ready)
}

// CopyText puts a text on the clipboard.
func (s *system) CopyText(text string) { s.window.app.Clipboard().SetContent(text) }

// PastedFiles finds the files that were copied in a file manager.
func (s *system) PastedFiles(text string, found func(paths []string)) {
	s.native.PastedFiles(text, found)
}
