package account

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/network"
)

func clocksAt(now func() time.Time) *network.Clocks { return &network.Clocks{Base: now} }

func TestWhatEarlierSignInsSealedStillOpens(t *testing.T) {
	t.Parallel()
	seal := func(s Secret) []byte {
		sealed, err := Seal(s, []byte("token"), []byte("upload"), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return sealed
	}
	var secret Secret
	var sealed [][]byte
	for i := range mostFormer + 2 {
		secret = secretOf(t, uploader.Keys{AccessKey: strings.Repeat("k", i+1)}).After(secret)
		// A renewal and a second sign-in with the same keys count for nothing.
		secret.held.Workspace = "w"
		secret = secretOf(t, uploader.Keys{AccessKey: strings.Repeat("k", i+1)}).After(secret)
		sealed = append(sealed, seal(secret))
	}
	for i, text := range sealed {
		opened, err := Open(secret, text, []byte("upload"))
		if want := i > 0; (err == nil) != want || want && !bytes.Equal(opened, []byte("token")) {
			t.Errorf("sign-in %d of %d: %v", i+1, len(sealed), err)
		}
	}
	if _, err := Open(secretOf(t, fourKeys()), sealed[1], []byte("upload")); err == nil {
		t.Error("another sign-in opens it")
	}
}

func TestASecretFitsIntoEverySystemsStore(t *testing.T) {
	t.Parallel()
	long := Secret{secretDocument{
		AccessKey: strings.Repeat("&", 1500), Workspace: strings.Repeat("w", 1100), WorkspaceUntil: time.Now().UTC(), Login: "https://login.acme.com",
		Former: "former",
	}}
	for system, want := range map[string]struct{ whole, token bool }{"windows": {true, false}, "darwin": {true, true}, "linux": {true, true}} {
		limit := capacity(system, DefaultService, "videos.acme.com/17488")
		text, err := long.encode(limit)
		if err != nil || len(text) > limit {
			t.Fatalf("%s: %d of %d bytes, %v", system, len(text), limit, err)
		}
		got, err := decode(text)
		if err != nil || !got.SameSignIn(long) || got.held.Former != "former" || got.held.Login != long.held.Login {
			t.Errorf("%s: something else came back: %v", system, err)
		}
		if (got.held.Workspace != "") != want.token {
			t.Errorf("%s: the token that can be had again is kept: %v", system, got.held.Workspace != "")
		}
		if !got.renewable() {
			t.Errorf("%s: nobody fetches the token again", system)
		}
		if _, err := secretOf(t, uploader.Keys{AccessKey: strings.Repeat("k", limit)}).encode(limit); err == nil {
			t.Errorf("%s: more than fits was accepted", system)
		}
	}
	if limit := capacity("darwin", DefaultService, "videos.acme.com/17488"); limit < 2560 || limit > 3072 {
		t.Errorf("a Mac takes %d bytes", limit)
	}
}
