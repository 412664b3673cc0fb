package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// kind is what a measurement takes the time of.
type kind string

const (
	// window is the rate between the end of the climb and the end of the window.
	window kind = "window"
	// whole is a whole file, from the client's start to its end.
	whole kind = "whole"
	// back is the time from the end of an outage to the first new byte.
	back kind = "back"
)

// The sizes of whole files, in bytes: over the emulated link, and without it.
const wholeFile, directFile = 256_000_000, 4 << 30

// link is an emulated link; without a rate there is none. Times are seconds, as the emulator takes them.
type link struct {
	// Mbits is the rate both ways on the IP level, in Mbit/s; RTT the round trip in milliseconds; Loss the loss each way in percent.
	Mbits, RTT, Loss float64
	// OutageEvery, OutageLength and OutageStart are when the link is down; 0 is never.
	OutageEvery, OutageLength, OutageStart float64
}

// target is what one figure of ours should reach.
type target struct {
	figure     figure
	must, goal float64 // 0: there is none
}

// figure is what a target is about.
type figure string

const (
	timesCurl   figure = "× curl"
	timesIt     figure = "× it"
	shareOfLink figure = "of the link"
	cpuPerGiB   figure = "s of processor per GiB"
	cpuTLS      figure = "s of processor per GiB over TLS"
	resent      figure = "chunks sent twice"
	backP95     figure = "s to the first new byte (p95)"
)

// cell is one condition to measure under.
type cell struct {
	name, about string
	link        link
	congestion  string
	kind        kind
	// curlKind differs from kind where curl would take half an hour for a whole file.
	curlKind kind
	// climb is how long a client may take to reach its rate, climbOurs the same for ours, which tries more connections step by step.
	climb, climbOurs, window time.Duration
	// alone is set where two links at once would be too much for the machine.
	alone bool
	// samples is how many measurements one run takes.
	samples int
	// only names the peers that are measured; nil is all.
	only    []string
	targets []target
}

func (c cell) kindFor(peer string) kind {
	if peer == "curl" {
		return c.curlKind
	}
	return c.kind
}

func (c cell) climbFor(peer string) time.Duration {
	if peer == "ours" {
		return c.climbOurs
	}
	return c.climb
}

// windowFor is at least a minute where a client pauses between windows of 500 MiB: less would never see a pause.
func (c cell) windowFor(peer string) time.Duration {
	if peer == "window-5x100" && !c.losing() {
		return max(c.window, time.Minute)
	}
	return c.window
}

func (c cell) wants(peer string) bool { return c.only == nil || slices.Contains(c.only, peer) }

// losing is whether losses hold each connection back: with BBR they hardly do, and every client can fill the link.
func (c cell) losing() bool { return c.link.Loss > 0 && c.congestion == "cubic" }

// direct is whether the two ends are joined without the emulator.
func (c cell) direct() bool { return c.link.Mbits == 0 }

// fileSize is the size of the file to send, in bytes: for a window one that no client can get through before its end.
func (c cell) fileSize(peer string) int64 {
	switch {
	case c.direct():
		return directFile
	case c.kindFor(peer) == whole:
		return wholeFile
	}
	lasting := c.climbFor(peer) + c.windowFor(peer) + 10*time.Second
	if c.kind == back {
		lasting = 2 * backPatience
	}
	return int64(c.link.Mbits * 1e6 / 8 * lasting.Seconds())
}

func lossyWindow(name string, mbits, rtt, loss float64, congestion string, targets ...target) cell {
	return cell{
		name: name, about: fmt.Sprintf("%v Mbit/s, %v ms, %v %% loss each way, %s", mbits, rtt, loss, congestion),
		link: link{Mbits: mbits, RTT: rtt, Loss: loss}, congestion: congestion, kind: window, curlKind: window,
		climb: 10 * time.Second, climbOurs: 25 * time.Second, window: 30 * time.Second, samples: 1, targets: targets,
	}
}

