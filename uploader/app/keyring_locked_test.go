//go:build keyring && linux

package app

import (
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/demo"
)

const loginKeyring = dbus.ObjectPath("/org/freedesktop/secrets/collection/login")

func secretService(t *testing.T) dbus.BusObject {
	t.Helper()
	bus, err := dbus.SessionBus()
	if err != nil {
		t.Fatal(err)
	}
	return bus.Object("org.freedesktop.secrets", "/org/freedesktop/secrets")
}

func lockKeyring(t *testing.T) {
	t.Helper()
	if err := secretService(t).Call("org.freedesktop.Secret.Service.Lock", 0, []dbus.ObjectPath{loginKeyring}).Err; err != nil {
		t.Fatal(err)
	}
}

// unlockKeyring does what the person's password does in the keyring's own window, with the passwords that the tests' daemons were given.
func unlockKeyring(t *testing.T) {
	t.Helper()
	service := secretService(t)
	var output dbus.Variant
	var session dbus.ObjectPath
	if err := service.Call("org.freedesktop.Secret.Service.OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&output, &session); err != nil {
		t.Fatal(err)
	}
	type secret struct {
		Session     dbus.ObjectPath
		Parameters  []byte
		Value       []byte
		ContentType string
	}
	var err error
	for _, password := range []string{"password", "pw"} {
		const unlock = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface.UnlockWithMasterPassword"
		if err = service.Call(unlock, 0, loginKeyring, secret{session, nil, []byte(password), "text/plain"}).Err; err == nil {
			return
		}
	}
	t.Fatal(err)
}

// TestALockedKeyringHoldsUpNothingForGood starts the program while the keyring is locked: a video waits and goes on by itself once it is unlocked.
// Signing out while it is locked deletes the key afterwards, and until then nobody uses it.
func TestALockedKeyringHoldsUpNothingForGood(t *testing.T) {
	site, address := startSite(t, demo.Options{TranscodeTime: time.Millisecond})
	folder := t.TempDir()
	vault := func() *account.Vault { return account.NewVault(account.VaultOptions{Limit: 5 * time.Second}) }
	first, _ := openApp(t, Options{DataDir: folder, Secrets: vault()})
	known, reason := first.SignInNow(t.Context(), address, uploader.Keys{AccessKey: site.Credentials().Bearer})
	if !reason.IsZero() || known.Kept != uploader.KeptInKeyring {
		t.Fatalf("kept %q, %+v", known.Kept, reason)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}

	lockKeyring(t)
	again, updates := openApp(t, Options{DataDir: folder, Secrets: vault()})
	ids := addFor(t, again, updates, film(t, "locked.mp4", 1<<20))
	again.Start(ids)
	awaitStates(t, again, updates, func(u uploader.Upload) bool {
		return u.State == uploader.WaitingSignIn && u.Reason.Code == uploader.ReasonKeyringLocked
	}, ids...)
	if known := again.accounts.update().Accounts[0]; known.Trouble.Code != uploader.ReasonKeyringLocked {
		t.Errorf("the account does not say that the keyring is locked: %+v", known.Trouble)
	}
	unlockKeyring(t)
	awaitStates(t, again, updates, arrived, ids...)
	if known := again.accounts.update().Accounts[0]; !known.Trouble.IsZero() {
		t.Errorf("unlocked, the account still says %+v", known.Trouble)
	}

	lockKeyring(t)
	again.SignOut(known.ID)
	await(t, updates, func(u uploader.Update) bool { return len(u.Accounts) == 1 && !u.Accounts[0].SignedIn })
	if err := again.Close(); err != nil {
		t.Logf("closing while the keyring is locked: %v", err)
	}
	unlockKeyring(t)
	last, _ := openApp(t, Options{DataDir: folder, Secrets: vault()})
	deadline := time.Now().Add(20 * time.Second)
	for len(last.accounts.leftovers.all()) > 0 && time.Now().Before(deadline) {
		last.accounts.lookAtKeyring()
	}
	if _, err := vault().Load(t.Context(), known.ID); reasonOf(err).Code != uploader.ReasonNotSignedIn {
		t.Errorf("the key is still in the keyring: %v", err)
	}
}
