package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	// sampleEvery is how often the site's count of bytes is read.
	sampleEvery = 50 * time.Millisecond
	// wholePatience is how long a whole file may take, backPatience how long a client may be silent after an outage.
	wholePatience, backPatience = 20 * time.Minute, 2 * time.Minute
	// newBytes is more than a question to the site is long: only a piece of the file counts as having gone on.
	newBytes = 4096
)

var errEnded = errors.New("the client ended before the measurement did")

// measurement is one upload by one peer while it is watched.
type measurement struct {
	bench *bench
	lab   *lab
	cell  cell
	peer  peer
	run   int

	site     *site
	emulator *emulator
	watch    *watch
	command  *exec.Cmd
	said     tail
	begun    time.Time
	ended    chan error
}

// measure takes one record. An error means that nothing could be measured; a client that failed is a record with its words.
func (b *bench) measure(ctx context.Context, l *lab, c cell, p peer, run int) (record, error) {
	m := &measurement{bench: b, lab: l, cell: c, peer: p, run: run, ended: make(chan error, 1)}
	folder, err := os.MkdirTemp(b.folder, p.name+"-")
	if err != nil {
		return record{}, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	address := serverAddress
	if c.direct() {
		address = directAddress
	}
	if m.site, err = startSite(ctx, l, b.program, filepath.Join(folder, "site"), address, b.options.tls); err != nil {
		return record{}, err
	}
	defer m.site.stop()
	seen, failure, err := m.upload(ctx, folder)
	l.sweep()
	if err != nil {
		return record{}, err
	}
	if ctx.Err() != nil {
		return record{}, ctx.Err()
	}
	if failure != nil {
		seen.Failure = strings.TrimSpace(failure.Error() + ": " + m.said.String())
	}
	return seen, nil
}

// upload lets the client run over the link and takes what is measured of it.
func (m *measurement) upload(ctx context.Context, folder string) (seen record, failure, err error) {
	t := task{bench: m.bench, site: m.site, cell: m.cell, folder: filepath.Join(folder, "peer")}
	t.file = filepath.Join(t.folder, fileName)
	if err := os.Mkdir(t.folder, 0o700); err != nil {
		return seen, nil, err
	}
	// A file without blocks reads as fast as one in memory: the disk is not what is measured.
	if err := errors.Join(os.WriteFile(t.file, nil, 0o600), os.Truncate(t.file, m.cell.fileSize(m.peer.name))); err != nil {
		return seen, nil, err
	}
	call, err := m.peer.command(ctx, t)
	if err != nil {
		return seen, nil, err
	}
	// Seeds repeat over the peers of one run, so that they meet the same losses.
	if !m.cell.direct() {
		if m.emulator, err = startEmulator(ctx, m.bench.emulator, m.lab, m.link(), int64(m.run)); err != nil {
			return seen, nil, err
		}
	}
	m.watch = startWatch(m.site)
	failure = m.start(ctx, call)
	if failure == nil {
		seen, failure = m.follow(ctx)
		m.stop()
		usage, _ := m.command.ProcessState.SysUsage().(*syscall.Rusage)
		if usage != nil {
			seen.ClientCPU = time.Duration(usage.Utime.Nano() + usage.Stime.Nano()).Seconds()
		}
	}
	seen.Total = m.watch.stop()
	seen.EveryFive = m.watch.every(5 * time.Second)
	requests, requestsErr := m.site.requests()
	seen.Resent = sentAgain(requests)
	if m.cell.direct() {
		return seen, failure, requestsErr
	}
	report, err := m.emulator.stop()
	seen.LateP99, seen.DropLoss, seen.DropQueue = report.lateP99(), report.Up.DropLoss, report.Up.DropQueue
	return seen, failure, errors.Join(err, requestsErr)
}

// link is the cell's. Where an outage is waited for, it begins a little later in each run, so that the clients' timers stand at
// different points when it ends.
func (m *measurement) link() link {
	k := m.cell.link
	if m.cell.kind == back {
		k.OutageStart += 0.37 * float64(m.run%10)
	}
	return k
}

func (m *measurement) start(ctx context.Context, call invocation) error {
	m.command = m.lab.in(ctx, m.lab.client(), call.args...)
	m.command.Env = append(os.Environ(), call.environment...)
	m.command.Stdin = strings.NewReader(call.input)
	m.command.Stderr, m.command.Stdout = &m.said, &m.said
	m.begun = time.Now()
	if call.drive != nil {
		return m.startDriven(ctx, call.drive)
	}
	if err := m.command.Start(); err != nil {
		return err
	}
	go func() { m.ended <- m.command.Wait() }()
	return nil
}

// startDriven starts a client that is told what to do over pipes. Telling it ends at the latest with the client, which holds the
// other ends.
func (m *measurement) startDriven(ctx context.Context, drive func(ctx context.Context, to, from *os.File) error) error {
	theirIn, to, err := os.Pipe()
	if err != nil {
		return err
	}
	from, theirOut, err := os.Pipe()
	if err != nil {
		return errors.Join(err, theirIn.Close(), to.Close())
	}
	m.command.ExtraFiles = []*os.File{theirIn, theirOut}
	err = errors.Join(m.command.Start(), theirIn.Close(), theirOut.Close())
	if err != nil {
		return errors.Join(err, to.Close(), from.Close())
	}
	go func() {
		ctx, cancel := context.WithCancel(ctx)
		told := make(chan error, 1)
		go func() {
			err := drive(ctx, to, from)
			if err != nil {
				_, _ = fmt.Fprintln(&m.said, err)
			}
			told <- err
		}()
		failure := m.command.Wait()
		cancel()
		m.ended <- errors.Join(failure, <-told, to.Close(), from.Close())
	}()
	return nil
}

// stop ends the client, if it has not ended, and waits for it.
func (m *measurement) stop() {
	_ = syscall.Kill(-m.command.Process.Pid, syscall.SIGKILL)
	m.ended <- <-m.ended
}

func (m *measurement) follow(ctx context.Context) (record, error) {
	switch m.cell.kindFor(m.peer.name) {
	case whole:
		return m.followWhole(ctx)
	case back:
		return m.followBack(ctx)
	default:
		return m.followWindow(ctx)
	}
}

// wait lasts until a moment. It says so when the client ends before.
func (m *measurement) wait(ctx context.Context, until time.Time) error {
	timer := time.NewTimer(time.Until(until))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case err := <-m.ended:
		m.ended <- err
		return errors.Join(errEnded, err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (m *measurement) followWindow(ctx context.Context) (record, error) {
	from := m.begun.Add(m.cell.climbFor(m.peer.name))
	to := from.Add(m.cell.windowFor(m.peer.name))
	if err := m.wait(ctx, to.Add(2*sampleEvery)); err != nil {
		return record{}, err
	}
	bytes, took := m.watch.between(from, to)
	if bytes == 0 {
		return record{}, errors.New("nothing came during the window")
	}
	return m.rated(bytes, took), nil
}

// rated fills in the rate of so many bytes in so much time.
func (m *measurement) rated(bytes int64, took time.Duration) record {
	mbits := float64(bytes) * 8 / 1e6 / took.Seconds()
	seen := record{Bytes: bytes, Seconds: took.Seconds(), Mbits: mbits}
	if !m.cell.direct() {
		seen.Share = mbits / m.cell.link.Mbits
	}
	return seen
}

func (m *measurement) followWhole(ctx context.Context) (record, error) {
	if !m.peer.ends {
		return m.followBrowser(ctx)
	}
	deadline := m.begun.Add(wholePatience)
	switch err := m.wait(ctx, deadline); {
	case err == nil:
		return record{}, fmt.Errorf("not done after %v", wholePatience)
	case !errors.Is(err, errEnded):
		return record{}, err
	}
	took := time.Since(m.begun)
	if failure := <-m.ended; failure != nil {
		m.ended <- failure
		return record{}, failure
	}
	m.ended <- nil
	requests, err := m.site.requests()
	if err != nil {
		return record{}, err
	}
	if _, _, is := arrived(requests); !is {
		return record{}, errors.New("the client says done, and the site has no video")
	}
	return m.rated(m.cell.fileSize(m.peer.name), took), nil
}

// followBrowser reads in the site's log when the browser's upload was done.
func (m *measurement) followBrowser(ctx context.Context) (record, error) {
	for deadline := m.begun.Add(wholePatience); time.Now().Before(deadline); {
		if err := m.wait(ctx, time.Now().Add(time.Second)); err != nil {
			return record{}, err
		}
		requests, err := m.site.requests()
		if err != nil {
			return record{}, err
		}
		if first, done, is := arrived(requests); is {
			return m.rated(m.cell.fileSize(m.peer.name), done.Sub(first)+time.Duration(m.cell.link.RTT*float64(time.Millisecond))), nil
		}
	}
	return record{}, fmt.Errorf("not done after %v", wholePatience)
}

func (m *measurement) followBack(ctx context.Context) (record, error) {
	k := m.link()
	returned := m.emulator.Began.Add(time.Duration((k.OutageStart + k.OutageLength) * float64(time.Second)))
	if err := m.wait(ctx, returned); err != nil {
		return record{}, err
	}
	before := m.watch.now()
	for {
		if err := m.wait(ctx, time.Now().Add(sampleEvery)); err != nil {
			return record{}, err
		}
		waited := time.Since(returned)
		if m.watch.now()-before > newBytes {
			return record{Seconds: waited.Seconds()}, nil
		}
		if waited > backPatience {
			return record{}, fmt.Errorf("nothing came within %v after the link was back", backPatience)
		}
	}
}
