package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader"
)

// settingsScenes are the pages of the settings.
func settingsScenes() []scene {
	on := func(page views.SettingsPage) func(*testing.T, *Window) {
		return func(_ *testing.T, w *Window) {
			w.config.Metadata.Version, w.config.Folder = "0.1.0", "/home/you/.local/share/twentythree-uploader"
			w.Apply(startsWhereWanted(limitedAndAwake(uitest.AtWork())))
			w.showSettings(page)
		}
	}
	return []scene{
		{"settings-general", on(views.PageGeneral)},
		{"settings-background", on(views.PageBackground)},
		{"settings-uploading", on(views.PageUploading)},
		{"settings-wrong", func(t *testing.T, w *Window) {
			on(views.PageUploading)(t, w)
			typeLimit(w, "fast")
			typed(w, fyne.KeyReturn)
		}},
		{"settings-new-videos", on(views.PageNewVideos)},
		{"settings-about", on(views.PageAbout)},
		{"settings-contrast", func(t *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			open(w, "q3")
			w.choose(func(c *Choices) { c.Look = look.HighContrast })
			w.Apply(uploader.Update{Uploads: uitest.AtWork()[:1]})
		}},
		{"settings-contrast-sheet", func(t *testing.T, w *Window) {
			on(views.PageUploading)(t, w)
			w.choose(func(c *Choices) { c.Look = look.HighContrast })
		}},
	}
}
