package check

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
)

func TestEverythingWorks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	lines := w.check(t)
	for id, want := range map[uploader.CheckID]string{
		uploader.CheckNetwork: "good network.connected", uploader.CheckProxy: "good proxy.none", uploader.CheckInternet: "good internet.answers",
		uploader.CheckName: "good name.found", uploader.CheckSecure: "good secure.given", uploader.CheckSite: "good site.answers",
		uploader.CheckClock: "good clock.right", uploader.CheckSignIn: "good sign_in.accepted", uploader.CheckRights: "good rights.upload",
		uploader.CheckSpace: "good space.unlimited", uploader.CheckComputer: "good computer.ready",
		uploader.CheckPasswords: "good password_store.ready", uploader.CheckSpeed: "good speed.measured",
	} {
		if got := said(lines[id]); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	if lines[uploader.CheckSignIn].Subject != "you@acme.com" || lines[uploader.CheckSignIn].Site != "Acme Video" || lines[uploader.CheckSecure].Subject != "Acme Co" {
		t.Errorf("%+v, %+v", lines[uploader.CheckSignIn], lines[uploader.CheckSecure])
	}
	if lines[uploader.CheckSpeed].Rate <= 0 || lines[uploader.CheckComputer].Bytes <= 0 {
		t.Errorf("%+v, %+v", lines[uploader.CheckSpeed], lines[uploader.CheckComputer])
	}
}

// TestNothingIsMadeOnTheSite reads what the site wrote down: nothing but questions, and no file, token or video is there afterwards.
func TestNothingIsMadeOnTheSite(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.check(t)
	log, err := os.ReadFile(filepath.Join(w.dir, "requests.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	sent := 0
	for line := range bytes.Lines(log) {
		text := string(line)
		asked := strings.Contains(text, `"/api/2/site/get"`) || strings.Contains(text, `"/api/2/user/get"`) ||
			strings.Contains(text, `"/api/site/get"`) || strings.Contains(text, `"/api/user/get"`) || strings.Contains(text, `"HEAD"`)
		if !asked {
			t.Errorf("the site was asked: %s", text)
		}
		if strings.Contains(text, `"POST"`) {
			sent++
			if !strings.Contains(text, `"auth":"none"`) {
				t.Errorf("the measurement carries the sign-in: %s", text)
			}
		}
	}
	if sent == 0 {
		t.Error("nothing was measured, so nothing is proven")
	}
	err = filepath.WalkDir(w.dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && entry.Name() != "requests.jsonl" && entry.Name() != "secret" {
			t.Errorf("the site kept %s", path)
		}
		return err
	})
	if err != nil || len(w.site.Videos()) > 0 {
		t.Errorf("%v, %d videos", err, len(w.site.Videos()))
	}
}

// answer makes a site that says the same to everything.
func answer(status int, body string) func(http.Handler) http.Handler {
	return func(http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		})
	}
}

