//go:build soak && linux

package soak

import (
	"math"
	"testing"
	"time"
)

// A line through the samples may rise by this much over the whole time: a list that learns of a few hundred uploads and chunks takes room, a
// leak takes more.
const (
	mostHeapGrowth       = 2 << 20
	mostGoroutineGrowth  = 4
	mostDescriptorGrowth = 4
)

// TestGrowth uploads for long to a site where one request in twenty fails, and fits a straight line through what the process holds.
func TestGrowth(t *testing.T) {
	site := startSite(t, "-fault-seed", "1", "-fault-rate", "0.05")
	const rate = 4 << 20
	every := max(time.Second, *duration/40)
	samples := sampled(t, site, task{
		Size: 4 * rate * int64(duration.Seconds()+60), Chunks: 8, Rate: rate, Small: max(2*time.Second, *duration/120),
		For: *duration, Every: every, Collect: true,
	})
	// What is made once, at the beginning, is no growth.
	settled := samples[1+len(samples)/8:]
	last := settled[len(settled)-1]
	for _, figure := range []struct {
		name string
		of   func(sample) float64
		most float64
	}{
		{"heap", func(s sample) float64 { return float64(s.Heap) }, mostHeapGrowth},
		{"goroutines", func(s sample) float64 { return float64(s.Goroutines) }, mostGoroutineGrowth},
		{"descriptors", func(s sample) float64 { return float64(s.Descriptors) }, mostDescriptorGrowth},
	} {
		growth, unsure := fit(settled, figure.of)
		t.Logf("%s: %.0f at first, %.0f at the end, the line rises by %.1f ± %.1f over %v", figure.name,
			figure.of(settled[0]), figure.of(last), growth, unsure, last.At.Sub(settled[0].At).Round(time.Second))
		if growth-2*unsure > figure.most {
			t.Errorf("%s grow: %.1f ± %.1f", figure.name, growth, unsure)
		}
	}
	t.Logf("%d samples, %.1f MiB confirmed, %d small uploads", len(samples), mebi(last.Acked), last.Small)
	if last.Acked == 0 || last.Small == 0 {
		t.Error("nothing was uploaded, so nothing was proved")
	}
}

// fit puts a straight line through the samples by least squares and gives how much it rises from the first to the last, with the standard
// error of that.
func fit(samples []sample, of func(sample) float64) (rise, unsure float64) {
	n := float64(len(samples))
	var sumX, sumY float64
	x := func(s sample) float64 { return s.At.Sub(samples[0].At).Seconds() }
	for _, s := range samples {
		sumX, sumY = sumX+x(s), sumY+of(s)
	}
	meanX, meanY := sumX/n, sumY/n
	var xx, xy float64
	for _, s := range samples {
		xx += (x(s) - meanX) * (x(s) - meanX)
		xy += (x(s) - meanX) * (of(s) - meanY)
	}
	slope := xy / xx
	var off float64
	for _, s := range samples {
		d := of(s) - meanY - slope*(x(s)-meanX)
		off += d * d
	}
	span := x(samples[len(samples)-1])
	return slope * span, math.Sqrt(off/max(1, n-2)/xx) * span
}
