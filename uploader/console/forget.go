package console

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/words"
)

// forgetting is one run of `forget`.
type forgetting struct {
	folder string
	list   bool
	out    io.Writer
	err    io.Writer
	words  *words.Words
	// failed says that something is left.
	failed bool
}

// RunForget removes what the program keeps about this person: with an open window and uploads from the command line ended first, every secret in
// the password store, and the start with the computer; with -list also the list, the history and the logs, unless something still works on
// them. Nothing on any site changes. It answers 0 when nothing of it
// is left, 1 otherwise, 2 for a command line that cannot be carried out, 130 when it was stopped.
func RunForget(ctx context.Context, args []string, stdout, stderr io.Writer, around Surroundings) int {
	f := forgetting{folder: around.DataDir, out: stdout, err: stderr, words: around.sentencesFor(args)}
	err := parseLeaving("forget", args, stderr, f.words, words.ConsoleUsageForget, func(flags *flag.FlagSet) {
		dataFlag(flags, &f.folder)
		flags.BoolVar(&f.list, "list", false, "remove the list, the history and the logs as well")
	})
	if errors.Is(err, flag.ErrHelp) {
		return exitDone
	}
	if err != nil {
		fmt.Fprintln(stderr, "forget:", err)
		return exitUsage
	}
	ending := quitting{name: "forget", err: stderr, words: f.words}
	if _, code := ending.end(ctx, append(listFolders(f.folder), runningFolders(f.folder)...)); code != exitDone {
		return code
	}
	secrets := around.Secrets
	if secrets == nil {
		secrets = account.NewVault(account.VaultOptions{})
	}
	f.secrets(ctx, secrets)
	f.startup()
	f.kept()
	if f.failed {
		return exitFailed
	}
	return exitDone
}

func (f *forgetting) say(key words.Key, values ...words.Arg) {
	fmt.Fprintln(f.out, f.words.T(key, values...))
}

func (f *forgetting) fail(sentence string) {
	f.failed = true
	fmt.Fprintln(f.err, "forget:", sentence)
}

func (f *forgetting) secrets(ctx context.Context, secrets *account.Vault) {
	err := errors.Join(secrets.DeleteAll(ctx), secrets.Close())
	var reason *uploader.ReasonError
	switch {
	case err == nil:
		f.say(words.ConsoleForgetSecrets)
	case errors.As(err, &reason) && reason.Reason.Code == uploader.ReasonKeyringLocked:
		f.fail(f.words.T(words.ConsoleForgetLocked))
	case errors.As(err, &reason) && reason.Reason.Code == uploader.ReasonKeyringNone:
		f.fail(f.words.T(words.ConsoleForgetNoStore))
	default:
		f.fail(f.words.T(words.ConsoleForgetLeft, words.Text("name", err.Error())))
	}
}

func (f *forgetting) startup() {
	var startup platform.Startup
	// An entry of which nobody can tell what it starts goes as well.
	on, unclear := startup.IsOn()
	if err := startup.Set(false); err != nil {
		f.fail(f.words.T(words.ConsoleForgetLeft, words.Text("name", err.Error())))
	} else if on || unclear != nil {
		f.say(words.ConsoleForgetStartup)
	}
}

// kept removes the list where that was asked for, and says what became of it.
func (f *forgetting) kept() {
	if f.list {
		f.toolkit()
	}
	if _, err := os.Stat(f.folder); errors.Is(err, fs.ErrNotExist) {
		return
	}
	if !f.list {
		f.say(words.ConsoleForgetListStays, words.Text("name", f.folder))
		return
	}
	switch inUse, err := removeLists(f.folder); {
	case inUse != "":
		f.fail(f.words.T(words.ConsoleForgetInUse, words.Text("name", inUse)))
	case err != nil:
		f.fail(f.words.T(words.ConsoleForgetLeft, words.Text("name", err.Error())))
	default:
		f.say(words.ConsoleForgetList)
		if left, err := os.ReadDir(f.folder); err == nil && len(left) > 0 {
			f.say(words.ConsoleForgetOthers, words.Text("name", f.folder))
		}
	}
}

// toolkit removes what the window's toolkit keeps of this program, and names what stays because other programs use it.
func (f *forgetting) toolkit() {
	folders, err := platform.ToolkitDirs()
	if err != nil {
		return // nothing is kept where there is no home
	}
	for _, folder := range folders {
		if err := removeTree(folder); err != nil {
			f.fail(f.words.T(words.ConsoleForgetLeft, words.Text("name", err.Error())))
			continue
		}
		_ = os.Remove(filepath.Dir(folder)) // stays where other programs keep something
	}
	for _, list := range platform.FontLists() {
		f.say(words.ConsoleForgetFonts, words.Text("name", list))
	}
}
