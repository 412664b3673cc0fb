package native

import (
	"context"
	"os/exec"
	"strings"
	"time"
)

// wantsStillness asks for "Reduce motion" of the accessibility settings.
func wantsStillness() bool {
	const patience = 500 * time.Millisecond
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	output, err := exec.CommandContext(ctx, "/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion").Output()
	return err == nil && strings.TrimSpace(string(output)) == "1"
}
