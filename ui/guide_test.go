package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// guideScenes are all chapters of the guide.
func guideScenes() []scene {
	chapter := func(chapter views.GuideChapter) func(*testing.T, *Window) {
		return func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.showGuide(chapter)
		}
	}
	return []scene{
		{"guide-first", chapter(views.GuideFirst)},
		{"guide-many", chapter(views.GuideMany)},
		{"guide-describe", chapter(views.GuideDescribe)},
		{"guide-who", chapter(views.GuideWho)},
		{"guide-states", chapter(views.GuideStates)},
		{"guide-off", chapter(views.GuideOff)},
		{"guide-links", chapter(views.GuideLinks)},
		{"guide-guest", chapter(views.GuideGuest)},
		{"guide-history", chapter(views.GuideHistory)},
		{"guide-presets", chapter(views.GuidePresets)},
		{"guide-trouble", chapter(views.GuideTrouble)},
		{"guide-leave", chapter(views.GuideLeave)},
	}
}

// helpFor presses F1 and gives what can be read then.
func helpFor(w *Window) string {
	w.key(&fyne.KeyEvent{Name: fyne.KeyF1})
	return allWords(w.window.Canvas().Overlays().Top())
}

func TestF1OpensTheChapterOfThePage(t *testing.T) {
	for name, one := range map[string]struct {
		visit func(*Window)
		want  words.Key
	}{
		"an empty list": {func(w *Window) { w.Apply(uitest.Whole(nil)) }, words.GuideFirstAddText},
		"the list":      {func(w *Window) { w.Apply(uitest.Whole(uitest.AtWork())) }, words.GuideStateAttention},
		"the details": {func(w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			open(w, "welcome")
		}, words.GuideDescribeTitleText},
		"several": {func(w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.list.SelectAll()
		}, words.GuideManyFillText},
		"a guest": {func(w *Window) { w.Apply(uitest.GuestAtWork()) }, words.GuideGuestSentText},
		"upload links": {func(w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.ShowLinks()
		}, words.GuideLinksMakeText},
		"the history": {func(w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.ShowHistory()
		}, words.GuideHistoryKeptText},
	} {
		w, _ := newTestWindow(t, nil)
		one.visit(w)
		if text := helpFor(w); !strings.Contains(text, w.env.T(one.want)) {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// TestTheGuideOpensAtItsTop looks at every chapter with large text in a small window: its title is the first thing to be read.
func TestTheGuideOpensAtItsTop(t *testing.T) {
	w, _ := newTestWindow(t, func(c *Config) { c.Choices.TextScale = 2 })
	w.window.Resize(fyne.NewSize(800, 560))
	w.Apply(uitest.Whole(uitest.AtWork()))
	for chapter := views.GuideFirst; chapter <= views.GuideLeave; chapter++ {
		w.showGuide(chapter)
		sheet := w.window.Canvas().Overlays().Top()
		var title, pane fyne.CanvasObject
		eachVisible(sheet, func(piece fyne.CanvasObject) {
			if found, is := piece.(*widgets.Pane); is {
				pane = found
			}
		})
		if pane == nil {
			t.Fatal("nothing scrolls")
		}
		eachVisible(pane, func(piece fyne.CanvasObject) {
			if paragraph, is := piece.(*widgets.Paragraph); is && title == nil {
				title = paragraph
			}
		})
		below := w.env.Kit.PositionOf(title).Y - w.env.Kit.PositionOf(pane).Y
		if below < 0 || below > 12 {
			t.Errorf("chapter %d begins %v below the top", chapter, below)
		}
		typed(w, fyne.KeyEscape)
	}
}

func TestTheGuideIsReadByKeyboard(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.help().Guide()
	overSaid[*widgets.Tab](t, w, w.env.T(words.GuideLinks)).TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if text := allWords(w.window.Canvas().Overlays().Top()); !strings.Contains(text, w.env.T(words.GuideLinksPageText)) {
		t.Errorf("another chapter: %s", text)
	}
	typed(w, fyne.KeyEscape)
	if w.window.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not leave the guide")
	}
}
