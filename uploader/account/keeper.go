package account

import (
	"context"
	"errors"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

const (
	// renewBefore is how long before its end a workspace token is renewed, as the vendor's own client does.
	renewBefore = 5 * time.Minute
	// renewAgain is how long a renewal that failed rests while the token is still good.
	renewAgain = 30 * time.Second
	// renewLimit bounds one renewal.
	renewLimit = time.Minute
)

// Keeper keeps the credentials of accounts alive. A workspace token is exchanged anew by its login before it ends, once for all that
// ask, and for all workspaces of the login together; calls go on with the old one meanwhile. Close it. It is safe for use from many
// goroutines.
type Keeper struct {
	door    Door
	renewed func(uploader.AccountID, Secret)
	ctx     context.Context
	stop    context.CancelFunc
	owned   sync.WaitGroup

	gate      sync.Mutex
	held      map[uploader.AccountID]*held // guarded by gate
	exchanges map[login]*exchange          // guarded by gate: those under way
}

// login is an access key and the root of the site where it was entered.
type login struct{ base, key string }

// held is one account's secret as it is now.
type held struct {
	id         uploader.AccountID
	site, base string
	secret     Secret
	// renewed is when the secret last changed, refused when a renewal last failed.
	renewed, refused time.Time
}

// exchange is one call that renews all tokens of a login.
type exchange struct {
	done chan struct{}
	// Readable once done is closed: why there is no answer, and the accounts whose workspaces the answer lacked.
	err     error
	missing map[uploader.AccountID]bool
}

// NewKeeper makes a keeper that reaches sites through door. renewed is told every secret that was renewed, away from those who wait
// for it; it may take its time.
func NewKeeper(door Door, renewed func(uploader.AccountID, Secret)) *Keeper {
	k := &Keeper{door: door, renewed: renewed, held: make(map[uploader.AccountID]*held), exchanges: make(map[login]*exchange)}
	k.ctx, k.stop = context.WithCancel(context.Background())
	return k
}

// Close gives up renewals and waits for them.
func (k *Keeper) Close() {
	k.stop()
	k.owned.Wait()
}

// Hold takes in an account's secret, in place of the one before.
func (k *Keeper) Hold(account uploader.Account, secret Secret) {
	k.gate.Lock()
	defer k.gate.Unlock()
	k.held[account.ID] = &held{id: account.ID, site: account.SiteName, base: account.BaseURL, secret: secret, renewed: k.door.now()}
}

// Drop forgets an account's secret.
func (k *Keeper) Drop(id uploader.AccountID) {
	k.gate.Lock()
	defer k.gate.Unlock()
	delete(k.held, id)
}

// Secret gives an account's secret as it is now.
func (k *Keeper) Secret(id uploader.AccountID) (Secret, bool) {
	k.gate.Lock()
	defer k.gate.Unlock()
	if h := k.held[id]; h != nil {
		return h.secret, true
	}
	return Secret{}, false
}

// Credential gives what an account signs with now. It waits only for a token that has ended. The error is a *uploader.ReasonError:
// not signed in, withdrawn when the login is refused, or what keeps the login's site from answering; or the context's.
func (k *Keeper) Credential(ctx context.Context, id uploader.AccountID) (twentythree.Credential, error) {
	k.gate.Lock()
	h := k.held[id]
	if h == nil {
		k.gate.Unlock()
		return nil, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn}}
	}
	now := k.siteTime(h)
	switch left := h.left(now); {
	case left > 0:
		if left <= renewBefore && k.door.now().Sub(h.refused).Abs() >= renewAgain {
			k.begin(h)
		}
		credential := h.secret.Credential()
		k.gate.Unlock()
		return credential, nil
	default:
		running := k.begin(h)
		k.gate.Unlock()
		return k.after(ctx, id, running)
	}
}

