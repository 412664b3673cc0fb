package platform

import (
	"context"
	"os/exec"
)

// tell asks the system's own script interpreter, which is handed the words as arguments and not as a script.
func tell(ctx context.Context, title, text string) bool {
	const script = `on run said
display alert (item 1 of said) message (item 2 of said) as critical
end run`
	return exec.CommandContext(ctx, "/usr/bin/osascript", "-e", script, title, text).Run() == nil
}
