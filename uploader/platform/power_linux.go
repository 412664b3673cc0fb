package platform

import (
	"io/fs"
	"os"
	"strconv"
	"strings"
)

func power() (onBattery bool, percent int, known bool) {
	return readPowerSupplies(os.DirFS("/sys/class/power_supply"))
}

// readPowerSupplies reads the kernel's list of power supplies. Of several batteries the fullest counts; those of mice and the like
// do not.
func readPowerSupplies(supplies fs.FS) (onBattery bool, percent int, known bool) {
	entries, err := fs.ReadDir(supplies, ".")
	if err != nil {
		return false, 0, false
	}
	plugged, discharging := false, false
	for _, entry := range entries {
		read := func(name string) string {
			content, err := fs.ReadFile(supplies, entry.Name()+"/"+name)
			if err != nil {
				return ""
			}
			return strings.TrimSpace(string(content))
		}
		switch read("type") {
		case "Mains", "USB":
			plugged = plugged || read("online") == "1"
		case "Battery":
			charge, err := strconv.Atoi(read("capacity"))
			if err != nil || charge < 0 || read("scope") == "Device" || read("present") == "0" {
				continue
			}
			known, percent = true, max(percent, min(charge, 100))
			discharging = discharging || read("status") == "Discharging"
		}
	}
	return known && discharging && !plugged, percent, known
}