// TestEveryCauseIsNamed breaks one thing at a time: its own line says so, and those that hang on it say that they were not checked.
func TestEveryCauseIsNamed(t *testing.T) {
	t.Parallel()
	refuse := func(ctx context.Context, network, _ string) (net.Conn, error) {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		_ = listener.Close()
		return (&net.Dialer{}).DialContext(ctx, network, listener.Addr().String())
	}
	for name, example := range map[string]struct {
		around func(http.Handler) http.Handler
		spoil  func(*testing.T, *world)
		id     uploader.CheckID
		want   string
		// skipped are not checked then.
		skipped []uploader.CheckID
	}{
		"no network": {
			spoil: func(_ *testing.T, w *world) { w.config.Way.Evidence.HasNetwork = func() bool { return false } },
			id:    uploader.CheckNetwork, want: "bad offline",
			skipped: []uploader.CheckID{uploader.CheckProxy, uploader.CheckInternet, uploader.CheckName, uploader.CheckSecure, uploader.CheckSite, uploader.CheckSpeed},
		},
		"a Wi-Fi that wants a sign-in": {
			spoil: func(_ *testing.T, w *world) {
				w.plain.Config.Handler = answer(http.StatusOK, "<html>Welcome to Hotel Wi-Fi")(nil)
			},
			id: uploader.CheckInternet, want: "bad captive", skipped: []uploader.CheckID{uploader.CheckName, uploader.CheckSecure},
		},
		"no way out": {
			spoil: func(_ *testing.T, w *world) {
				w.dial = func(context.Context, string, string) (net.Conn, error) { return nil, errElsewhere }
				w.config.Way.Evidence.HasRoute = func() bool { return false }
			},
			id: uploader.CheckInternet, want: "bad offline", skipped: []uploader.CheckID{uploader.CheckName},
		},
		"an unknown name": {
			spoil: func(_ *testing.T, w *world) {
				w.config.Way.LookUp = func(context.Context, string) ([]string, error) { return nil, errNoName }
			},
			id: uploader.CheckName, want: "bad dns", skipped: []uploader.CheckID{uploader.CheckSecure, uploader.CheckSite, uploader.CheckSignIn},
		},
		"no name at all": {
			spoil: func(_ *testing.T, w *world) {
				w.config.Way.LookUp = func(context.Context, string) ([]string, error) { return nil, errNoName }
				w.config.Way.Evidence.OtherName = func(context.Context) error { return errNoName }
			},
			id: uploader.CheckName, want: "bad dns_all", skipped: []uploader.CheckID{uploader.CheckSecure},
		},
		"an address that is none": {
			spoil: func(_ *testing.T, w *world) { w.config.Address = "my site!" },
			id:    uploader.CheckName, want: "bad address_unreadable",
		},
		"an address without https": {
			spoil: func(_ *testing.T, w *world) { w.config.Address = "http://" + place },
			id:    uploader.CheckName, want: "bad insecure",
		},
		"nobody listens": {
			spoil: func(_ *testing.T, w *world) {
				w.dial = func(ctx context.Context, network, address string) (net.Conn, error) {
					if address == place+":443" {
						return refuse(ctx, network, address)
					}
					return w.reach(ctx, network, address)
				}
			},
			id: uploader.CheckSecure, want: "bad site.silent", skipped: []uploader.CheckID{uploader.CheckSite, uploader.CheckClock},
		},
		"a self-made certificate": {
			spoil: func(_ *testing.T, w *world) { w.config.Way.RootCAs = x509.NewCertPool() },
			id:    uploader.CheckSecure, want: "bad tls", skipped: []uploader.CheckID{uploader.CheckSite, uploader.CheckSignIn, uploader.CheckSpeed},
		},
		"a certificate for another name": {
			spoil: func(_ *testing.T, w *world) {
				w.config.Address = "videos.acme.com"
				w.dial = func(ctx context.Context, network, address string) (net.Conn, error) {
					return w.reach(ctx, network, strings.Replace(address, "videos.acme.com", place, 1))
				}
				w.plain.Config.Handler = http.RedirectHandler("https://videos.acme.com/", http.StatusMovedPermanently)
			},
			id: uploader.CheckSecure, want: "bad tls", skipped: []uploader.CheckID{uploader.CheckSite},
		},
		"a busy site": {
			around: answer(http.StatusServiceUnavailable, "down for repairs"),
			id:     uploader.CheckSite, want: "bad site.busy", skipped: []uploader.CheckID{uploader.CheckClock, uploader.CheckSignIn},
		},
		"no video site": {
			around: answer(http.StatusNotFound, "<html>nothing here"),
			id:     uploader.CheckSite, want: "bad no_site", skipped: []uploader.CheckID{uploader.CheckSignIn},
		},
		"a proxy that wants a name": {
			spoil: func(t *testing.T, w *world) {
				w.through(t, func(answer http.ResponseWriter, _ *http.Request) { answer.WriteHeader(http.StatusProxyAuthRequired) })
			},
			id: uploader.CheckProxy, want: "bad proxy.sign_in", skipped: []uploader.CheckID{uploader.CheckInternet, uploader.CheckSecure},
		},
		"a proxy that says no": {
			spoil: func(t *testing.T, w *world) {
				w.through(t, func(answer http.ResponseWriter, _ *http.Request) { answer.WriteHeader(http.StatusForbidden) })
			},
			id: uploader.CheckProxy, want: "bad proxy.refuses", skipped: []uploader.CheckID{uploader.CheckName},
		},
		"a proxy that is gone": {
			spoil: func(t *testing.T, w *world) {
				w.through(t, nil)
				w.dial = refuse
			},
			id: uploader.CheckProxy, want: "bad proxy.silent", skipped: []uploader.CheckID{uploader.CheckName},
		},
		"a proxy that works": {
			spoil: func(t *testing.T, w *world) { w.through(t, w.tunnel) },
			id:    uploader.CheckProxy, want: "good proxy.used",
		},
		"a name that only the proxy knows": {
			spoil: func(t *testing.T, w *world) {
				w.through(t, w.tunnel)
				w.config.Way.LookUp = func(context.Context, string) ([]string, error) { return nil, errNoName }
			},
			id: uploader.CheckName, want: "good name.by_network",
		},
		"a slow clock": {
			spoil: func(_ *testing.T, w *world) {
				w.config.Now = func() time.Time { return time.Now().Add(-7 * time.Minute) }
			},
			id: uploader.CheckClock, want: "attention clock.slow",
		},
		"a fast clock": {
			spoil: func(_ *testing.T, w *world) {
				w.config.Now = func() time.Time { return time.Now().Add(2 * time.Hour) }
			},
			id: uploader.CheckClock, want: "attention clock.fast",
		},
		"nobody signed in": {
			spoil: func(_ *testing.T, w *world) { w.config.SignIn = nil },
			id:    uploader.CheckSignIn, want: "not_checked sign_in.nobody", skipped: []uploader.CheckID{uploader.CheckRights, uploader.CheckSpace},
		},
		"keys that were withdrawn": {
			spoil: func(_ *testing.T, w *world) {
				w.config.SignIn, w.config.Before = w.keys(demo.Credentials{ConsumerKey: "1-a", ConsumerSecret: "b", AccessToken: "c", AccessTokenSecret: "d"}), true
			},
			id: uploader.CheckSignIn, want: "bad withdrawn", skipped: []uploader.CheckID{uploader.CheckRights, uploader.CheckSpeed},
		},
		"may only look": {
			spoil: func(_ *testing.T, w *world) { w.config.SignIn = w.keys(w.site.CredentialsFor(demo.Read)) },
			id:    uploader.CheckRights, want: "bad read_only", skipped: []uploader.CheckID{uploader.CheckSpeed},
		},
		"the list cannot be saved": {
			spoil: func(_ *testing.T, w *world) {
				w.config.Save = func(context.Context) error { return errors.New("read-only disk") }
			},
			id: uploader.CheckComputer, want: "bad computer.unsaved",
		},
		"a locked password store": {
			spoil: func(_ *testing.T, w *world) {
				w.config.Passwords = func() uploader.Reason { return uploader.Reason{Code: uploader.ReasonKeyringLocked} }
			},
			id: uploader.CheckPasswords, want: "attention keyring_locked",
		},
		"a sign-in that a locked password store keeps to itself": {
			spoil: func(_ *testing.T, w *world) {
				locked := uploader.Reason{Code: uploader.ReasonKeyringLocked}
				w.config.Passwords = func() uploader.Reason { return locked }
				w.config.SignIn = func(context.Context, string, *network.Clock) (*twentythree.Client, error) {
					return nil, &uploader.ReasonError{Reason: locked}
				}
			},
			id: uploader.CheckPasswords, want: "bad keyring_locked",
			skipped: []uploader.CheckID{uploader.CheckSignIn, uploader.CheckRights, uploader.CheckSpeed},
		},
		"uploads are running": {
			spoil: func(_ *testing.T, w *world) {
				w.config.Speed.Moving = func() (float64, bool) { return 2_750_000, true }
			},
			id: uploader.CheckSpeed, want: "good speed.uploads",
		},
		"a speed that nobody asked for": {
			spoil: func(_ *testing.T, w *world) { w.config.Speed.Measure = false },
			id:    uploader.CheckSpeed, want: "not_checked speed.unasked",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, example.around)
			if example.spoil != nil {
				example.spoil(t, w)
			}
			lines := w.check(t)
			if got := said(lines[example.id]); got != example.want {
				t.Errorf("%s: %s, want %s (%s)", example.id, got, example.want, lines[example.id].Reason.Technical)
			}
			for id, line := range lines {
				switch {
				case slices.Contains(example.skipped, id) && line.Result != uploader.CheckNotChecked:
					t.Errorf("%s hangs on what is broken, and says %s", id, said(line))
				case id != example.id && line.Result == uploader.CheckBad:
					t.Errorf("%s is blamed as well: %s", id, said(line))
				}
				if strings.Contains(fmt.Sprintf("%+v", line), "proxy-password") {
					t.Errorf("%s gives the proxy's password away", id)
				}
			}
		})
	}
}

