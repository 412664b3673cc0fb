package intake

import (
	"strings"
	"testing"

	"twentythree-uploader/uploader"
)

func FuzzJudge(f *testing.F) {
	for _, s := range signatures {
		f.Add("film.mp4", []byte(strings.Repeat("\x00", s.offset)+s.bytes))
	}
	f.Add("a", []byte(packets(188, 0)))
	f.Add("notes.mp4", []byte("text, and half a rune \xc3"))
	f.Fuzz(func(t *testing.T, name string, head []byte) {
		switch judge(name, head) {
		case uploader.NoReason, uploader.ReasonNotVideo, uploader.ReasonShortcut:
		default:
			t.Errorf("%q is judged %q", name, judge(name, head))
		}
	})
}

func FuzzCompareNames(f *testing.F) {
	f.Add("part 10", "part 2", "Part 02")
	f.Add("\xff1", "1\xff", "")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		ab, ba, bc, ac := compareNames(a, b), compareNames(b, a), compareNames(b, c), compareNames(a, c)
		if ab != -ba || (ab == 0) != (a == b) {
			t.Errorf("%q and %q: %d and %d", a, b, ab, ba)
		}
		if ab <= 0 && bc <= 0 && ac > 0 {
			t.Errorf("%q ≤ %q ≤ %q but not %q ≤ %q", a, b, c, a, c)
		}
	})
}

func TestEverySignatureIsReached(t *testing.T) {
	t.Parallel()
	for _, s := range signatures {
		head := strings.Repeat("\x01", s.offset) + s.bytes + strings.Repeat("\x02", 40)
		if got := sniff([]byte(head)); got != s.content {
			t.Errorf("%q is taken for %d, want %d", s.bytes, got, s.content)
		}
	}
}
