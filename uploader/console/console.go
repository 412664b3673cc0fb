package console

import (
	"context"
	"os"
	"slices"

	"twentythree-uploader/uploader/platform"
)

// Run carries out the command that args begin with. handled is false when they begin with none: then the window is meant.
func Run(ctx context.Context, args []string, stdout, stderr *os.File, around Surroundings) (code int, handled bool) {
	if len(args) == 0 || !slices.Contains([]string{"send", "check", "site"}, args[0]) {
		return 0, false
	}
	stdout, stderr = platform.Terminal(stdout, stderr)
	if info, err := stdout.Stat(); err == nil {
		around.Terminal = info.Mode()&os.ModeCharDevice != 0
	}
	switch args[0] {
	case "send":
		return RunSend(ctx, args[1:], stdout, stderr, around), true
	case "check":
		return RunCheck(ctx, args[1:], stdout, stderr, around), true
	case "site":
		return RunSite(ctx, args[1:], stdout, stderr), true
	case "quit":
		return RunQuit(ctx, args[1:], stdout, stderr, around), true
	case "forget":
		return RunForget(ctx, args[1:], stdout, stderr, around), true
	case "apply":
		return RunApply(ctx, args[1:], stdout, stderr, around), true
	}
	return 0, false
}
