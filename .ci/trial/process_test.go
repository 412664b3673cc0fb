//go:build trial

package trial

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process is one program that a trial started and ends.
type process struct {
	desk    *desk
	command *exec.Cmd
	name    string
	log     string
	ended   chan struct{}
}

// start runs a program in a process group of its own until the test is over. What it says is kept in the results folder.
func (d *desk) start(t *testing.T, name string, input io.Reader, command string, arguments ...string) *process {
	t.Helper()
	p := &process{desk: d, command: exec.Command(command, arguments...), name: name, log: filepath.Join(d.results, name+".log"), ended: make(chan struct{})}
	log, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	p.command.Env, p.command.Stdin, p.command.Stdout, p.command.Stderr = d.environment, input, log, log
	// Nothing may outlive a trial that was itself killed.
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := p.command.Start(); err != nil {
		t.Fatalf("%s could not be started: %v", name, err)
	}
	go func() {
		_ = p.command.Wait()
		log.Close()
		close(p.ended)
	}()
	t.Cleanup(func() {
		if t.Failed() && d.screen != "" {
			d.failure.Do(func() { d.picture(t, "failed") })
		}
		p.kill()
	})
	return p
}

// kill ends the program and what it started, as kill -9 does, and waits for it.
func (p *process) kill() {
	_ = syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL)
	<-p.ended
}

// close asks the program to end, as a person's session does at its end, and waits.
func (p *process) close(t *testing.T) {
	t.Helper()
	_ = p.command.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.desk.picture(t, "does-not-end")
		// Go programs answer this signal with where each goroutine stands.
		_ = p.command.Process.Signal(syscall.SIGQUIT)
		<-p.ended
		t.Errorf("%s did not end within %s when asked to; where it stood: %s", p.name, patience, p.log)
	}
}

func (p *process) running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// said is everything that the program has written so far.
func (p *process) said(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(p.log)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// run runs a short command on the desk and gives what it wrote.
func (d *desk) run(t *testing.T, command string, arguments ...string) string {
	t.Helper()
	output, err := d.try(command, arguments...)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", command, strings.Join(arguments, " "), err, output)
	}
	return output
}

func (d *desk) try(command string, arguments ...string) (string, error) {
	short := exec.Command(command, arguments...)
	short.Env = d.environment
	output, err := short.CombinedOutput()
	return strings.TrimSpace(string(output)), err
}

// patience is how long a trial waits for what follows by itself. It is far more than a machine needs that runs other things beside; what is
// there sooner is not waited for.
const patience = time.Minute

// await asks until the answer is yes, and fails the test with what was awaited when the time is over.
func await(t *testing.T, limit time.Duration, what string, answer func() bool) {
	t.Helper()
	deadline := time.Now().Add(limit)
	for !answer() {
		if time.Now().After(deadline) {
			t.Fatalf("waited %s in vain for %s", limit, what)
		}
		time.Sleep(50 * time.Millisecond)
	}
}
