package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// TestWhereVideosGoIsReadWholeInTheSmallestWindow has the largest text there.
func TestWhereVideosGoIsReadWholeInTheSmallestWindow(t *testing.T) {
	for _, language := range words.Languages() {
		w, _ := newTestWindow(t, func(c *Config) { c.Choices = Choices{Language: language, TextScale: 2} })
		w.window.Resize(fyne.NewSize(800, 560))
		w.Apply(uitest.Whole(uitest.AtWork()))
		for _, show := range []func(){w.ShowVideos, w.ShowLinks, w.ShowHistory} {
			show()
			eachVisible(w.content, func(object fyne.CanvasObject) {
				if account, is := object.(*widgets.AccountSwitch); is && account.Cut() {
					t.Errorf("%s: the account is cut", language)
				}
			})
		}
	}
}
