package main

import (
	"context"
	_ "embed" // the page
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed page.html
var page []byte

// library is the vendor's own and the version of it that is measured.
const library = "resumablejs@1.1.0"

// browser is what the browser's row needs.
type browser struct{ chromium, script string }

// findBrowser looks for Chromium and the library. The error says what is missing.
func findBrowser(ctx context.Context, folder, script string) (*browser, error) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		return nil, errors.New("chromium is not installed (apt-get install chromium)")
	}
	if script != "" {
		script, err = filepath.Abs(script)
		return &browser{chromium: chromium, script: script}, err
	}
	npm := exec.CommandContext(ctx, "npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, library)
	if text, err := npm.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("the npm client could not bring %s: %w: %s", library, err, text)
	}
	return &browser{chromium: chromium, script: filepath.Join(folder, "node_modules", "resumablejs", "resumable.js")}, nil
}

// browserCommand opens the page in a browser without a window and chooses the file there; one made of memory in the page would stop
// the browser after half a gigabyte. The page lies in a file and its origin is not the site's, where the
// vendor's own lies on the site: without the browser's check for other origins it asks for no leave before each request either.
func browserCommand(ctx context.Context, t task) (invocation, error) {
	token, err := t.site.uploadToken(ctx)
	if err != nil {
		return invocation{}, err
	}
	script, err := os.ReadFile(t.bench.browser.script)
	if err != nil {
		return invocation{}, err
	}
	if err := os.WriteFile(filepath.Join(t.folder, "resumable.js"), script, 0o600); err != nil {
		return invocation{}, err
	}
	path := filepath.Join(t.folder, "page.html")
	if err := os.WriteFile(path, page, 0o600); err != nil {
		return invocation{}, err
	}
	what := url.Values{"target": {t.site.redeem()}, "token": {token}}
	args := []string{
		t.bench.browser.chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-breakpad",
		"--disable-web-security", "--allow-file-access-from-files", "--ignore-certificate-errors", "--remote-debugging-pipe",
		"--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--user-data-dir=" + filepath.Join(t.folder, "profile"), "file://" + path + "#" + what.Encode(),
	}
	return invocation{
		args: args, environment: []string{"HOME=" + t.folder, "XDG_RUNTIME_DIR=" + t.folder, "TMPDIR=" + t.folder},
		drive: func(ctx context.Context, to, from *os.File) error { return chooseFile(ctx, to, from, t.file) },
	}, nil
}
