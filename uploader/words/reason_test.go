package words

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestEveryReasonHasWords(t *testing.T) {
	t.Parallel()
	for _, language := range Languages() {
		w := speak(language)
		for _, code := range uploader.ReasonCodes() {
			for _, r := range []uploader.Reason{fullReason(code), {Code: code}} {
				text := w.Reason(r)
				switch {
				case text.Headline == "" || strings.HasSuffix(text.Headline, "."):
					t.Errorf("%s: %s has the headline %q", language, code, text.Headline)
				case strings.ContainsAny(text.Headline+text.Sentence+text.Button, "{}"):
					t.Errorf("%s: %s is not filled: %+v", language, code, text)
				case (text.Button == "") != (text.Action == ActionNone):
					t.Errorf("%s: %s has a button that does nothing: %+v", language, code, text)
				case code.Who() != uploader.ActorNobody && text.Action == ActionNone && code != uploader.ReasonDriveGone:
					t.Errorf("%s: %s asks somebody to act and offers nothing", language, code)
				case text.Sentence == "" && code != uploader.ReasonContinuesOnStart:
					t.Errorf("%s: %s does not say what to do", language, code)
				}
			}
		}
	}
}

// TestReasonsAreNotLeftInEnglish finds texts that nobody translated.
func TestReasonsAreNotLeftInEnglish(t *testing.T) {
	t.Parallel()
	all := catalogues(t)
	letters := regexp.MustCompile(`\p{L}{3,}.*\s.*\p{L}{3,}`)
	for _, language := range []Language{Danish, German} {
		for key, translated := range all[language] {
			bare := placeholder.ReplaceAllString(translated.Other, "")
			if !strings.HasPrefix(string(key), "city.") && translated.Other == all[English][key].Other && letters.MatchString(bare) && !quotesTheSite[key] {
				t.Errorf("%s: %q is the English text: %s", language, key, translated.Other)
			}
		}
	}
}

func TestReasonsTellWhatTheyKnow(t *testing.T) {
	t.Parallel()
	w := speak(English)
	for _, row := range []struct {
		reason             uploader.Reason
		headline, sentence string
	}{
		{
			uploader.Reason{Code: uploader.ReasonClock, Site: "Acme Video", Offset: -9 * time.Minute},
			"The clock of this computer is 9 minutes slow", "Acme Video refuses requests with the wrong time. Set the time to automatic.",
		},
		{
			uploader.Reason{Code: uploader.ReasonClock, Site: "Acme Video", Offset: 9 * time.Minute},
			"The clock of this computer is 9 minutes fast", "Acme Video refuses requests with the wrong time. Set the time to automatic.",
		},
		{
			uploader.Reason{Code: uploader.ReasonUnsafeClock, At: time.Date(2019, 3, 3, 0, 0, 0, 0, time.UTC)},
			"The date on this computer is wrong", "It says 3 Mar 2019. Set date and time to automatic.",
		},
		{
			uploader.Reason{Code: uploader.ReasonNoPermission, Site: "Acme Video", Field: uploader.FieldOwner, Needed: "admin", Have: "write"},
			"You are not allowed to do this on Acme Video",
			"Needed: “admin”. You have: “write”. Ask an administrator, or change “Uploader name” back to yourself.",
		},
		{uploader.Reason{Code: uploader.ReasonCategoryGone, Subject: "HR"}, "The category “HR” no longer exists", "Choose another one."},
		{uploader.Reason{Code: uploader.ReasonCategoryGone}, "The category no longer exists", "Choose another one."},
		{
			uploader.Reason{Code: uploader.ReasonListUnreadable, At: testNow.Add(-time.Hour)},
			"Your list could not be opened", "We use the copy from this time: 19:00. The newest changes may be missing.",
		},
		{
			uploader.Reason{Code: uploader.ReasonFieldRefused, Site: "Acme Video", Field: uploader.CompanyField("dep")},
			"Acme Video did not accept “Department”", "Check what you entered.",
		},
		{
			uploader.Reason{Code: "reason_of_2031", Subject: "IMG 2041"},
			"Something went wrong with “IMG 2041”",
			"It is not clear why. Your text is kept. Try again.",
		},
	} {
		text := w.Reason(row.reason, uploader.FieldDefinition{Key: "dep", Label: "Department"})
		expect(t, string(row.reason.Code), text.Headline, row.headline)
		expect(t, string(row.reason.Code), text.Sentence, row.sentence)
	}
	if text := w.Reason(uploader.Reason{}); text != (ReasonText{}) {
		t.Errorf("no reason says %+v", text)
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for _, language := range Languages() {
		for _, code := range append(problemCodes(), "problem_of_2031") {
			for _, field := range append(fields(), uploader.CompanyField("dep")) {
				got := speak(language).Problem(uploader.Problem{Field: field, Code: code, Value: "x"})
				if got == "" || strings.ContainsAny(got, "{}") || strings.Contains(got, "problem.") {
					t.Errorf("%s: %s of %s says %q", language, code, field, got)
				}
			}
		}
	}
	department := uploader.FieldDefinition{Key: "dep", Label: "Department"}
	expect(t, "company", speak(English).Problem(uploader.Problem{Field: uploader.CompanyField("dep"), Code: uploader.ProblemMissing}, department), "Fill in “Department”.")
	expect(t, "title", speak(Danish).Problem(uploader.Problem{Field: uploader.FieldTitle, Code: uploader.ProblemMissing}), "Giv videoen en titel.")
	expect(t, "category", speak(German).Problem(uploader.Problem{Field: uploader.FieldCategories, Code: uploader.ProblemMissing}), "Wählen Sie eine Kategorie.")
}

func TestTextForIT(t *testing.T) {
	t.Parallel()
	account := uploader.Account{Host: "videos.acme.com", SiteName: "Acme Video", Person: "you@acme.com"}
	reason := uploader.Reason{Code: uploader.ReasonQuota, Technical: "quota 0 of 500"}
	english := plain(speak(English).TextFor(reason, account))
	for _, part := range []string{"videos.acme.com", "you@acme.com", "21 Nov 2026, 20:00", "Acme Video is full.", "Please make more space for videos.", "quota 0 of 500"} {
		if !strings.Contains(english, part) {
			t.Errorf("the text for the administrator lacks %q:\n%s", part, english)
		}
	}
	german := plain(speak(German).TextFor(reason, account))
	if !strings.HasPrefix(german, "Hallo") || !strings.HasSuffix(german, english) {
		t.Errorf("the German text is followed by the English one, got:\n%s", german)
	}
}
