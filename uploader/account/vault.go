package account

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/zalando/go-keyring"

	"twentythree-uploader/uploader"
)

// DefaultService is the name under which the system's password store shows the keys.
const DefaultService = "TwentyThree Uploader"

// defaultLimit leaves a person time to type the password of a locked store; the call itself goes on and can be waited for again.
const defaultLimit = 15 * time.Second

// closeLimit is how long closing waits: a computer that shuts down gives a program little time.
const closeLimit = time.Second

// Vault keeps the accounts' secrets. Its methods wait for the system's password store, at most for the time limit: never call them
// from the window's goroutine. It is safe for use from many goroutines.
type Vault struct {
	service string
	limit   time.Duration
	store   store
	calls   queue

	gate       sync.Mutex
	memory     map[uploader.AccountID]Secret // guarded by gate
	loads      map[uploader.AccountID]*load  // guarded by gate
	turnedDown bool                          // guarded by gate: a person did not unlock the store when asked
}

// store is the system's password store, or a test's.
type store interface {
	Set(service, user, password string) error
	Get(service, user string) (string, error)
	Delete(service, user string) error
	DeleteAll(service string) error
	condition() condition
	// shows reports whether condition can tell that the store is locked.
	shows() bool
}

// condition is what a store lets be seen without asking the person anything.
type condition int

const (
	conditionReady condition = iota
	conditionLocked
	conditionNone
)

// VaultOptions are what a vault needs from outside. The zero value works.
type VaultOptions struct {
	// Service is the name to keep secrets under, empty for DefaultService.
	Service string
	// Limit is how long a call waits for the store, zero for fifteen seconds.
	Limit time.Duration
}

// NewVault makes a vault over the system's password store.
func NewVault(options VaultOptions) *Vault { return newVault(options, systemStore{}) }

// MemoryVault makes a vault that forgets everything when the program ends, for scripts that are handed their keys each time.
func MemoryVault() *Vault { return newVault(VaultOptions{}, noStore{}) }

func newVault(options VaultOptions, store store) *Vault {
	v := &Vault{
		service: options.Service, limit: options.Limit, store: store,
		memory: make(map[uploader.AccountID]Secret), loads: make(map[uploader.AccountID]*load),
	}
	if v.service == "" {
		v.service = DefaultService
	}
	if v.limit == 0 {
		v.limit = defaultLimit
	}
	return v
}

// Save keeps an account's secret and says where. It can be loaded in any case until the program ends. An error says why it will not
// be there afterwards: a *uploader.ReasonError with ReasonKeyringLocked, ReasonKeyringNone or ReasonKeyringTooSmall, or the context's.
func (v *Vault) Save(ctx context.Context, id uploader.AccountID, secret Secret) (uploader.SecretStore, error) {
	v.AskAgain()
	v.gate.Lock()
	v.memory[id] = secret
	v.gate.Unlock()
	text, err := secret.encode(capacity(runtime.GOOS, v.service, string(id)))
	if err == nil {
		_, err = v.ask(ctx, func() (string, error) { return "", v.store.Set(v.service, string(id), text) })
	}
	if err != nil {
		return uploader.KeptUntilQuit, keyringError(err)
	}
	v.gate.Lock()
	defer v.gate.Unlock()
	if v.memory[id] == secret {
		delete(v.memory, id)
	}
	return uploader.KeptInKeyring, nil
}

// Refresh keeps a secret that was renewed where the one before is kept. A store that would have to ask a person is left alone, and so
// is one that meanwhile holds another sign-in, or none: another window has signed in anew, or out. What was renewed can be had again.
func (v *Vault) Refresh(id uploader.AccountID, secret Secret) {
	v.gate.Lock()
	if before, held := v.memory[id]; held {
		if before.SameSignIn(secret) {
			v.memory[id] = secret
		}
		v.gate.Unlock()
		return
	}
	v.gate.Unlock()
	text, err := secret.encode(capacity(runtime.GOOS, v.service, string(id)))
	if err != nil {
		return
	}
	v.calls.add(func() {
		if v.store.condition() != conditionReady {
			return
		}
		stored, err := v.store.Get(v.service, string(id))
		if before, unreadable := decode(stored); err == nil && unreadable == nil && before.SameSignIn(secret) {
			_ = v.store.Set(v.service, string(id), text)
		}
	})
}

