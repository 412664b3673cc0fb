//go:build crashpoints && unix

package crashpoint

import (
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// Variable is the environment variable that chooses a moment: NAME:NTH kills the process with SIGKILL when it comes to the moment NAME for
// the NTH time, NAME:NTH:DELAY so much later (a duration such as 300us).
const Variable = "CRASHPOINT"

// passed counts how often the chosen moment has come. It is the whole process that dies, so it is the whole process that counts.
var passed atomic.Int64

// Here is the moment name.
func Here(name string) {
	chosen, rest, found := strings.Cut(os.Getenv(Variable), ":")
	if !found || chosen != name {
		return
	}
	count, delay, delayed := strings.Cut(rest, ":")
	if nth, err := strconv.ParseInt(count, 10, 64); err != nil || passed.Add(1) != nth {
		return
	}
	if wait, err := time.ParseDuration(delay); delayed && err == nil {
		time.AfterFunc(wait, die)
		return
	}
	die()
}

// Before is the moment at which a fact is about to become durable.
func Before(fact string) { Here("before " + fact) }

// After is the moment at which it has just become so.
func After(fact string) { Here("after " + fact) }

func die() {
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}
