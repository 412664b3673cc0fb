package platform

import (
	"strconv"
	"strings"
)

// Power tells whether the computer runs on its battery, and how full that is in percent. known is false where there is no battery or
// the system does not tell.
func Power() (onBattery bool, percent int, known bool) { return power() }

// readPmset reads what `pmset -g batt` prints on macOS.
func readPmset(output string) (onBattery bool, percent int, known bool) {
	onBattery = strings.Contains(output, "'Battery Power'")
	for line := range strings.Lines(output) {
		if !strings.Contains(line, "InternalBattery") {
			continue
		}
		before, _, found := strings.Cut(line, "%")
		start := strings.LastIndexAny(before, " \t") + 1
		if percent, err := strconv.Atoi(before[start:]); found && err == nil && percent >= 0 && percent <= 100 {
			return onBattery, percent, true
		}
	}
	return false, 0, false
}
