package account

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"twentythree-uploader/uploader"
)

func reasonOf(err error) uploader.ReasonCode {
	var refused *uploader.ReasonError
	switch {
	case err == nil:
		return uploader.NoReason
	case errors.As(err, &refused):
		return refused.Reason.Code
	}
	return uploader.ReasonCode("untyped: " + err.Error())
}

// presentStore is go-keyring's own stand-in, on a computer that has a store.
type presentStore struct {
	systemStore
	state condition
}

func (s presentStore) condition() condition { return s.state }

func TestSecretsAreKeptInTheStore(t *testing.T) {
	keyring.MockInit()
	secret := secretOf(t, fourKeys())
	before := newVault(VaultOptions{}, presentStore{})
	if kept, err := before.Save(t.Context(), "acme/3", secret); kept != uploader.KeptInKeyring || err != nil {
		t.Fatalf("kept %q, %v", kept, err)
	}
	if text, err := keyring.Get(DefaultService, "acme/3"); err != nil || !strings.Contains(text, "xtokensecretx") {
		t.Errorf("the store holds %d bytes, %v", len(text), err)
	}
	after := newVault(VaultOptions{}, presentStore{})
	if got, err := after.Load(t.Context(), "acme/3"); err != nil || got != secret {
		t.Errorf("after a restart: %v", err)
	}
	if _, err := after.Load(t.Context(), "acme/4"); reasonOf(err) != uploader.ReasonNotSignedIn {
		t.Errorf("somebody else: %v", err)
	}
	for range 2 {
		if err := after.Delete(t.Context(), "acme/3"); err != nil {
			t.Errorf("deleting: %v", err)
		}
	}
	if _, err := before.Load(t.Context(), "acme/3"); reasonOf(err) != uploader.ReasonNotSignedIn {
		t.Errorf("after deleting: %v", err)
	}
	if err := keyring.Set(DefaultService, "acme/3", "xforeignx"); err != nil {
		t.Fatal(err)
	}
	if _, err := after.Load(t.Context(), "acme/3"); reasonOf(err) != uploader.ReasonNotSignedIn || strings.Contains(err.Error(), "xforeignx") {
		t.Errorf("something else in the store: %v", err)
	}
}

func TestARefusingStoreIsExplainedAndTheSignInLastsUntilQuit(t *testing.T) {
	keyring.MockInitWithError(errors.New("something in another language"))
	secret := secretOf(t, fourKeys())
	for name, c := range map[string]struct {
		state condition
		want  uploader.ReasonCode
	}{
		"locked": {conditionLocked, uploader.ReasonKeyringLocked},
		"none":   {conditionNone, uploader.ReasonKeyringNone},
		"broken": {conditionReady, uploader.ReasonKeyringNone},
	} {
		v := newVault(VaultOptions{}, presentStore{state: c.state})
		if _, err := v.Load(t.Context(), "a"); reasonOf(err) != c.want {
			t.Errorf("%s: loading: %v", name, err)
		}
		if kept, err := v.Save(t.Context(), "a", secret); kept != uploader.KeptUntilQuit || reasonOf(err) != c.want {
			t.Errorf("%s: kept %q, %v", name, kept, err)
		}
		if got, err := v.Load(t.Context(), "a"); err != nil || got != secret {
			t.Errorf("%s: until quit: %v", name, err)
		}
		if again := newVault(VaultOptions{}, presentStore{state: c.state}); c.want != "" {
			if _, err := again.Load(t.Context(), "a"); reasonOf(err) != c.want {
				t.Errorf("%s: after a restart: %v", name, err)
			}
		}
	}
}

func TestKeysTooLongForTheStoreLastUntilQuit(t *testing.T) {
	keyring.MockInit()
	v := newVault(VaultOptions{}, presentStore{})
	secret := secretOf(t, uploader.Keys{AccessKey: strings.Repeat("k", otherCapacity)})
	if kept, err := v.Save(t.Context(), "a", secret); kept != uploader.KeptUntilQuit || reasonOf(err) != uploader.ReasonKeyringTooSmall {
		t.Errorf("kept %q, %v", kept, err)
	}
	if got, err := v.Load(t.Context(), "a"); err != nil || got != secret {
		t.Errorf("until quit: %v", err)
	}
}

func TestTheMemoryVaultTouchesNoStore(t *testing.T) {
	keyring.MockInitWithError(errors.New("the store was asked"))
	v := MemoryVault()
	secret := secretOf(t, fourKeys())
	if kept, _ := v.Save(t.Context(), "a", secret); kept != uploader.KeptUntilQuit {
		t.Errorf("kept %q", kept)
	}
	if got, err := v.Load(t.Context(), "a"); err != nil || got != secret {
		t.Errorf("loading: %v", err)
	}
	if err := v.Delete(t.Context(), "a"); err != nil {
		t.Errorf("deleting: %v", err)
	}
	if _, err := v.Load(t.Context(), "a"); err == nil {
		t.Error("still there after deleting")
	}
	if err := v.Close(); err != nil {
		t.Error(err)
	}
}

// lockedStore waits for a person until unlocked is closed, and counts how often it asked.
type lockedStore struct {
	unlocked chan struct{}
	gate     sync.Mutex
	asked    []string
	held     map[string]string
}

