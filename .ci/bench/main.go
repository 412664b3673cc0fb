// Command bench measures how fast uploads are on an emulated link, ours beside what people have today: one curl, the vendor's
// library in a browser, and clients that send windows of chunks as the vendor's command lines do.
//
//	go run ./.ci/bench                                          every cell, every peer, five runs
//	go run ./.ci/bench -cells loss05,loss1 -peers ours,curl -runs 3 -window 30s
//	go run ./.ci/bench -report dist/bench/runs.jsonl            the table of everything measured so far
//	go run ./.ci/bench -list                                    cells and peers
//	go vet ./.ci/bench && go test ./.ci/bench                   folders that begin with a dot are left out of ./...
//
// It needs Linux, root, ip, ss, curl, /dev/net/tun and the folder of the link emulator (-netlab). Where one is missing it says
// which and ends with "skipped" and status 0; nothing skipped is counted as measured. The browser's row needs chromium and the npm
// client too and is left out alone where they are missing; the row pool-3x1 stands in for it, written here in Go. What is set up
// in the network is taken down again, also after Ctrl-C.
//
// What is counted: the bytes that the site's process has read, from its /proc/PID/io. That is what arrived in order and was taken,
// from all connections, those already closed too; the interface's counters would count retransmissions, and a list of sockets
// forgets closed ones. Heads of requests and parts are in it, less than 0.1 % of a chunk of 1 MiB. A share is of the link's rate on the IP level; with
// an MTU of 1500 the ceiling is 0.965. A window's rate is what arrived between the end of the climb and the end of the window; a
// whole file's is its size by the time from the client's start to its end, after the site's last answer. For the browser, whose
// own start is no part of an upload, the time runs from the first request that the site saw, plus one round trip.
//
// One run of a cell measures its peers one after the other on the same link with the same losses, each on a fresh site. A
// measurement during which the emulator was late (late_us_p99 over 4 ms) is thrown away and repeated, at most three times.
//
// A cell about CUBIC is measured with send -congestion system, where send knows it, because the link's own choice is what the
// cell is about. The client's processor time is the kernel's count for its process; on the emulated link it holds the link's own
// work too, so that only the cell without an emulator (cpu) says what an upload costs.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// options are the command line's.
type options struct {
	netlab, out, report string
	cells               []cell
	peers               []string
	runs, parallel      int
	window              time.Duration
	tls                 bool
	program, resumable  string
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == chunkedCommand {
		os.Exit(runChunked(os.Args[2:]))
	}
	// A reader of the output that goes away must not leave namespaces behind either.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	defer stop()
	o, err := parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err == nil {
		err = run(ctx, o)
	}
	var missing missingError
	switch {
	case errors.As(err, &missing):
		fmt.Println("skipped:", missing)
	case err != nil:
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func parse(args []string) (options, error) {
	var o options
	var cells, peers string
	var list bool
	set := flag.NewFlagSet("bench", flag.ContinueOnError)
	set.StringVar(&o.netlab, "netlab", filepath.Join("..", "shared", "netlab"), "`folder` of the link emulator, from the project's root")
	set.StringVar(&o.out, "out", filepath.Join("dist", "bench", "runs.jsonl"), "`file` that measurements are added to, one JSON line each")
	set.StringVar(&o.report, "report", "", "print the table of the measurements in `file` and measure nothing")
	set.StringVar(&cells, "cells", "", "cells separated by commas; all when left out")
	set.StringVar(&peers, "peers", "", "peers separated by commas; all when left out")
	set.IntVar(&o.runs, "runs", 5, "how often each cell is measured")
	set.IntVar(&o.parallel, "parallel", 1, "how many links at once; cells that need the whole machine still go alone")
	set.DurationVar(&o.window, "window", 0, "length of a window instead of the cell's own")
	set.BoolVar(&o.tls, "tls", false, "over TLS instead of plain http")
	set.StringVar(&o.program, "program", "", "`file` to measure instead of building the tree as it is")
	set.StringVar(&o.resumable, "resumable", "", "`file` resumable.js of resumablejs@1.1.0; fetched with the npm client when left out")
	set.BoolVar(&list, "list", false, "print the cells and peers")
	if err := set.Parse(args); err != nil {
		return o, err
	}
	if list {
		printList(os.Stdout)
		return o, flag.ErrHelp
	}
	if set.NArg() > 0 || o.runs < 1 || o.parallel < 1 {
		return o, fmt.Errorf("run it with -h to see what it takes: %q", args)
	}
	var err error
	if o.cells, err = chooseCells(cells); err != nil {
		return o, err
	}
	o.peers, err = choosePeers(peers)
	return o, err
}

func run(ctx context.Context, o options) error {
	root, err := projectRoot(ctx)
	if err != nil {
		return err
	}
	if o.report != "" {
		records, err := readRecords(o.report)
		if err != nil {
			return err
		}
		return writeReport(os.Stdout, records)
	}
	b, err := prepare(ctx, root, o)
	if err != nil {
		return err
	}
	defer b.close()
	err = b.measureAll(ctx)
	records := b.records.all()
	if len(records) == 0 {
		return err
	}
	fmt.Println()
	return errors.Join(err, writeReport(os.Stdout, records))
}

// chooseCells finds cells by name.
func chooseCells(text string) ([]cell, error) {
	if text == "" {
		return cells(), nil
	}
	var chosen []cell
	for name := range strings.SplitSeq(text, ",") {
		c, found := cellNamed(strings.TrimSpace(name))
		if !found {
			return nil, fmt.Errorf("no cell is called %q; -list shows them", name)
		}
		chosen = append(chosen, c)
	}
	return chosen, nil
}

// choosePeers checks names of peers.
func choosePeers(text string) ([]string, error) {
	if text == "" {
		return peerNames(), nil
	}
	var chosen []string
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if _, found := peerNamed(name); !found {
			return nil, fmt.Errorf("no peer is called %q; -list shows them", name)
		}
		chosen = append(chosen, name)
	}
	return chosen, nil
}
