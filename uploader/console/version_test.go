package console

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheVersionIsToldHoweverItIsAsked(t *testing.T) {
	t.Parallel()
	around := surroundings(t.TempDir())
	around.Program = "TwentyThree Uploader 0.1.0"
	for _, asked := range []string{"version", "-version", "--version"} {
		path := filepath.Join(t.TempDir(), "said")
		out, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		code, handled := Run(t.Context(), []string{asked}, out, out, around)
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		said, err := os.ReadFile(path)
		if code != exitDone || !handled || err != nil || strings.TrimSuffix(string(said), "\n") != around.Program {
			t.Errorf("%s: %d, %v, %q, %v", asked, code, handled, said, err)
		}
	}
}

func TestHelpNamesTheCommandsAndTheWindowsOptions(t *testing.T) {
	t.Parallel()
	var said strings.Builder
	flags := flag.NewFlagSet("program", flag.ContinueOnError)
	flags.SetOutput(&said)
	flags.Bool("demo", false, "open on the demo site")
	Usage(flags)()
	for _, expected := range []string{"program [options] [FILE…]\n", "-demo", "program apply | check | forget | quit | send | site | version, each with -h\n"} {
		if !strings.Contains(said.String(), expected) {
			t.Errorf("%q is missing in\n%s", expected, said.String())
		}
	}
}
