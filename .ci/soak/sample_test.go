//go:build soak && linux

package soak

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/metrics"
	"runtime/pprof"
	"strconv"
	"testing"
	"time"
)

// sample is what a process holds at a moment.
type sample struct {
	At time.Time
	// Memory is what the Go runtime holds of the system's, but for what it has given back; Heap what is in use or not yet collected;
	// Anonymous and Resident are what the system says. All in bytes.
	Memory, Heap, Anonymous, Resident int64
	Goroutines, Descriptors           int
	// Connections are those that carry bytes of files; Acked is how much of the big file is confirmed; Small counts small uploads.
	Connections, Acked int64
	Small              int
}

// take prints a sample on one line.
func (b *bench) take(collect bool) {
	if collect {
		runtime.GC()
	}
	figures := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(figures)
	status, _ := os.ReadFile("/proc/self/status")
	descriptors, _ := os.ReadDir("/proc/self/fd")
	s := sample{
		At: time.Now(), Memory: int64(figures[0].Value.Uint64() - figures[1].Value.Uint64()), Heap: int64(figures[2].Value.Uint64()),
		Anonymous: kilobytes(status, "RssAnon:"), Resident: kilobytes(status, "VmRSS:"),
		Goroutines: runtime.NumGoroutine(), Descriptors: len(descriptors), Connections: b.connections.Load(),
		Acked: b.latest[b.big].Progress.Acked, Small: b.small,
	}
	line, err := json.Marshal(s)
	if err == nil {
		_, _ = fmt.Println(string(line))
	}
}

// kilobytes reads a line of /proc/self/status, as bytes.
func kilobytes(status []byte, name string) int64 {
	for line := range bytes.Lines(status) {
		if fields := bytes.Fields(line); len(fields) == 3 && string(fields[0]) == name {
			n, _ := strconv.ParseInt(string(fields[1]), 10, 64) // the kernel writes a number
			return n << 10
		}
	}
	return 0
}

// sampled runs the engine in a process of its own and gives its samples; the first is from before the engine was there.
func sampled(t *testing.T, site place, what task) []sample {
	t.Helper()
	what.Site, what.Folder = site.URL, t.TempDir()
	text, err := json.Marshal(what)
	must(t, err)
	command := child(t, roleEngine, string(text))
	command.Env = append(command.Env, keyVariable+"="+site.Bearer, profileVariable+"="+*profile)
	said, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	defer func() { must(t, command.Wait()) }()
	var samples []sample
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		var s sample
		must(t, json.Unmarshal(lines.Bytes(), &s))
		samples = append(samples, s)
	}
	if len(samples) < 3 {
		t.Fatalf("only %d samples", len(samples))
	}
	return samples
}

// heapInto writes down what holds the heap, if anywhere.
func heapInto(path string) error {
	if path == "" {
		return nil
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	runtime.GC()
	return pprof.WriteHeapProfile(file)
}
