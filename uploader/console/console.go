package console

import (
	"context"
	"io"
	"os"

	"twentythree-uploader/uploader/platform"
)

// command carries out what is typed after its name and gives the exit status.
type command func(ctx context.Context, args []string, stdout, stderr io.Writer, around Surroundings) int

// commands are all that a command line can begin with.
var commands = map[string]command{
	"send": RunSend, "check": RunCheck, "quit": RunQuit, "forget": RunForget, "apply": RunApply,
	"site": func(ctx context.Context, args []string, stdout, stderr io.Writer, _ Surroundings) int {
		return RunSite(ctx, args, stdout, stderr)
	},
}

// Run carries out the command that args begin with. handled is false when they begin with none: then the window is meant.
func Run(ctx context.Context, args []string, stdout, stderr *os.File, around Surroundings) (code int, handled bool) {
	if len(args) == 0 || commands[args[0]] == nil {
		return 0, false
	}
	stdout, stderr = platform.Terminal(stdout, stderr)
	if info, err := stdout.Stat(); err == nil {
		around.Terminal = info.Mode()&os.ModeCharDevice != 0
	}
	return commands[args[0]](ctx, args[1:], stdout, stderr, around), true
}