func lossyWhole(name string, of cell, targets ...target) cell {
	c := of
	c.name, c.about = name, of.about+", a whole file by the rate of curl's window"
	c.kind, c.only, c.targets = whole, []string{"ours", "curl"}, targets
	return c
}

// cells are the conditions and what is promised under them.
func cells() []cell {
	const cubic, bbr = "cubic", "bbr"
	loss05 := lossyWindow("loss05", 100, 100, 0.5, cubic, target{timesCurl, 12, 25})
	loss1 := lossyWindow("loss1", 100, 200, 1, cubic, target{timesCurl, 12, 25})
	return []cell{
		{
			name: "clean20", about: "100 Mbit/s, 20 ms, a whole file of 256 MB, cubic", link: link{Mbits: 100, RTT: 20}, congestion: cubic,
			kind: whole, curlKind: whole, alone: true, samples: 1, targets: []target{{timesCurl, 0.98, 0}, {shareOfLink, 0.92, 0.95}},
		},
		{
			name: "clean200", about: "100 Mbit/s, 200 ms, no loss, cubic", link: link{Mbits: 100, RTT: 200}, congestion: cubic,
			kind: window, curlKind: window, climb: 10 * time.Second, climbOurs: 10 * time.Second, window: 60 * time.Second, samples: 1,
			targets: []target{{timesCurl, 0.95, 1}},
		},
		{
			name: "gigabit", about: "1 Gbit/s, 10 ms, cubic", link: link{Mbits: 1000, RTT: 10}, congestion: cubic, kind: window, curlKind: window,
			climb: 5 * time.Second, climbOurs: 5 * time.Second, window: 30 * time.Second, alone: true, samples: 1,
			targets: []target{{timesCurl, 0.93, 0.98}},
		},
		loss05, loss1,
		lossyWhole("loss05-whole", loss05, target{timesCurl, 8, 15}),
		lossyWhole("loss1-whole", loss1, target{timesCurl, 8, 15}),
		lossyWindow("loss05-bbr", 100, 100, 0.5, bbr, target{shareOfLink, 0.85, 0.90}),
		lossyWindow("loss1-bbr", 100, 200, 1, bbr, target{shareOfLink, 0.85, 0.90}),
		{
			name: "outages", about: "20 Mbit/s, 50 ms, down for 2 s every 10 s, cubic",
			link: link{Mbits: 20, RTT: 50, OutageEvery: 10, OutageLength: 2, OutageStart: 3}, congestion: cubic, kind: window, curlKind: window,
			climb: 10 * time.Second, climbOurs: 10 * time.Second, window: 60 * time.Second, samples: 1,
			targets: []target{{shareOfLink, 0.68, 0.72}, {resent, 0, 0}},
		},
		{
			name: "back", about: "20 Mbit/s, 50 ms, down for 20 s once, cubic",
			link: link{Mbits: 20, RTT: 50, OutageEvery: 3600, OutageLength: 20, OutageStart: 10}, congestion: cubic, kind: back, curlKind: back,
			samples: 4, only: []string{"ours", "curl"}, targets: []target{{backP95, 5, 2}},
		},
		{
			name: "cpu", about: "a whole file of 4 GiB without the emulator, for the client's processor time", congestion: cubic,
			kind: whole, curlKind: whole, alone: true, samples: 1, only: []string{"ours", "curl"},
			targets: []target{{cpuPerGiB, 0.45, 0.35}, {cpuTLS, 0.85, 0.72}},
		},
	}
}

func cellNamed(name string) (cell, bool) {
	all := cells()
	i := slices.IndexFunc(all, func(c cell) bool { return c.name == name })
	if i < 0 {
		return cell{}, false
	}
	return all[i], true
}

func printList(w io.Writer) {
	for _, c := range cells() {
		_, _ = fmt.Fprintf(w, "%-13s %s\n", c.name, c.about)
	}
	_, _ = fmt.Fprintln(w)
	for _, p := range peers() {
		_, _ = fmt.Fprintf(w, "%-13s %s\n", p.name, p.about)
	}
}
