// Command twentythree-uploader brings videos to a company's TwentyThree site: with a window, or with `send`, `check` and `site` from
// a terminal.
package main

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"flag"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
	_ "time/tzdata" // systems without a zone database still know the account's zone

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"twentythree-uploader/ui"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/app"
	"twentythree-uploader/uploader/console"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/words"
)

//go:embed FyneApp.toml
var manifest string

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	ending := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as nohup asks
		ending = append(ending, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ending...)
	defer stop()
	ctx, leave := platform.WithSession(ctx)
	defer leave()
	app.SpareMemory()
	// Where the system refuses, keys are no worse off than before.
	_ = platform.NoCoreDumps()
	folder, err := platform.DataDir()
	metadata, unread := ui.Manifest(manifest)
	s := start{folder: folder, metadata: metadata}
	around := console.Surroundings{
		DataDir: folder, Language: words.Match(lang.SystemLocale().String()), Now: time.Now, Program: metadata.Name + " " + metadata.Version,
	}
	if code, handled := console.Run(ctx, args, os.Stdout, os.Stderr, around); handled {
		return code
	}
	switch wrong := s.parse(args); {
	case errors.Is(wrong, flag.ErrHelp):
		return 0
	case wrong != nil:
		return 2
	case unread != nil:
		err = unread
	case s.folder != "":
		err = s.window(ctx)
	}
	if err != nil {
		around.Language = cmp.Or(s.choices.Language, around.Language)
		console.TellFailed(ctx, os.Stderr, err, s.folder, around.Sentences())
		return 1
	}
	return 0
}

// start is how the window was asked for.
type start struct {
	metadata fyne.AppMetadata
	folder   string
	choices  ui.Choices
	// hidden opens no window that anybody sees: the computer was started, not the program.
	hidden bool
	// usual says that the list is where the system keeps a person's files, so that the system can start the program on it.
	usual bool
	demo  bool
	paths []string // as platform.Arguments gives them
}

func (s *start) parse(args []string) error {
	var folder string
	flags := flag.NewFlagSet("twentythree-uploader", flag.ContinueOnError)
	flags.BoolVar(&s.demo, "demo", false, "open on the demo site inside the program, without an account")
	flags.BoolVar(&s.hidden, hiddenFlag, false, "stay beside the clock, or minimised where nothing is shown there")
	flags.StringVar(&folder, "data", "", "folder that keeps the list")
	flags.StringVar((*string)(&s.choices.Language), "lang", "", "language of the window: en, da or de")
	flags.StringVar((*string)(&s.choices.Look), "look", "", "light or dark; the system's when left out")
	flags.Usage = console.Usage(flags)
	err := flags.Parse(args)
	s.paths = platform.Arguments(flags.Args())
	if s.demo {
		s.folder = filepath.Join(s.folder, "demo")
	}
	s.usual = !s.demo && folder == ""
	s.folder = cmp.Or(folder, s.folder)
	return err
}

// hiddenFlag is what the system starts the program with.
const hiddenFlag = "hidden"

// window opens the window on the list in the data folder, or hands the files to the window that has it open.
func (s *start) window(ctx context.Context) (err error) {
	instance, err := platform.Join(ctx, s.folder, platform.Request{Paths: s.paths, Quiet: s.hidden})
	if err != nil || instance == nil {
		return err
	}
	defer func() { err = errors.Join(err, instance.Close()) }()
	drawing := platform.DrawingIn(s.folder, s.metadata.Version)
	if drawing.Doubted() {
		_ = platform.RestartInSoftware() // where that cannot be had, the window is tried as it is
	}
	logger, log := app.OpenLog(s.folder)
	defer log.Close()
	err = s.show(ctx, instance, drawing, logger)
	switch {
	case errors.Is(err, uploader.ErrNoDrawing):
		logger.Error("the window cannot be drawn", "software", platform.Software())
		if platform.RestartInSoftware() != nil {
			drawing.Forget()
		}
	case err != nil:
		drawing.Forget()
	}
	return err
}

// show opens the list and the window on it, and returns when that was closed.
func (s *start) show(ctx context.Context, instance *platform.Instance, drawing platform.Drawing, logger *slog.Logger) error {
	ctx, quit := context.WithCancel(ctx)
	defer quit()
	keys, err := app.BuiltInKeys()
	if err != nil {
		return err
	}
	feed, err := app.BuiltInFeed()
	if err != nil {
		return err
	}
	program, err := app.Open(ctx, app.Options{
		DataDir: s.folder, Demo: s.demo, Logger: logger, ApplicationKeys: keys, Version: s.metadata.Version, Feed: feed,
		Startup: s.startup(),
	})
	if err != nil {
		return err
	}
	defer program.EndWith(ctx)()
	updates := program.Subscribe()
	raise := make(chan struct{}, 1)
	instance.Take(func(request platform.Request) {
		if len(request.Paths) > 0 {
			program.AddPaths(request.Paths)
		}
		switch {
		case request.Quit:
			quit()
		case !request.Quiet:
			select {
			case raise <- struct{}{}:
			default:
			}
		}
	})
	program.OfferLaidSetup()
	program.LookAtStartup()
	drawing.Opens()
	err = ui.Run(ctx, ui.Config{
		Metadata: s.metadata, Door: program, Updates: updates, Demo: s.demo, Paths: s.paths, Raise: raise, Folder: s.folder,
		Hidden: s.hidden, Software: platform.Software(), Opened: drawing.Opened,
		Choices: ui.Chosen(program, s.choices), Remember: func(c ui.Choices) { c.Save(program) }, Speak: ui.Speaks(program),
	})
	instance.Leave()
	return errors.Join(err, program.Close())
}

// startup is how the system would start this program on the same list.
func (s *start) startup() platform.Startup {
	program, err := os.Executable()
	if err != nil || !s.usual {
		return platform.Startup{}
	}
	return platform.Startup{Program: program, Arguments: []string{"-" + hiddenFlag}}
}
