package words

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestBytes(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		bytes      int64
		en, da, de string
	}{
		{-5, "0 bytes", "0 byte", "0 Byte"},
		{0, "0 bytes", "0 byte", "0 Byte"},
		{1, "1 byte", "1 byte", "1 Byte"},
		{999, "999 bytes", "999 byte", "999 Byte"},
		{1000, "1 kB", "1 kB", "1 kB"},
		{999_499, "999 kB", "999 kB", "999 kB"},
		{999_500, "1 MB", "1 MB", "1 MB"},
		{1_500_000, "1.5 MB", "1,5 MB", "1,5 MB"},
		{9_960_000, "10 MB", "10 MB", "10 MB"},
		{96_000_000, "96 MB", "96 MB", "96 MB"},
		{512_000_000, "512 MB", "512 MB", "512 MB"},
		{1_200_000_000, "1.2 GB", "1,2 GB", "1,2 GB"},
		{11_240_000_000, "11.2 GB", "11,2 GB", "11,2 GB"},
		{48_000_000_000, "48 GB", "48 GB", "48 GB"},
		{318_400_000_000, "318 GB", "318 GB", "318 GB"},
		{1_500_000_000_000, "1.5 TB", "1,5 TB", "1,5 TB"},
		{math.MaxInt64, "9,223,372 TB", "9.223.372 TB", "9.223.372 TB"},
	} {
		expect(t, "en", speak(English).Bytes(row.bytes), row.en)
		expect(t, "da", speak(Danish).Bytes(row.bytes), row.da)
		expect(t, "de", speak(German).Bytes(row.bytes), row.de)
	}
}

func TestRate(t *testing.T) {
	t.Parallel()
	for rate, want := range map[float64]string{
		0: "", -1: "", math.NaN(): "", math.Inf(1): "", 10: "1 kbit/s", 50_000: "400 kbit/s", 124_950: "1 Mbit/s",
		425_000: "3,4 Mbit/s", 2_750_000: "22 Mbit/s", 150_000_000: "1,2 Gbit/s",
	} {
		expect(t, "rate", speak(Danish).Rate(rate), want)
	}
}

func TestPercentAndNumber(t *testing.T) {
	t.Parallel()
	if got := speak(German).Percent(42); got != "42\u00a0%" {
		t.Errorf("42 %%: %q, want a space that does not break", got)
	}
	expect(t, "en", speak(English).Number(1234567), "1,234,567")
	expect(t, "da", speak(Danish).Number(-1234), "−1.234")
	expect(t, "least", speak(English).Number(math.MinInt64), "−9,223,372,036,854,775,808")
}

func TestLeft(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		left       time.Duration
		en, da, de string
	}{
		{0, "", "", ""},
		{-time.Second, "", "", ""},
		{20 * time.Second, "less than a minute left", "under et minut tilbage", "noch weniger als eine Minute"},
		{50 * time.Second, "about 1 minute left", "ca. 1 minut tilbage", "noch etwa 1 Minute"},
		{6*time.Minute + 12*time.Second, "about 6 minutes left", "ca. 6 minutter tilbage", "noch etwa 6 Minuten"},
		{24 * time.Minute, "about 24 minutes left", "ca. 24 minutter tilbage", "noch etwa 24 Minuten"},
		{43 * time.Minute, "about 45 minutes left", "ca. 45 minutter tilbage", "noch etwa 45 Minuten"},
		{59 * time.Minute, "about 1 hour left", "ca. 1 time tilbage", "noch etwa 1 Stunde"},
		{83 * time.Minute, "about 1 hour 20 minutes left", "ca. 1 time 20 minutter tilbage", "noch etwa 1 Stunde 20 Minuten"},
		{5*time.Hour + 10*time.Minute, "about 5 hours left", "ca. 5 timer tilbage", "noch etwa 5 Stunden"},
		{70 * time.Hour, "about 3 days left", "ca. 3 dage tilbage", "noch etwa 3 Tage"},
	} {
		expect(t, "en", speak(English).Left(row.left), row.en)
		expect(t, "da", speak(Danish).Left(row.left), row.da)
		expect(t, "de", speak(German).Left(row.left), row.de)
	}
}

func TestDurationAndAmount(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		length           time.Duration
		duration, amount string
	}{
		{0, "0 s", "1 second"},
		{45 * time.Second, "45 s", "45 seconds"},
		{2 * time.Minute, "2 min", "2 minutes"},
		{125 * time.Second, "2 min 05 s", "2 minutes"},
		{72 * time.Minute, "1 h 12 min", "72 minutes"},
		{3 * time.Hour, "3 h", "3 hours"},
		{48 * time.Hour, "48 h", "2 days"},
	} {
		expect(t, "duration", speak(English).Duration(row.length), row.duration)
		expect(t, "amount", speak(English).Amount(row.length), row.amount)
	}
	expect(t, "slow clock", speak(German).Amount(-9*time.Minute), "9 Minuten")
}

// TestFiguresNeverGrowBackwards: more bytes never read as fewer, whatever the language's rounding does at a unit's edge.
func TestFiguresNeverGrowBackwards(t *testing.T) {
	t.Parallel()
	rank := map[string]int{"kB": 1, "MB": 2, "GB": 3, "TB": 4}
	w := speak(English)
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Int64Range(1000, 1<<50).Draw(t, "a")
		b := a + rapid.Int64Range(0, 1<<50).Draw(t, "more")
		unitOf := func(bytes int64) int { text := plain(w.Bytes(bytes)); return rank[text[len(text)-2:]] }
		if unitOf(a) == 0 || unitOf(b) < unitOf(a) {
			t.Fatalf("%d is %s and %d is %s", a, w.Bytes(a), b, w.Bytes(b))
		}
	})
}
