//go:build trial

package trial

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// program is the built program's path: TRIAL_PROGRAM, or built from this tree.
var program = os.Getenv("TRIAL_PROGRAM")

func TestMain(m *testing.M) {
	os.Exit(buildAndRun(m))
}

func buildAndRun(m *testing.M) int {
	if address := os.Getenv(wifiAddress); address != "" {
		return serveWiFi(address)
	}
	if program != "" {
		return m.Run()
	}
	folder, err := os.MkdirTemp("", "uploader-trial-program")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	program = filepath.Join(folder, "twentythree-uploader")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = "../.."
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "the program could not be built:", err)
		return 1
	}
	return m.Run()
}

// openProgram starts the program as a person does and waits for its window.
func (d *desk) openProgram(t *testing.T, arguments ...string) (*process, window) {
	t.Helper()
	return d.openBuilt(t, program, arguments...)
}

// openBuilt does so with a program that was built for the trial.
func (d *desk) openBuilt(t *testing.T, built string, arguments ...string) (*process, window) {
	t.Helper()
	return d.openCommand(t, built, arguments...)
}

// openCommand starts a command that opens the program's window.
func (d *desk) openCommand(t *testing.T, command string, arguments ...string) (*process, window) {
	t.Helper()
	p := d.start(t, "program", nil, command, arguments...)
	t.Cleanup(func() { p.mustBeCalm(t) })
	w := d.awaitWindow(t, "--name", "^"+windowTitle+"$")
	w.place(t, programX, 30, programWidth, programHeight)
	w.focus(t)
	return p, w
}
