package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestTheDotsMoveUntilTheyAreStopped(t *testing.T) {
	test.NewTempApp(t)
	var later func()
	kit := Kit{After: func(_ time.Duration, do func()) (cancel func()) {
		later = do
		return func() { later = nil }
	}}
	working := NewWorking(kit)
	test.NewTempWindow(t, working)
	lit := working.dots[0].FillColor
	for i := range 2 * workingDots {
		if dot := working.dots[i%workingDots]; dot.FillColor != lit {
			t.Errorf("after %d steps another dot is lit", i)
		}
		later()
	}
	working.Stop()
	if later != nil {
		t.Error("dots that were stopped go on")
	}
}
