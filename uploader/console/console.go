package console

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

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
	"version": runVersion, "-version": runVersion, "--version": runVersion,
}

// runVersion says what the program calls itself. It answers 0.
func runVersion(_ context.Context, _ []string, stdout, _ io.Writer, around Surroundings) int {
	fmt.Fprintln(stdout, around.Program)
	return exitDone
}

// Usage says what can be typed after the program's name, with the options of the window.
func Usage(window *flag.FlagSet) func() {
	return func() {
		named := slices.DeleteFunc(slices.Sorted(maps.Keys(commands)), func(name string) bool { return strings.HasPrefix(name, "-") })
		fmt.Fprintf(window.Output(), "%s [options] [FILE…]\n", window.Name())
		window.PrintDefaults()
		fmt.Fprintf(window.Output(), "%s %s, each with -h\n", window.Name(), strings.Join(named, " | "))
	}
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
