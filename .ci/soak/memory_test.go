//go:build soak && linux

package soak

import (
	"bytes"
	"net/http"
	"strconv"
	"testing"
	"time"
)

// mostMemory is what the engine may add, in bytes, and half of it is the goal.
const mostMemory = 64 << 20

// TestMemory measures what the engine adds to a process: a file of 100 GB on its way to a site that reads slowly, 10 000 uploads behind it.
func TestMemory(t *testing.T) {
	for _, connections := range []int{16, 32} {
		t.Run(strconv.Itoa(connections), func(t *testing.T) { weigh(t, connections) })
	}
}

func weigh(t *testing.T, connections int) {
	t.Helper()
	site := startSite(t)
	slowDown(t, site, 2<<20)
	samples := sampled(t, site, task{Size: 100_000_000_000, Queued: 10_000, Chunks: connections, For: 60 * time.Second, Every: 100 * time.Millisecond})
	first, most, reached := samples[0], samples[0], int64(0)
	for _, s := range samples {
		most.Memory, most.Heap = max(most.Memory, s.Memory), max(most.Heap, s.Heap)
		most.Anonymous, most.Resident = max(most.Anonymous, s.Anonymous), max(most.Resident, s.Resident)
		reached = max(reached, s.Connections)
	}
	last := samples[len(samples)-1]
	t.Logf("up to %d connections (%d reached): runtime +%.1f MiB at most, +%.1f at the end; heap +%.1f at most; anonymous +%.1f at most, +%.1f at the end; resident +%.1f at most; limit 64, goal 32",
		connections, reached, mebi(most.Memory-first.Memory), mebi(last.Memory-first.Memory), mebi(most.Heap-first.Heap),
		mebi(most.Anonymous-first.Anonymous), mebi(last.Anonymous-first.Anonymous), mebi(most.Resident-first.Resident))
	if added := most.Anonymous - first.Anonymous; added > mostMemory {
		t.Errorf("the engine adds %.1f MiB, more than 64", mebi(added))
	}
}

func mebi(bytes int64) float64 { return float64(bytes) / (1 << 20) }

// slowDown makes the site read so many bytes a second on each connection.
func slowDown(t *testing.T, site place, perSecond int) {
	t.Helper()
	plan := bytes.NewBufferString(`{"faults":[{"kind":"slow","path":"photo/redeem-upload-token","bytes_per_second":` + strconv.Itoa(perSecond) + `}]}`)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, site.URL+"/_demo/faults", plan)
	must(t, err)
	response, err := http.DefaultClient.Do(request)
	must(t, err)
	defer response.Body.Close()
	if response.StatusCode/100 != 2 {
		t.Fatalf("the site refuses its faults: %s", response.Status)
	}
}
