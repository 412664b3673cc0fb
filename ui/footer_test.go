package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func footerSays(w *Window) string { return allWords(w.footer.Piece()) }

func TestALimitIsSaidAndCanBeRemoved(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	if strings.Contains(footerSays(w), "Speed limit") || buttonOf(w.footer.Piece(), "Remove") != nil {
		t.Fatal("a limit is said where there is none")
	}
	w.Apply(uploader.Update{Settings: &uploader.Settings{Files: 2, Limit: 2_500_000, Polite: true, MayFallAsleep: true}})
	if !strings.Contains(footerSays(w), "Speed limit 20\u00a0Mbit/s") {
		t.Errorf("the limit is not said: %s", footerSays(w))
	}
	remove := buttonOf(w.footer.Piece(), "Remove")
	if remove == nil {
		t.Fatal("the limit cannot be removed")
	}
	w.env.Kit.Focus(remove)
	typed(w, fyne.KeySpace)
	if want := `settings {"files":2,"polite":true,"may_fall_asleep":true,"history_days":365}`; door.Last() != want {
		t.Errorf("%s\nwant %s", door.Last(), want)
	}
	if !strings.Contains(footerSays(w), "Speed limit") {
		t.Error("the limit is gone before the engine says so")
	}
	w.Apply(uploader.Update{Settings: &uploader.Settings{Files: 2}})
	if strings.Contains(footerSays(w), "Speed limit") || buttonOf(w.footer.Piece(), "Remove") != nil {
		t.Error("the limit is still said after it is gone")
	}
	if w.window.Canvas().Focused() != nil {
		t.Error("the keyboard stays on a button that is not there any more")
	}
}

func TestTheFooterSaysThatTheComputerStaysAwake(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	awake, asleep := true, false
	for _, step := range []struct {
		update uploader.Update
		said   bool
	}{{uploader.Update{}, false}, {uploader.Update{Awake: &awake}, true}, {uploader.Update{Settings: &uploader.Settings{}}, true}, {uploader.Update{Awake: &asleep}, false}} {
		w.Apply(step.update)
		if strings.Contains(footerSays(w), "Staying awake until done") != step.said {
			t.Errorf("after %+v: %s", step.update, footerSays(w))
		}
	}
}

func TestContinuingAfterSleepIsSaidForTenSeconds(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	says := func() bool { return strings.Contains(footerSays(w), "Continuing after sleep") }
	w.Apply(uploader.Update{Woke: true})
	w.Apply(uploader.Update{Uploads: uitest.AtWork()[:1]})
	clock(w).pass(9 * time.Second)
	if !says() {
		t.Fatal("it is not said for long enough to be read")
	}
	w.Apply(uploader.Update{Woke: true})
	counting := 0
	for _, timer := range clock(w).waiting {
		if timer.after == 10*time.Second && !timer.cancelled {
			counting++
		}
	}
	if counting != 1 {
		t.Errorf("the second waking ends with the first: %d count", counting)
	}
	if clock(w).pass(10 * time.Second); says() {
		t.Error("it is still said after ten seconds")
	}
	w.Apply(uitest.Whole(uitest.AllDone()))
	if w.Apply(uploader.Update{Woke: true}); says() {
		t.Error("uploads are said to continue where none are on their way")
	}
}

func TestTheFooterSaysNothingTwice(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Troubled()[:1]))
	if said := strings.Count(footerSays(w), "needs your attention"); said != 1 {
		t.Errorf("it is said %d times: %s", said, footerSays(w))
	}
	w.Apply(uitest.Whole(uitest.AtWork()))
	if !strings.Contains(footerSays(w), "1 video needs your attention first.") {
		t.Errorf("while others are on their way the grey button has no reason: %s", footerSays(w))
	}
	narrow, _ := newTestWindow(t, func(c *Config) { c.Choices.TextScale = 2 })
	narrow.window.Resize(fyne.NewSize(800, 560))
	narrow.Apply(uitest.Whole(append(uitest.Several(), uitest.Troubled()[0])))
	if said := strings.Count(footerSays(narrow), "needs your attention"); said != 1 {
		t.Errorf("in a narrow window it is said %d times: %s", said, footerSays(narrow))
	}
}

// TestTheFooterFitsWithAllThatItCanSay looks at the longest footer in every size, in both directions of the change: what it says is
// whole, nothing lies over anything else, and nothing stands outside.
func TestTheFooterFitsWithAllThatItCanSay(t *testing.T) {
	for _, form := range shapes {
		app := test.NewTempApp(t)
		for _, language := range words.Languages() {
			name := fmt.Sprintf("%s-%s", form.name, language)
			w, _ := newWindowOn(app, func(c *Config) { c.Choices = Choices{Language: language, Look: look.Light, TextScale: form.text} })
			w.window.Resize(fyne.NewSize(form.width, form.height))
			w.Apply(uitest.Whole(append(uitest.AtWork(), uitest.Many(2)...)))
			before := w.footer.Piece().Size().Height
			update := limitedAndAwake(nil)
			w.Apply(uploader.Update{Settings: update.Settings, Awake: update.Awake, Woke: true})
			said := []words.Key{words.WindowAfterSleep, words.ButtonRemove}
			if form.text == 1 {
				said = append(said, words.FooterAwake)
			}
			for _, key := range said {
				if !strings.Contains(footerSays(w), w.env.T(key)) {
					t.Errorf("%s: %q is not said", name, w.env.T(key))
				}
			}
			checkApart(t, name, w)
			asleep := false
			w.Apply(uploader.Update{Settings: &uploader.Settings{}, Awake: &asleep})
			clock(w).pass(10 * time.Second)
			checkApart(t, name, w)
			if after := w.footer.Piece().Size().Height; after != before {
				t.Errorf("%s: the footer was %v high and is %v", name, before, after)
			}
			w.window.Close()
		}
	}
}

func checkApart(t *testing.T, name string, w *Window) {
	t.Helper()
	type placed struct {
		words string
		at    fyne.Position
		size  fyne.Size
	}
	var all []placed
	footer := w.footer.Piece()
	eachVisible(footer, func(object fyne.CanvasObject) {
		checkWhole(t, name, object)
		piece, says := object.(interface{ Words() string })
		if !says || piece.Words() == "" {
			return
		}
		if text, is := object.(*widgets.Text); is && text.Cut() && !strings.Contains(text.Words(), "Acme") {
			t.Errorf("%s: %q is cut", name, text.Words())
		}
		here := placed{piece.Words(), w.env.Kit.PositionOf(object), object.Size()}
		top := w.env.Kit.PositionOf(footer)
		if here.at.X < top.X || here.at.Y < top.Y || here.at.X+here.size.Width > top.X+footer.Size().Width+0.5 || here.at.Y+here.size.Height > top.Y+footer.Size().Height+0.5 {
			t.Errorf("%s: %q stands outside of the footer: %v %v", name, here.words, here.at, here.size)
		}
		for _, other := range all {
			const touching = 0.5
			if here.at.X+touching < other.at.X+other.size.Width && other.at.X+touching < here.at.X+here.size.Width &&
				here.at.Y+touching < other.at.Y+other.size.Height && other.at.Y+touching < here.at.Y+here.size.Height {
				t.Errorf("%s: %q lies over %q", name, here.words, other.words)
			}
		}
		all = append(all, here)
	})
}
