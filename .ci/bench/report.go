package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
)

// writeReport prints the table of what was measured: each cell with its peers, and what of the promises is kept.
func writeReport(w io.Writer, records []record) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "cell\tpeer\truns\tmedian\tmin–max\tof the link\t× curl\tours is × it\tCPU s/GiB\tsent twice\tverdict")
	failed, thrown := 0, 0
	for _, r := range records {
		if r.Thrown {
			thrown++
		} else if r.Failure != "" {
			failed++
		}
	}
	for _, secure := range []bool{false, true} {
		for _, c := range cells() {
			reportCell(table, c, secure, records)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%d measurements, %d of them failed, %d thrown away because the emulator was late\n", len(records), failed, thrown)
	return err
}

// cellResults are the records of one cell that count, by peer.
type cellResults struct {
	cell    cell
	byPeer  map[string][]record
	failing map[string]int
}

func resultsOf(c cell, secure bool, records []record) cellResults {
	results := cellResults{cell: c, byPeer: map[string][]record{}, failing: map[string]int{}}
	for _, r := range records {
		if r.Cell != c.name || r.TLS != secure {
			continue
		}
		if r.counts() {
			results.byPeer[r.Peer] = append(results.byPeer[r.Peer], r)
		} else if r.Failure != "" {
			results.failing[r.Peer]++
		}
	}
	return results
}

func reportCell(w io.Writer, c cell, secure bool, records []record) {
	results := resultsOf(c, secure, records)
	name := c.name
	if secure {
		name += " TLS"
	}
	for _, p := range peers() {
		seen := results.byPeer[p.name]
		if len(seen) == 0 && results.failing[p.name] == 0 {
			continue
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\n", name, p.name, strings.Join(results.columns(p.name), "\t"))
	}
}

// columns are the figures of one peer.
func (c cellResults) columns(peer string) []string {
	seen := c.byPeer[peer]
	runs := fmt.Sprint(len(seen))
	if n := c.failing[peer]; n > 0 {
		runs += fmt.Sprintf(" (%d failed)", n)
	}
	if len(seen) == 0 {
		return []string{runs}
	}
	if c.cell.kind == back {
		seconds := values(seen, func(r record) float64 { return r.Seconds })
		spread := fmt.Sprintf("%.2f–%.2f, p95 %.2f", slices.Min(seconds), slices.Max(seconds), quantile(seconds, 0.95))
		return []string{runs, fmt.Sprintf("%.2f s", quantile(seconds, 0.5)), spread, "", "", "", "", "", c.verdict(peer)}
	}
	mbits := values(seen, func(r record) float64 { return r.Mbits })
	share := quantile(values(seen, func(r record) float64 { return r.Share }), 0.5)
	return []string{
		runs, fmt.Sprintf("%.2f Mbit/s", quantile(mbits, 0.5)), fmt.Sprintf("%.2f–%.2f", slices.Min(mbits), slices.Max(mbits)),
		fmt.Sprintf("%.3f", share), shown(c.ratios(peer, "curl")), shown(c.ratios("ours", peer)),
		fmt.Sprintf("%.2f", quantile(values(seen, cost), 0.5)), fmt.Sprint(total(seen)), c.verdict(peer),
	}
}

// cost is the client's processor time, in seconds per GiB.
func cost(r record) float64 {
	if r.Total == 0 {
		return 0
	}
	return r.ClientCPU / (float64(r.Total) / (1 << 30))
}

func total(seen []record) int {
	again := 0
	for _, r := range seen {
		again += r.Resent
	}
	return again
}

// ratios are the rates of one peer by those of another, run by run. A run in which the other was not measured is compared with
// the other's median.
func (c cellResults) ratios(peer, by string) []float64 {
	others := c.byPeer[by]
	if len(others) == 0 || peer == by {
		return nil
	}
	median := quantile(values(others, func(r record) float64 { return r.Mbits }), 0.5)
	var ratios []float64
	for _, r := range c.byPeer[peer] {
		other := median
		for _, o := range others {
			if o.Batch == r.Batch && o.Run == r.Run {
				other = o.Mbits
			}
		}
		if other > 0 {
			ratios = append(ratios, r.Mbits/other)
		}
	}
	return ratios
}

func shown(ratios []float64) string {
	if len(ratios) == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f (%.2f–%.2f)", quantile(ratios, 0.5), slices.Min(ratios), slices.Max(ratios))
}

// verdict holds a peer's figures against what is promised: ours against the cell's targets, ours against each other peer.
func (c cellResults) verdict(peer string) string {
	var parts []string
	switch peer {
	case "curl":
		return ""
	case "ours":
		for _, t := range c.cell.targets {
			if value, measured := c.value(t.figure); measured {
				parts = append(parts, t.judge(value))
			}
		}
	default:
		ratios := c.ratios("ours", peer)
		if len(ratios) == 0 {
			return ""
		}
		t := target{figure: timesIt, must: 1}
		if c.cell.losing() {
			t.must, t.goal = 2, 4
		}
		parts = append(parts, t.judge(quantile(ratios, 0.5)))
	}
	return strings.Join(parts, "; ")
}

func (c cellResults) value(f figure) (float64, bool) {
	ours := c.byPeer["ours"]
	switch f {
	case timesCurl:
		ratios := c.ratios("ours", "curl")
		return quantile(ratios, 0.5), len(ratios) > 0
	case shareOfLink:
		return quantile(values(ours, func(r record) float64 { return r.Share }), 0.5), true
	case cpuPerGiB, cpuTLS:
		return quantile(values(ours, cost), 0.5), ours[0].TLS == (f == cpuTLS)
	case resent:
		return float64(total(ours)), true
	case backP95:
		return quantile(values(ours, func(r record) float64 { return r.Seconds }), 0.95), true
	}
	return 0, false
}

// lessIsBetter is of chunks sent twice and of seconds.
func (f figure) lessIsBetter() bool { return f != timesCurl && f != shareOfLink && f != timesIt }

// judge says whether a value is good enough.
func (t target) judge(value float64) string {
	keeps, sign := func(bound float64) bool { return value >= bound }, "≥"
	if t.figure.lessIsBetter() {
		keeps, sign = func(bound float64) bool { return value <= bound }, "≤"
	}
	text := fmt.Sprintf("must %s %v %s: MISSED", sign, t.must, t.figure)
	if keeps(t.must) {
		text = fmt.Sprintf("must %s %v %s: reached", sign, t.must, t.figure)
	}
	if t.goal == 0 {
		return text
	}
	if keeps(t.goal) {
		return text + fmt.Sprintf(", goal %v: reached", t.goal)
	}
	return text + fmt.Sprintf(", goal %v: missed", t.goal)
}

func values(records []record, of func(record) float64) []float64 {
	var all []float64
	for _, r := range records {
		all = append(all, of(r))
	}
	return all
}

// quantile interpolates between the nearest values; of none it is 0.
func quantile(all []float64, q float64) float64 {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	at := q * float64(len(sorted)-1)
	low := int(math.Floor(at))
	high := min(low+1, len(sorted)-1)
	return sorted[low] + (at-float64(low))*(sorted[high]-sorted[low])
}
