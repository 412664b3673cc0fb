package words

import (
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestFooter(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		overall    Overall
		en, da, de string
	}{
		{Overall{}, "Ready", "Klar", "Bereit"},
		{
			Overall{Moving: 1, Waiting: 1, BytesLeft: 1_500_000_000, Rate: 1_786_000},
			"1 uploading, 1 waiting: 1.5 GB left, about 14 minutes. Keep the computer on.",
			"1 uploades, 1 venter: 1,5 GB tilbage, ca. 14 minutter. Lad computeren være tændt.",
			"1 wird hochgeladen, 1 wartet: noch 1,5 GB, etwa 14 Minuten. Lassen Sie den Computer eingeschaltet.",
		},
		{
			Overall{Offline: 2, BytesLeft: 3_000_000},
			"2 waiting: 3 MB left. Waiting for internet.", "2 venter: 3 MB tilbage. Venter på internet.", "2 warten: noch 3 MB. Wartet auf Internet.",
		},
		{
			Overall{Paused: 2, Done: 1},
			"2 paused. You can turn off your computer now.", "2 på pause. Du kan slukke computeren nu.",
			"2 angehalten. Sie können den Computer jetzt ausschalten.",
		},
		{
			Overall{Processing: 1}, "You can turn off your computer now.", "Du kan slukke computeren nu.", "Sie können den Computer jetzt ausschalten.",
		},
		{
			Overall{Processing: 1, Ready: 2}, "2 videos are ready to upload.", "2 videoer er klar til upload.", "2 Videos können hochgeladen werden.",
		},
		{
			Overall{Done: 1, Attention: 1}, "1 video needs your attention.", "1 video kræver din opmærksomhed.", "Bitte 1 Video prüfen.",
		},
		{
			Overall{Held: 1, SignIn: 1, Waiting: 1, Processing: 1, BytesLeft: 3_000_000},
			"2 waiting: 3 MB left. Waiting for sign-in.", "2 venter: 3 MB tilbage. Venter på login.", "2 warten: noch 3 MB. Wartet auf Anmeldung.",
		},
		{
			Overall{Held: 1, Administrator: 1, BytesLeft: 3_000_000},
			"1 waiting: 3 MB left. Waiting for an administrator.", "1 venter: 3 MB tilbage. Venter på en administrator.",
			"1 wartet: noch 3 MB. Wartet auf einen Administrator.",
		},
		{
			Overall{Held: 2, SignIn: 1, BytesLeft: 3_000_000},
			"2 waiting: 3 MB left. Keep the computer on.", "2 venter: 3 MB tilbage. Lad computeren være tændt.",
			"2 warten: noch 3 MB. Lassen Sie den Computer eingeschaltet.",
		},
		{Overall{Done: 3}, "Everything is uploaded.", "Alt er uploadet.", "Alles ist hochgeladen."},
	} {
		expect(t, "en", speak(English).Footer(row.overall), row.en)
		expect(t, "da", speak(Danish).Footer(row.overall), row.da)
		expect(t, "de", speak(German).Footer(row.overall), row.de)
	}
}

func TestOnlyTheFooterSpeaksOfSwitchingOff(t *testing.T) {
	t.Parallel()
	for language, said := range map[Language]string{English: "turn off", Danish: "slukke", German: "ausschalten"} {
		for _, state := range uploader.States() {
			for _, processing := range []float64{-1, 0.56} {
				u := welcome(state)
				u.Progress.Processing = processing
				if sentence := speak(language).Sentence(u, 0); strings.Contains(sentence, said) {
					t.Errorf("%s: %q speaks of switching off, though other uploads may need the computer", state, sentence)
				}
			}
		}
	}
}

