package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func knownNewer() uploader.Newer {
	return uploader.Newer{
		Possible: true, On: true, Answered: uitest.Now().Add(-2 * time.Hour),
		Version: "1.3.0", Page: "https://example.com/download", News: "https://example.com/news",
	}
}

// newerScenes are those of a newer version of the program.
func newerScenes() []scene {
	inSettings := func(newer uploader.Newer, rules uploader.Rules) func(*testing.T, *Window) {
		return func(t *testing.T, w *Window) {
			update := uitest.Whole(uitest.AtWork())
			update.Newer, update.Rules = &newer, &rules
			w.Apply(update)
			w.showSettings(views.PageGeneral)
			w.window.Canvas().Focus(nil)
			for range 6 {
				w.window.Canvas().Overlays().Top().(interface{ Key(*fyne.KeyEvent) }).Key(&fyne.KeyEvent{Name: fyne.KeyPageDown})
			}
		}
	}
	newest := knownNewer()
	newest.Version = ""
	return []scene{
		{"newer", func(_ *testing.T, w *Window) {
			update := uitest.Whole(uitest.AtWork())
			update.Newer = new(knownNewer())
			w.Apply(update)
		}},
		{"newer-empty", func(_ *testing.T, w *Window) {
			newer := knownNewer()
			newer.Packaged = true
			update := uitest.Whole(nil)
			update.Newer = &newer
			w.Apply(update)
		}},
		{"newer-settings", inSettings(newest, uploader.Rules{})},
		{"newer-settings-none", inSettings(uploader.Newer{}, uploader.Rules{})},
		{"newer-settings-locked", inSettings(uploader.Newer{Possible: true}, uploader.Rules{Organisation: "Acme IT", UpdateCheck: uploader.Rule[bool]{Locked: new(false)}})},
	}
}

func TestANewerVersionIsToldQuietly(t *testing.T) {
	w, door := newTestWindow(t, nil)
	system := w.env.System.(*fakeSystem)
	update := uitest.Whole(uitest.AtWork())
	update.Newer = new(knownNewer())
	w.Apply(update)
	if text := allWords(w.content); !strings.Contains(text, "Version 1.3.0 is available.") {
		t.Fatalf("not told: %s", text)
	}
	pressButton(w, words.NewerNews)
	pressButton(w, words.NewerPage)
	if !slices.Equal(system.opened, []string{"https://example.com/news", "https://example.com/download"}) {
		t.Errorf("opened %q", system.opened)
	}
	w.choose(func(c *Choices) { c.Language = words.Danish })
	if text := allWords(w.content); !strings.Contains(text, "Version 1.3.0 er klar.") {
		t.Errorf("gone with another language: %s", text)
	}
	eachVisible(w.content, func(piece fyne.CanvasObject) {
		if cross, is := piece.(*widgets.Button); is && label(piece) == w.env.T(words.ButtonClose) {
			cross.Tapped(nil)
		}
	})
	if text := allWords(w.content); strings.Contains(text, "1.3.0") || door.Last() != "put away 1.3.0" {
		t.Errorf("after the cross: %q, %s", door.Last(), text)
	}
	put := knownNewer()
	put.PutAway = true
	w.Apply(uploader.Update{Newer: &put})
	next := knownNewer()
	next.Version = "1.4.0"
	if text := allWords(w.content); strings.Contains(text, "1.3.0") {
		t.Errorf("told again: %s", text)
	}
	w.Apply(uploader.Update{Newer: &next})
	if text := allWords(w.content); !strings.Contains(text, "1.4.0") {
		t.Errorf("the next version is not told: %s", text)
	}
	next.On = false
	w.Apply(uploader.Update{Newer: &next})
	if text := allWords(w.content); strings.Contains(text, "1.4.0") {
		t.Errorf("told though it was switched off: %s", text)
	}
}

func TestTheSettingsSayWhetherNewerVersionsAreLookedFor(t *testing.T) {
	w, door := newTestWindow(t, nil)
	update := uitest.Whole(uitest.AtWork())
	update.Newer = &uploader.Newer{}
	w.Apply(update)
	said := func() string { return allWords(w.window.Canvas().Overlays().Top()) }
	w.showSettings(views.PageGeneral)
	if !strings.Contains(said(), "does not look for newer versions") {
		t.Errorf("a build without a feed: %s", said())
	}
	w.settings.Close()
	w.settings = nil
	newest := knownNewer()
	newest.Version = ""
	w.Apply(uploader.Update{Newer: &newest})
	w.showSettings(views.PageGeneral)
	if !strings.Contains(said(), "You have the newest version. Last looked") {
		t.Errorf("the newest: %s", said())
	}
	pressOver(w, words.SettingsUpdatesNow)
	if door.Last() != "look for newer" {
		t.Errorf("asked %q", door.Last())
	}
	newest.Unanswered = true
	w.Apply(uploader.Update{Newer: &newest})
	if !strings.Contains(said(), "could not be found out") {
		t.Errorf("without an answer: %s", said())
	}
	tapSaid(t, w, w.env.T(words.SettingsUpdatesLook))
	if !strings.Contains(door.Last(), `"updates":"off"`) {
		t.Errorf("asked %q", door.Last())
	}
	w.settings.Close()
	w.settings = nil
	w.Apply(uploader.Update{Rules: &uploader.Rules{Organisation: "Acme IT", UpdateCheck: uploader.Rule[bool]{Locked: new(true)}}})
	w.showSettings(views.PageGeneral)
	if !strings.Contains(said(), "Set by Acme IT") {
		t.Errorf("locked: %s", said())
	}
}
