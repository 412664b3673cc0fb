package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Dropped takes what was dropped anywhere on the window: videos and folders into the list, one file into the row that lacks its own, pictures and
// subtitles along with the video that they were dropped on, a spreadsheet into its check. The path is taken as it is: the address form of a name with
// special characters cannot be read back.
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
	onList := w.list.Piece().Visible() && w.nothingOver()
	if views.GoesAlong(paths) && w.desk.page == videosPage && w.nothingOver() {
		w.takeAlong(at, paths)
		return
	}
	w.ShowVideos()
	if !onList || !w.list.Give(at, paths) {
		w.takeIn(paths)
	}
}

// takeAlong gives pictures and subtitles to the video of the row at a point of the window, else to the one whose details are open.
func (w *Window) takeAlong(at fyne.Position, paths []string) {
	if id, on := w.list.RowAt(at); on && !w.several() && id != w.details.Shown() {
		w.selection.Choose(id)
		w.list.Rows([]uploader.UploadID{id})
		w.chosen(true)
	}
	if w.several() || !w.desk.open || !w.details.TakeFiles(paths) {
		w.list.Warn(w.env.T(words.IntakeAlongWithWhat))
	}
}

// takeIn adds files and folders. The first spreadsheet among them opens its check, as soon as the videos beside it are in the list; over a question
// it cannot.
func (w *Window) takeIn(paths []string) {
	at := slices.IndexFunc(paths, isSpreadsheet)
	if at < 0 {
		w.list.Add(paths)
		return
	}
	sheet, others := paths[at], slices.Concat(paths[:at], paths[at+1:])
	switch {
	case !w.nothingOver():
		w.list.Add(others)
		w.tellLater(filepath.Base(sheet))
	case len(others) > 0:
		w.sheetAfter[w.list.Add(others)] = sheet
	default:
		w.config.Door.OpenSheet(sheet)
	}
}

// isSpreadsheet reports whether a file of that name is a spreadsheet that can be read.
func isSpreadsheet(path string) bool {
	extension := strings.ToLower(filepath.Ext(path))
	return extension == ".csv" || extension == ".tsv"
}

// tookIn shows what became of an adding, also to somebody who looks at a sheet.
func (w *Window) tookIn(result uploader.IntakeResult) {
	if !result.Elsewhere {
		w.list.Intake(result)
		w.chooseAdded(result)
		text := w.env.Words.Intake(result)
		if len(result.Added) > 0 {
			text = strings.TrimSuffix(text, ".") + ". " + w.env.T(words.IntakeBehind)
		}
		w.tellBehind(text)
	}
	if sheet, waits := w.sheetAfter[result.Batch]; waits && result.Asking == nil {
		delete(w.sheetAfter, result.Batch)
		w.config.Door.OpenSheet(sheet)
	}
}

// tellBehind says on an open sheet what happened behind it.
func (w *Window) tellBehind(text string) {
	if sheet, is := w.window.Canvas().Overlays().Top().(*widgets.Sheet); is {
		sheet.Say(text)
	}
}

// tellLater says on an open sheet that a spreadsheet could not be opened over it.
func (w *Window) tellLater(name string) {
	w.tellBehind(w.env.T(words.IntakeSheetLater, words.Text("name", name)))
}
