package app

import (
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
)

func TestSigningOutLeadsNewVideosToAnotherAccountOrNone(t *testing.T) {
	acme, acmeAddress := startSite(t, demo.Options{})
	globex, globexAddress := startSite(t, demo.Options{Workspace: demo.Named("Globex Video")})
	a, updates := openApp(t, Options{})
	first, _ := a.SignInNow(t.Context(), acmeAddress, uploader.Keys{AccessKey: acme.Credentials().Bearer})
	second, _ := a.SignInNow(t.Context(), globexAddress, uploader.Keys{AccessKey: globex.Credentials().Bearer})
	for _, step := range []struct{ out, goesTo uploader.AccountID }{{second.ID, first.ID}, {first.ID, ""}} {
		a.SignOut(step.out)
		await(t, updates, func(u uploader.Update) bool {
			for _, known := range u.Accounts {
				if known.ID == step.out && !known.SignedIn {
					if u.Current != step.goesTo {
						t.Errorf("signed out of %q, new videos go to %q, want %q", step.out, u.Current, step.goesTo)
					}
					return true
				}
			}
			return false
		})
	}
	if known, _ := a.SignInNow(t.Context(), acmeAddress, uploader.Keys{AccessKey: acme.Credentials().Bearer}); a.accounts.currentID() != known.ID {
		t.Error("signed in again, new videos do not go there")
	}
}
