package words

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"twentythree-uploader/uploader"
)

func TestStates(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		state      uploader.State
		ahead      int
		en, da, de string
	}{
		{uploader.Preparing, 0, "Getting ready…", "Gør klar …", "Wird vorbereitet …"},
		{uploader.Ready, 0, "Ready to upload", "Klar til upload", "Bereit zum Hochladen"},
		{uploader.Attention, 0, "Needs your attention", "Kræver din opmærksomhed", "Bitte prüfen"},
		{uploader.Waiting, 0, "Waiting, next", "Venter, næste", "Wartet, als Nächstes"},
		{uploader.Waiting, 3, "Waiting, 3 ahead", "Venter, 3 foran", "Wartet, 3 davor"},
		{uploader.Uploading, 0, "Uploading 42 %", "Uploader 42 %", "Wird hochgeladen: 42 %"},
		{uploader.Paused, 0, "Paused 42 %", "På pause 42 %", "Angehalten bei 42 %"},
		{uploader.WaitingNetwork, 0, "Waiting for internet", "Venter på internet", "Wartet auf Internet"},
		{uploader.WaitingSite, 0, "Your site is busy", "Jeres site har travlt", "Ihre Website ist ausgelastet"},
		{uploader.WaitingSignIn, 0, "Waiting for sign-in", "Venter på login", "Wartet auf Anmeldung"},
		{uploader.Finishing, 0, "Finishing…", "Afslutter …", "Wird abgeschlossen …"},
		{uploader.Checking, 0, "Checking with your site…", "Tjekker med jeres site …", "Abgleich mit Ihrer Website …"},
		{uploader.Processing, 0, "Processing on your site 56 %", "Behandles på jeres site 56 %", "Wird verarbeitet: 56 %"},
		{uploader.DoneDraft, 0, "Draft on your site", "Kladde på jeres site", "Entwurf auf Ihrer Website"},
		{uploader.DonePublic, 0, "Published", "Udgivet", "Veröffentlicht"},
		{uploader.DoneWarning, 0, "Uploaded, please check", "Uploadet, tjek lige", "Hochgeladen, bitte prüfen"},
		{uploader.Failed, 0, "Could not be uploaded", "Kunne ikke uploades", "Hochladen nicht möglich"},
		{"state_of_2031", 0, "Set by a newer version", "Sat af en nyere version", "Von einer neueren Version gesetzt"},
	} {
		u := welcome(row.state)
		expect(t, "en", speak(English).State(u, row.ahead), row.en)
		expect(t, "da", speak(Danish).State(u, row.ahead), row.da)
		expect(t, "de", speak(German).State(u, row.ahead), row.de)
	}
}

func TestScheduledNamesDateAndZone(t *testing.T) {
	t.Parallel()
	u := welcome(uploader.DoneScheduled)
	u.Metadata.PublishZone = "Europe/Copenhagen"
	u.Result.PublishAt = time.Date(2026, 12, 4, 8, 0, 0, 0, time.UTC)
	expect(t, "en", speak(English).State(u, 0), "Scheduled: 4 Dec, 09:00")
	expect(t, "da", speak(Danish).State(u, 0), "Planlagt: 4. dec. kl. 09.00")
	expect(t, "de", speak(German).State(u, 0), "Geplant: 4. Dez., 09:00 Uhr")
	expect(t, "en, below", speak(English).Sentence(u, 0), "Copenhagen time")
	expect(t, "da, below", speak(Danish).Sentence(u, 0), "Lokal tid i København")
}

func TestSiteIsOnlyCalledBusyWhenItIs(t *testing.T) {
	t.Parallel()
	u := welcome(uploader.WaitingSite)
	u.Reason = uploader.Reason{Code: uploader.ReasonQuota, Site: "Acme Video"}
	expect(t, "full", speak(English).State(u, 0), "Waiting for your site")
	u.Reason.Code = uploader.ReasonBusyLong
	expect(t, "busy", speak(English).State(u, 0), "Your site is busy")
}

