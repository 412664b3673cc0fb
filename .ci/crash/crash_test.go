//go:build crash && crashpoints && linux

// Package crash kills uploads: a child process that brings files to the demo site is ended with SIGKILL at random moments and at every named
// moment of the journal's life, started again on the same data folder, and at last left to finish. Whatever happened, the site must hold each
// file exactly once, whole, with what was typed about it, and nothing that was confirmed may travel again.
//
//	go test -tags ci,crash,crashpoints ./.ci/crash -runs 50 -seed 1
//	go test -tags ci,crash,crashpoints ./.ci/crash -run Campaign -seed 1 -only 17    one run again
package crash

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	runs     = flag.Int("runs", 20, "how many uploads are interrupted")
	seed     = flag.Uint64("seed", 1, "where the random choices begin")
	only     = flag.Int("only", -1, "play this run alone")
	parallel = flag.Int("parallel-runs", 2, "how many runs go on at once")
)

// roleVariable tells the test's own program that it is to be the child.
const roleVariable = "CRASH_ROLE"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		os.Exit(beChild(role, os.Args[1:]))
	}
	os.Exit(m.Run())
}

func TestCampaign(t *testing.T) {
	begun := time.Now()
	c := &campaign{kills: make(map[string]int)}
	free := make(chan struct{}, max(1, *parallel))
	var all sync.WaitGroup
	for index := range *runs {
		if *only >= 0 && index != *only {
			continue
		}
		free <- struct{}{}
		if t.Failed() {
			break
		}
		all.Go(func() {
			defer func() { <-free }()
			t.Run(fmt.Sprintf("%d", index), func(t *testing.T) {
				c.add(play(t, index, rand.New(rand.NewPCG(*seed, uint64(index)))))
				if t.Failed() {
					t.Logf("to play it again: -run Campaign -runs %d -seed %d -only %d", index+1, *seed, index)
				}
			})
		})
	}
	all.Wait()
	fmt.Println(c.summary(time.Since(begun)))
	if c.killed() == 0 {
		t.Error("no upload was interrupted, so nothing was proved")
	}
}

// campaign adds up what the runs did.
type campaign struct {
	mu                       sync.Mutex
	runs                     int
	kills                    map[string]int
	missed                   int
	lost, duplicate, corrupt int
	confirmedAgain           int
	resent                   []int64
}

func (c *campaign) add(o outcome) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.runs++
	for kind, count := range o.kills {
		c.kills[kind] += count
	}
	c.missed += o.missed
	c.lost += o.lost
	c.duplicate += o.duplicate
	c.corrupt += o.corrupt
	c.confirmedAgain += o.confirmedAgain
	c.resent = append(c.resent, o.resent...)
}

func (c *campaign) killed() int {
	sum := 0
	for _, count := range c.kills {
		sum += count
	}
	return sum
}

// summary is the campaign on one line; points are added up under their own names below it when tests are verbose.
func (c *campaign) summary(took time.Duration) string {
	kinds := map[string]int{}
	for kind, count := range c.kills {
		group, _, _ := strings.Cut(kind, ": ")
		kinds[group] += count
	}
	slices.Sort(c.resent)
	var most, median int64
	if len(c.resent) > 0 {
		most, median = c.resent[len(c.resent)-1], c.resent[len(c.resent)/2]
	}
	var points []string
	if testing.Verbose() {
		for kind, count := range c.kills {
			points = append(points, fmt.Sprintf("\n  %4d  %s", count, kind))
		}
		slices.Sort(points)
	}
	return fmt.Sprintf("crash campaign: seed %d, %d runs, %d kills %v (%d came too late), %d lost, %d duplicate, %d corrupt, "+
		"%d confirmed chunks sent again, re-sent max %.2f MiB median %.2f MiB a kill, %s%s",
		*seed, c.runs, c.killed(), kinds, c.missed, c.lost, c.duplicate, c.corrupt, c.confirmedAgain,
		float64(most)/(1<<20), float64(median)/(1<<20), took.Round(time.Second), strings.Join(points, ""))
}
