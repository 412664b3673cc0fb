package engine

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader/demo/faults"
)

// The campaign's switches, for the test binary: go test ./uploader/engine -run TestFaultCampaign -plans 1000.
var (
	plans     = flag.Int("plans", everydayPlans, "how many plans of faults the campaign plays")
	planFirst = flag.Uint64("plan-first", 1, "the campaign's first seed")
	planSeed  = flag.Uint64("plan-seed", 0, "play the plan of this seed alone, and tell of it")
)

// TestFaultCampaign uploads a few files through the real client, over a network in memory, to the demo site, which fails in all its ways
// by a plan that follows from a seed, until it is healed. Time is virtual. What must hold whatever goes wrong is asserted on the way and
// at the end. A plan that breaks something names its seed; -plan-seed plays it alone.
//
// Virtual time does not order what happens at the same moment: a plan that depends on it may need a few tries to break again.
func TestFaultCampaign(t *testing.T) {
	t.Parallel()
	if *planSeed != 0 {
		told, err := playPlan(t, *planSeed, t.Logf)
		t.Logf("%+v", told)
		if err != nil {
			t.Error(err)
		}
		return
	}
	begun := time.Now()
	sum := tally{struck: map[faults.Kind]int{}, ends: map[string]int{}}
	for i := range *plans {
		seed := *planFirst + uint64(i)
		told, err := playPlan(t, seed, nil)
		if err != nil {
			t.Errorf("plan %d: %v (again with -plan-seed %[1]d)", seed, err)
			if sum.broken++; sum.broken >= 20 {
				t.Fatal("too many to go on")
			}
		}
		sum.add(told)
	}
	t.Logf("%s in %v", sum, time.Since(begun).Round(100*time.Millisecond))
	if sum.videos == 0 || len(sum.struck) == 0 {
		t.Error("nothing was tried")
	}
}

// playPlan plays one plan in a time of its own.
func playPlan(t *testing.T, seed uint64, tell func(string, ...any)) (told tally, broken error) {
	synctest.Test(t, func(t *testing.T) {
		c := newCampaign(t, seed, tell)
		if tell != nil {
			text, err := json.Marshal(c.plan)
			tell("the site's plan: %s %v", text, err)
		}
		broken = c.play()
		told = c.tally()
	})
	return told, broken
}

// tally is what came of plans.
type tally struct {
	plans, broken, files, videos, restarts, retries, requests int
	struck                                                    map[faults.Kind]int
	ends                                                      map[string]int
	received, again, complete, cut, unconfirmed, size         int64
	lasted                                                    time.Duration
}

func (t *tally) add(o tally) {
	t.plans++
	t.files += o.files
	t.videos += o.videos
	t.restarts += o.restarts
	t.retries += o.retries
	t.requests += o.requests
	for kind, n := range o.struck {
		t.struck[kind] += n
	}
	for end, n := range o.ends {
		t.ends[end] += n
	}
	t.received += o.received
	t.again += o.again
	t.complete += o.complete
	t.cut += o.cut
	t.unconfirmed += o.unconfirmed
	t.size += o.size
	t.lasted += o.lasted
}

// String tells of all plans.
func (t tally) String() string {
	const mega = 1e6
	var text strings.Builder
	hits := 0
	for _, n := range t.struck {
		hits += n
	}
	fmt.Fprintf(&text, "%d plans, %d broken; %d files became %d videos; %d requests for chunks, %d faults struck; Retry was pressed %d times, %d announced restarts\n",
		t.plans, t.broken, t.files, t.videos, t.requests, hits, t.retries, t.restarts)
	fmt.Fprintf(&text, "MB: %.0f in files, %.0f received, %.0f cut, %.0f whole but not confirmed, %.0f after their confirmation (%.0f of it when all was confirmed)\n",
		float64(t.size)/mega, float64(t.received)/mega, float64(t.cut)/mega, float64(t.unconfirmed)/mega, float64(t.again)/mega, float64(t.complete)/mega)
	for _, kind := range slices.Sorted(maps.Keys(t.struck)) {
		fmt.Fprintf(&text, "%s %d, ", kind, t.struck[kind])
	}
	text.WriteString("\nends: ")
	for _, end := range slices.Sorted(maps.Keys(t.ends)) {
		fmt.Fprintf(&text, "%s %d, ", end, t.ends[end])
	}
	fmt.Fprintf(&text, "\n%v of virtual time", t.lasted.Round(time.Minute))
	return text.String()
}
