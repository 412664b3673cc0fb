package account

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// FuzzStoredSecret reads whatever a password store gives back: it becomes something to sign in with or an error without a word of it.
func FuzzStoredSecret(f *testing.F) {
	f.Add(`{"access_key":"k"}`)
	f.Add(`{"consumer_key":"a","consumer_secret":"b","token":"c","token_secret":"d"}`)
	f.Add(`{"access_key":"k","workspace":"w","workspace_until":"2026-01-02T03:04:05Z"}`)
	f.Add(`secret-password`)
	f.Fuzz(func(t *testing.T, text string) {
		secret, err := decode(text)
		if err != nil {
			if len(text) > 12 && strings.Contains(err.Error(), text) {
				t.Errorf("%v repeats what was stored", err)
			}
			return
		}
		if secret.Credential() == nil || secret.IsZero() {
			t.Errorf("%q is a secret that nobody can sign in with", text)
		}
		written, err := secret.encode(windowsCapacity)
		if err != nil {
			return // longer than the store takes
		}
		if len(written) > windowsCapacity {
			t.Errorf("%d bytes are more than Windows keeps", len(written))
		}
		if second, err := decode(written); err != nil || second.lasting() == nil || !bytes.Equal(second.lasting(), secret.lasting()) {
			t.Errorf("%q became %v, %v", text, second, err)
		}
	})
}

// FuzzSealed opens any bytes: only what was sealed with the same secret for the same thing opens.
func FuzzSealed(f *testing.F) {
	secret := Secret{secretDocument{AccessKey: "key"}}
	// Fuzzing runs in several processes, which must agree.
	sealed, err := Seal(secret, []byte("token"), []byte("u"), strings.NewReader("always the same nonce"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed, "u")
	f.Add([]byte{sealVersion}, "")
	f.Add([]byte(nil), "u")
	f.Fuzz(func(t *testing.T, text []byte, associated string) {
		opened, err := Open(secret, text, []byte(associated))
		if err != nil && !errors.Is(err, ErrSealed) {
			t.Errorf("%v", err)
		}
		if err == nil && (!bytes.Equal(text, sealed) || associated != "u" || string(opened) != "token") {
			t.Errorf("%x opened as %q for %q", text, opened, associated)
		}
	})
}
