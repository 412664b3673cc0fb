package platform

import (
	"context"
	"os/exec"
	"time"
)

func power() (onBattery bool, percent int, known bool) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	output, err := exec.CommandContext(ctx, "/usr/bin/pmset", "-g", "batt").Output()
	if err != nil {
		return false, 0, false
	}
	return readPmset(string(output))
}
