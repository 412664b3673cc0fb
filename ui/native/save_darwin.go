package native

import (
	"context"
	"os/exec"
	"strings"
)

// save asks the system's script runner for its window to save in, which asks by itself before a file is replaced. The script gets the texts
// as arguments and never as code.
func save(ctx context.Context, text Saved) (string, error) {
	script := "on run argv\n" +
		"return POSIX path of (choose file name with prompt (item 1 of argv) default name (item 2 of argv))\n" +
		"end run"
	output, err := exec.CommandContext(ctx, "/usr/bin/osascript", "-e", script, text.Title, text.Name).Output()
	if err != nil {
		if _, cancelled := err.(*exec.ExitError); cancelled {
			return "", nil
		}
		return "", err
	}
	return strings.TrimRight(string(output), "\n"), nil
}
