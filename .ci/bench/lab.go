package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The addresses that the link emulator's script gives the two ends.
const (
	clientAddress, serverAddress = "198.18.0.1", "198.18.0.2"
	// directAddress is the server's without the emulator between.
	directAddress = "198.18.1.2"
)

// lab is two namespaces with a link between them.
type lab struct{ script, name string }

// newLab sets up the first lab whose name is free.
func newLab(ctx context.Context, script string) (*lab, error) {
	for i := 1; i < 100; i++ {
		l := &lab{script: script, name: "L" + strconv.Itoa(i)}
		if _, err := os.Stat("/run/netns/" + l.client()); err == nil {
			continue
		}
		text, err := exec.CommandContext(ctx, script, "up", l.name).CombinedOutput()
		if err != nil {
			l.close()
			return nil, missingError{fmt.Sprintf("namespaces cannot be set up here: %v: %s", err, strings.TrimSpace(string(text)))}
		}
		return l, nil
	}
	return nil, errors.New("a hundred labs are left over; take them down with `lab.sh down NAME`")
}

func (l *lab) client() string { return "nl-" + l.name + "-c" }
func (l *lab) server() string { return "nl-" + l.name + "-s" }

// congestion sets the congestion control of both ends.
func (l *lab) congestion(ctx context.Context, name string) error {
	if text, err := exec.CommandContext(ctx, l.script, "cc", l.name, name).CombinedOutput(); err != nil {
		return fmt.Errorf("setting the congestion control to %s: %w: %s", name, err, text)
	}
	return nil
}

// in is a command inside one of the two namespaces, in a process group of its own, so that its children end with it.
func (l *lab) in(ctx context.Context, namespace string, args ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, "ip", append([]string{"netns", "exec", namespace}, args...)...)
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	command.WaitDelay = 5 * time.Second
	return command
}

// sweep ends what a stopped client left behind: processes in its namespace and connections in the kernel of either. The next
// measurement's losses must not be a leftover's.
func (l *lab) sweep() {
	endAll(l.client())
	_ = exec.Command("ip", "netns", "exec", l.client(), "ss", "-K", "dst", serverAddress).Run()
	_ = exec.Command("ip", "netns", "exec", l.server(), "ss", "-K", "dst", clientAddress).Run()
}

// endAll ends the processes in a namespace of this lab.
func endAll(namespace string) {
	text, err := exec.Command("ip", "netns", "pids", namespace).Output()
	if err != nil {
		return
	}
	for word := range strings.FieldsSeq(string(text)) {
		if id, err := strconv.Atoi(word); err == nil {
			_ = syscall.Kill(id, syscall.SIGKILL)
		}
	}
}

func (l *lab) close() {
	endAll(l.client())
	endAll(l.server())
	_ = exec.Command(l.script, "down", l.name).Run()
}

// emulator is the link at work.
type emulator struct {
	command *exec.Cmd
	output  *bufio.Scanner
	// Began is when the link began to carry packets; the emulator's outages count from it.
	Began time.Time
}

// linkReport is what the emulator says of a link at its end.
type linkReport struct {
	Up, Down struct {
		LateP99   int64 `json:"late_us_p99"`
		DropLoss  int64 `json:"drop_loss"`
		DropQueue int64 `json:"drop_queue"`
	}
}

func (r linkReport) lateP99() int64 { return max(r.Up.LateP99, r.Down.LateP99) }

func startEmulator(ctx context.Context, program string, l *lab, k link, seed int64) (*emulator, error) {
	number := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	args := []string{
		"-c", l.client(), "-s", l.server(), "-up", number(k.Mbits), "-rtt", number(k.RTT), "-loss", number(k.Loss),
		"-seed", strconv.FormatInt(seed, 10),
	}
	if k.OutageEvery > 0 {
		args = append(args, "-outevery", number(k.OutageEvery), "-outlen", number(k.OutageLength), "-outstart", number(k.OutageStart))
	}
	command := exec.CommandContext(ctx, program, args...)
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.WaitDelay = 5 * time.Second
	command.Stderr = os.Stderr
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("starting the link emulator: %w", err)
	}
	e := &emulator{command: command, output: bufio.NewScanner(output)}
	if !e.output.Scan() || e.output.Text() != "ready" {
		_ = command.Process.Kill()
		_ = command.Wait()
		return nil, errors.New("the link emulator did not start")
	}
	e.Began = time.Now()
	return e, nil
}

// stop ends the link and reads its report.
func (e *emulator) stop() (linkReport, error) {
	var report linkReport
	_ = e.command.Process.Signal(syscall.SIGTERM)
	var err error = io.ErrUnexpectedEOF
	if e.output.Scan() {
		err = json.Unmarshal(e.output.Bytes(), &report)
	}
	return report, errors.Join(err, e.command.Wait())
}
