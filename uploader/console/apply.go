package console

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account/setup"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/words"
)

// applyArguments is what `apply` was asked to do.
type applyArguments struct {
	data     string
	everyone bool
	file     string
}

func parseApply(args []string, stderr io.Writer, w *words.Words, folder string) (applyArguments, error) {
	a := applyArguments{data: folder}
	flags := flag.NewFlagSet("apply", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, w.T(words.ConsoleUsageApply))
		fmt.Fprintln(stderr, "apply [-everyone] FILE"+uploader.SetupExtension)
		flags.PrintDefaults()
	}
	dataFlag(flags, &a.data)
	langFlag(flags, w)
	flags.BoolVar(&a.everyone, "everyone", platform.ActsForComputer(),
		"for everybody who uses this computer, which takes an administrator's rights; always so for root and for the system itself")
	if err := flags.Parse(args); err != nil {
		return a, err
	}
	if flags.NArg() != 1 {
		return a, errors.New(w.T(words.ConsoleApplyOne))
	}
	a.file = flags.Arg(0)
	return a, nil
}

// RunApply lays down a setup file for this person, or for everybody on this computer. The file is read and judged now; nothing of it is used
// before a person has said yes to it in the window, which offers it when it opens, or at once where it is open. It answers 0 when the file lies
// ready, 1 when it does not, 2 for a file or a command line that cannot be used.
func RunApply(ctx context.Context, args []string, stdout, stderr io.Writer, around Surroundings) int {
	w := around.sentencesFor(args)
	a, err := parseApply(args, stderr, w, around.DataDir)
	if errors.Is(err, flag.ErrHelp) {
		return exitDone
	}
	var text []byte
	if err == nil {
		text, err = readSetup(a, w)
	}
	if err != nil {
		fmt.Fprintln(stderr, "apply:", err)
		return exitUsage
	}
	name := words.Text("name", filepath.Base(a.file))
	if a.everyone {
		return applyForAll(text, name, stdout, stderr, w)
	}
	path, err := setup.LayDown(a.data, text)
	if err != nil {
		fmt.Fprintln(stderr, "apply:", err)
		return exitFailed
	}
	open, err := platform.HandOver(ctx, a.data, platform.Request{Paths: []string{path}})
	if open && err == nil {
		fmt.Fprintln(stdout, w.T(words.ConsoleApplyOpen, name))
		return exitDone
	}
	fmt.Fprintln(stdout, w.T(words.ConsoleApplyYou, name)) // one that hangs finds the file when it opens anew
	return exitDone
}

// readSetup reads a setup file that can be used. The error is a sentence.
func readSetup(a applyArguments, w *words.Words) ([]byte, error) {
	text, err := setup.ReadText(a.file)
	var file setup.File
	if err == nil {
		file, err = setup.Parse(text)
	}
	name := words.Text("name", filepath.Base(a.file))
	var problem uploader.SetupProblem
	switch {
	case errors.As(err, &problem):
		return nil, errors.New(w.SetupProblem(problem))
	case err == nil && file.Link.Token != "":
		return nil, errors.New(w.T(words.ConsoleApplyLink, name))
	case err == nil && a.everyone && file.Keys != uploader.Keys{}:
		// What lies there for everybody can be read by everybody.
		return nil, errors.New(w.T(words.ConsoleApplyKeys, name))
	}
	return text, err
}

func applyForAll(text []byte, name words.Arg, stdout, stderr io.Writer, w *words.Words) int {
	switch err := setup.LayDownForAll(text); {
	case errors.Is(err, fs.ErrPermission):
		fmt.Fprintln(stderr, "apply:", w.T(words.ConsoleApplyRights))
		return exitFailed
	case err != nil:
		fmt.Fprintln(stderr, "apply:", err)
		return exitFailed
	}
	fmt.Fprintln(stdout, w.T(words.ConsoleApplyAll, name))
	return exitDone
}
