package app

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/report"
	"twentythree-uploader/uploader/words"
)

// MakeReport writes a report, with titles and file names or without. It comes as Report of an update.
func (a *App) MakeReport(language words.Language, names bool) {
	a.owned.Go(func() {
		made := uploader.Report{Made: a.options.Now(), Names: names}
		made.Text = a.reportContents(language, made).Text()
		if a.ctx.Err() == nil {
			a.engine.Announce(uploader.Update{Report: &made})
		}
	})
}

func (a *App) reportContents(language words.Language, made uploader.Report) report.Contents {
	lines, err := report.LastLines(report.LogLines, filepath.Join(a.options.DataDir, "log.old.jsonl"), filepath.Join(a.options.DataDir, "log.jsonl"))
	if err != nil {
		lines = []string{err.Error()}
	}
	a.checks.gate.Lock()
	checks := a.checks.last
	a.checks.gate.Unlock()
	known := a.accounts.update().Accounts
	contents := report.Contents{
		Made: made.Made, Version: a.options.Version, Language: string(language), System: runtime.GOOS + "/" + runtime.GOARCH,
		Accounts: known, Checks: checkLines(checks, words.New(language, time.Local, a.options.Now)), CheckedAt: checks.Begun,
		Uploads: a.engine.Uploads(), Names: made.Names, Log: lines, Hide: a.hider(known),
	}
	for _, one := range known {
		request, err := http.NewRequestWithContext(a.ctx, http.MethodGet, one.BaseURL, nil)
		if err != nil {
			continue
		}
		if proxy, err := a.checks.proxy(request); err == nil && proxy != nil {
			contents.Proxies = append(contents.Proxies, one.Host+" through "+proxy.Host)
		}
	}
	return contents
}

func checkLines(checks uploader.Checks, w *words.Words) []string {
	lines := make([]string, 0, len(checks.Lines))
	for _, check := range checks.Lines {
		text := w.Check(check)
		line := string(check.ID) + " [" + w.CheckMark(check.Result) + "] " + text.Words
		if text.Help != "" {
			line += ". " + text.Help
		}
		if check.Reason.Technical != "" {
			line += " {" + check.Reason.Technical + "}"
		}
		lines = append(lines, line)
	}
	return lines
}

// inAddress finds a name and a password in an address.
var inAddress = regexp.MustCompile(`://[^/\s"'<>]*@`)

// hider takes out the accounts' secrets, whatever else looks like one, and the name of this computer's person.
func (a *App) hider(known []uploader.Account) func(string) string {
	secrets := a.heldSecrets(known)
	home, err := os.UserHomeDir()
	return func(text string) string {
		text = account.HideAll(text, secrets...)
		text = withoutSecrets(inAddress.ReplaceAllString(text, "://"+account.Hidden+"@"))
		if err == nil && len(home) > len("/root") {
			text = strings.ReplaceAll(text, home, "~")
		}
		return text
	}
}

// heldSecrets are those of every account whose keys can be had without asking the person for anything. Those of a locked store were not
// in use, so that nothing can have written them down.
func (a *App) heldSecrets(known []uploader.Account) []account.Secret {
	locked := a.options.Secrets.IsLocked()
	var secrets []account.Secret
	for _, one := range known {
		if secret, held := a.accounts.keeper.Secret(one.ID); held {
			secrets = append(secrets, secret)
		}
		if !one.SignedIn || (locked && one.Kept == uploader.KeptInKeyring) {
			continue
		}
		const patience = 5 * time.Second
		ctx, cancel := context.WithTimeout(a.ctx, patience)
		if secret, err := a.options.Secrets.Load(ctx, one.ID); err == nil {
			secrets = append(secrets, secret)
		}
		cancel()
	}
	return slices.Clip(secrets)
}
