package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// severalOpen ticks all of the sample batch and opens its panel.
func severalOpen(w *Window) {
	w.Apply(uitest.WithPresets(uitest.Whole(uitest.Several())))
	w.list.SelectAll()
	w.chosen(true)
}

// manyScenes are those about several videos at once, presets and what new videos start with.
func manyScenes() []scene {
	return []scene{
		{"many", func(_ *testing.T, w *Window) {
			uploads := uitest.Several()
			for i := range uploads {
				title := uploads[i].Metadata.Title
				uploads[i].Metadata = uploads[0].Metadata.Clone()
				uploads[i].Metadata.Title = title
			}
			w.Apply(uitest.WithPresets(uitest.Whole(uploads)))
			w.list.SelectAll()
			w.chosen(true)
		}},
		{"many-mixed", func(_ *testing.T, w *Window) { severalOpen(w) }},
		{"many-fields", func(_ *testing.T, w *Window) {
			update := uitest.WithPresets(uitest.Whole(uitest.Several()))
			update.Accounts[0].Fields, update.Accounts[0].FieldsSetBy = uitest.EveryField(), "Acme IT"
			update.Uploads[0].Metadata.Company = map[string]string{"department": "hr", "campaign": "spring"}
			w.Apply(update)
			w.list.SelectAll()
			w.chosen(true)
			w.window.Canvas().Focus(buttonOf(w.many.Piece(), w.env.T(words.PresetSaveAs)))
		}},
		{"many-undo", func(_ *testing.T, w *Window) {
			severalOpen(w)
			field := labelledField(w.many.Piece(), w.env.T(words.DetailsDescription))
			w.window.Canvas().Focus(field)
			test.Type(field, "Welcome to Acme")
			clock(w).pass(500 * time.Millisecond)
		}},
		{"number-titles", func(_ *testing.T, w *Window) {
			severalOpen(w)
			w.many.NumberTitles()
		}},
		{"preset-menu", func(_ *testing.T, w *Window) {
			w.Apply(uitest.WithPresets(uitest.Whole(uitest.AtWork())))
			open(w, "q3")
			w.window.Canvas().Focus(buttonOf(w.details.Piece(), w.env.T(words.DetailsChoose)))
			test.Tap(buttonOf(w.details.Piece(), w.env.T(words.DetailsChoose)))
		}},
		{"preset-filled", func(t *testing.T, w *Window) {
			severalOpen(w)
			w.window.Canvas().Focus(buttonOf(w.many.Piece(), w.env.T(words.DetailsChoose)))
			test.Tap(buttonOf(w.many.Piece(), w.env.T(words.DetailsChoose)))
			chooseLine(t, w, "HR onboarding")
		}},
		{"preset-save", func(_ *testing.T, w *Window) {
			w.Apply(uitest.WithPresets(uitest.Whole(uitest.AtWork())))
			open(w, "welcome")
			test.Tap(buttonOf(w.details.Piece(), w.env.T(words.PresetSaveAs)))
		}},
		{"new-videos", func(_ *testing.T, w *Window) { newVideosScene(w, nil) }},
		{"new-videos-locked", func(_ *testing.T, w *Window) {
			rules := uitest.Laid()
			rules.Language.Locked = nil
			rules.Tags.Locked = &[]string{"internal"}
			newVideosScene(w, func(update *uploader.Update) {
				update.Rules = &rules
				update.Accounts[0].Fields, update.Accounts[0].FieldsSetBy = uitest.EveryField(), "Acme IT"
			})
		}},
	}
}

func newVideosScene(w *Window, change func(*uploader.Update)) {
	update := uitest.WithPresets(uitest.Whole(uitest.AtWork()))
	if change != nil {
		change(&update)
	}
	w.Apply(update)
	w.ShowNewVideos()
}
