package link

import (
	"errors"
	"image/color"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const example = "http://192.168.178.123:49152/hUz9cQ0nqz3bW-yK_5Xo7A"

func TestACodeIsSmallEnoughForAPhoneAndHasItsMargin(t *testing.T) {
	t.Parallel()
	code, err := NewCode(example)
	if err != nil {
		t.Fatal(err)
	}
	const margin = 4
	if size := code.Size() - 2*margin; size > 37 || size < 21 {
		t.Errorf("%d modules a side", size)
	}
	for i := range code.Size() {
		for edge := range margin {
			last := code.Size() - 1 - edge
			if code.Dark(i, edge) || code.Dark(edge, i) || code.Dark(i, last) || code.Dark(last, i) {
				t.Fatal("the margin is not light")
			}
		}
	}
	// Two modules beside the upper left square name the level, mixed with a fixed pattern of dark and light: both light is M.
	if !code.Dark(margin, margin+8) || code.Dark(margin+1, margin+8) {
		t.Error("the level is not M")
	}
	if code.At(0, 0) != (color.Gray{Y: 0xff}) || code.At(margin, margin) != (color.Gray{}) {
		t.Error("it is not black on white")
	}
	if code.ColorModel() != color.GrayModel {
		t.Error("a picture of it is not grey")
	}
}

func TestNoCodeIsDrawnOfWhatNoPhoneCouldRead(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", strings.Repeat("a", longestCoded+1)} {
		if _, err := NewCode(address); !errors.Is(err, ErrCode) {
			t.Errorf("%d bytes: %v", len(address), err)
		}
	}
	if c := (Code{}); c.Size() != 0 || c.Dark(0, 0) || !c.Bounds().Empty() {
		t.Error("a code of nothing has modules")
	}
}

func TestEveryAddressHasACode(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		address := rapid.StringN(1, 60, longestCoded).Draw(t, "address")
		code, err := NewCode(address)
		if err != nil || code.Size() < 29 {
			t.Fatalf("%q: %d %v", address, code.Size(), err)
		}
	})
}
