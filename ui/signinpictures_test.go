package ui

import (
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

const samplePage = "https://videos.acme.com/oauth/authorize?oauth_token=request-1"

// foundAcme is the step in which the sample site was found, with these ways to sign in.
func foundAcme(ways ...uploader.SignInWay) uploader.SignIn {
	return uploader.SignIn{Step: uploader.SignInFound, SiteName: "Acme Video", Host: "videos.acme.com", Ways: ways}
}

// signInSteps goes through steps of signing in to the sample site, which is named with every one.
func signInSteps(w *Window, steps ...uploader.SignIn) {
	w.ShowSignIn(true)
	for _, step := range steps {
		if step.Step != uploader.SignInLooking && step.Reason.Code != uploader.ReasonNoSiteThere && step.SiteName == "" {
			step.SiteName, step.Host = "Acme Video", "videos.acme.com"
		}
		w.Apply(uploader.Update{SignIn: &step})
	}
}

func stopped(code uploader.ReasonCode) uploader.SignIn {
	return uploader.SignIn{Step: uploader.SignInStopped, Reason: uploader.Reason{Code: code, Site: "Acme Video"}}
}

func done(change func(*uploader.Account), code uploader.ReasonCode) uploader.SignIn {
	account := uitest.Account()
	if change != nil {
		change(&account)
	}
	return uploader.SignIn{Step: uploader.SignInDone, Account: account, Reason: uploader.Reason{Code: code, Site: "Acme Video"}}
}

func other() uploader.Account {
	account := uitest.Account()
	account.SiteName, account.Host = "Globex TV", "tv.globex.com"
	return account
}

func signInScenes() []scene {
	step := func(name string, steps ...uploader.SignIn) scene {
		return scene{name, func(_ *testing.T, w *Window) { signInSteps(w, steps...) }}
	}
	waiting := uploader.SignIn{Step: uploader.SignInInBrowser, Address: samplePage}
	code := uploader.SignIn{Step: uploader.SignInByCode, Address: samplePage + "2"}
	wrongCode := code
	wrongCode.Reason = uploader.Reason{Code: uploader.ReasonCodeWrong}
	return []scene{
		step("signin"),
		{"signin-looking", func(_ *testing.T, w *Window) {
			w.ShowSignIn(true)
			w.signIn.Begin("videos.acme.com")
		}},
		step("signin-wrong", uploader.SignIn{Step: uploader.SignInStopped, Host: "videos.acme.com", Reason: uploader.Reason{Code: uploader.ReasonNoSiteThere, Site: "videos.acme.com", Place: "videos.acme.com"}}),
		step("ways", foundAcme(uploader.WayBrowser)),
		step("ways-denied", foundAcme(uploader.WayBrowser), waiting, stopped(uploader.ReasonDenied)),
		step("ways-late", foundAcme(uploader.WayBrowser), waiting, stopped(uploader.ReasonBrowserLate)),
		step("ways-refused", foundAcme(uploader.WayBrowser), waiting, stopped(uploader.ReasonBrowserRefused)),
		step("browser-preparing", foundAcme(uploader.WayBrowser), uploader.SignIn{Step: uploader.SignInPreparing}),
		step("browser", foundAcme(uploader.WayBrowser), waiting),
		{"browser-copied", func(_ *testing.T, w *Window) {
			signInSteps(w, foundAcme(uploader.WayBrowser), waiting)
			buttonOf(w.signIn.Piece(), w.env.T("sign_in.copy_address")).Tapped(nil)
		}},
		step("browser-finishing", foundAcme(uploader.WayBrowser), waiting, uploader.SignIn{Step: uploader.SignInFinishing}),
		step("code", foundAcme(uploader.WayBrowser), code),
		step("code-wrong", foundAcme(uploader.WayBrowser), code, wrongCode),
		step("code-stopped", foundAcme(uploader.WayBrowser), code, stopped(uploader.ReasonCodeWrong)),
		step("elsewhere", foundAcme(uploader.WayBrowser), waiting, uploader.SignIn{Step: uploader.SignInDoubted, Doubt: uploader.DoubtElsewhere, Account: other()}),
		step("strong", foundAcme(), uploader.SignIn{Step: uploader.SignInChecking}, uploader.SignIn{Step: uploader.SignInDoubted, Doubt: uploader.DoubtStrongKeys, Account: uitest.Account()}),
		step("found", foundAcme()),
		{"paste", func(_ *testing.T, w *Window) {
			signInSteps(w, foundAcme(uploader.WayBrowser))
			buttonOf(w.signIn.Piece(), w.env.T("sign_in.paste_keys")).Tapped(nil)
		}},
		step("checking", foundAcme(), uploader.SignIn{Step: uploader.SignInChecking}),
		{"four-keys", func(_ *testing.T, w *Window) {
			signInSteps(w, foundAcme())
			w.signIn.UseFourKeys()
			signInSteps(w, stopped(uploader.ReasonKeysWrong))
		}},
		step("signed-in", foundAcme(), done(nil, uploader.NoReason)),
		step("signed-in-read-only", foundAcme(), done(func(a *uploader.Account) { a.Level = uploader.LevelRead }, uploader.ReasonReadOnly)),
		step("signed-in-not-kept", foundAcme(), done(func(a *uploader.Account) { a.Kept = uploader.KeptUntilQuit }, uploader.ReasonKeyringNone)),
		step("signed-in-locked", foundAcme(), done(func(a *uploader.Account) { a.Kept = uploader.KeptUntilQuit }, uploader.ReasonKeyringLocked)),
		{"how-to-fix", func(_ *testing.T, w *Window) {
			signInSteps(w, foundAcme(), done(func(a *uploader.Account) { a.Kept = uploader.KeptUntilQuit }, uploader.ReasonKeyringNone))
			buttonOf(w.signIn.Piece(), w.env.T("sign_in.how_to_fix")).Tapped(nil)
		}},
	}
}
