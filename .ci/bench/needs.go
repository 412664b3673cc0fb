package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// missingError says why nothing can be measured here. It is no failure.
type missingError struct{ what string }

func (e missingError) Error() string { return e.what }

// bench is what all measurements share.
type bench struct {
	options options
	folder  string
	// program is ours, self this program, emulator and script the link emulator's.
	program, self, emulator, script string
	// takesCongestion is whether send can be told to leave the congestion control alone.
	takesCongestion bool
	// browser is nil where the browser's row is left out.
	browser *browser
	records *recorder
	batch   string
}

func projectRoot(ctx context.Context) (string, error) {
	text, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	path := strings.TrimSpace(string(text))
	if err != nil || path == "" || path == os.DevNull {
		return "", errors.New("run it inside the project with the go tool on the path")
	}
	return filepath.Dir(path), nil
}

// needs checks what a machine must have. The error says what is missing.
func needs(netlab string) error {
	if runtime.GOOS != "linux" {
		return missingError{"the emulated link needs Linux"}
	}
	if os.Geteuid() != 0 {
		return missingError{"namespaces need root"}
	}
	for _, name := range []string{"ip", "ss", "curl"} {
		if _, err := exec.LookPath(name); err != nil {
			return missingError{fmt.Sprintf("%s is not installed (apt-get install iproute2 curl)", name)}
		}
	}
	for _, path := range []string{"/dev/net/tun", filepath.Join(netlab, "lab.sh"), filepath.Join(netlab, "emu", "main.go")} {
		if _, err := os.Stat(path); err != nil {
			return missingError{fmt.Sprintf("%s is not there; -netlab names the folder of the link emulator", path)}
		}
	}
	return nil
}

// prepare builds what is measured. Close takes it away again.
func prepare(ctx context.Context, root string, o options) (_ *bench, err error) {
	if !filepath.IsAbs(o.netlab) {
		o.netlab = filepath.Join(root, o.netlab)
	}
	if !filepath.IsAbs(o.out) {
		o.out = filepath.Join(root, o.out)
	}
	if err := needs(o.netlab); err != nil {
		return nil, err
	}
	b := &bench{options: o, script: filepath.Join(o.netlab, "lab.sh")}
	if b.folder, err = os.MkdirTemp("", "bench-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			b.close()
		}
	}()
	b.program, b.emulator = filepath.Join(b.folder, "program"), filepath.Join(b.folder, "emulator")
	if b.self, err = os.Executable(); err != nil {
		return nil, err
	}
	if o.program != "" {
		if b.program, err = filepath.Abs(o.program); err != nil {
			return nil, err
		}
	} else if err := build(ctx, root, "-tags", "ci", "-o", b.program, "."); err != nil {
		return nil, err
	}
	if err := build(ctx, o.netlab, "-o", b.emulator, "./emu"); err != nil {
		return nil, err
	}
	help, _ := exec.CommandContext(ctx, b.program, "send", "-h").CombinedOutput()
	b.takesCongestion = strings.Contains(string(help), "-congestion")
	if b.wants("resumable") {
		if b.browser, err = findBrowser(ctx, b.folder, o.resumable); err != nil {
			fmt.Println("skipped: the row resumable:", err)
		}
	}
	b.records, err = openRecorder(o.out)
	return b, err
}

func (b *bench) wants(peer string) bool {
	for _, name := range b.options.peers {
		if name == peer {
			return true
		}
	}
	return false
}

// leavesCongestion is whether ours is told to leave the congestion control as the link has it: where a cell is about CUBIC.
func (b *bench) leavesCongestion(c cell) bool { return b.takesCongestion && c.congestion == "cubic" }

func (b *bench) close() {
	if b.records != nil {
		_ = b.records.close()
	}
	_ = os.RemoveAll(b.folder)
}

func build(ctx context.Context, folder string, args ...string) error {
	command := exec.CommandContext(ctx, "go", append([]string{"build", "-buildvcs=false"}, args...)...)
	command.Dir = folder
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if text, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building in %s: %w: %s", folder, err, text)
	}
	return nil
}
