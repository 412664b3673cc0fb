package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

const (
	// lateMost is how late the emulator may have been, in microseconds at the 99th percentile.
	lateMost = 4000
	// repeats is how often a measurement is repeated on which the emulator was late.
	repeats = 3
)

// job is one run of one cell.
type job struct {
	cell cell
	run  int
}

// jobs go through all cells before the second run of any, so that what is stopped early has something of everything.
func (b *bench) jobs(alone bool) []job {
	var all []job
	for run := 1; run <= b.options.runs; run++ {
		for _, c := range b.options.cells {
			if (c.alone || b.options.parallel == 1) != alone {
				continue
			}
			if b.options.window > 0 {
				c.window = wholePeriods(b.options.window, c.link.OutageEvery)
			}
			for i := range c.samples {
				all = append(all, job{c, (run-1)*c.samples + i + 1})
			}
		}
	}
	return all
}

// wholePeriods lets a window have its full share of outages.
func wholePeriods(window time.Duration, every float64) time.Duration {
	if every == 0 {
		return window
	}
	period := time.Duration(every * float64(time.Second))
	return max(period, window.Round(period))
}

// measureAll takes all measurements that were asked for: first what needs the machine for itself.
func (b *bench) measureAll(ctx context.Context) error {
	b.batch = time.Now().UTC().Format("20060102T150405")
	if err := b.work(ctx, 1, b.jobs(true)); err != nil {
		return err
	}
	return b.work(ctx, b.options.parallel, b.jobs(false))
}

// work spreads jobs over so many labs. The first error ends all of them.
func (b *bench) work(ctx context.Context, labs int, jobs []job) error {
	if len(jobs) == 0 {
		return nil
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan job, len(jobs))
	for _, j := range jobs {
		queue <- j
	}
	close(queue)
	var group sync.WaitGroup
	defer group.Wait()
	for range labs {
		l, err := newLab(ctx, b.script)
		if err != nil {
			cancel(err)
			return err
		}
		group.Go(func() {
			defer l.close()
			for j := range queue {
				if err := b.workOn(ctx, l, j); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	group.Wait()
	return context.Cause(ctx)
}

func (b *bench) workOn(ctx context.Context, l *lab, j job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := l.congestion(ctx, j.cell.congestion); err != nil {
		return err
	}
	for _, name := range b.options.peers {
		p, _ := peerNamed(name)
		if !j.cell.wants(name) || (name == "resumable" && b.browser == nil) {
			continue
		}
		if err := b.measureOnTime(ctx, l, j, p); err != nil {
			return fmt.Errorf("%s, %s: %w", j.cell.name, name, err)
		}
	}
	return nil
}

// measureOnTime repeats a measurement on which the emulator was late.
func (b *bench) measureOnTime(ctx context.Context, l *lab, j job, p peer) error {
	for range 1 + repeats {
		seen, err := b.measure(ctx, l, j.cell, p, j.run)
		if err != nil {
			return err
		}
		seen.At, seen.Batch, seen.Run, seen.Cell, seen.Peer = time.Now().UTC(), b.batch, j.run, j.cell.name, p.name
		seen.Kind, seen.TLS = j.cell.kindFor(p.name), b.options.tls
		seen.System = p.name == "ours" && b.leavesCongestion(j.cell)
		seen.Thrown = seen.LateP99 > lateMost
		if err := b.records.add(seen); err != nil {
			return err
		}
		fmt.Println(seen.line())
		if !seen.Thrown {
			return nil
		}
	}
	fmt.Printf("%s, %s: left out, the machine is too busy: the emulator was late %d times in a row\n", j.cell.name, p.name, 1+repeats)
	return nil
}