func (s *lockedStore) wait(call string) {
	s.gate.Lock()
	s.asked = append(s.asked, call)
	s.gate.Unlock()
	<-s.unlocked
	s.gate.Lock()
}

func (s *lockedStore) count() int {
	s.gate.Lock()
	defer s.gate.Unlock()
	return len(s.asked)
}

func (s *lockedStore) Set(_, user, password string) error {
	s.wait("set")
	defer s.gate.Unlock()
	s.held[user] = password
	return nil
}

func (s *lockedStore) Get(_, user string) (string, error) {
	s.wait("get")
	defer s.gate.Unlock()
	if text, found := s.held[user]; found {
		return text, nil
	}
	return "", keyring.ErrNotFound
}

func (s *lockedStore) Delete(_, user string) error {
	s.wait("delete")
	defer s.gate.Unlock()
	delete(s.held, user)
	return nil
}

func (s *lockedStore) DeleteAll(string) error {
	s.wait("delete all")
	defer s.gate.Unlock()
	clear(s.held)
	return nil
}

func (s *lockedStore) condition() condition { return conditionLocked }

func TestALockedStoreHoldsNobodyUpAndAsksOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		secret := secretOf(t, fourKeys())
		text, err := secret.encode(windowsCapacity)
		if err != nil {
			t.Fatal(err)
		}
		store := &lockedStore{unlocked: make(chan struct{}), held: map[string]string{"a": text}}
		v := newVault(VaultOptions{}, store)
		begun := time.Now()
		for range 3 {
			if _, err := v.Load(t.Context(), "a"); reasonOf(err) != uploader.ReasonKeyringLocked {
				t.Errorf("locked: %v", err)
			}
		}
		if waited := time.Since(begun); waited != 3*defaultLimit {
			t.Errorf("waited %v", waited)
		}
		if asked := store.count(); asked != 1 {
			t.Errorf("the person was asked %d times", asked)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := v.Load(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the caller gave up first: %v", err)
		}
		if reasonOf(v.Close()) != uploader.ReasonKeyringLocked {
			t.Error("closing did not say that the store still waits")
		}
		close(store.unlocked)
		if got, err := v.Load(t.Context(), "a"); err != nil || got != secret {
			t.Errorf("unlocked: %v", err)
		}
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestSignedOutStaysSignedOutWhenTheStoreIsUnlockedLater(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &lockedStore{unlocked: make(chan struct{}), held: map[string]string{}}
		v := newVault(VaultOptions{}, store)
		if kept, err := v.Save(t.Context(), "a", secretOf(t, fourKeys())); kept != uploader.KeptUntilQuit || reasonOf(err) != uploader.ReasonKeyringLocked {
			t.Errorf("kept %q, %v", kept, err)
		}
		if err := v.Delete(t.Context(), "a"); reasonOf(err) != uploader.ReasonKeyringLocked {
			t.Errorf("deleting: %v", err)
		}
		close(store.unlocked)
		if err := v.Close(); err != nil {
			t.Error(err)
		}
		if len(store.held) != 0 {
			t.Errorf("the keys are in the store after signing out")
		}
	})
}

func TestWhereThereIsNoStoreNoneIsAsked(t *testing.T) {
	t.Parallel()
	store := absentStore{&lockedStore{unlocked: make(chan struct{}), held: map[string]string{}}}
	close(store.unlocked)
	v := newVault(VaultOptions{}, store)
	_, _ = v.Save(t.Context(), "a", secretOf(t, fourKeys()))
	_, _ = v.Load(t.Context(), "b")
	_ = v.Delete(t.Context(), "a")
	if asked := store.count(); asked != 0 {
		t.Errorf("the absent store was asked %d times", asked)
	}
}

func (*lockedStore) shows() bool { return true }

type absentStore struct{ *lockedStore }

func (absentStore) condition() condition { return conditionNone }

func TestNothingOfOursIsLeftInTheStore(t *testing.T) {
	keyring.MockInit()
	if err := keyring.Set("Somebody else", "x", "y"); err != nil {
		t.Fatal(err)
	}
	v := newVault(VaultOptions{}, presentStore{})
	entries := map[uploader.AccountID]Secret{
		"videos.acme.com/3": secretOf(t, fourKeys()), "link:0123456789ab": FromUploadToken("a token"), ProxyEntry: ProxySecret("anna", "a password"),
		ApplicationEntry("https://videos.acme.com"): ApplicationSecret(ApplicationKey{Key: "a key", Secret: "a secret"}),
	}
	for id, secret := range entries {
		if _, err := v.Save(t.Context(), id, secret); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := v.DeleteAll(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for id := range entries {
		if _, err := keyring.Get(DefaultService, string(id)); !errors.Is(err, keyring.ErrNotFound) {
			t.Errorf("%q: %v", id, err)
		}
		if _, err := v.Load(t.Context(), id); reasonOf(err) != uploader.ReasonNotSignedIn {
			t.Errorf("%q can still be loaded: %v", id, err)
		}
	}
	if text, err := keyring.Get("Somebody else", "x"); err != nil || text != "y" {
		t.Errorf("what belongs to others is %q, %v", text, err)
	}
	absent := newVault(VaultOptions{}, presentStore{state: conditionNone})
	if err := absent.DeleteAll(t.Context()); reasonOf(err) != uploader.ReasonKeyringNone {
		t.Errorf("where no store answers: %v", err)
	}
}
