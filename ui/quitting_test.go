package ui

import (
	"slices"
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

const startsWithComputer = "Start with the computer, so that uploads go on by themselves"

func TestTheQuestionAtClosingStaysTrueWhileItIsOpen(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	uploads := uitest.AtWork()
	w.Apply(uitest.Whole(uploads))
	w.AskToClose()
	before := w.env.Words.QuitQuestion(w.queue.Overall())
	if !said(w, before) {
		t.Fatalf("it does not say %q", before)
	}
	for i, upload := range uploads {
		if upload.State == uploader.Uploading {
			uploads[i].State = uploader.Paused
		}
	}
	w.Apply(uploader.Update{Uploads: uploads})
	if after := w.env.Words.QuitQuestion(w.queue.Overall()); after == before || !said(w, after) || said(w, before) {
		t.Errorf("it does not say %q, or still says %q", after, before)
	}
	for i := range uploads {
		uploads[i].State = uploader.Paused
	}
	w.Apply(uploader.Update{Uploads: uploads})
	if said(w, w.env.T(words.QuitTitle)) || w.quitting != nil {
		t.Error("it asks though nothing is on its way any more")
	}
}

func TestStartingWithTheComputerIsOfferedOnceAtQuitting(t *testing.T) {
	for name, step := range map[string]struct {
		startup uploader.Startup
		tick    bool
		offered bool
		calls   []string
	}{
		"wanted":       {uploader.Startup{Possible: true}, true, true, []string{"startup true", `settings {"files":1,"startup_offered":true,"history_days":365}`}},
		"not wanted":   {uploader.Startup{Possible: true}, false, true, []string{`settings {"files":1,"startup_offered":true,"history_days":365}`}},
		"on already":   {uploader.Startup{Possible: true, On: true}, false, false, nil},
		"not possible": {uploader.Startup{}, false, false, nil},
	} {
		w, door := newTestWindow(t, nil)
		update := uitest.Whole(uitest.AtWork())
		update.Startup = &step.startup
		w.Apply(update)
		door.Calls = nil
		w.AskToQuit()
		if said(w, startsWithComputer) != step.offered {
			t.Errorf("%s: offered %v", name, !step.offered)
			continue
		}
		if step.tick {
			inSettings[*widgets.Tick](t, w, startsWithComputer).Tapped(nil)
		}
		inSettings[*widgets.Button](t, w, "Quit and continue next time").Tapped(nil)
		if !slices.Equal(door.Calls, step.calls) {
			t.Errorf("%s: %q", name, door.Calls)
		}
	}
	w, _ := newTestWindow(t, nil)
	update := uitest.Whole(uitest.AtWork())
	update.Startup, update.Settings = &uploader.Startup{Possible: true}, &uploader.Settings{StartupOffered: true}
	w.Apply(update)
	if w.AskToQuit(); said(w, startsWithComputer) {
		t.Error("offered a second time")
	}
}

func TestTheSettingsShowWhatTheSystemSaysOfStarting(t *testing.T) {
	w, door := newTestWindow(t, nil)
	update := uitest.Whole(uitest.AtWork())
	w.Apply(update)
	w.ShowSettings()
	if said(w, "Start with the computer") {
		t.Error("offered where it cannot be had")
	}
	w.settings.Close()
	w.settings = nil
	w.Apply(uploader.Update{Startup: &uploader.Startup{Possible: true}})
	w.ShowSettings()
	tick := inSettings[*widgets.Tick](t, w, "Start with the computer")
	if tick.On() {
		t.Error("ticked before anybody asked for it")
	}
	if tick.Tapped(nil); door.Last() != "startup true" {
		t.Errorf("called %q", door.Last())
	}
	w.Apply(uploader.Update{Startup: &uploader.Startup{Possible: true}})
	if tick.On() {
		t.Error("still ticked though the system refused")
	}
	w.Apply(uploader.Update{Startup: &uploader.Startup{Possible: true, On: true}})
	if !tick.On() {
		t.Error("not ticked though the system says that it is on")
	}
}

func TestAWindowThatTheComputerStartedStaysOutOfSight(t *testing.T) {
	for name, settle := range map[string]func(*desktopAround, *Config){
		"beside the clock": (*desktopAround).withTray, "minimised": (*desktopAround).settle,
	} {
		var around desktopAround
		w, _ := newTestWindow(t, func(c *Config) { settle(&around, c) })
		w.Apply(uitest.Whole(nil))
		w.openAway()
		if !w.behind.away || len(around.told) > 0 || (around.minimised == 1) != (name == "minimised") {
			t.Errorf("%s: away %v, told %q, minimised %d times", name, w.behind.away, around.told, around.minimised)
		}
		if w.Raise(); w.behind.away || w.behind.hidden {
			t.Errorf("%s: it does not come forward", name)
		}
	}
}
