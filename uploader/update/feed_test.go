package update

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

var issued = time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC)

func newKey(t testing.TB, seed byte) ed25519.PrivateKey {
	t.Helper()
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
}

func public(key ed25519.PrivateKey) []ed25519.PublicKey {
	return []ed25519.PublicKey{key.Public().(ed25519.PublicKey)}
}

func document(change func(*Document)) Document {
	d := Document{
		Format: Format, Product: Product, Sequence: 7, Issued: issued, Expires: issued.Add(90 * 24 * time.Hour),
		Latest: "1.3.0", Page: "https://example.com/download", News: "https://example.com/news",
	}
	if change != nil {
		change(&d)
	}
	return d
}

func signed(t testing.TB, d Document, key ed25519.PrivateKey) []byte {
	t.Helper()
	feed, err := Sign(d, key)
	if err != nil {
		t.Fatal(err)
	}
	return feed
}

// sealedAs signs any text, well made or not.
func sealedAs(t testing.TB, text string, key ed25519.PrivateKey) []byte {
	t.Helper()
	feed, err := json.Marshal(envelope{Document: []byte(text), Signature: ed25519.Sign(key, []byte(text))})
	if err != nil {
		t.Fatal(err)
	}
	return feed
}

func TestASignedFeedIsRead(t *testing.T) {
	t.Parallel()
	key, older := newKey(t, 1), newKey(t, 2)
	got, err := Open(signed(t, document(nil), key), append(public(older), public(key)...))
	if err != nil || got != document(nil) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestAFeedFromAnybodyElseIsNotBelieved(t *testing.T) {
	t.Parallel()
	key := newKey(t, 1)
	feed := signed(t, document(nil), key)
	if _, err := Open(feed, public(newKey(t, 2))); !errors.Is(err, ErrNotGenuine) {
		t.Errorf("another's key: %v", err)
	}
	if _, err := Open(feed, nil); !errors.Is(err, ErrNotGenuine) {
		t.Errorf("no key: %v", err)
	}
	var sealed envelope
	if err := json.Unmarshal(feed, &sealed); err != nil {
		t.Fatal(err)
	}
	for i := range sealed.Document {
		other := envelope{bytes.Clone(sealed.Document), sealed.Signature}
		other.Document[i] ^= 1
		text, err := json.Marshal(other)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(text, public(key)); !errors.Is(err, ErrNotGenuine) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
	}
	sealed.Signature = sealed.Signature[:40]
	text, _ := json.Marshal(sealed)
	if _, err := Open(text, public(key)); !errors.Is(err, ErrNotGenuine) {
		t.Errorf("half a signature: %v", err)
	}
}

func TestWhatIsNoFeedIsRefused(t *testing.T) {
	t.Parallel()
	key := newKey(t, 1)
	feed := signed(t, document(nil), key)
	for name, text := range map[string][]byte{
		"nothing": nil, "a page": []byte("<!doctype html><title>Wi-Fi</title>"), "null": []byte("null"), "a list": []byte("[]"),
		"an empty object": []byte("{}"), "twice": append(bytes.Clone(feed), feed...), "something behind it": append(bytes.Clone(feed), '}'),
		"too large": append(bytes.Clone(feed), bytes.Repeat([]byte(" "), MostBytes)...),
		"more":      []byte(strings.Replace(string(feed), "{", `{"more":1,`, 1)),
	} {
		if _, err := Open(text, public(key)); !errors.Is(err, ErrNotAFeed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASignedDocumentThatMakesNoSenseIsRefused(t *testing.T) {
	t.Parallel()
	key := newKey(t, 1)
	for name, change := range map[string]func(*Document){
		"another form":      func(d *Document) { d.Format = 2 },
		"another program":   func(d *Document) { d.Product = "com.example" },
		"no sequence":       func(d *Document) { d.Sequence = 0 },
		"never issued":      func(d *Document) { d.Issued = time.Time{} },
		"ended before":      func(d *Document) { d.Expires = d.Issued },
		"good for ever":     func(d *Document) { d.Expires = d.Issued.Add(LongestLife + 1) },
		"no version":        func(d *Document) { d.Latest = "newest" },
		"an open page":      func(d *Document) { d.Page = "http://example.com/" },
		"no page":           func(d *Document) { d.Page = "" },
		"a program":         func(d *Document) { d.Page = "file:///usr/bin/true" },
		"a page with names": func(d *Document) { d.Page = "https://anna:secret@example.com/" },
		"a page of letters": func(d *Document) { d.Page = "https://example.com/\u202egnp.exe" },
		"open news":         func(d *Document) { d.News = "http://example.com/" },
	} {
		bad := document(change)
		if _, err := Sign(bad, key); err == nil {
			t.Errorf("%s: was signed", name)
		}
		text, err := json.Marshal(bad)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(sealedAs(t, string(text), key), public(key)); !errors.Is(err, ErrUnknownForm) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open(sealedAs(t, "no json", key), public(key)); !errors.Is(err, ErrUnknownForm) {
		t.Errorf("no json: %v", err)
	}
}

func TestWhatALaterVersionAddsIsLeftAlone(t *testing.T) {
	t.Parallel()
	key := newKey(t, 1)
	text, err := json.Marshal(document(nil))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Open(sealedAs(t, strings.Replace(string(text), "{", `{"urgent":true,`, 1), key), public(key))
	if err != nil || got != document(nil) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestTheFeedOfABuild(t *testing.T) {
	t.Parallel()
	const key = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="
	feed, err := ReadFeed([]byte(`{"address": "https://example.com/feed.json", "keys": ["` + key + `"]}`))
	if err != nil || !feed.Possible() || len(feed.Keys) != 1 {
		t.Fatalf("got %+v, %v", feed, err)
	}
	for _, bad := range []string{
		``, `{}`, `{"address": "http://example.com/feed.json", "keys": ["` + key + `"]}`, `{"address": "https://example.com/", "keys": []}`,
		`{"address": "https://example.com/", "keys": ["AAAA"]}`, `{"address": "https://example.com/", "keys": ["` + key + `"], "private": "x"}`,
	} {
		if _, err := ReadFeed([]byte(bad)); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
	if (Feed{}).Possible() {
		t.Error("a build without a feed can ask")
	}
}

func TestVersionsInTheirOrder(t *testing.T) {
	t.Parallel()
	order := []string{"0.1.0", "0.1.1", "0.9", "0.10.0", "1.0", "1.2.9", "1.3.0", "10.0.0"}
	for range 100 {
		i, j := rand.IntN(len(order)), rand.IntN(len(order))
		first, err := ReadVersion(order[i])
		second, other := ReadVersion(order[j])
		if err != nil || other != nil || first.NewerThan(second) != (i > j) {
			t.Errorf("%s newer than %s: %v", order[i], order[j], first.NewerThan(second))
		}
	}
	if same, _ := ReadVersion("1.3"); same.String() != "1.3.0" {
		t.Errorf("1.3 is %s", same)
	}
	for _, bad := range []string{"", "1", "v1.0", "1.0.0.0", "1.-1", "1.01", "1.0 ", "0.0.0", "1.9999999", "+1.0", "١.٠"} {
		if version, err := ReadVersion(bad); err == nil {
			t.Errorf("%q is %s", bad, version)
		}
	}
}

// FuzzOpen gives whole answers: none may be believed that the key has not signed, and none may end the program.
func FuzzOpen(f *testing.F) {
	key := newKey(f, 1)
	f.Add(signed(f, document(nil), key))
	f.Add([]byte("<html>"))
	f.Add([]byte(`{"document":"e30=","signature":"AA=="}`))
	genuine, err := json.Marshal(document(nil))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, feed []byte) {
		if _, err := Open(feed, public(key)); err == nil {
			var sealed envelope
			if json.Unmarshal(feed, &sealed) != nil || !bytes.Equal(sealed.Document, genuine) {
				t.Errorf("believed %q", feed)
			}
		}
	})
}

// FuzzDocument gives what a holder of the key might sign by mistake: what is believed is whole.
func FuzzDocument(f *testing.F) {
	key := newKey(f, 1)
	text, err := json.Marshal(document(nil))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add(`{"version":1}`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := Open(sealedAs(t, text, key), public(key))
		if err != nil {
			return
		}
		if _, err := Sign(got, key); err != nil || !strings.HasPrefix(got.Page, "https://") {
			t.Errorf("believed %+v: %v", got, err)
		}
		var memory Memory
		if err := memory.believe(got, got.Issued); err != nil {
			t.Errorf("%+v is not good at its own time: %v", got, err)
		}
		if kept := ReadMemory(memory.Text()); kept.Known.Sequence != got.Sequence {
			t.Errorf("kept %+v of %+v", kept.Known, got)
		}
	})
}

// FuzzReadMemory reads what may have been kept by anybody.
func FuzzReadMemory(f *testing.F) {
	f.Add(Memory{Known: document(nil), Asked: issued, Wait: every}.Text())
	f.Add("{}")
	f.Fuzz(func(t *testing.T, text string) {
		memory := ReadMemory(text)
		if wait := memory.due(issued); wait < 0 {
			t.Errorf("due in %s", wait)
		}
	})
}
