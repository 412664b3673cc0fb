package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// setupScenes are setup files and what an organisation has laid down.
func setupScenes() []scene {
	return []scene{
		{"setup-file", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			offer := uitest.Offer()
			w.Apply(uploader.Update{Setup: &offer})
		}},
		{"setup-laid", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			offer := laidOffer()
			w.Apply(uploader.Update{Setup: &offer})
		}},
		{"setup-wrong", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(nil))
			w.Apply(uploader.Update{Setup: &uploader.SetupOffer{Name: "acme.ttsetup", Problem: uploader.SetupProblem{Code: uploader.SetupReserved, Place: "fields[2].key", Value: "title"}}})
		}},
		{"setup-used", func(_ *testing.T, w *Window) {
			update := uitest.Whole(nil)
			update.Accounts, update.Current = []uploader.Account{}, ""
			w.Apply(update)
			w.setupUsed(uitest.Offer())
			account := uitest.Account()
			account.Kept = uploader.KeptInKeyring
			w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInDone, Account: account}})
		}},
		{"company-fields", func(_ *testing.T, w *Window) {
			w.Apply(withEveryField())
			open(w, "q3")
			w.details.Attempt("q3")
			w.details.Fix(uploader.CompanyField("until"))
		}},
		{"company-top", func(_ *testing.T, w *Window) {
			w.Apply(withEveryField())
			open(w, "q3")
			w.details.Attempt("q3")
			w.details.Fix(uploader.CompanyField("department"))
		}},
		{"drafts-only", func(_ *testing.T, w *Window) {
			laidDown(w)
			open(w, "welcome")
			w.details.Fix(uploader.FieldPublishAt)
		}},
		{"settings-locked", func(_ *testing.T, w *Window) {
			laidDown(w)
			w.ShowSettings()
		}},
		{"signin-locked", func(_ *testing.T, w *Window) {
			laidDown(w)
			w.ShowSignIn(true)
		}},
	}
}

// laidOffer is the file of uitest.Offer where nobody opened it.
func laidOffer() uploader.SetupOffer {
	offer := uitest.Offer()
	offer.Name, offer.LaidDown = "laid.ttsetup", true
	return offer
}

func withEveryField() uploader.Update {
	update := uitest.Whole(uitest.AtWork())
	update.Accounts[0].Fields, update.Accounts[0].FieldsSetBy = uitest.EveryField(), "Acme IT"
	update.Uploads[1].Metadata.Company = map[string]string{"company": "Acme A/S", "until": "4.13.2026", "internal": "1", "campaign": "Winter"}
	return update
}

func laidDown(w *Window) {
	update, rules := uitest.Whole(uitest.AtWork()), uitest.Laid()
	update.Rules, update.Settings = &rules, &uploader.Settings{Files: 1, Limit: *rules.SpeedLimit.Locked}
	w.Apply(update)
}

// said reports whether a text is to be read anywhere in the window or in what lies over it.
func said(w *Window, text string) bool {
	found := false
	look := func(piece fyne.CanvasObject) {
		switch piece := piece.(type) {
		case interface{ Words() string }:
			found = found || strings.Contains(piece.Words(), text)
		case interface{ AccessibilityLabel() string }:
			found = found || strings.Contains(piece.AccessibilityLabel(), text)
		}
	}
	surface := w.window.Canvas()
	for _, piece := range append([]fyne.CanvasObject{surface.Content()}, surface.Overlays().List()...) {
		eachVisible(piece, look)
	}
	return found
}

func TestASetupFileIsShownBeforeItIsUsed(t *testing.T) {
	w, door := newTestWindow(t, nil)
	update := uitest.Whole(nil)
	update.Accounts, update.Current = []uploader.Account{}, ""
	w.Apply(update)
	offer := uitest.Offer()
	w.Apply(uploader.Update{Setup: &offer})
	for _, line := range []string{"acme.ttsetup", "Acme IT", "videos.acme.com", "6 company fields: Department", "Required before uploading: Department.", "locked: Company", "Training", "Questions? video@acme.com", "3 presets: HR onboarding, Weekly news, Safety.", "your presets with the same name: Safety", "colour"} {
		if !said(w, line) {
			t.Errorf("the sheet does not say %q", line)
		}
	}
	if len(door.Calls) > 0 {
		t.Errorf("before the yes: %q", door.Calls)
	}
	typed(w, fyne.KeySpace)
	if !slices.Contains(door.Calls, "use setup 1") || w.desk.page != signInPage {
		t.Errorf("after the yes: %q", door.Calls)
	}
	for _, test := range []struct {
		kept uploader.SecretStore
		told bool
	}{{uploader.KeptUntilQuit, false}, {uploader.KeptInKeyring, true}} {
		account := uitest.Account()
		account.Kept = test.kept
		w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInDone, Account: account}})
		if told := said(w, w.env.T(words.SetupThrowAwayTitle)); told != test.told {
			t.Errorf("kept in %s, told to throw the file away: %v", test.kept, told)
		}
	}
}

