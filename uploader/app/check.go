package app

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/check"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
)

// checking is "Check my connection": one run at a time, the newest.
type checking struct {
	proxy func(*http.Request) (*url.URL, error)
	turn  sync.Mutex // held by the run that is under way

	gate sync.Mutex
	stop context.CancelFunc // guarded by gate: ends the newest run
	last uploader.Checks    // guarded by gate: as far as it has come
}

// begin ends the run before and makes the context of a new one.
func (c *checking) begin(ctx context.Context) (context.Context, context.CancelFunc) {
	c.gate.Lock()
	defer c.gate.Unlock()
	if c.stop != nil {
		c.stop()
	}
	ctx, c.stop = context.WithCancel(ctx)
	return ctx, c.stop
}

// CheckConnection looks for what keeps uploads from going through, from this computer to an account's site; to the address instead when
// there is no such account, and no further than the internet without one. A run that is under way ends. How far it is comes as Checks of
// an update.
func (a *App) CheckConnection(id uploader.AccountID, address string) {
	ctx, end := a.checks.begin(a.ctx)
	a.owned.Go(func() {
		defer end()
		a.checks.turn.Lock()
		defer a.checks.turn.Unlock()
		run := uploader.Checks{Account: id, Address: address, Begun: a.options.Now()}
		config := a.checkConfig(id, address)
		run.Lines = check.Run(ctx, config, func(lines []uploader.Check) {
			a.tellChecks(ctx, uploader.Checks{Account: id, Address: address, Begun: run.Begun, Lines: lines, Running: true})
		})
		a.tellChecks(context.WithoutCancel(ctx), run)
	})
}

// StopChecking ends the run that is under way; what it found stays.
func (a *App) StopChecking() {
	a.checks.gate.Lock()
	defer a.checks.gate.Unlock()
	if a.checks.stop != nil {
		a.checks.stop()
	}
}

func (a *App) tellChecks(ctx context.Context, run uploader.Checks) {
	if ctx.Err() != nil || a.ctx.Err() != nil {
		return
	}
	a.checks.gate.Lock()
	a.checks.last = run
	a.checks.gate.Unlock()
	a.engine.Announce(uploader.Update{Checks: &run})
}

func (a *App) checkConfig(id uploader.AccountID, address string) check.Config {
	config := check.Config{
		Address: address, AllowHTTP: a.options.AllowHTTP, Folder: a.options.DataDir, Now: a.options.Now,
		Save: func(ctx context.Context) error {
			return a.journal.SaveSetting(ctx, "checked", a.options.Now().UTC().Format(time.RFC3339))
		},
		Way: check.Way{
			RootCAs: a.options.RootCAs, Proxy: a.checks.proxy, Evidence: a.evidence, Probes: network.DefaultProbes(),
		},
		Speed: check.Speed{Measure: true, Wrap: a.limiter.Wrap, Limit: a.limiter.Rate(), Moving: a.uploadRate},
	}
	if a.demo == nil {
		config.Passwords = a.options.Secrets.Condition
	}
	known, found := a.accounts.find(id)
	if !found {
		return config
	}
	config.Address, config.Site, config.Before = known.BaseURL, known.SiteName, true
	if known.Guest() {
		return config
	}
	config.SignIn = func(ctx context.Context, _ string, _ *network.Clock) (client *twentythree.Client, err error) {
		err = a.accounts.ask(ctx, id, func(session *engine.Session) error {
			client = session.Client
			_, err := client.Me(ctx)
			return err
		})
		return client, err
	}
	return config
}

// uploadRate is how many bytes per second running uploads move together, and whether any runs.
func (a *App) uploadRate() (rate float64, moving bool) {
	subscription := a.engine.Subscribe()
	defer subscription.Close()
	whole, err := subscription.Next(a.ctx)
	if err != nil {
		return 0, false
	}
	for _, upload := range whole.Uploads {
		if upload.State == uploader.Uploading {
			rate, moving = rate+upload.Progress.Rate, true
		}
	}
	return rate, moving
}
