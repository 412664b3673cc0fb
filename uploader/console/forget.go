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
	"strings"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/account/setup"
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

// RunForget removes what the program keeps about this person: with an open window ended first, every secret in the password store, and the
// start with the computer; with -list also the list, the history and the logs. Nothing on any site changes. It answers 0 when nothing of it
// is left, 1 otherwise, 2 for a command line that cannot be carried out, 130 when it was stopped.
func RunForget(ctx context.Context, args []string, stdout, stderr io.Writer, around Surroundings) int {
	f := forgetting{folder: around.DataDir, out: stdout, err: stderr, words: around.Sentences()}
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
	if _, code := quitWindows(ctx, "forget", f.folder, stderr, f.words); code != exitDone {
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
	if err := removeList(f.folder); err != nil {
		f.fail(f.words.T(words.ConsoleForgetLeft, words.Text("name", err.Error())))
		return
	}
	f.say(words.ConsoleForgetList)
}

// toolkit removes what the window's toolkit keeps of this program, and names what stays because other programs use it.
func (f *forgetting) toolkit() {
	folders, err := platform.ToolkitDirs()
	if err != nil {
		return // nothing is kept where there is no home
	}
	for _, folder := range folders {
		if err := os.RemoveAll(folder); err != nil {
			f.fail(f.words.T(words.ConsoleForgetLeft, words.Text("name", err.Error())))
			continue
		}
		_ = os.Remove(filepath.Dir(folder)) // stays where other programs keep something
	}
	for _, list := range platform.FontLists() {
		f.say(words.ConsoleForgetFonts, words.Text("name", list))
	}
}

// removeList removes what the program keeps in a data folder, and the folder where nothing else is in it: somebody may have named one
// with files of their own.
func removeList(folder string) error {
	instance, err := platform.Claim(folder) // nobody opens it meanwhile
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(folder)
	var failed []error
	for _, entry := range entries {
		if name := entry.Name(); isOurs(name) {
			failed = append(failed, os.RemoveAll(filepath.Join(folder, name)))
		}
	}
	if err := errors.Join(append(failed, err, instance.Close(), os.Remove(filepath.Join(folder, platform.LockName)))...); err != nil {
		return err
	}
	if left, err := os.ReadDir(folder); err == nil && len(left) == 0 {
		return os.Remove(folder)
	}
	return nil
}

// isOurs reports whether a name in a data folder is one that the program gives.
func isOurs(name string) bool {
	for _, start := range []string{"list.sqlite", "log.jsonl", "log.old.jsonl", setup.LaidName, "probe-"} {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return name == "drawing" || name == "demo" || name == "send" || name == "site" || name == "samples"
}
