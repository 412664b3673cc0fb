package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/assets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/journal"
)

// demoAccount is the one account of the demo site. Its name stays the same though the site's port changes with each start, so that
// uploads are carried on.
const demoAccount uploader.AccountID = "demo"

// demoSite is the stand-in for the service inside the program.
type demoSite struct {
	site    *demo.Site
	server  *demo.Server
	samples []string
}

// openDemo starts the demo site in a folder beside the list and signs in there.
func (a *App) openDemo(ctx context.Context, contents journal.Contents) error {
	site, err := demo.Open(demo.Options{Dir: filepath.Join(a.options.DataDir, "site"), Now: a.options.Now, Log: a.options.Logger})
	if err != nil {
		return fmt.Errorf("the demo site cannot be opened: %w", err)
	}
	server, err := site.Serve("127.0.0.1:0", false)
	if err != nil {
		return errors.Join(fmt.Errorf("the demo site cannot be reached: %w", err), site.Close())
	}
	a.demo = &demoSite{site: site, server: server}
	known := site.Application()
	a.SetApplicationKey(strings.TrimPrefix(server.URL, "http://"), account.ApplicationKey{Key: known.Key, Secret: known.Secret})
	if a.demo.samples, err = writeSamples(filepath.Join(a.options.DataDir, "samples")); err != nil {
		return err
	}
	signedIn, err := a.accounts.door().SignIn(ctx, server.URL, uploader.Keys{AccessKey: site.Credentials().Bearer})
	if err != nil {
		return fmt.Errorf("the demo site does not let us in: %w", err)
	}
	return a.accounts.adoptDemo(ctx, signedIn, contents)
}

// adoptDemo makes the demo site's account the only one.
func (a *accounts) adoptDemo(ctx context.Context, signedIn account.SignedIn, contents journal.Contents) error {
	known := signedIn.Account
	known.ID, known.Demo = demoAccount, true
	known.Kept = uploader.KeptByDemoSite
	for _, before := range contents.Accounts {
		if before.ID == demoAccount {
			known.Fields = before.Fields
		}
	}
	a.known, a.current = []uploader.Account{known}, known.ID
	if _, err := a.app.options.Secrets.Save(ctx, known.ID, signedIn.Secret); err != nil && reasonOf(err).Code != uploader.ReasonKeyringNone {
		return err
	}
	if _, err := a.prepare(known, signedIn.Secret, true); err != nil {
		return err
	}
	return a.app.journal.SaveAccounts(ctx, a.known, a.current)
}

// adopt gives an account of the demo site the name under which its uploads are known. Its keys need no keeping: the site gives new ones.
func (d *demoSite) adopt(known uploader.Account) uploader.Account {
	if d != nil && known.BaseURL == d.server.URL {
		known.ID, known.Demo = demoAccount, true
	}
	return known
}

func (d *demoSite) close() error {
	if d == nil {
		return nil
	}
	return errors.Join(d.server.Close(), d.site.Close())
}

// writeSamples puts the sample videos where a person can also find them in the file manager. They are dated in the past, so that they
// are not taken for files still being written.
func writeSamples(folder string) ([]string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("the sample videos cannot be written: %w", err)
	}
	var paths []string
	err := fs.WalkDir(assets.Samples, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		path := filepath.Join(folder, entry.Name())
		paths = append(paths, path)
		if info, err := os.Stat(path); err == nil && info.Size() > 0 {
			return nil
		}
		content, err := assets.Samples.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return err
		}
		made := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
		return os.Chtimes(path, made, made)
	})
	slices.Sort(paths)
	return paths, err
}

// SampleVideos are three small videos to try with on the demo site; none elsewhere.
func (a *App) SampleVideos() []string {
	if a.demo == nil {
		return nil
	}
	return slices.Clone(a.demo.samples)
}
