package update

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"twentythree-uploader/uploader"
)

// When the feed is asked for. The parts that are drawn by lot keep computers that were switched on together from asking together.
const (
	every      = 24 * time.Hour
	everyLot   = 6 * time.Hour
	afterStart = 20 * time.Second
	startLot   = time.Minute
	// again is the first wait after no answer; it doubles up to every.
	again = time.Hour
	// uploadsFirst is how soon to look again whether uploads still run, and longestBusy how long they are waited for altogether.
	uploadsFirst = 10 * time.Minute
	longestBusy  = 7 * 24 * time.Hour
	// longestNap bounds a wait, for clocks are set and computers sleep.
	longestNap = time.Hour
)

// Options are what a Desk is made of. All but Memory are required.
type Options struct {
	// Running is the program's own version.
	Running Version
	// Ask asks for the feed once.
	Ask func(context.Context) (Document, error)
	// Busy reports whether uploads run: they come first.
	Busy func() bool
	// Now is the best guess at the time.
	Now func() time.Time
	// Lot draws one of n, from 0 on.
	Lot func(n int64) int64
	// Memory is what was kept, and Save keeps it.
	Memory Memory
	Save   func(Memory)
	// Tell says what is known now. It may be called from any goroutine, never while another call of it runs.
	Tell   func(uploader.Newer)
	Logger *slog.Logger
}

// Lot draws for Options.Lot.
func Lot(n int64) int64 { return rand.Int64N(n) }

// Desk decides when to ask for the feed, and keeps what it said.
type Desk struct {
	options Options
	wake    chan struct{}
	begun   time.Time
	ready   time.Duration

	mu      sync.Mutex
	memory  Memory
	on      bool
	looking bool
	wanted  bool
}

// NewDesk makes a desk that asks for nothing until Run runs. on says whether it may ask.
func NewDesk(options Options, on bool) *Desk {
	return &Desk{
		options: options, memory: options.Memory, on: on, wake: make(chan struct{}, 1),
		begun: options.Now(), ready: afterStart + time.Duration(options.Lot(int64(startLot))),
	}
}

// Known is what there is to tell.
func (d *Desk) Known() uploader.Newer {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.known()
}

// known is Known. The caller holds the lock.
func (d *Desk) known() uploader.Newer {
	known := uploader.Newer{
		Possible: true, On: d.on, Looking: d.looking, Answered: d.memory.Answered, Unanswered: d.memory.Failures > 0,
	}
	if newer, is := d.memory.newer(d.options.Running); is {
		known.Version, known.Page, known.News = newer.Latest, newer.Page, newer.News
		known.PutAway = newer.Latest == d.memory.PutAway
	}
	return known
}

// Allow says whether to ask from now on.
func (d *Desk) Allow(on bool) { d.change(func() { d.on = on }) }

// LookNow asks as soon as it can, although it is not time yet, where asking is allowed.
func (d *Desk) LookNow() { d.change(func() { d.wanted = d.on }) }

// PutAway does not tell of a version again.
func (d *Desk) PutAway(version string) {
	d.change(func() {
		d.memory.PutAway = version
		d.options.Save(d.memory)
	})
}

// change changes something and tells what is known then.
func (d *Desk) change(change func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	before := d.known()
	change()
	if after := d.known(); after != before {
		d.options.Tell(after)
	}
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// Run asks when it is time, until the context ends.
func (d *Desk) Run(ctx context.Context) {
	for ctx.Err() == nil {
		wait, on := d.next()
		if on && wait <= 0 {
			d.look(ctx)
			continue
		}
		nap := time.NewTimer(min(wait, longestNap))
		select {
		case <-ctx.Done():
		case <-d.wake:
		case <-nap.C:
		}
		nap.Stop()
	}
}

// next is how long the next asking is away, and whether there is one at all.
func (d *Desk) next() (wait time.Duration, on bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.options.Now()
	switch {
	case !d.on:
		return longestNap, false
	case d.wanted:
		return 0, true
	}
	wait = max(d.memory.due(now), d.ready-now.Sub(d.begun).Abs())
	if wait <= 0 && d.options.Busy() && now.Sub(d.memory.Asked).Abs() < longestBusy {
		wait = uploadsFirst
	}
	return wait, true
}

func (d *Desk) look(ctx context.Context) {
	d.change(func() { d.looking, d.wanted = true, false })
	document, err := d.options.Ask(ctx)
	if ctx.Err() != nil {
		return
	}
	now := d.options.Now().UTC()
	d.change(func() {
		d.looking = false
		if err == nil {
			err = d.memory.believe(document, now)
		}
		d.memory.Asked = now
		if err == nil {
			d.memory.Answered, d.memory.Failures, d.memory.Wait = now, 0, every+time.Duration(d.options.Lot(int64(everyLot)))
		} else {
			d.memory.Failures++
			d.memory.Wait = patienceAfter(err, d.memory.Failures)
		}
		d.options.Save(d.memory)
	})
	if err != nil {
		d.options.Logger.Info("it is not known whether there is a newer version", "error", err)
		return
	}
	d.options.Logger.Info("the feed of newer versions was read", "latest", document.Latest, "sequence", document.Sequence)
}

// patienceAfter is how long the feed is left alone after it gave nothing: a day where somebody did answer.
func patienceAfter(err error, failures int) time.Duration {
	if !errors.Is(err, ErrNoAnswer) {
		return every
	}
	return min(again<<min(failures-1, 8), every)
}
