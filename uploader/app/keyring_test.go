//go:build keyring && linux

package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/demo"
)

// The real password store of the session bus that this test runs on: signed in, started again, still signed in, and the key nowhere
// but there.
func TestSignedInStaysSignedInAndTheKeyIsOnlyInTheKeyring(t *testing.T) {
	site, address := startSite(t, demo.Options{TranscodeTime: time.Millisecond})
	key := site.Credentials().Bearer
	folder := t.TempDir()
	open := func() *App {
		logger, log := OpenLog(folder)
		t.Cleanup(func() { _ = log.Close() })
		a, _ := openApp(t, Options{DataDir: folder, Secrets: account.NewVault(account.VaultOptions{}), Logger: logger})
		return a
	}
	first := open()
	known, reason := first.SignInNow(t.Context(), address, uploader.Keys{AccessKey: key})
	if !reason.IsZero() || known.Kept != uploader.KeptInKeyring {
		t.Fatalf("kept %q, %+v", known.Kept, reason)
	}
	t.Cleanup(func() { _ = account.NewVault(account.VaultOptions{}).Delete(t.Context(), known.ID) })
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}

	again := open()
	updates := again.Subscribe()
	film := filepath.Join(t.TempDir(), "film.mp4")
	content := append([]byte("\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"), make([]byte, 5<<20)...)
	if err := os.WriteFile(film, content, 0o600); err != nil {
		t.Fatal(err)
	}
	ids, _, err := again.AddForSending(t.Context(), known.ID, Sending{Paths: []string{film}})
	if err != nil {
		t.Fatal(err)
	}
	again.Carry(ids, false)
	await(t, updates, func(u uploader.Update) bool {
		for _, upload := range u.Uploads {
			if upload.State.Arrived() {
				return true
			}
			if upload.State == uploader.WaitingSignIn || upload.State == uploader.Failed {
				t.Fatalf("%s %+v", upload.State, upload.Reason)
			}
		}
		return false
	})
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	isNowhere(t, folder, map[string]string{"key": key})
}
