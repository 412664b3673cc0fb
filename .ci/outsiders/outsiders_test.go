//go:build outsiders

// Package outsiders lets code that nobody here wrote decide whether the wire is right: the service's own upload library in a real
// browser, and npm packages that sign, check signatures and read multipart bodies. The judges were written from the service's
// documentation, by somebody who had not read the program's client. A reader of codes reads ours, and a phone's browser sends a video over a
// network of its own.
//
// It needs node, npm, chromium, iproute2 and zbar-tools, for networks the rights to make them, and for the window what .ci/trial needs.
// .ci/run brings them and runs it:
//
//	go test -tags ci,outsiders ./.ci/outsiders
//
// Where a tool is missing the tests that need it are skipped, unless OUTSIDERS_REQUIRED is set. OUTSIDERS_PROGRAM names a built
// program; without it one is built without its window. OUTSIDERS_RESULTS names a folder for logs and pictures.
package outsiders

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// root is the module's folder, seen from this one.
const root = "../.."

// need skips a test where a tool is missing, and fails it where all tools must be there.
func need(t *testing.T, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err == nil {
			continue
		}
		if os.Getenv("OUTSIDERS_REQUIRED") != "" {
			t.Fatalf("%s is not installed", tool)
		}
		t.Skipf("SKIPPED, AND SO NOT JUDGED: %s is not installed (apt-get install nodejs npm chromium iproute2 zbar-tools)", tool)
	}
}

// packages is the folder with the npm packages, brought once for every state of the lock file. It lies in the user's cache.
var packages = sync.OnceValues(func() (string, error) {
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		return "", err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(lock)
	folder := filepath.Join(cache, "twentythree-uploader-outsiders", hex.EncodeToString(sum[:8]))
	modules := filepath.Join(folder, "node_modules")
	if _, err := os.Stat(modules); err == nil {
		return modules, nil
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o700); err != nil {
		return "", err
	}
	fresh, err := os.MkdirTemp(filepath.Dir(folder), "new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	for _, name := range []string{"package.json", "package-lock.json", ".npmrc"} {
		text, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(filepath.Join(fresh, name), text, 0o600)
		}
		if err != nil {
			return "", err
		}
	}
	// ci refuses whatever differs from the lock file's hashes; what it brings runs nothing on its own.
	command := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	command.Dir = fresh
	if said, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("bringing the npm packages: %w: %s", err, said)
	}
	if err := os.Rename(fresh, folder); err != nil {
		if _, there := os.Stat(modules); there != nil {
			return "", err
		}
	}
	return modules, nil
})

// program is the built program's path.
var program = sync.OnceValues(func() (string, error) {
	if built := os.Getenv("OUTSIDERS_PROGRAM"); built != "" {
		return built, nil
	}
	path := filepath.Join(scratch, "twentythree-uploader")
	return path, build("-tags", "ci", "-o", path, ".")
})

// scratch is a folder for what all tests share; TestMain makes it.
var scratch string

func build(arguments ...string) error {
	command := exec.Command("go", append([]string{"build"}, arguments...)...)
	command.Dir, command.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building: %w: %s", err, said)
	}
	return nil
}

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		os.Exit(bePart(role, os.Args[1:]))
	}
	os.Exit(runAll(m))
}

func runAll(m *testing.M) int {
	var err error
	if scratch, err = os.MkdirTemp("", "uploader-outsiders-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(scratch)
	return m.Run()
}

// must fails the test with an error.
func must[T any](value T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// node is a judge's script as a command, with the npm packages in reach.
func node(ctx context.Context, t *testing.T, script string, arguments ...string) *exec.Cmd {
	t.Helper()
	need(t, "node", "npm")
	modules := must(packages())(t)
	command := exec.CommandContext(ctx, "node", append([]string{filepath.Join("judge", script)}, arguments...)...)
	command.Env = append(os.Environ(), "NODE_PATH="+modules)
	command.Stderr = os.Stderr
	command.WaitDelay = 5 * time.Second
	return command
}