func TestAFileThatNobodyOpenedIsTheAdministratorsAndHasNoName(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	named, nameless := laidOffer(), laidOffer()
	nameless.Organisation = ""
	wrong := uploader.SetupOffer{Name: "laid.ttsetup", LaidDown: true, Problem: uploader.SetupProblem{Code: uploader.SetupReserved, Place: "fields[2].key", Value: "title"}}
	for line, offer := range map[string]uploader.SetupOffer{
		"Acme IT looks after this computer and wants to change this:": named,
		"The administrator of this computer wants to change this:":    nameless,
		"Ask the administrator of this computer":                      wrong,
	} {
		w.Apply(uploader.Update{Setup: &offer})
		if !said(w, line) || said(w, "laid.ttsetup") {
			t.Errorf("says %q: %v; names the file: %v", line, said(w, line), said(w, "laid.ttsetup"))
		}
	}
}

func TestWhatTheOrganisationLockedIsNotPromisedByASetupFile(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	update := uitest.Whole(nil)
	draft, tags := uploader.Draft, []string{"house"}
	update.Rules = &uploader.Rules{Organisation: "Acme IT", Visibility: uploader.Rule[uploader.Visibility]{Locked: &draft}, Tags: uploader.Rule[[]string]{Locked: &tags}}
	w.Apply(update)
	offer := uitest.Offer()
	offer.NewVideos.Visibility = uploader.PublishWhenDone
	w.Apply(uploader.Update{Setup: &offer})
	for line, want := range map[string]bool{"are published when": false, "with these tags": false, "Training": true, "Set by Acme IT: Who can see it, Tags": true} {
		if said(w, line) != want {
			t.Errorf("%q is said: %v", line, !want)
		}
	}
}

func TestASetupFileThatIsLeftChangesNothing(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	offer := uitest.Offer()
	w.Apply(uploader.Update{Setup: &offer})
	typed(w, fyne.KeyEscape)
	if door.Last() != "leave setup 1" || w.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%q", door.Calls)
	}
}

func TestASetupFileThatCannotBeUsedSaysWhy(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	w.Apply(uploader.Update{Setup: &uploader.SetupOffer{Name: "a.ttsetup", Problem: uploader.SetupProblem{Code: uploader.SetupNotJSON, Line: 3}}})
	if !said(w, "line 3") {
		t.Error("the line is not named")
	}
	typed(w, fyne.KeySpace)
	if len(door.Calls) > 0 {
		t.Errorf("%q", door.Calls)
	}
}

func TestASetupFileIsOpenedFromTheSignIn(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.system.(*fakeSystem).paths = []string{"/usb/acme.ttsetup"}
	w.ShowSignIn(true)
	typedOn(w, w.env.T(words.SetupOpen), fyne.KeySpace)
	if door.Last() != "open setup /usb/acme.ttsetup" {
		t.Errorf("%q", door.Calls)
	}
}

func TestCompanyFieldsAreFilledInTheWordsOfTheLanguage(t *testing.T) {
	w, door := newTestWindow(t, func(c *Config) { c.Choices.Language = words.Danish })
	w.Apply(withEveryField())
	open(w, "q3")
	w.details.Attempt("q3")
	w.details.Fix(uploader.CompanyField("department"))
	for _, text := range []string{"Afdeling", "Udfyld “Afdeling”", "skal udfyldes før udgivelse", "Bestemt af Acme IT", "“Vises indtil” skal være en dato"} {
		if !said(w, text) {
			t.Errorf("%q is not to be read", text)
		}
	}
	typed(w, fyne.KeySpace)
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyReturn)
	if last := door.Edits[len(door.Edits)-1]; last.Company["department"] != "sales" {
		t.Errorf("choosing a name sent %v", last.Company)
	}
	if !said(w, "Acme A/S") || said(w, "Udfyld “Afdeling”") {
		t.Error("the locked value is not to be read, or the problem is still said")
	}
}

