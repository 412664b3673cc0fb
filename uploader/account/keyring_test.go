//go:build keyring && linux

package account

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/uploadertest"
)

// The real thing: gnome-keyring-daemon on a bus and in a home of its own. Each step is a process of its own, as a program that is
// started again.
const (
	stepVariable = "KEYRING_STEP"
	homeVariable = "KEYRING_HOME"
	realID       = uploader.AccountID("videos.acme.com/3")
)

// realKeys are put together at run time, so that only a leak can make them appear.
func realKeys() uploader.Keys {
	return uploader.Keys{AccessKey: strings.Repeat("Qz", 3) + "-" + fmt.Sprint(23*1_000_003) + "-key"}
}

func TestRealKeyring(t *testing.T) {
	if step := os.Getenv(stepVariable); step != "" {
		steps()[step](t)
		return
	}
	need(t, "dbus-run-session", "gnome-keyring-daemon", "bash")
	const unlocked = `set -e
		printf pw | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 & daemon=$!
		trap 'kill $daemon; wait $daemon 2>/dev/null' EXIT
		until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true
		do kill -0 $daemon; sleep 0.05; done
		`
	session(t, unlocked, "save", "load", "delete", "gone", "save several", "forget", "gone", "save", "unlocked", "lock", "locked")
	session(t, unlocked, "save", "lock", "turned down")
	session(t, "", "none")
}

func TestComputerWithoutASessionBus(t *testing.T) {
	if os.Getenv(stepVariable) != "" {
		t.Skip("runs on its own")
	}
	before := busDaemons(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	stepNone(t)
	if after := busDaemons(t); after > before {
		t.Errorf("asking left %d bus daemons behind", after-before)
	}
}

func need(t *testing.T, programs ...string) {
	t.Helper()
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("SKIPPED: %s is not installed", program)
		}
	}
}

// session runs steps one after the other, each in a process of its own, on one private bus.
func session(t *testing.T, prepare string, names ...string) {
	t.Helper()
	home := t.TempDir()
	runtime := filepath.Join(home, "run")
	if err := os.Mkdir(runtime, 0o700); err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(home, "bus.conf")
	if err := os.WriteFile(settings, []byte(uploadertest.BusSettings), 0o600); err != nil {
		t.Fatal(err)
	}
	bus := []string{"--config-file=" + settings}
	if prepare == "" {
		bus = nil // this computer's own services, which a password store that is installed is among
	}
	script := prepare + "set -e\n"
	for _, name := range names {
		script += fmt.Sprintf("%s=%q %q -test.run='^TestRealKeyring$' -test.v\n", stepVariable, name, os.Args[0])
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, "dbus-run-session", append(bus, "--", "bash", "-c", script)...)
	command.Env = []string{
		"HOME=" + home, "XDG_RUNTIME_DIR=" + runtime, homeVariable + "=" + home, "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8",
	}
	output, err := command.CombinedOutput()
	if err != nil || strings.Count(string(output), "--- PASS: TestRealKeyring") != len(names) {
		t.Errorf("the steps %v: %v\n%s", names, err, output)
	}
}

func steps() map[string]func(*testing.T) {
	return map[string]func(*testing.T){
		"save": stepSave, "load": stepLoad, "delete": stepDelete, "gone": stepGone, "lock": stepLock, "locked": stepLocked, "none": stepNone,
		"turned down": stepTurnedDown, "save several": stepSaveSeveral, "forget": stepForget, "unlocked": stepUnlocked,
	}
}

func stepSave(t *testing.T) {
	if kept, err := NewVault(VaultOptions{}).Save(t.Context(), realID, secretOf(t, realKeys())); kept != uploader.KeptInKeyring || err != nil {
		t.Fatalf("kept %q, %v", kept, err)
	}
	lookForTheKey(t)
}

func stepLoad(t *testing.T) {
	if got, err := NewVault(VaultOptions{}).Load(t.Context(), realID); err != nil || got != secretOf(t, realKeys()) {
		t.Fatalf("in a second process: %v", err)
	}
	lookForTheKey(t)
}

func stepDelete(t *testing.T) {
	if err := NewVault(VaultOptions{}).Delete(t.Context(), realID); err != nil {
		t.Fatal(err)
	}
}

// several are entries of all kinds.
func several() []uploader.AccountID {
	return []uploader.AccountID{realID, ProxyEntry, ApplicationEntry("https://videos.acme.com"), "link:0123456789ab"}
}

func stepSaveSeveral(t *testing.T) {
	for _, id := range several() {
		if kept, err := NewVault(VaultOptions{}).Save(t.Context(), id, secretOf(t, realKeys())); kept != uploader.KeptInKeyring || err != nil {
			t.Fatalf("%s: kept %q, %v", id, kept, err)
		}
	}
	if err := keyring.Set("Somebody else", "x", "y"); err != nil {
		t.Fatal(err)
	}
}

func stepForget(t *testing.T) {
	if err := NewVault(VaultOptions{}).DeleteAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, id := range several() {
		if _, err := keyring.Get(DefaultService, string(id)); !errors.Is(err, keyring.ErrNotFound) {
			t.Errorf("%s is still there: %v", id, err)
		}
	}
	if text, err := keyring.Get("Somebody else", "x"); err != nil || text != "y" {
		t.Errorf("what belongs to others is %q, %v", text, err)
	}
}

func stepGone(t *testing.T) {
	if _, err := NewVault(VaultOptions{}).Load(t.Context(), realID); reasonOf(err) != uploader.ReasonNotSignedIn {
		t.Fatal(err)
	}
}

