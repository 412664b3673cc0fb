package platform

import (
	"testing"
	"testing/fstest"
)

func TestPowerSuppliesOfLinux(t *testing.T) {
	t.Parallel()
	battery := map[string]string{"type": "Battery", "status": "Discharging", "capacity": "15", "present": "1"}
	with := func(base map[string]string, name, value string) map[string]string {
		changed := map[string]string{name: value}
		for key, kept := range base {
			if key != name {
				changed[key] = kept
			}
		}
		return changed
	}
	for name, example := range map[string]struct {
		supplies  map[string]map[string]string
		onBattery bool
		percent   int
		known     bool
	}{
		"none":                {nil, false, 0, false},
		"plugged, no battery": {map[string]map[string]string{"AC": {"type": "Mains", "online": "1"}}, false, 0, false},
		"on battery":          {map[string]map[string]string{"AC": {"type": "Mains", "online": "0"}, "BAT0": battery}, true, 15, true},
		"plugged":             {map[string]map[string]string{"AC": {"type": "Mains", "online": "1"}, "BAT0": battery}, false, 15, true},
		"charging":            {map[string]map[string]string{"BAT0": with(battery, "status", "Charging")}, false, 15, true},
		"two batteries":       {map[string]map[string]string{"BAT0": battery, "BAT1": with(battery, "capacity", "80")}, true, 80, true},
		"a mouse":             {map[string]map[string]string{"hid": with(battery, "scope", "Device")}, false, 0, false},
		"a battery taken out": {map[string]map[string]string{"BAT0": with(battery, "present", "0")}, false, 0, false},
		"more than full":      {map[string]map[string]string{"BAT0": with(battery, "capacity", "104")}, true, 100, true},
		"not a number":        {map[string]map[string]string{"BAT0": with(battery, "capacity", "full")}, false, 0, false},
		"charges over USB-C":  {map[string]map[string]string{"ucsi": {"type": "USB", "online": "1"}, "BAT0": battery}, false, 15, true},
		"less than empty":     {map[string]map[string]string{"BAT0": with(battery, "capacity", "-1")}, false, 0, false},
	} {
		files := fstest.MapFS{}
		for supply, values := range example.supplies {
			for value, content := range values {
				files[supply+"/"+value] = &fstest.MapFile{Data: []byte(content + "\n")}
			}
		}
		onBattery, percent, known := readPowerSupplies(files)
		if onBattery != example.onBattery || percent != example.percent || known != example.known {
			t.Errorf("%s: %v %d %v", name, onBattery, percent, known)
		}
	}
}
