package app

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/update"
)

// feedOf serves a signed feed that tells of version 1.3.0, and counts how often it is asked for.
func feedOf(t *testing.T) (update.Feed, *x509.CertPool, *atomic.Int64) {
	t.Helper()
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	now := time.Now().UTC().Truncate(time.Second)
	feed, err := update.Sign(update.Document{
		Format: update.Format, Product: update.Product, Sequence: 1, Issued: now, Expires: now.Add(time.Hour),
		Latest: "1.3.0", Page: "https://example.com/download",
	}, key)
	if err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int64
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = w.Write(feed)
	}))
	t.Cleanup(server.Close)
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	return update.Feed{Address: server.URL, Keys: []ed25519.PublicKey{key.Public().(ed25519.PublicKey)}}, trusted, &asked
}

func TestANewerVersionIsToldAndRememberedByTheNextStart(t *testing.T) {
	folder := t.TempDir()
	feed, trusted, asked := feedOf(t)
	options := Options{DataDir: folder, Feed: feed, RootCAs: trusted, Version: "1.2.0"}
	a, updates := openApp(t, options)
	first := await(t, updates, func(u uploader.Update) bool { return u.Newer != nil })
	if !first.Newer.Possible || !first.Newer.On || first.Newer.Version != "" || asked.Load() != 0 {
		t.Errorf("at first %+v after %d askings", first.Newer, asked.Load())
	}
	a.LookForNewer()
	told := await(t, updates, func(u uploader.Update) bool { return u.Newer != nil && u.Newer.Version != "" })
	if told.Newer.Version != "1.3.0" || told.Newer.Page != "https://example.com/download" || asked.Load() != 1 {
		t.Errorf("told %+v after %d askings", told.Newer, asked.Load())
	}
	a.PutAwayNewer("1.3.0")
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	_, updates = openApp(t, options)
	again := await(t, updates, func(u uploader.Update) bool { return u.Newer != nil })
	if again.Newer.Version != "1.3.0" || !again.Newer.PutAway || again.Newer.Answered.IsZero() {
		t.Errorf("the next start knows %+v", again.Newer)
	}
}

func TestLookingForNewerVersionsCanBeSwitchedOff(t *testing.T) {
	feed, trusted, asked := feedOf(t)
	options := Options{Feed: feed, RootCAs: trusted, Version: "1.2.0"}
	a, updates := openApp(t, options)
	a.SetSettings(uploader.Settings{Updates: uploader.UpdatesUnwanted})
	await(t, updates, func(u uploader.Update) bool { return u.Newer != nil && !u.Newer.On })
	a.LookForNewer()

	options.DataDir, options.Managed = "", laidDown(`{"version":1,"locked":{"update_check":false}}`)
	b, updates := openApp(t, options)
	b.SetSettings(uploader.Settings{Updates: uploader.UpdatesWanted})
	locked := await(t, updates, func(u uploader.Update) bool { return u.Newer != nil })
	if locked.Newer.On || !locked.Newer.Possible {
		t.Errorf("against the organisation's word: %+v", locked.Newer)
	}
	b.LookForNewer()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if asked.Load() != 0 {
		t.Errorf("asked %d times", asked.Load())
	}
}

func TestABuildWithoutAFeedAsksNobody(t *testing.T) {
	feed, trusted, asked := feedOf(t)
	for name, options := range map[string]Options{
		"no feed": {Version: "1.2.0"}, "no version": {Feed: feed}, "the demo site": {Feed: feed, Version: "1.2.0", Demo: true},
		"nobody looks": {Feed: feed, Version: "1.2.0", Alone: true},
	} {
		options.RootCAs = trusted
		a, updates := openApp(t, options)
		a.LookForNewer()
		a.PutAwayNewer("1.3.0")
		first := await(t, updates, func(u uploader.Update) bool { return u.Newer != nil })
		if *first.Newer != (uploader.Newer{}) || asked.Load() != 0 {
			t.Errorf("%s: %+v after %d askings", name, first.Newer, asked.Load())
		}
	}
}

func TestTheFeedThatABuildBrings(t *testing.T) {
	folder := func(text string) fstest.MapFS { return fstest.MapFS{"update/feed.json": {Data: []byte(text)}} }
	if feed, err := readFeed(fstest.MapFS{}); err != nil || feed.Possible() {
		t.Errorf("none: %+v, %v", feed, err)
	}
	feed, err := readFeed(folder(`{"address": "https://example.com/f", "keys": ["A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="]}`))
	if err != nil || !feed.Possible() {
		t.Errorf("a whole one: %+v, %v", feed, err)
	}
	if _, err := readFeed(folder("{")); err == nil {
		t.Error("half a file was read")
	}
	if _, err := BuiltInFeed(); err != nil {
		t.Error(err)
	}
}
