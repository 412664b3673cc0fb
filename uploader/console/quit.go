package console

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/words"
)

// parseLeaving reads the command line of a command that takes switches alone. The error is a sentence for the person.
func parseLeaving(name string, args []string, stderr io.Writer, w *words.Words, usage words.Key, define func(*flag.FlagSet)) error {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, w.T(usage))
		fmt.Fprintln(stderr, name, "[options]")
		flags.PrintDefaults()
	}
	define(flags)
	langFlag(flags, w)
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return errors.New(w.T(words.ConsoleCheckNoFiles, words.Text("value", flags.Arg(0))))
	}
	return nil
}

// dataFlag is the folder that keeps the list, as the window names it. It is absolute: the open window works elsewhere.
func dataFlag(flags *flag.FlagSet, folder *string) {
	usage := "`folder` that keeps the list"
	if *folder != "" {
		usage += " (default " + strconv.Quote(*folder) + ")"
	}
	flags.Func("data", usage, func(named string) (err error) {
		if named == "" {
			return nil
		}
		*folder, err = filepath.Abs(named)
		return err
	})
}

// listFolders are the folders that a window of this person may work in: the list's, and that of the demo site.
func listFolders(folder string) []string { return []string{folder, filepath.Join(folder, "demo")} }

// RunQuit ends the open window as its own menu would, and the person's uploads from the command line, and returns once nothing of them runs any
// more: what is uploaded is kept, and uploads go on at the next start. It answers 0 also where nothing was open, 1 when something does not end,
// 2 for a command line that cannot be carried out, 130 when it was stopped.
func RunQuit(ctx context.Context, args []string, stdout, stderr io.Writer, around Surroundings) int {
	w := around.sentencesFor(args)
	folder := around.DataDir
	err := parseLeaving("quit", args, stderr, w, words.ConsoleUsageQuit, func(flags *flag.FlagSet) { dataFlag(flags, &folder) })
	if errors.Is(err, flag.ErrHelp) {
		return exitDone
	}
	if err != nil {
		fmt.Fprintln(stderr, "quit:", err)
		return exitUsage
	}
	q := quitting{name: "quit", err: stderr, words: w}
	windows, code := q.end(ctx, listFolders(folder))
	sends, other := q.end(ctx, runningFolders(folder))
	if windows {
		fmt.Fprintln(stdout, w.T(words.ConsoleQuitDone))
	}
	if sends {
		fmt.Fprintln(stdout, w.T(words.ConsoleQuitSend))
	}
	if code = max(code, other); code == exitDone && !windows && !sends {
		fmt.Fprintln(stdout, w.T(words.ConsoleQuitNone))
	}
	return code
}

// quitting ends programs for a command.
type quitting struct {
	name  string
	err   io.Writer
	words *words.Words
}

// end ends what works in the folders, and tells why something does not end. ended is true when something was there.
func (q quitting) end(ctx context.Context, folders []string) (ended bool, code int) {
	for _, folder := range folders {
		running, err := platform.Quit(ctx, folder)
		switch {
		case ctx.Err() != nil:
			return ended, exitStopped
		case errors.Is(err, platform.ErrSilent):
			fmt.Fprintf(q.err, "%s: %s\n", q.name, q.words.T(words.ConsoleQuitSilent))
			code = exitFailed
		case err != nil:
			fmt.Fprintf(q.err, "%s: %v\n", q.name, err)
			code = exitFailed
		default:
			ended = ended || running
		}
	}
	return ended, code
}
