package model

import "testing"

func TestSpeedsAreReadAsTheyAreTyped(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		text, decimal string
		want          int64
	}{
		{"20", ".", 2_500_000},
		{" 20 Mbit/s ", ".", 2_500_000},
		{"20mbps", ".", 2_500_000},
		{"2.5", ".", 312_500},
		{"2,5", ".", 312_500},
		{"2,5", ",", 312_500},
		{"2.5", ",", 312_500},
		{"1,000", ".", 125_000_000},
		{"1.000", ",", 125_000_000},
		{"1,500", ",", 187_500},
		{"0.125", ",", 15_625},
		{"0.1", ".", LeastLimit},
		{"10000", ".", MostLimit},
		{"10.000", ",", MostLimit},
		{"3,", ",", 375_000},
		{"", ".", 0},
		{"fast", ".", 0},
		{"-5", ".", 0},
		{"0", ".", 0},
		{"0.05", ".", 0},
		{"10001", ".", 0},
		{"1e3", ".", 0},
		{"NaN", ".", 0},
		{"2.5.1", ".", 0},
		{"20 GB", ".", 0},
		{"٢٠", ".", 0},
		{"99999999999999999999", ".", 0},
	} {
		if got, fits := ParseMegabits(one.text, one.decimal); got != one.want || fits != (one.want > 0) {
			t.Errorf("%q with %q is %d, %v; want %d", one.text, one.decimal, got, fits, one.want)
		}
	}
}

func FuzzParseMegabits(f *testing.F) {
	f.Add("2,5 Mbit/s", true)
	f.Add("1.000", false)
	f.Fuzz(func(t *testing.T, text string, comma bool) {
		decimal := "."
		if comma {
			decimal = ","
		}
		limit, fits := ParseMegabits(text, decimal)
		if fits != (limit != 0) || (fits && (limit < LeastLimit || limit > MostLimit)) {
			t.Fatalf("%q is %d, %v", text, limit, fits)
		}
		if !fits {
			return
		}
		// What is shown for a limit reads as that limit, to half a thousandth of a Mbit/s.
		const precision = 63
		if again, fits := ParseMegabits(Megabits(limit, decimal), decimal); !fits || again < limit-precision || again > limit+precision {
			t.Fatalf("%q is %d, shown as %q, read as %d, %v", text, limit, Megabits(limit, decimal), again, fits)
		}
	})
}