// AskAgain lets a locked store ask the person once more, after the question was turned down.
func (v *Vault) AskAgain() {
	v.gate.Lock()
	defer v.gate.Unlock()
	v.turnedDown = false
}

// IsLocked reports whether the store is seen to be locked, without asking anybody. Where a system does not show it, it is never so.
func (v *Vault) IsLocked() bool { return v.store.condition() == conditionLocked }

// IsAbsent reports whether there is no store now, without asking anybody.
func (v *Vault) IsAbsent() bool { return v.store.condition() == conditionNone }

// WouldAsk reports whether loading an account's secret is seen to need a person, who has to unlock the store for it.
func (v *Vault) WouldAsk(id uploader.AccountID) bool {
	v.gate.Lock()
	_, held := v.memory[id]
	v.gate.Unlock()
	return !held && v.IsLocked()
}

// MayAnswer reports whether asking for an account's secret can succeed now without troubling a person: the store is there, it is not
// locked as far as can be seen, and no question about it is still open or was turned down unseen.
func (v *Vault) MayAnswer(id uploader.AccountID) bool {
	v.gate.Lock()
	_, open := v.loads[id]
	unsure := v.turnedDown && !v.store.shows()
	v.gate.Unlock()
	return !open && !unsure && v.store.condition() == conditionReady
}

// Load gives an account's secret. The error is a *uploader.ReasonError: ReasonNotSignedIn when there is none, ReasonKeyringLocked
// when the store did not answer in time or was not unlocked, ReasonKeyringNone when there is no store.
func (v *Vault) Load(ctx context.Context, id uploader.AccountID) (Secret, error) {
	v.gate.Lock()
	if secret, held := v.memory[id]; held {
		v.gate.Unlock()
		return secret, nil
	}
	// A store that waits for a person is asked once, however often the program tries again: each call would ask the person anew.
	running, found := v.loads[id]
	if !found {
		running = &load{answered: make(chan struct{})}
		v.loads[id] = running
		v.calls.add(func() { v.load(id, running) })
	}
	v.gate.Unlock()
	select {
	case <-running.answered:
		return running.secret, running.err
	case <-ctx.Done():
		return Secret{}, ctx.Err()
	case <-time.After(v.limit):
		return Secret{}, keyringError(errNoAnswer)
	}
}

type load struct {
	answered chan struct{}
	secret   Secret
	err      error
}

func (v *Vault) load(id uploader.AccountID, running *load) {
	text, err := v.whenPresent(func() (string, error) { return v.store.Get(v.service, string(id)) })
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		running.err = &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn}, Err: err}
	case err != nil:
		running.err = keyringError(err)
	default:
		if running.secret, err = decode(text); err != nil {
			running.err = &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn, Technical: err.Error()}, Err: err}
		}
	}
	v.gate.Lock()
	defer v.gate.Unlock()
	delete(v.loads, id)
	close(running.answered)
}

// Delete forgets an account's secret. What is not there is no error. After a *uploader.ReasonError with ReasonKeyringLocked the store
// may still hold it: delete it again later.
func (v *Vault) Delete(ctx context.Context, id uploader.AccountID) error {
	v.gate.Lock()
	delete(v.memory, id)
	v.gate.Unlock()
	_, err := v.ask(ctx, func() (string, error) { return "", v.store.Delete(v.service, string(id)) })
	if err == nil || errors.Is(err, keyring.ErrNotFound) || errors.Is(err, errNoStore) {
		return nil
	}
	return keyringError(err)
}