func TestSentences(t *testing.T) {
	t.Parallel()
	with := func(state uploader.State, change func(*uploader.Upload)) uploader.Upload {
		u := welcome(state)
		if change != nil {
			change(&u)
		}
		return u
	}
	reason := func(r uploader.Reason) func(*uploader.Upload) { return func(u *uploader.Upload) { u.Reason = r } }
	for _, row := range []struct {
		name   string
		upload uploader.Upload
		want   string
	}{
		{"amount and time", with(uploader.Uploading, nil), "512 MB of 1.2 GB, about 6 minutes left"},
		{"stalled", with(uploader.Uploading, func(u *uploader.Upload) { u.Progress.Left = 0 }), "512 MB of 1.2 GB"},
		{"paused", with(uploader.Paused, nil), "42 % is kept."},
		{"nothing kept", with(uploader.Paused, func(u *uploader.Upload) { u.Progress.Acked = 0 }), ""},
		{"offline", with(uploader.WaitingNetwork, reason(uploader.Reason{Code: uploader.ReasonOffline})), "42 % is kept. Continues by itself."},
		{
			"hotel", with(uploader.WaitingNetwork, reason(uploader.Reason{Code: uploader.ReasonCaptivePortal})),
			"42 % is kept. This Wi-Fi wants you to sign in first. Open the page of the Wi-Fi, accept or sign in. Uploads continue then.",
		},
		{
			"busy", with(uploader.WaitingSite, reason(uploader.Reason{Code: uploader.ReasonBusy, NextTry: testNow.Add(40 * time.Second)})),
			"42 % is kept. Trying again in 40 seconds.",
		},
		{"sign-in", with(uploader.WaitingSignIn, nil), "42 % is kept. Sign in again to continue."},
		{
			"camera", with(uploader.Attention, reason(uploader.Reason{
				Code: uploader.ReasonIncomplete, Field: uploader.FieldTitle, Problem: uploader.ProblemCameraName, Subject: "IMG 2041",
			})), "Give this video a title. “IMG 2041” looks like a name from a camera.",
		},
		{
			"moved", with(uploader.Attention, reason(uploader.Reason{Code: uploader.ReasonMissing, Place: "Videos"})),
			"The file is not where it was. welcome.mp4 was in “Videos”. It may have been moved, renamed or deleted.",
		},
		{
			"too large", with(uploader.Failed, reason(uploader.Reason{Code: uploader.ReasonTooLarge, Site: "Acme Video"})),
			"This video is too large for Acme Video. It has 1.2 GB. Export it smaller, or ask an administrator about the limit.",
		},
		{
			"starts again", with(uploader.Waiting, reason(uploader.Reason{Code: uploader.ReasonStartsAgain, Site: "Acme Video"})),
			"Starts again from the beginning. Acme Video kept the first part for 24 hours only.",
		},
		{"on the site", with(uploader.Processing, nil), "It has arrived."},
		{
			"on the site, untold", with(uploader.Processing, func(u *uploader.Upload) { u.Progress.Processing = -1 }),
			"It has arrived.",
		},
		{
			"done", with(uploader.DoneDraft, func(u *uploader.Upload) {
				u.Result.Started, u.Result.Arrived = testNow.Add(-125*time.Second), testNow
			}), "20:00, 1.2 GB in 2 min",
		},
		{
			"shown to viewers", with(uploader.DoneWarning, func(u *uploader.Upload) {
				u.Reason = uploader.Reason{Code: uploader.ReasonNotAsAsked, Fields: []uploader.Field{uploader.FieldTitle, uploader.FieldVisibility}}
				u.Result.Published = true
			}), "Your site shows this video as published.",
		},
		{
			"another date", with(uploader.DoneWarning, func(u *uploader.Upload) {
				u.Reason = uploader.Reason{Code: uploader.ReasonNotAsAsked, Fields: []uploader.Field{uploader.FieldPublishAt}, At: testNow}
				u.Metadata.PublishZone = "Europe/Copenhagen"
			}), "Your site shows a different date: 21 Nov, 21:00.",
		},
		{"removed", with(uploader.Removed, nil), "Removed “Welcome to Acme”."},
	} {
		expect(t, row.name, speak(English).Sentence(row.upload, 1), row.want)
	}
}

var bareKey = regexp.MustCompile(`\b(action|button|problem|reason|sentence|state)\.[a-z]`)

func TestNoWordIsLeftInEnglishOrUnfilled(t *testing.T) {
	t.Parallel()
	for _, language := range Languages() {
		w := speak(language)
		for _, state := range uploader.States() {
			for _, code := range append(uploader.ReasonCodes(), uploader.NoReason, "reason_of_2031") {
				for _, named := range []bool{true, false} {
					u := welcome(state)
					u.Reason = uploader.Reason{Code: code}
					if named {
						u.Reason = fullReason(code)
					}
					for _, line := range append(buttonTexts(w.Buttons(u)), w.State(u, 2), w.Sentence(u, 2), w.Spoken(u, 2), w.Facts(u, "Acme"), w.Line(u, 2), w.Result(u)) {
						if strings.ContainsAny(line, "{}") || bareKey.MatchString(line) || strings.Contains(line, "…. ") || strings.Contains(line, "“”") || strings.Contains(line, "„“") {
							t.Errorf("%s, %s, %s: %q", language, state, code, line)
						}
					}
					if w.State(u, 2) == "" {
						t.Errorf("%s: %s has no words", language, state)
					}
				}
			}
		}
	}
}

