package ui

import (
	"twentythree-uploader/ui/native"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// sheetFiles are what the system calls spreadsheets in a file window.
func (w *Window) sheetFiles() native.Texts {
	return native.Texts{
		ChooseVideos: w.env.T(words.SheetChoose), Media: w.env.T(words.SheetKinds), Everything: w.env.T(words.FilesEverything),
		Extensions: []string{"csv", "tsv", "txt"},
	}
}

// showSheet shows what an opened spreadsheet would change, or how it is understood now. One that comes while something else is asked is
// left, and what is asked says so.
func (w *Window) showSheet(sheet uploader.Sheet) {
	switch {
	case w.sheet != nil && w.sheet.Number() == sheet.Number:
		w.sheet.Take(sheet)
	case w.sheet != nil || w.window.Canvas().Overlays().Top() != nil:
		w.config.Door.LeaveSheet(sheet.Number)
		w.tellLater(sheet.Name)
	default:
		w.flush()
		w.sheet = views.ShowSheetCheck(w.env, w.config.Door, sheet, w.list.ApplySheet, func() { w.sheet = nil })
	}
}
