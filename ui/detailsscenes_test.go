package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// detailsScenes are what opens within the details of one video and of several.
func detailsScenes() []scene {
	return []scene{
		{"languages", func(_ *testing.T, w *Window) {
			uploads := accompanied()
			uploads[0].Metadata.Subtitles[1].Locale = ""
			w.Apply(uitest.Whole(uploads))
			w.fix("welcome", uploader.FieldSubtitles)
			w.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			w.window.Canvas().Focused().TypedRune('d')
		}},
		{"clocks", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.fix("ceo", uploader.FieldPublishAt)
			test.Tap(labelledField(w.details.Piece(), w.env.T(words.DetailsTime)).ActionItem.(*widgets.Button))
		}},
		{"categories", func(_ *testing.T, w *Window) {
			severalOpen(w)
			field := labelledField(w.many.Piece(), w.env.T(words.ManyAddCategory))
			w.window.Canvas().Focus(field)
			field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}},
		{"many-date", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.Several()[:3]))
			w.list.SelectAll()
			w.chosen(true)
			choice := radio(w.many.Piece(), w.env.T(words.DetailsPublishDate))
			w.window.Canvas().Focus(choice)
			choice.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			taken(w, w.config.Door.(*uitest.Door))
		}},
		{"many-found", func(_ *testing.T, w *Window) { foundBesideTwo(w) }},
		{"dropped-on-finished", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AllDone()))
			upload, file := replaceable()
			w.droppedOn(upload.ID, file.Path)
			w.Apply(uploader.Update{Extras: []uploader.ExtrasNews{{Upload: upload.ID, Candidate: &file}}})
		}},
		{"dropped-on-missing", func(t *testing.T, w *Window) { droppedOnMissing(t, w, lying("town_hall.mp4", 840_000_000)) }},
		{"many-missing", func(_ *testing.T, w *Window) {
			lackingDepartments(w)
			test.Tap(buttonOf(w.many.Piece(), w.env.T(words.ButtonFix)))
		}},
		{"many-missing-top", func(_ *testing.T, w *Window) { lackingDepartments(w) }},
		{"dated", func(_ *testing.T, w *Window) {
			uploads := uitest.Several()
			uploads[1].Metadata.Visibility, uploads[2].State = uploader.PublishWhenDone, uploader.Attention
			uploads[2].Reason = uploader.Reason{Code: uploader.ReasonIncomplete, Field: uploader.FieldTitle, Problem: uploader.ProblemMissing}
			w.Apply(uitest.Whole(uploads))
		}},
	}
}
