package app

import (
	"fmt"
	"os"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/account/setup"
	"twentythree-uploader/uploader/demo"
)

// laidOffer opens the program once more, gives what it offers of files that were laid down and lets answer answer it.
func laidOffer(t *testing.T, options Options, answer func(a *App, number int, done func())) (offer uploader.SetupOffer, there bool) {
	t.Helper()
	a, updates := openApp(t, options)
	if offer, there = a.laidOffer(); there && answer != nil {
		answer(a, offer.Number, func() { await(t, updates, signInStep(uploader.SignInDone)) })
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return offer, there
}

func leave(a *App, number int, _ func()) { a.LeaveSetupFile(number) }

func use(a *App, number int, done func()) { a.UseSetupFile(number); done() }

func TestALaidSetupFileIsOfferedUntilItIsUsed(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	text := fmt.Sprintf(`{"version":1,"organisation":"Acme IT","address":%q,"keys":{"access_key":%q}}`, address, site.Credentials().Bearer)
	for name, lay := range map[string]func(t *testing.T, options *Options) (path string){
		"for this person": func(t *testing.T, options *Options) string {
			path, err := setup.LayDown(options.DataDir, []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			return path
		},
		"for everybody": func(_ *testing.T, options *Options) string {
			options.LaidSetup = func() ([]byte, string, error) { return []byte(text), "/etc/somewhere/setup.ttsetup", nil }
			return ""
		},
	} {
		t.Run(name, func(t *testing.T) {
			options := Options{DataDir: t.TempDir(), Secrets: account.MemoryVault()}
			if _, there := laidOffer(t, options, nil); there {
				t.Fatal("something is offered before anything was laid down")
			}
			path := lay(t, &options)
			for try, answer := range []func(*App, int, func()){nil, leave, use} {
				offer, there := laidOffer(t, options, answer)
				if !there || !offer.LaidDown || !offer.Keys || offer.HoldsSecrets() || offer.Organisation != "Acme IT" {
					t.Fatalf("start %d offers %+v", try, offer)
				}
			}
			if _, there := laidOffer(t, options, nil); there {
				t.Error("offered once more, though it was used")
			}
			if _, err := os.Stat(path); path != "" && err == nil {
				t.Error("the file, which holds keys, is still there")
			}
		})
	}
}

func TestALaidSetupFileThatWasTurnedDownLeavesWhoHasAnAccountAlone(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	options := Options{DataDir: t.TempDir(), Secrets: account.MemoryVault()}
	a, _ := openApp(t, options)
	if _, reason := a.SignInNow(t.Context(), address, uploader.Keys{AccessKey: site.Credentials().Bearer}); !reason.IsZero() {
		t.Fatal(reason)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	options.LaidSetup = laidDown(`{"version":1,"address":"https://videos.acme.com"}`)
	if _, there := laidOffer(t, options, leave); !there {
		t.Fatal("not offered")
	}
	if _, there := laidOffer(t, options, nil); there {
		t.Error("offered again to somebody who said no and has an account")
	}
	options.LaidSetup = laidDown(`{"version":1,"address":"https://videos.acme.com","organisation":"Acme IT"}`)
	if _, there := laidOffer(t, options, nil); !there {
		t.Error("another file is not offered")
	}
	for name, text := range map[string]string{
		"nonsense": "{", "a link": `{"version":1,"address":"videos.acme.com","link":{"token":"abcdefgh","until":"2099-12-04T16:40:00Z"}}`,
	} {
		options.LaidSetup = laidDown(text)
		if offer, there := laidOffer(t, options, nil); there {
			t.Errorf("%s: offers %+v", name, offer)
		}
	}
}

func TestALaidFileThatTheWindowIsHandedIsNobodysOwn(t *testing.T) {
	options := Options{DataDir: t.TempDir(), Secrets: account.MemoryVault()}
	for text, problem := range map[string]uploader.SetupProblemCode{`{"version":1,"address":"https://videos.acme.com"}`: "", "{": uploader.SetupNotJSON} {
		path, err := setup.LayDown(options.DataDir, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		a, updates := openApp(t, options)
		a.OpenSetupFile(path)
		if offer := await(t, updates, offered).Setup; !offer.LaidDown || offer.Problem.Code != problem {
			t.Errorf("%s: offers %+v", text, offer)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
