package account

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// TestMain looks for goroutines left behind. The connection to the session bus is one for the whole process, and stays.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/godbus/dbus/v5.(*Conn).inWorker"),
		goleak.IgnoreAnyFunction("github.com/godbus/dbus/v5.newConn.func1"))
}

func fourKeys() uploader.Keys {
	return uploader.Keys{ConsumerKey: "xconsumerx", ConsumerSecret: "xconsumersecretx", AccessToken: "xtokenx", AccessSecret: "xtokensecretx"}
}

func secretOf(t testing.TB, keys uploader.Keys) Secret {
	t.Helper()
	secret, complete := FromKeys(keys)
	if !complete {
		t.Fatal("the keys are not complete")
	}
	return secret
}

func TestSecretsShowNothing(t *testing.T) {
	t.Parallel()
	login := secretOf(t, uploader.Keys{AccessKey: "xkeyx"})
	login.held.Workspace, login.held.WorkspaceUntil = "xworkspacex", time.Now()
	for _, secret := range []Secret{login, secretOf(t, fourKeys())} {
		var shown bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&shown, verb+"\n", secret)
			fmt.Fprintf(&shown, verb+"\n", &secret)
			fmt.Fprintf(&shown, verb+"\n", struct{ Inner Secret }{secret})
			fmt.Fprintf(&shown, verb+"\n", secret.Credential())
		}
		slog.New(slog.NewJSONHandler(&shown, nil)).Info("m", "secret", secret, "in", struct{ S Secret }{secret})
		slog.New(slog.NewTextHandler(&shown, nil)).Info("m", "secret", secret, "in", struct{ S Secret }{secret})
		document, err := json.Marshal(map[string]any{"secret": secret, "pointer": &secret})
		if err != nil {
			t.Fatal(err)
		}
		shown.Write(document)
		for _, part := range []string{"xkeyx", "xworkspacex", "xconsumerx", "xconsumersecretx", "xtokenx", "xtokensecretx", "786b6579"} {
			if strings.Contains(shown.String(), part) {
				t.Errorf("%q shows in %s", part, shown.String())
			}
		}
	}
}

func TestTheCredentialIsWhatWasPasted(t *testing.T) {
	t.Parallel()
	if got := secretOf(t, uploader.Keys{AccessKey: "key"}).Credential(); got != (twentythree.Bearer{Token: "key"}) {
		t.Error("the access key became something else")
	}
	want := twentythree.OAuth{ConsumerKey: "xconsumerx", ConsumerSecret: "xconsumersecretx", Token: "xtokenx", TokenSecret: "xtokensecretx"}
	if got := secretOf(t, fourKeys()).Credential(); got != want {
		t.Error("the four keys became something else")
	}
	three := fourKeys()
	three.AccessSecret = ""
	for _, incomplete := range []uploader.Keys{{}, three} {
		if _, complete := FromKeys(incomplete); complete {
			t.Errorf("taken for complete although a key is missing")
		}
	}
	if (Secret{}).Credential() != nil {
		t.Error("no secret signs as somebody")
	}
}

func TestAStoredSecretComesBackTheSame(t *testing.T) {
	t.Parallel()
	login := secretOf(t, uploader.Keys{AccessKey: "key"})
	login.held.Workspace, login.held.WorkspaceUntil = "w", time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	for _, secret := range []Secret{login, secretOf(t, fourKeys())} {
		text, err := secret.encode(windowsCapacity)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := decode(text); err != nil || got != secret {
			t.Errorf("came back as something else, %v", err)
		}
	}
	for _, foreign := range []string{"", "{}", "null", "a password somebody put there", `{"token":"xtokenx"}`} {
		if _, err := decode(foreign); err == nil {
			t.Errorf("%q was taken for keys", foreign)
		} else if foreign != "" && strings.Contains(err.Error(), "xtokenx") {
			t.Errorf("the error quotes the secret: %v", err)
		}
	}
}

func TestOnlyTheSameKeysOpenWhatTheySealed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.StringN(1, 60, -1).Draw(t, "key")
		secret, _ := FromKeys(uploader.Keys{AccessKey: key})
		other, _ := FromKeys(uploader.Keys{AccessKey: key + "x"})
		plaintext := rapid.SliceOf(rapid.Byte()).Draw(t, "plaintext")
		associated := rapid.SliceOf(rapid.Byte()).Draw(t, "associated")
		sealed, err := Seal(secret, plaintext, associated, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if opened, err := Open(secret, sealed, associated); err != nil || !bytes.Equal(opened, plaintext) {
			t.Fatalf("opened to %q, %v", opened, err)
		}
		damaged := bytes.Clone(sealed)
		damaged[rapid.IntRange(0, len(sealed)-1).Draw(t, "at")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		cut := sealed[:rapid.IntRange(0, len(sealed)-1).Draw(t, "cut")]
		for what, try := range map[string]func() ([]byte, error){
			"other keys":  func() ([]byte, error) { return Open(other, sealed, associated) },
			"other owner": func() ([]byte, error) { return Open(secret, sealed, append(associated, 'x')) },
			"damaged":     func() ([]byte, error) { return Open(secret, damaged, associated) },
			"cut":         func() ([]byte, error) { return Open(secret, cut, associated) },
			"no keys":     func() ([]byte, error) { return Open(Secret{}, sealed, associated) },
		} {
			if _, err := try(); !errors.Is(err, ErrSealed) {
				t.Fatalf("%s: %v", what, err)
			}
		}
	})
}

func TestARenewedTokenOpensWhatWasSealedBefore(t *testing.T) {
	t.Parallel()
	before := secretOf(t, uploader.Keys{AccessKey: "login"})
	after := before
	after.held.Workspace = "new"
	sealed, err := Seal(before, []byte("upload token"), nil, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if opened, err := Open(after, sealed, nil); err != nil || string(opened) != "upload token" {
		t.Errorf("opened to %q, %v", opened, err)
	}
}

func TestSealingTheSameTwiceLooksDifferent(t *testing.T) {
	t.Parallel()
	secret := secretOf(t, fourKeys())
	first, errFirst := Seal(secret, []byte("text"), nil, rand.Reader)
	second, errSecond := Seal(secret, []byte("text"), nil, rand.Reader)
	if errFirst != nil || errSecond != nil || bytes.Equal(first, second) || bytes.Contains(first, []byte("text")) {
		t.Errorf("%x and %x, %v, %v", first, second, errFirst, errSecond)
	}
	if _, err := Seal(secret, nil, nil, strings.NewReader("short")); err == nil {
		t.Error("sealed without random numbers")
	}
}
