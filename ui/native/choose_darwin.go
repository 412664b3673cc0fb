package native

import (
	"context"
	"os/exec"
	"strings"
)

// choose asks the system's script runner for its file window. The script gets the title as an argument and never as code.
func choose(ctx context.Context, wanted request) ([]string, error) {
	what := "file"
	if wanted.folders {
		what = "folder"
	}
	many := ""
	if wanted.multiple {
		many = " with multiple selections allowed"
	}
	script := "on run argv\n" +
		"set chosen to choose " + what + " with prompt (item 1 of argv)" + many + "\n" +
		"if class of chosen is not list then set chosen to {chosen}\n" +
		"set lines to \"\"\n" +
		"repeat with one in chosen\nset lines to lines & POSIX path of one & linefeed\nend repeat\n" +
		"return lines\nend run"
	output, err := exec.CommandContext(ctx, "/usr/bin/osascript", "-e", script, wanted.title).Output()
	if err != nil {
		if _, cancelled := err.(*exec.ExitError); cancelled {
			return nil, nil
		}
		return nil, err
	}
	return strings.Split(strings.TrimRight(string(output), "\n"), "\n"), nil
}
