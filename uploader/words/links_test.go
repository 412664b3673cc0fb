package words

import (
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func guestLink() uploader.Link {
	return uploader.Link{
		ID: "a", Name: "Interview, guest", Made: testNow, Looked: testNow, Ends: testNow.Add(21*time.Hour + 40*time.Minute),
		Asked:   uploader.LinkTerms{Videos: 3, Lasts: 24 * time.Hour, Publish: true},
		Granted: uploader.LinkTerms{Videos: 1, Lasts: 12 * time.Hour},
	}
}

func TestALinkInWords(t *testing.T) {
	t.Parallel()
	open := guestLink()
	old := guestLink()
	old.Ends, old.Looked = testNow.Add(-24*time.Hour), testNow.Add(-26*time.Hour)
	full := guestLink()
	full.Arrived = make([]uploader.LinkVideo, 1)
	for language, want := range map[Language][]string{
		English: {
			"0 of 1 received", "Works until tomorrow 17:40", "Open", "Not checked since yesterday 18:00", "Ended yesterday 20:00", "Used up",
			"The link is ready. It works until tomorrow 17:40 (12 hours), for 1 video.", "Your site allows at most 12 hours.",
		},
		Danish: {
			"0 af 1 modtaget", "Virker til i morgen kl. 17.40", "Åbent", "Ikke tjekket siden i går kl. 18.00", "Sluttede i går kl. 20.00", "Brugt op",
			"Linket er klar. Det virker til i morgen kl. 17.40 (12 timer), til 1 video.", "Jeres site tillader højst 12 timer.",
		},
		German: {
			"0 von 1 empfangen", "Gilt bis morgen 17:40 Uhr", "Offen", "Nicht geprüft seit gestern 18:00 Uhr", "Beendet: gestern 20:00 Uhr", "Aufgebraucht",
			"Der Link ist bereit. Er gilt bis morgen 17:40 Uhr (12 Stunden), für 1 Video.", "Ihre Website erlaubt höchstens 12 Stunden.",
		},
	} {
		w := speak(language)
		got := []string{
			w.LinkReceived(open), w.LinkEnds(open), w.LinkState(open), w.LinkState(old), w.LinkEnds(old), w.LinkState(full), w.LinkReady(open),
			w.LinkDifference(open, uploader.LinkEndsEarlier),
		}
		for i := range want {
			expect(t, string(language), got[i], want[i])
		}
	}
}

func TestEveryProblemOfALinkSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for _, language := range Languages() {
		w, said := speak(language), map[string]bool{}
		for _, problem := range uploader.LinkProblems() {
			text := w.LinkProblem(problem)
			if text == "" || strings.ContainsAny(text, "{}") || said[text] {
				t.Errorf("%s: %s is told as %q", language, problem, text)
			}
			said[text] = true
		}
		for _, difference := range uploader.LinkDifferences() {
			if text := w.LinkDifference(guestLink(), difference); text == "" || strings.ContainsAny(text, "{}") {
				t.Errorf("%s: %s is told as %q", language, difference, text)
			}
		}
	}
	expect(t, "too many", speak(English).LinkProblem(uploader.LinkTooManyVideos), "At most 100 videos can be sent through one link.")
	expect(t, "too short", speak(German).LinkProblem(uploader.LinkTooShort), "Ein Link gilt mindestens 15 Minuten.")
}

func TestTheSystemIsToldHowManyAndNeverWhich(t *testing.T) {
	t.Parallel()
	for _, language := range Languages() {
		w := speak(language)
		for _, kind := range []uploader.LinkNewsKind{uploader.LinkReceived, uploader.LinkUnused, uploader.LinkEndedUnused} {
			link := guestLink()
			if inside := w.LinkNews(uploader.LinkNews{Kind: kind, Link: link, New: 2}); !strings.Contains(inside, link.Name) || strings.ContainsAny(inside, "{}") {
				t.Errorf("%s: %s is told as %q", language, kind, inside)
			}
			if one, two := w.LinkNotice(kind, 1), w.LinkNotice(kind, 2); !strings.Contains(two, "2") || one == two || w.LinkNotice(kind, 0) != "" {
				t.Errorf("%s: the system is told %q and %q", language, one, two)
			}
		}
	}
}

func TestTheHistoryNamesTheLink(t *testing.T) {
	t.Parallel()
	entry := uploader.HistoryEntry{Upload: uploader.Upload{
		State: uploader.DoneDraft, Link: "Interview, guest", Source: uploader.Source{Name: "film.mov"}, Result: uploader.Result{Arrived: testNow},
	}}
	expect(t, "facts", speak(English).HistoryFacts(entry, ""), "film.mov · through “Interview, guest”")
}