func fullReason(code uploader.ReasonCode) uploader.Reason {
	return uploader.Reason{
		Code: code, Site: "Acme Video", Subject: "welcome.mp4", Place: "Videos", Field: uploader.FieldTitle, Problem: uploader.ProblemMissing,
		Fields: []uploader.Field{uploader.FieldTags}, Needed: uploader.LevelAdmin, Have: uploader.LevelWrite,
		NextTry: testNow.Add(time.Minute), At: testNow, Offset: -9 * time.Minute, Bytes: 48_000_000_000,
	}
}

func buttonTexts(buttons []Button) []string {
	texts := make([]string, len(buttons))
	for i, button := range buttons {
		texts[i] = button.Text
	}
	return texts
}

func TestMainButtons(t *testing.T) {
	t.Parallel()
	w := speak(English)
	for state, want := range map[uploader.State]Button{
		uploader.Preparing: {}, uploader.Ready: {}, uploader.WaitingNetwork: {}, uploader.Finishing: {}, uploader.Checking: {},
		uploader.Attention:       {"Fix", ActionFix},
		uploader.Waiting:         {"First", ActionFirst},
		uploader.Uploading:       {"Pause", ActionPause},
		uploader.Paused:          {"Resume", ActionResume},
		uploader.WaitingSite:     {"Try now", ActionTryNow},
		uploader.WaitingSignIn:   {"Sign in", ActionSignIn},
		uploader.Processing:      {"Copy link", ActionCopyLink},
		uploader.DoneDraft:       {"Open", ActionOpen},
		uploader.DonePublic:      {"Open", ActionOpen},
		uploader.DonePlaceholder: {"Add file…", ActionAddFile},
		uploader.Failed:          {"Try again", ActionTryAgain},
		uploader.Removed:         {"Undo", ActionUndo},
	} {
		u := welcome(state)
		u.Result = uploader.Result{VideoID: "1", PageURL: "https://videos.acme.com/1", ManageURL: "https://videos.acme.com/manage/1"}
		if got := w.MainButton(u); got != want {
			t.Errorf("%s: %+v, want %+v", state, got, want)
		}
	}
	u := welcome(uploader.Failed)
	u.Reason.Code = uploader.ReasonUnsupported
	if got := w.MainButton(u); got != (Button{"Choose new file…", ActionChooseFile}) {
		t.Errorf("a reason decides over its state: %+v", got)
	}
	if got := w.MainButton(welcome(uploader.DoneDraft)); got != (Button{}) {
		t.Errorf("no address, no button: %+v", got)
	}
}

// TestFooterNeverContradictsARow: as long as one started upload depends on the computer, it is not to be switched off.
func TestFooterNeverContradictsARow(t *testing.T) {
	t.Parallel()
	states := rapid.SliceOfN(rapid.SampledFrom(uploader.States()), 0, 12)
	rapid.Check(t, func(t *rapid.T) {
		var overall Overall
		depends, arrived := false, 0
		for _, state := range states.Draw(t, "states") {
			overall.Add(welcome(state))
			depends = depends || (state.Started() && state != uploader.Paused)
			if state.Arrived() {
				arrived++
			}
		}
		advice := overall.Advice()
		if depends && (advice == AdviceTurnOff || advice == AdviceAllDone || advice == AdviceNone) {
			t.Fatalf("uploads are on their way, and the footer says %q", advice)
		}
		if waits := overall.Ready + overall.Attention; waits > 0 && (advice == AdviceTurnOff || advice == AdviceAllDone) {
			t.Fatalf("%d wait for the person, and the footer says %q", waits, advice)
		}
		if advice == AdviceAllDone && overall.Paused+overall.Ready+overall.Attention+overall.Preparing+overall.Failed+overall.Processing > 0 {
			t.Fatalf("not everything is uploaded: %+v", overall)
		}
		if overall.Processing+overall.Done != arrived {
			t.Fatalf("%d arrived, counted %+v", arrived, overall)
		}
	})
}