// DeleteAll forgets every secret that was ever kept under the service's name: the accounts', the application keys', the proxy's. After a
// *uploader.ReasonError the store may still hold some: it is locked (ReasonKeyringLocked), or does not answer here, as outside of the
// person's own session (ReasonKeyringNone). A MemoryVault has no store to ask.
func (v *Vault) DeleteAll(ctx context.Context) error {
	v.AskAgain()
	v.gate.Lock()
	clear(v.memory)
	v.gate.Unlock()
	if v.store == (noStore{}) {
		return nil
	}
	_, err := v.ask(ctx, func() (string, error) { return "", v.store.DeleteAll(v.service) })
	if err == nil || errors.Is(err, keyring.ErrNotFound) {
		return nil
	}
	return keyringError(err)
}

// Close waits a moment for calls to the store: a call that waits for a person cannot be taken back, and ends with the program.
func (v *Vault) Close() error {
	idle := make(chan struct{})
	v.calls.add(func() { close(idle) })
	select {
	case <-idle:
		return nil
	case <-time.After(min(v.limit, closeLimit)):
		return keyringError(errNoAnswer)
	}
}

var (
	errNoStore  = errors.New("this computer has no password store")
	errLocked   = errors.New("the password store is locked")
	errNoAnswer = fmt.Errorf("%w: it did not answer in time", errLocked)
	// errTurnedDown spares the person a question that was answered with no: account after account would ask it again.
	errTurnedDown = fmt.Errorf("%w: unlocking it was turned down", errLocked)
)

type outcome struct {
	text string
	err  error
}

// ask calls the store on the vault's goroutine and waits for the answer, at most for the limit.
func (v *Vault) ask(ctx context.Context, call func() (string, error)) (string, error) {
	answer := make(chan outcome, 1)
	v.calls.add(func() {
		text, err := v.whenPresent(call)
		answer <- outcome{text, err}
	})
	select {
	case got := <-answer:
		return got.text, got.err
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(v.limit):
		return "", errNoAnswer
	}
}

// whenPresent keeps calls away from a computer without a store: asking there can start programs that stay behind. What the store says
// is untyped but for "not found", so a refusal is explained by the store's condition.
func (v *Vault) whenPresent(call func() (string, error)) (string, error) {
	before := v.store.condition()
	switch {
	case before == conditionNone:
		return "", errNoStore
	case (before == conditionLocked || !v.store.shows()) && v.wasTurnedDown():
		return "", errTurnedDown
	}
	text, err := call()
	if err == nil || errors.Is(err, keyring.ErrNotFound) {
		return text, err
	}
	if v.store.condition() == conditionLocked || isLockedError(err) {
		v.gate.Lock()
		v.turnedDown = true
		v.gate.Unlock()
		return "", fmt.Errorf("%w: %w", errLocked, err)
	}
	return "", fmt.Errorf("%w: %w", errNoStore, err)
}

func (v *Vault) wasTurnedDown() bool {
	v.gate.Lock()
	defer v.gate.Unlock()
	return v.turnedDown
}

func keyringError(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	code := uploader.ReasonKeyringNone
	switch {
	case errors.Is(err, errLocked):
		code = uploader.ReasonKeyringLocked
	case errors.Is(err, errTooLong), errors.Is(err, keyring.ErrSetDataTooBig):
		code = uploader.ReasonKeyringTooSmall
	}
	return &uploader.ReasonError{Reason: uploader.Reason{Code: code, Technical: err.Error()}, Err: err}
}

// Condition says what is wrong with the system's password store without asking the person anything: ReasonKeyringLocked or
// ReasonKeyringNone, a zero Reason when nothing is known to be. It waits for the store's answer.
func (v *Vault) Condition() uploader.Reason {
	switch v.store.condition() {
	case conditionNone:
		return uploader.Reason{Code: uploader.ReasonKeyringNone}
	case conditionLocked:
		return uploader.Reason{Code: uploader.ReasonKeyringLocked}
	}
	return uploader.Reason{}
}