func TestWithoutAnAddressOnlyThisComputerIsLookedAt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.config.Address = ""
	var ids []uploader.CheckID
	for _, line := range Run(t.Context(), w.config, nil) {
		ids = append(ids, line.ID)
	}
	if want := []uploader.CheckID{uploader.CheckNetwork, uploader.CheckInternet, uploader.CheckComputer, uploader.CheckPasswords}; !slices.Equal(ids, want) {
		t.Errorf("%v", ids)
	}
}

// TestLinesComeAsTheyAreKnown holds the site's answer back: what stands before it is told already, what comes after waits.
func TestLinesComeAsTheyAreKnown(t *testing.T) {
	t.Parallel()
	held := make(chan struct{})
	w := newWorld(t, func(inner http.Handler) http.Handler {
		return http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
			if strings.HasSuffix(request.URL.Path, "/site/get") {
				<-held
			}
			inner.ServeHTTP(answer, request)
		})
	})
	var once sync.Once
	seen := false
	Run(t.Context(), w.config, func(lines []uploader.Check) {
		at := slices.IndexFunc(lines, func(line uploader.Check) bool { return line.ID == uploader.CheckSite })
		if lines[at].Result != uploader.CheckRunning {
			return
		}
		seen = seen || (lines[at-1].Result == uploader.CheckGood && lines[at+1].Result == uploader.CheckWaiting)
		once.Do(func() { close(held) })
	})
	if !seen {
		t.Error("the lines before the site were not told while it was asked")
	}
}

// TestARunCanBeStopped stops it while the site keeps silent: what was found stays, the rest says that it was not checked.
func TestARunCanBeStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	w := newWorld(t, func(http.Handler) http.Handler {
		return http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) { <-request.Context().Done() })
	})
	lines := Run(ctx, w.config, func(lines []uploader.Check) {
		for _, line := range lines {
			if line.ID == uploader.CheckSecure && line.Result == uploader.CheckRunning {
				stop()
			}
		}
	})
	for _, line := range lines {
		switch {
		case line.ID == uploader.CheckName && line.Result != uploader.CheckGood:
			t.Errorf("what was found is lost: %s", said(line))
		case line.ID == uploader.CheckSite && line.Result != uploader.CheckNotChecked:
			t.Errorf("after the stop: %s", said(line))
		}
	}
}