func stepLock(t *testing.T) {
	bus, err := dbus.SessionBus()
	if err != nil {
		t.Fatal(err)
	}
	collections := []dbus.ObjectPath{loginCollection}
	if err := bus.Object(secretService, secretPath).Call(secretInterface+".Lock", 0, collections).Err; err != nil {
		t.Fatal(err)
	}
	if got := (systemStore{}).condition(); got != conditionLocked {
		t.Fatalf("condition %d after locking", got)
	}
}

func stepLocked(t *testing.T) {
	v := NewVault(VaultOptions{Limit: 5 * time.Second})
	begun := time.Now()
	if _, err := v.Load(t.Context(), realID); reasonOf(err) != uploader.ReasonKeyringLocked {
		t.Errorf("loading: %v", err)
	}
	if kept, err := v.Save(t.Context(), realID, secretOf(t, fourKeys())); kept != uploader.KeptUntilQuit || reasonOf(err) != uploader.ReasonKeyringLocked {
		t.Errorf("kept %q, %v", kept, err)
	}
	if took := time.Since(begun); took > 15*time.Second {
		t.Errorf("a locked keyring held the program up for %v", took)
	}
}

func stepNone(t *testing.T) {
	v := NewVault(VaultOptions{Limit: 20 * time.Second})
	if kept, err := v.Save(t.Context(), realID, secretOf(t, realKeys())); kept != uploader.KeptUntilQuit || reasonOf(err) != uploader.ReasonKeyringNone {
		t.Errorf("kept %q, %v", kept, err)
	}
	if got, err := v.Load(t.Context(), realID); err != nil || got != secretOf(t, realKeys()) {
		t.Errorf("until quit: %v", err)
	}
	if _, err := NewVault(VaultOptions{}).Load(t.Context(), realID); reasonOf(err) != uploader.ReasonKeyringNone {
		t.Errorf("after a restart: %v", err)
	}
}

// lookForTheKey searches every file of the home and the arguments and surroundings of every process.
func lookForTheKey(t *testing.T) {
	t.Helper()
	key := []byte(realKeys().AccessKey)
	searched := 0
	search := func(path string) {
		content, err := os.ReadFile(path)
		if err != nil {
			return
		}
		searched++
		if bytes.Contains(content, key) {
			t.Errorf("the key is in %s", path)
		}
	}
	err := filepath.WalkDir(os.Getenv(homeVariable), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			search(path)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	inHome := searched
	processes, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		t.Error(err)
	}
	for _, process := range processes {
		search(filepath.Join(process, "cmdline"))
		search(filepath.Join(process, "environ"))
	}
	if inHome == 0 || searched == inHome {
		t.Errorf("searched %d files of the home and %d of processes", inHome, searched-inHome)
	}
}

func busDaemons(t *testing.T) int {
	t.Helper()
	count := 0
	names, err := filepath.Glob("/proc/[0-9]*/comm")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if comm, err := os.ReadFile(name); err == nil && strings.HasPrefix(string(comm), "dbus-") {
			count++
		}
	}
	return count
}

// stepTurnedDown has nobody there who could answer: the store is asked once, and not again until a person says so.
func stepTurnedDown(t *testing.T) {
	v := NewVault(VaultOptions{Limit: 10 * time.Second})
	if _, err := v.Load(t.Context(), realID); reasonOf(err) != uploader.ReasonKeyringLocked {
		t.Fatalf("loading: %v", err)
	}
	if !v.IsLocked() || v.IsAbsent() || v.MayAnswer(realID) {
		t.Error("it does not see that the store is locked")
	}
	begun := time.Now()
	if _, err := v.Load(t.Context(), realID); reasonOf(err) != uploader.ReasonKeyringLocked || time.Since(begun) > time.Second {
		t.Errorf("asked again after %v: %v", time.Since(begun), err)
	}
	if err := v.Delete(t.Context(), realID); reasonOf(err) != uploader.ReasonKeyringLocked {
		t.Errorf("signing out: %v", err)
	}
}

// stepUnlocked finds everything as it was once the store is unlocked, and changes no more of it than its own.
func stepUnlocked(t *testing.T) {
	v := NewVault(VaultOptions{})
	if v.IsLocked() || !v.MayAnswer(realID) {
		t.Fatal("it does not see that the store is unlocked")
	}
	got, err := v.Load(t.Context(), realID)
	if err != nil || got != secretOf(t, realKeys()) {
		t.Fatalf("after unlocking: %v", err)
	}
	renewed := got
	renewed.held.Workspace, renewed.held.WorkspaceUntil = "workspace", time.Now().Add(time.Hour).UTC().Truncate(time.Second)
	v.Refresh(realID, renewed)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := NewVault(VaultOptions{}).Load(t.Context(), realID); err != nil || again != renewed {
		t.Errorf("what was renewed is not kept: %v", err)
	}
	v.Refresh(realID, secretOf(t, fourKeys()))
	v.Refresh("somebody else", renewed)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := NewVault(VaultOptions{}).Load(t.Context(), realID); err != nil || again != renewed {
		t.Errorf("another window's older keys replaced it: %v", err)
	}
	if _, err := NewVault(VaultOptions{}).Load(t.Context(), "somebody else"); reasonOf(err) != uploader.ReasonNotSignedIn {
		t.Errorf("who signed out is back: %v", err)
	}
	long := secretOf(t, uploader.Keys{AccessKey: strings.Repeat("k", 8<<10)})
	if kept, err := v.Save(t.Context(), "long", long); kept != uploader.KeptInKeyring || err != nil {
		t.Errorf("a long key: kept %q, %v", kept, err)
	}
}