func TestWhoIsWaitedForDecidesTheAdvice(t *testing.T) {
	t.Parallel()
	held := func(state uploader.State, code uploader.ReasonCode) uploader.Upload {
		u := welcome(state)
		u.Reason = uploader.Reason{Code: code}
		return u
	}
	for _, row := range []struct {
		name    string
		uploads []uploader.Upload
		want    Advice
	}{
		{"sign-in", []uploader.Upload{held(uploader.WaitingSignIn, uploader.ReasonWithdrawn)}, AdviceSignIn},
		{"administrator", []uploader.Upload{held(uploader.WaitingSite, uploader.ReasonQuota)}, AdviceAdministrator},
		{"the site itself", []uploader.Upload{held(uploader.WaitingSite, uploader.ReasonBusy)}, AdviceKeepOn},
		{"one goes on by itself", []uploader.Upload{held(uploader.WaitingSignIn, ""), held(uploader.WaitingSite, uploader.ReasonBusy)}, AdviceKeepOn},
		{"one moves", []uploader.Upload{held(uploader.WaitingSignIn, ""), welcome(uploader.Uploading)}, AdviceKeepOn},
	} {
		var overall Overall
		for _, u := range row.uploads {
			overall.Add(u)
		}
		if got := overall.Advice(); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

func TestALongFileNameLeavesRoomForTheFacts(t *testing.T) {
	t.Parallel()
	u := welcome(uploader.Ready)
	u.Source.Name = "2026-11-21 Quarterly results town hall recording final version 3.mp4"
	expect(t, "facts", speak(English).Facts(u, ""), "2026-11-21 Quarterly res…ersion 3.mp4 · 1.2 GB · HR · Draft")
	expect(t, "panel", speak(English).FileLine(u), "2026-11-21 Quarterly res…ersion 3.mp4 · 1.2 GB")
	u.Source.Name = "A name that is just so short enough.mp4"
	expect(t, "short", speak(English).FileLine(u), "A name that is just so s…t enough.mp4 · 1.2 GB")
	u.Source.Name = "Velkommen til alle os på 37 tegn!.mp4"
	expect(t, "as it is", speak(English).FileLine(u), u.Source.Name+" · 1.2 GB")
}

func TestUploadButton(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		counts     Overall
		en, da, de string
	}{
		{Overall{}, "Upload", "Upload", "Hochladen"},
		{Overall{Ready: 1}, "Upload 1 video", "Upload 1 video", "1 Video hochladen"},
		{Overall{Ready: 5, Public: 1}, "Upload 5 videos (1 goes public)", "Upload 5 videoer (1 bliver offentlig)", "5 Videos hochladen (1 öffentlich)"},
		{Overall{Ready: 4, Attention: 1}, "Upload 4 videos, 1 needs your attention", "Upload 4 videoer, 1 kræver din opmærksomhed", "4 Videos hochladen, 1 bitte prüfen"},
		{
			Overall{Ready: 4, Public: 2, Attention: 3},
			"Upload 4 videos (2 go public), 3 need your attention",
			"Upload 4 videoer (2 bliver offentlige), 3 kræver din opmærksomhed", "4 Videos hochladen (2 öffentlich), 3 bitte prüfen",
		},
		{
			Overall{Ready: 4, Public: 1, Dated: 2},
			"Upload 4 videos (1 goes public, 2 on a date)",
			"Upload 4 videoer (1 offentlig, 2 på en dato)", "4 Videos hochladen (1 öffentlich, 2 mit Termin)",
		},
		{
			Overall{Ready: 2, Dated: 1},
			"Upload 2 videos (1 goes public on a date)",
			"Upload 2 videoer (1 offentlig på en dato)", "2 Videos hochladen (1 öffentlich mit Termin)",
		},
	} {
		expect(t, "en", speak(English).UploadButton(row.counts), row.en)
		expect(t, "da", speak(Danish).UploadButton(row.counts), row.da)
		expect(t, "de", speak(German).UploadButton(row.counts), row.de)
	}
	expect(t, "hint", speak(English).UploadHint(Overall{Attention: 1}), "1 video needs your attention first.")
	expect(t, "no hint", speak(English).UploadHint(Overall{Ready: 1, Attention: 1}), "")
}

func TestADateIsCountedApartFromPublishingAtOnce(t *testing.T) {
	t.Parallel()
	var counts Overall
	for _, metadata := range []uploader.Metadata{
		{},
		{Visibility: uploader.PublishWhenDone},
		{Visibility: uploader.PublishOnDate},
		{Visibility: uploader.PublishOnDate},
		// It has passed and was ticked as meant: viewers see the video at once.
		{Visibility: uploader.PublishOnDate, PastDateAccepted: true},
	} {
		counts.Add(uploader.Upload{State: uploader.Ready, Metadata: metadata})
	}
	if counts.Ready != 5 || counts.Public != 2 || counts.Dated != 2 {
		t.Errorf("of %d videos %d go public and %d on a date", counts.Ready, counts.Public, counts.Dated)
	}
}

func TestFactsAndVisibility(t *testing.T) {
	t.Parallel()
	u := welcome(uploader.Ready)
	expect(t, "drawing", speak(English).Facts(u, ""), "welcome.mp4 · 1.2 GB · HR · Draft")
	expect(t, "two accounts", speak(German).Facts(u, "Acme Video"), "welcome.mp4 · 1,2 GB · HR · Entwurf · Acme Video")
	expect(t, "a guest", speak(English).GuestFacts(u, ""), "welcome.mp4 · 1.2 GB")
	u.Metadata.Visibility = uploader.PublishWhenDone
	expect(t, "publish", speak(English).Facts(u, ""), "welcome.mp4 · 1.2 GB · HR · Publish when done")
	u.State, u.Result.Published = uploader.Processing, true
	expect(t, "published", speak(English).Visibility(u), "Published")
	u.State, u.Result.Published = uploader.DoneDraft, false
	expect(t, "the site's word counts", speak(English).Visibility(u), "Draft")
	u.Source = uploader.Source{}
	expect(t, "placeholder", speak(English).Facts(u, ""), "Placeholder, no file yet · HR · Draft")
}

func TestIntake(t *testing.T) {
	t.Parallel()
	budget := uploader.Rejection{Name: "budget.xlsx", Reason: uploader.Reason{Code: uploader.ReasonNotVideo}}
	many := func(n int) []uploader.UploadID { return make([]uploader.UploadID, n) }
	for _, row := range []struct {
		result uploader.IntakeResult
		en, de string
	}{
		{uploader.IntakeResult{Added: many(1)}, "Added 1 video", "1 Video hinzugefügt"},
		{
			uploader.IntakeResult{Added: many(12), Rejected: []uploader.Rejection{budget, budget}},
			"Added 12 videos, 2 could not be added", "12 Videos hinzugefügt, 2 nicht hinzugefügt",
		},
		{
			uploader.IntakeResult{Rejected: []uploader.Rejection{budget}},
			"budget.xlsx: This is not a video or audio file.", "budget.xlsx: Das ist keine Video- oder Audiodatei.",
		},
		{uploader.IntakeResult{Rejected: []uploader.Rejection{budget, budget}}, "2 files could not be added", "2 Dateien nicht hinzugefügt"},
		{uploader.IntakeResult{}, "No video or audio file was found there.", "Dort wurde keine Video- oder Audiodatei gefunden."},
		{
			uploader.IntakeResult{Asking: &uploader.FolderQuestion{Folder: "Archive", Count: 1240}},
			"Add 1,240 videos from “Archive”?", "1.240 Videos aus „Archive“ hinzufügen?",
		},
	} {
		expect(t, "en", speak(English).Intake(row.result), row.en)
		expect(t, "de", speak(German).Intake(row.result), row.de)
	}
}

func TestSaved(t *testing.T) {
	t.Parallel()
	w := speak(English)
	for ago, want := range map[time.Duration]string{
		0: "Saved just now", 2500 * time.Millisecond: "Saved 2 s ago", 90 * time.Second: "Saved 1 min ago", 2 * time.Hour: "Saved",
	} {
		expect(t, ago.String(), w.Saved(testNow.Add(-ago)), want)
	}
	expect(t, "never", w.Saved(time.Time{}), "")
	expect(t, "da", speak(Danish).Saved(testNow.Add(-2*time.Second)), "Gemt for 2 sek. siden")
}

func TestAccountLines(t *testing.T) {
	t.Parallel()
	w := speak(English)
	account := uploader.Account{
		ID: "1", SiteName: "Acme Video", Host: "videos.acme.com", Person: "you@acme.com", SignedIn: true,
		Level: uploader.LevelWrite, Kept: uploader.KeptInKeyring,
	}
	expect(t, "connected", w.Connected(account, ""), "Connected to Acme Video (videos.acme.com) as you@acme.com")
	for _, row := range []struct {
		name, store, headline, kept string
		level                       uploader.PermissionLevel
		where                       uploader.SecretStore
		catch                       uploader.ReasonCode
	}{
		{
			"signed in", w.PasswordStore("windows"), "Signed in as you@acme.com. You can upload to Acme Video.",
			"Your sign-in is kept in Windows Credential Manager.", uploader.LevelWrite, uploader.KeptInKeyring, uploader.NoReason,
		},
		{
			"not kept", "", "Signed in as you@acme.com. You can upload to Acme Video.",
			"This computer has no password store we can use. You stay signed in until you quit.", uploader.LevelWrite, uploader.KeptUntilQuit, uploader.ReasonKeyringNone,
		},
		{
			"locked", "", "Signed in as you@acme.com. You can upload to Acme Video.",
			"The password store is locked. You stay signed in until you quit.", uploader.LevelWrite, uploader.KeptUntilQuit, uploader.ReasonKeyringLocked,
		},
		{
			"read only", "", "You are signed in, but this account may only look at videos. Ask an administrator for permission to upload.",
			"", uploader.LevelRead, uploader.KeptByDemoSite, uploader.ReasonReadOnly,
		},
	} {
		account.Level, account.Kept = row.level, row.where
		headline, kept := w.SignedIn(account, row.store, uploader.Reason{Code: row.catch})
		expect(t, row.name, headline, row.headline)
		expect(t, row.name, kept, row.kept)
	}
	account.SignedIn = false
	expect(t, "signed out of one of two", w.Connected(account, "Acme Video (videos.acme.com)"), "Signed out of Acme Video (videos.acme.com)")
	expect(t, "signed out", w.Connected(account, ""), "Signed out of Acme Video")
	expect(t, "nobody", w.Connected(uploader.Account{}, ""), "Not signed in")
	expect(t, "demo", w.Connected(uploader.Account{ID: "d", Demo: true, SignedIn: true}, ""), "Connected to the demo site on this computer")
}

func TestTerminalLines(t *testing.T) {
	t.Parallel()
	w := speak(English)
	expect(t, "progress", w.Line(welcome(uploader.Uploading), 0), "welcome.mp4: Uploading 42 %, 512 MB of 1.2 GB, about 6 minutes left, 16 Mbit/s")
	done := welcome(uploader.DonePublic)
	done.Result.PageURL = "https://videos.acme.com/1"
	expect(t, "result", w.Result(done), "welcome.mp4: Published\n  https://videos.acme.com/1")
	expect(t, "all", w.Summary(5, 5, "Acme Video"), "All 5 videos are on Acme Video.")
	expect(t, "one", w.Summary(1, 1, "Acme Video"), "1 video is on Acme Video.")
	expect(t, "some", w.Summary(3, 5, "Acme Video"), "3 of 5 videos are on Acme Video. Run the same command again to continue.")
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	expect(t, "quit", speak(English).QuitQuestion(Overall{Moving: 2, BytesLeft: 2_880_000_000, Rate: 2_000_000}), "2 videos are on their way, about 24 minutes left.")
	expect(t, "remove", speak(German).RemoveQuestion(23, 3), "23 Videos entfernen? 3 werden gerade hochgeladen.")
	expect(t, "done", speak(English).AllDone(6, 5_100_000_000), "Everything is uploaded. 6 videos, 5.1 GB. You can turn off your computer.")
}
