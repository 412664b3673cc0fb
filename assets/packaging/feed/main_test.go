package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

var today = time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC)

func do(t *testing.T, now time.Time, env map[string]string, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(args, func(name string) string { return env[name] }, func() time.Time { return now }, &out)
	return out.String(), err
}

func TestAKeySignsWhatABuildBelieves(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	key, keys, feed := filepath.Join(folder, "feed.pem"), filepath.Join(folder, "feed.json"), filepath.Join(folder, "out.json")
	public, err := do(t, today, nil, "keygen", "-key", key)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(key); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the key: %v, %v", info.Mode(), err)
	}
	if _, err := do(t, today, nil, "keygen", "-key", key); err == nil {
		t.Error("a key was written over another one")
	}
	build := fmt.Sprintf(`{"address": "https://example.com/feed.json", "keys": [%q]}`, strings.TrimSpace(public))
	if err := os.WriteFile(keys, []byte(build), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := do(t, today, nil, "sign", "-key", key, "-latest", "1.3.0", "-page", "https://example.com/", "-out", feed)
	if err != nil || !strings.Contains(said, "2027-03-04") {
		t.Fatalf("said %q, %v", said, err)
	}
	if said, err = do(t, today, nil, "verify", "-keys", keys, feed); err != nil || !strings.Contains(said, "version 1.3.0, sequence 1796374800") {
		t.Errorf("said %q, %v", said, err)
	}
	if said, err = do(t, today.AddDate(1, 0, 0), nil, "verify", "-keys", keys, feed); err == nil || !strings.Contains(err.Error(), "expired") {
		t.Errorf("a year later: %q, %v", said, err)
	}
	text, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	again, err := do(t, today, map[string]string{"FEED_KEY": string(text)}, "sign", "-key-env", "FEED_KEY", "-latest", "1.3.0", "-page", "https://example.com/")
	if signed, _ := os.ReadFile(feed); err != nil || again != string(signed) {
		t.Errorf("the key of the environment signs %q, %v", again, err)
	}
}

func TestWhatTheCommandRefuses(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	tree := filepath.Join(folder, "tree", "deep")
	if err := os.MkdirAll(tree, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "tree", "go.mod"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(folder, "feed.pem")
	if _, err := do(t, today, nil, "keygen", "-key", key); err != nil {
		t.Fatal(err)
	}
	secret := map[string]string{"BAD": "-----BEGIN SECRET-----hush"}
	for _, args := range [][]string{
		nil,
		{"install"},
		{"keygen"},
		{"keygen", "-key", filepath.Join(tree, "feed.pem")},
		{"sign", "-latest", "1.3.0", "-page", "https://example.com/"},
		{"sign", "-key", key, "-key-env", "BAD", "-latest", "1.3.0", "-page", "https://example.com/"},
		{"sign", "-key-env", "BAD", "-latest", "1.3.0", "-page", "https://example.com/"},
		{"sign", "-key-env", "NONE", "-latest", "1.3.0", "-page", "https://example.com/"},
		{"sign", "-key", key, "-latest", "new", "-page", "https://example.com/"},
		{"sign", "-key", key, "-latest", "1.3.0", "-page", "http://example.com/"},
		{"sign", "-key", key, "-latest", "1.3.0", "-page", "https://example.com/", "-days", "4000"},
		{"sign", "-key", key, "-latest", "1.3.0", "-page", "https://example.com/", "stray"},
		{"verify"},
		{"verify", "-keys", key, key},
	} {
		if said, err := do(t, today, secret, args...); err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: said %q, %v", args, said, err)
		}
	}
}
