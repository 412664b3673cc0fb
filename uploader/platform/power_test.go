package platform

import "testing"

func TestBatteriesOfMacOS(t *testing.T) {
	t.Parallel()
	for printed, want := range map[string]struct {
		onBattery bool
		percent   int
		known     bool
	}{
		"Now drawing from 'Battery Power'\n -InternalBattery-0 (id=123)\t19%; discharging; 3:21 remaining present: true\n": {true, 19, true},
		"Now drawing from 'AC Power'\n -InternalBattery-0 (id=123)\t100%; charged; 0:00 remaining present: true\n":         {false, 100, true},
		"Now drawing from 'AC Power'\n":                           {},
		"Now drawing from 'Battery Power'\n -InternalBattery-0\t": {},
		"": {},
	} {
		onBattery, percent, known := readPmset(printed)
		if onBattery != want.onBattery || percent != want.percent || known != want.known {
			t.Errorf("%q: %v %d %v", printed, onBattery, percent, known)
		}
	}
}

func TestThisComputersPower(t *testing.T) {
	t.Parallel()
	if onBattery, percent, known := Power(); percent < 0 || percent > 100 || (onBattery && !known) {
		t.Errorf("%v %d %v", onBattery, percent, known)
	}
}

func FuzzReadPmset(f *testing.F) {
	f.Add("'Battery Power'\n -InternalBattery-0 (id=1)\t19%;")
	f.Add("-InternalBattery-0 \t-1%")
	f.Fuzz(func(t *testing.T, printed string) {
		if onBattery, percent, known := readPmset(printed); percent < 0 || percent > 100 || (onBattery && !known) {
			t.Errorf("%v %d %v", onBattery, percent, known)
		}
	})
}
