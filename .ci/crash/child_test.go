//go:build crash && crashpoints && linux

package crash

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/console"
	"twentythree-uploader/uploader/words"
)

// The roles of a child: the program's own command, and a person at the window, who also edits.
const (
	roleSend   = "send"
	rolePerson = "person"
)

// keyVariable holds the access key.
const keyVariable = "CRASH_KEY"

func beChild(role string, args []string) int {
	clock := &clock{}
	switch role {
	case roleSend:
		around := console.Surroundings{Language: words.English, Now: clock.Now}
		out := &watcher{to: os.Stdout, clock: clock, states: make(map[string]string)}
		return console.RunSend(context.Background(), args, out, os.Stderr, around)
	case rolePerson:
		if err := bePerson(args[0], clock); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return 0
	}
	return 2
}

// hurry is how much faster the child's clock goes while the site is asked whether a video arrived. The minutes of steady "no" after
// which a chunk goes again are counted on the wall clock between real answers, so that they pass in seconds, yet answers stay near enough
// to each other to count as steady.
const hurry = 30

// clock is the child's wall clock.
type clock struct {
	mu       sync.Mutex
	ahead    time.Duration
	hurrying time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *clock) now() time.Time {
	now := time.Now()
	if !c.hurrying.IsZero() {
		return now.Add(c.ahead + (hurry-1)*now.Sub(c.hurrying))
	}
	return now.Add(c.ahead)
}

// hurryWhile makes the clock go fast, or as every clock does, without ever going back.
func (c *clock) hurryWhile(checking bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case checking && c.hurrying.IsZero():
		c.hurrying = time.Now()
	case !checking && !c.hurrying.IsZero():
		c.ahead += (hurry - 1) * time.Since(c.hurrying)
		c.hurrying = time.Time{}
	}
}

// watcher passes the command's lines on and lets the clock hurry while the site is asked about any file.
type watcher struct {
	to     io.Writer
	clock  *clock
	states map[string]string
}

func (w *watcher) Write(line []byte) (int, error) {
	var told struct{ File, State string }
	if json.Unmarshal(line, &told) == nil {
		w.states[told.File] = told.State
	}
	w.clock.hurryWhile(slices.Contains(slices.Collect(maps.Values(w.states)), string(uploader.Checking)))
	return w.to.Write(line)
}