// Renew exchanges an account's token anew, because the site refused a call that began at since. One that was renewed later is left as
// it is. The errors are those of Credential, and ErrLasting.
func (k *Keeper) Renew(ctx context.Context, id uploader.AccountID, since time.Time) error {
	k.gate.Lock()
	h := k.held[id]
	switch {
	case h == nil || !h.secret.renewable():
		k.gate.Unlock()
		return ErrLasting
	case h.renewed.After(since):
		k.gate.Unlock()
		return nil
	}
	running := k.begin(h)
	k.gate.Unlock()
	_, err := k.after(ctx, id, running)
	return err
}

// ErrLasting says that an account signs with what cannot be renewed.
var ErrLasting = errors.New("these keys cannot be renewed")

// left is how long the credential is good for.
func (h *held) left(now time.Time) time.Duration {
	const forGood = 1 << 62
	switch {
	case h.secret.renewable() && h.secret.held.Workspace == "":
		return 0
	case h.secret.held.WorkspaceUntil.IsZero():
		return forGood
	}
	return h.secret.held.WorkspaceUntil.Sub(now)
}

func (h *held) login() login {
	return login{orElse(h.secret.held.Login, h.base), h.secret.held.AccessKey}
}

// siteTime is the time of the site that names the end of the token.
func (k *Keeper) siteTime(h *held) time.Time { return k.door.clock(hostOf(h.login().base)).Now() }

// after waits for a renewal and gives what it brought this account.
func (k *Keeper) after(ctx context.Context, id uploader.AccountID, running *exchange) (twentythree.Credential, error) {
	select {
	case <-running.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	k.gate.Lock()
	defer k.gate.Unlock()
	h := k.held[id]
	switch {
	case h == nil:
		return nil, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn}}
	case running.err != nil:
		return nil, k.whyNot(running.err, h)
	case running.missing[id]:
		return nil, withdrawn(h.site, errNoWorkspace)
	}
	return h.secret.Credential(), nil
}

// begin starts a renewal, or gives the one under way. The caller holds the gate.
func (k *Keeper) begin(h *held) *exchange {
	at := h.login()
	running := k.exchanges[at]
	if running == nil {
		running = &exchange{done: make(chan struct{})}
		k.exchanges[at] = running
		k.owned.Go(func() { k.exchange(at, running) })
	}
	return running
}

func (k *Keeper) exchange(at login, running *exchange) {
	ctx, cancel := context.WithTimeout(k.ctx, renewLimit)
	defer cancel()
	tokens, err := k.door.workspaceTokens(ctx, at)
	changed := make(map[uploader.AccountID]Secret)
	running.missing = make(map[uploader.AccountID]bool)
	k.gate.Lock()
	delete(k.exchanges, at)
	running.err = err
	for id, h := range k.held {
		if h.login() != at || !h.secret.renewable() {
			continue
		}
		renewed, found := h.secret.with(tokens, hostOf(h.base))
		if err != nil || !found {
			h.refused, running.missing[id] = k.door.now(), true
			continue
		}
		h.secret, h.renewed, h.refused = renewed, k.door.now(), time.Time{}
		changed[id] = renewed
	}
	close(running.done)
	k.gate.Unlock()
	for id, secret := range changed {
		k.renewed(id, secret)
	}
}

// whyNot says why a token could not be renewed: a refusal of the login means that access was withdrawn.
func (k *Keeper) whyNot(err error, h *held) error {
	var answered *twentythree.Error
	if !errors.As(err, &answered) {
		return k.door.unanswered(k.ctx, err, hostOf(h.login().base))
	}
	switch answered.Kind {
	case twentythree.KindBusy, twentythree.KindPortal, twentythree.KindMoved:
		return refusedBy(answered, h.site)
	case twentythree.KindUnknownAnswer:
		reason := answered.Reason(h.site)
		reason.Code = uploader.ReasonBusy
		return &uploader.ReasonError{Reason: reason, Err: err}
	}
	return withdrawn(h.site, err)
}

func withdrawn(site string, err error) error {
	return &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonWithdrawn, Site: site, Technical: err.Error()}, Err: err}
}
