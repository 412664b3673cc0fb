package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// displayProblem says why no window can appear here; empty when one can.
func displayProblem(c computer) sentence {
	switch {
	case c.os == "windows" || c.os == "darwin" || c.wayland != "":
		return ""
	case c.display == "":
		return "There is no display here, and the program opens a window. Run this in a terminal on the desktop; over ssh, use ssh -X."
	case !c.displayAnswers:
		return sentencef("No display answers at %s (the variable DISPLAY). Run this in a terminal on the desktop.", c.display)
	default:
		return ""
	}
}

// openDemo builds the program and runs it on the demo site. The finished program stays in the cache folder, where the next
// build leaves it alone if nothing changed.
func openDemo(arguments []string) error {
	tree, err := sourceTree()
	if err != nil {
		return err
	}
	program, err := programPath()
	if err != nil {
		return err
	}
	if err := build(tree, program); err != nil {
		return err
	}
	process := exec.Command(program, append([]string{"-demo"}, arguments...)...)
	process.Stdin, process.Stdout, process.Stderr = os.Stdin, os.Stdout, os.Stderr
	// Ctrl+C reaches the program too; setup waits for it to end in its own way.
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	return process.Run()
}

// sourceTree is the folder of the module that is being worked in.
func sourceTree() (string, error) {
	found, err := exec.Command("go", "env", "GOMOD").Output()
	path := strings.TrimSpace(string(found))
	if err != nil || path == "" || path == os.DevNull {
		return "", sentence("Run this in the folder that holds the program's source (the one with go.mod).")
	}
	return filepath.Dir(path), nil
}

func programPath() (string, error) {
	name := "twentythree-uploader-demo"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	folder, err := os.UserCacheDir()
	if err != nil {
		folder = os.TempDir()
	}
	folder = filepath.Join(folder, "twentythree-uploader")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", sentencef("The folder for the finished program could not be made: %v", err)
	}
	return filepath.Join(folder, name), nil
}

// build compiles the program, with a sign of life: a first build is silent for minutes.
func build(tree, program string) error {
	process := exec.Command("go", "build", "-o", program, ".")
	process.Dir = tree
	process.Env = append(os.Environ(), "CGO_ENABLED=1")
	process.Stdout, process.Stderr = os.Stdout, os.Stderr
	if err := process.Start(); err != nil {
		return sentencef("The command go could not be started: %v", err)
	}
	built := make(chan error, 1)
	go func() { built <- process.Wait() }()
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	if err := heartbeat(os.Stdout, built, ticker.C); err != nil {
		return sentencef("The window could not be built; what the compiler said stands above. %v", err)
	}
	return nil
}

// beat is how often a build gives a sign of life.
const beat = 15 * time.Second

// heartbeat tells at every tick that the build goes on, until it ended. A build from full caches ends before the first tick and
// stays silent.
func heartbeat(out io.Writer, built <-chan error, ticks <-chan time.Time) error {
	var begun time.Time
	for {
		select {
		case err := <-built:
			return err
		case now := <-ticks:
			if begun.IsZero() {
				begun = now.Add(-beat)
				say(out, "Building the window. The first time takes a few minutes…")
				continue
			}
			spent := now.Sub(begun).Round(time.Second)
			say(out, fmt.Sprintf("Still building, %d:%02d minutes so far…", int(spent.Minutes()), int(spent.Seconds())%60))
		}
	}
}
