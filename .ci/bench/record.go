package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// record is one measurement, one line of the file.
type record struct {
	At time.Time `json:"at"`
	// Batch and Run tell which measurements were taken one after the other on the same link with the same losses.
	Batch string `json:"batch"`
	Run   int    `json:"run"`
	Cell  string `json:"cell"`
	Peer  string `json:"peer"`
	Kind  kind   `json:"kind"`
	TLS   bool   `json:"tls,omitempty"`
	// System says that ours was told to leave the congestion control alone.
	System bool `json:"congestion_system,omitempty"`
	// Mbits is the rate in Mbit/s, Share that by the link's.
	Mbits float64 `json:"mbits"`
	Share float64 `json:"share"`
	// Bytes and Seconds are what the rate comes from; of an outage Seconds is the time to the first new byte.
	Bytes   int64   `json:"bytes"`
	Seconds float64 `json:"seconds"`
	// Total is what the site read from the client's start to its end, ClientCPU the seconds of processor the client used for it.
	Total     int64   `json:"total"`
	ClientCPU float64 `json:"client_cpu_s"`
	// Resent counts requests with a chunk of which bytes had come before.
	Resent int `json:"resent"`
	// LateP99 is the emulator's own lateness in microseconds; DropLoss and DropQueue count packets on the way to the site.
	LateP99   int64 `json:"late_us_p99"`
	DropLoss  int64 `json:"drop_loss"`
	DropQueue int64 `json:"drop_queue"`
	// Thrown marks a measurement that does not count because the emulator was late.
	Thrown bool `json:"thrown,omitempty"`
	// EveryFive is the rate in Mbit/s in each five seconds.
	EveryFive []float64 `json:"mbits_every_5s"`
	Failure   string    `json:"failure,omitempty"`
}

func (r record) counts() bool { return !r.Thrown && r.Failure == "" }

// line is for the person who watches.
func (r record) line() string {
	text := fmt.Sprintf("%s  %-12s run %-3d %-13s", r.At.Format("15:04:05"), r.Cell, r.Run, r.Peer)
	switch {
	case r.Failure != "":
		return text + "failed: " + r.Failure
	case r.Kind == back:
		text += fmt.Sprintf("%8.2f s to the first new byte", r.Seconds)
	case r.Share == 0:
		text += fmt.Sprintf("%8.2f Mbit/s  %.2f s of processor per GiB", r.Mbits, cost(r))
	default:
		text += fmt.Sprintf("%8.2f Mbit/s  %.3f of the link", r.Mbits, r.Share)
	}
	if r.Thrown {
		text += fmt.Sprintf("  thrown away: the emulator was late by %d µs", r.LateP99)
	}
	return text
}

// recorder adds records to a file. Several links may add at once.
type recorder struct {
	mu   sync.Mutex
	file *os.File
	seen []record
}

// openRecorder opens a file to add to; what it holds already is part of the report.
func openRecorder(path string) (*recorder, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	before, err := readRecords(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	return &recorder{file: file, seen: before}, nil
}

func (r *recorder) add(seen record) error {
	line, err := json.Marshal(seen)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen = append(r.seen, seen)
	_, err = r.file.Write(append(line, '\n'))
	return err
}

func (r *recorder) all() []record {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.seen)
}

func (r *recorder) close() error { return r.file.Close() }

// readRecords reads a file of records.
func readRecords(path string) ([]record, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	var all []record
	lines := bufio.NewScanner(file)
	for number := 1; lines.Scan(); number++ {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, number, err)
		}
		all = append(all, r)
	}
	return all, lines.Err()
}