func TestADateFieldTakesAnyUsualForm(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(withEveryField())
	open(w, "q3")
	w.details.Fix(uploader.CompanyField("until"))
	field := w.window.Canvas().Focused().(*widgets.Field)
	field.SelectAll()
	test.Type(field, "4.12.2026")
	w.details.Flush()
	if last := door.Edits[len(door.Edits)-1]; last.Company["until"] != "2026-12-04" || field.Text != "4.12.2026" {
		t.Errorf("the field holds %q and sent %v", field.Text, last.Company)
	}
}

func TestNothingCanBePublishedInTheFormWhereOnlyDraftsAreAllowed(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	laidDown(w)
	open(w, "welcome")
	if said(w, w.env.T(words.DetailsPublishDone)) || !said(w, "Set by Acme IT") || !said(w, w.env.T(words.ManagedDraftsOnly)) {
		t.Error("publishing is offered, or it is not said why it is not")
	}
}

func TestLockedSettingsAreReadAndNotChanged(t *testing.T) {
	w, door := newTestWindow(t, nil)
	laidDown(w)
	w.ShowSettings()
	if !said(w, "Set by Acme IT") || said(w, "Dansk") || !said(w, "English") {
		t.Error("the language can be chosen, or cannot be read")
	}
	typed(w, fyne.KeyEscape)
	w.showSettings(views.PageUploading)
	if said(w, w.env.T(words.SettingsLimitSome)) || !said(w, "20") || !said(w, "Set by Acme IT") {
		t.Error("the limit can be changed, or cannot be read")
	}
	typed(w, fyne.KeyEscape)
	if len(door.Calls) > 0 {
		t.Errorf("%q", door.Calls)
	}
}

func TestSigningInGoesStraightToTheOneSiteThatIsAllowed(t *testing.T) {
	w, door := newTestWindow(t, nil)
	laidDown(w)
	w.Apply(uploader.Update{Accounts: []uploader.Account{}})
	w.signInTo("")
	if door.Last() != "look https://videos.acme.com" || !said(w, "Set by Acme IT") {
		t.Errorf("%q", door.Calls)
	}
}

func TestAProposedAddressIsFilledIn(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uploader.Update{Rules: &uploader.Rules{Addresses: uploader.Rule[[]string]{Default: &[]string{"https://videos.acme.com"}}}})
	w.ShowSignIn(true)
	if field, is := w.window.Canvas().Focused().(*widgets.Field); !is || field.Text != "https://videos.acme.com" {
		t.Error("the address is not filled in")
	}
}

func TestALimitThatIsLockedCannotBeTakenAwayBelow(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	laidDown(w)
	if found := buttonOf(w.footer.Piece(), w.env.T(words.ButtonRemove)); found != nil {
		t.Error("the footer offers to take the limit away")
	}
}

func TestTheAdministratorsLanguageGoesBeforeThePersons(t *testing.T) {
	t.Parallel()
	danish := "da"
	for _, told := range []struct {
		rule   uploader.Rule[string]
		saved  string
		wanted words.Language
	}{
		{uploader.Rule[string]{Locked: &danish}, "de", words.Danish},
		{uploader.Rule[string]{Default: &danish}, "de", words.German},
		{uploader.Rule[string]{Default: &danish}, "", words.Danish},
	} {
		settings := savedSettings{rules: uploader.Rules{Language: told.rule}, language: told.saved}
		if got := Speaks(settings)(Chosen(settings, Choices{}).Language); got != told.wanted {
			t.Errorf("%+v with %q speaks %s", told.rule, told.saved, got)
		}
	}
}

type savedSettings struct {
	rules    uploader.Rules
	language string
}

func (s savedSettings) Rules() uploader.Rules { return s.rules }

func (s savedSettings) Setting(key string) string {
	if key == settingLanguage {
		return s.language
	}
	return ""
}

func (savedSettings) SaveSetting(string, string) {}
