package transfer

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The layout the service's server sample accepts: 2 500 000 bytes at 1 000 000 are 1 000 000 + 1 500 000.
func TestPlanFollowsTheServersLayout(t *testing.T) {
	plan := Plan{Size: 2_500_000, ChunkSize: 1_000_000}
	if plan.Count() != 2 || plan.Length(1) != 1_000_000 || plan.Length(2) != 1_500_000 || plan.Offset(2) != 1_000_000 {
		t.Fatalf("got %d chunks of %d and %d", plan.Count(), plan.Length(1), plan.Length(2))
	}
}

func TestPlanCoversEveryByteOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(1, 1<<42).Draw(t, "size")
		wanted := rapid.SampledFrom([]int64{0, 1, MinChunkSize, DefaultChunkSize, 3_000_001, MaxChunkSize, 1 << 30}).Draw(t, "wanted")
		plan := NewPlan(size, wanted)
		count := plan.Count()
		if count > maxChunks {
			t.Fatalf("%d chunks", count)
		}
		if size >= 2*MinChunkSize && count < 2 {
			t.Fatalf("a file of %d bytes goes as one chunk, which cannot be sent again safely", size)
		}
		last := plan.Length(count)
		if plan.Offset(count)+last != size {
			t.Fatalf("the last chunk ends at %d of %d", plan.Offset(count)+last, size)
		}
		if count > 1 && (last < plan.ChunkSize || last >= 2*plan.ChunkSize) {
			t.Fatalf("the last chunk has %d bytes at chunks of %d", last, plan.ChunkSize)
		}
	})
}

func TestQueueBeginsAtBothEndsAndKeepsAMiddleChunkForLast(t *testing.T) {
	for _, test := range []struct {
		count int
		acked []int
		want  []int
	}{
		{count: 1, want: []int{1}},
		{count: 2, want: []int{1, 2}},
		{count: 5, want: []int{1, 5, 2, 3, 4}},
		{count: 5, acked: []int{1, 2, 5}, want: []int{3, 4}},
		{count: 5, acked: []int{2, 3, 4}, want: []int{1, 5}},
		{count: 3, acked: []int{1, 2, 3}, want: []int{}},
	} {
		acked := make(map[int]uint32)
		for _, number := range test.acked {
			acked[number] = 0
		}
		plan := Plan{Size: int64(test.count) * 10, ChunkSize: 10}
		if got := plan.Queue(acked); !slices.Equal(got, test.want) {
			t.Errorf("%d chunks, %v confirmed: got %v, want %v", test.count, test.acked, got, test.want)
		}
	}
}
