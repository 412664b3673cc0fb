// Command twentythree-uploader brings videos to a company's TwentyThree site: with a window, or with `send`, `check` and `site` from
// a terminal.
package main

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"flag"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
	_ "time/tzdata" // systems without a zone database still know the account's zone

	"fyne.io/fyne/v2/lang"

	"twentythree-uploader/ui"
	"twentythree-uploader/uploader/app"
	"twentythree-uploader/uploader/console"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/words"
)

//go:embed FyneApp.toml
var manifest string

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	app.SpareMemory()
	// Where the system refuses, keys are no worse off than before.
	_ = platform.NoCoreDumps()
	folder, err := platform.DataDir()
	s := start{folder: folder}
	around := console.Surroundings{DataDir: folder, Language: words.Match(lang.SystemLocale().String()), Now: time.Now}
	if code, handled := console.Run(ctx, args, os.Stdout, os.Stderr, around); handled {
		return code
	}
	switch wrong := s.parse(args); {
	case errors.Is(wrong, flag.ErrHelp):
		return 0
	case wrong != nil:
		return 2
	case s.folder != "":
		err = s.window(ctx)
	}
	if err != nil {
		around.Language = cmp.Or(s.choices.Language, around.Language)
		tellFailed(ctx, err, s.folder, around.Sentences())
		return 1
	}
	return 0
}

// start is how the window was asked for.
type start struct {
	folder  string
	choices ui.Choices
	demo    bool
	paths   []string // as platform.Arguments gives them
}

func (s *start) parse(args []string) error {
	var folder string
	flags := flag.NewFlagSet("twentythree-uploader", flag.ContinueOnError)
	flags.BoolVar(&s.demo, "demo", false, "open on the demo site inside the program, without an account")
	flags.StringVar(&folder, "data", "", "folder that keeps the list")
	flags.StringVar((*string)(&s.choices.Language), "lang", "", "language of the window: en, da or de")
	flags.StringVar((*string)(&s.choices.Look), "look", "", "light or dark; the system's when left out")
	err := flags.Parse(args)
	s.paths = platform.Arguments(flags.Args())
	if s.demo {
		s.folder = filepath.Join(s.folder, "demo")
	}
	s.folder = cmp.Or(folder, s.folder)
	return err
}
