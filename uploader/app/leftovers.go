package app

import (
	"encoding/json"
	"slices"
	"sync"
	"time"

	"twentythree-uploader/uploader"
)

// leftoversKey is the setting that keeps whose secrets are still to be deleted: the password store was locked when they signed out.
const leftoversKey = "forget"

// leftovers are those accounts. The zero value has none.
type leftovers struct {
	mu  sync.Mutex
	ids []uploader.AccountID // guarded by mu
}

func readLeftovers(settings map[string]string) (ids []uploader.AccountID) {
	_ = json.Unmarshal([]byte(settings[leftoversKey]), &ids)
	return ids
}

func (l *leftovers) add(app *App, id uploader.AccountID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !slices.Contains(l.ids, id) {
		l.save(app, append(l.ids, id))
	}
}

func (l *leftovers) remove(app *App, id uploader.AccountID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if at := slices.Index(l.ids, id); at >= 0 {
		l.save(app, slices.Delete(l.ids, at, at+1))
	}
}

func (l *leftovers) all() []uploader.AccountID {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.ids)
}

// save keeps ids. The caller holds the lock.
func (l *leftovers) save(app *App, ids []uploader.AccountID) {
	l.ids = ids
	if text, err := json.Marshal(ids); err == nil {
		app.SaveSetting(leftoversKey, string(text))
	}
}

// keyringEvery is how often a password store is looked at that something waits for. Looking asks nobody anything.
const keyringEvery = 5 * time.Second

// noteLocked notes whether the password store keeps an account's secret to itself.
func (a *accounts) noteLocked(id uploader.AccountID, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	trouble := reasonOf(err)
	if isOfTheStore(trouble.Code) {
		a.locked[id] = true
	} else {
		delete(a.locked, id)
		trouble = uploader.Reason{}
	}
	at := a.at(id)
	if at < 0 || a.known[at].Trouble.Code == trouble.Code || trouble.IsZero() && !isOfTheStore(a.known[at].Trouble.Code) {
		return
	}
	trouble.Site = a.known[at].SiteName
	a.known[at].Trouble = trouble
	select {
	case a.unlocked <- struct{}{}:
	default:
	}
}

func isOfTheStore(code uploader.ReasonCode) bool {
	return code == uploader.ReasonKeyringLocked || code == uploader.ReasonKeyringNone
}

// withheld is what a person would have to do before the account can be used, zero when nothing.
func (a *accounts) withheld(id uploader.AccountID) uploader.Reason {
	known, found := a.find(id)
	a.mu.Lock()
	have := a.sessions[id]
	a.mu.Unlock()
	if !found || !known.SignedIn || have != nil || !a.app.options.Secrets.WouldAsk(id) {
		return uploader.Reason{}
	}
	return uploader.Reason{Code: uploader.ReasonKeyringLocked, Site: known.SiteName}
}

// watchKeyring lets uploads go on by themselves once the password store is unlocked, and deletes what could not be deleted before.
func (a *App) watchKeyring() {
	ticker := time.NewTicker(keyringEvery)
	defer ticker.Stop()
	for {
		a.accounts.lookAtKeyring()
		select {
		case <-a.ctx.Done():
			return
		case <-a.accounts.unlocked:
			a.engine.Announce(a.accounts.update())
		case <-ticker.C:
		}
	}
}

func (a *accounts) lookAtKeyring() {
	secrets := a.app.options.Secrets
	for _, id := range a.leftovers.all() {
		if secrets.MayAnswer(id) && secrets.Delete(a.app.ctx, id) == nil {
			a.leftovers.remove(a.app, id)
		}
	}
	a.mu.Lock()
	var waiting []uploader.Account
	for id := range a.locked {
		if at := a.at(id); at >= 0 && a.known[at].SignedIn {
			waiting = append(waiting, a.known[at])
		}
	}
	a.mu.Unlock()
	for _, known := range waiting {
		if secrets.MayAnswer(known.ID) {
			a.noteLocked(known.ID, nil)
			a.app.signedIn(known)
		}
	}
}
