package faults

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"
)

func TestAPlanComesAgainWithItsSeed(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		plan := Random(seed, 0.3)
		text, err := json.Marshal(plan)
		if err != nil {
			t.Fatal(err)
		}
		printed, err := Parse(text)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, text)
		}
		if !reflect.DeepEqual(printed, Random(seed, 0.3)) {
			t.Fatalf("seed %d makes two plans", seed)
		}
	}
	if reflect.DeepEqual(Random(1, 0.3), Random(2, 0.3)) {
		t.Error("two seeds make one plan")
	}
}

func TestAPlanHoldsAllKinds(t *testing.T) {
	t.Parallel()
	held := map[Kind]bool{Slow: true, Publish: true}
	for _, rule := range Random(7, 1).Faults {
		held[rule.Kind] = true
	}
	for _, kind := range Kinds() {
		if !held[kind] {
			t.Errorf("no %s", kind)
		}
	}
}

// struck plays requests as an upload makes them, and counts those that a rule strikes.
func struck(set *Set, requests int) int {
	hit := 0
	for i := range requests {
		request := Request{Method: "POST", Path: "photo/redeem-upload-token", Chunk: int64(1 + i%10), Completing: i%10 == 9}
		if i%20 == 0 {
			request = Request{Method: "GET", Path: "photo/list"}
		}
		any := false
		for _, stage := range []Stage{Arrived, Reading, Done} {
			for _, kind := range Kinds() {
				_, taken := set.Take(kind, stage, request)
				any = any || taken
			}
		}
		if any {
			hit++
		}
	}
	return hit
}

func TestAShareOfTheRequestsIsStruck(t *testing.T) {
	t.Parallel()
	for _, rate := range []float64{0, 0.1, 0.4} {
		var sum float64
		const seeds, requests = 25, 400
		for seed := range uint64(seeds) {
			set := &Set{}
			set.Replace(Random(seed, rate))
			sum += float64(struck(set, requests)) / requests / seeds
		}
		if math.Abs(sum-rate) > 0.3*rate {
			t.Errorf("%.3f of the requests were struck, asked for %.3f", sum, rate)
		}
	}
}

func TestWhichRequestsAShareStrikesComesAgain(t *testing.T) {
	t.Parallel()
	pattern := func(seed uint64) (hits []int) {
		set := &Set{}
		set.Replace(Document{Faults: []Rule{{Kind: Delay, Seconds: 1, Share: 0.25, Seed: seed}}})
		for i := range 1000 {
			if _, hit := set.Take(Delay, Done, Request{}); hit {
				hits = append(hits, i)
			}
		}
		return hits
	}
	first := pattern(5)
	if !reflect.DeepEqual(first, pattern(5)) || reflect.DeepEqual(first, pattern(6)) {
		t.Error("the seed does not decide")
	}
	if len(first) < 200 || len(first) > 300 {
		t.Errorf("%d of 1000 for a share of a quarter", len(first))
	}
}
