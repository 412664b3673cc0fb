package journal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// starterVariable makes the test's program a starter.
const starterVariable = "JOURNAL_STARTER"

// beStarter opens and closes the journal of every path that it reads, and says how that went.
func beStarter(paths io.Reader, answers io.Writer) {
	for input := bufio.NewScanner(paths); input.Scan(); {
		journal, _, err := Open(context.Background(), input.Text(), Options{})
		if err == nil {
			err = journal.Close()
		}
		switch {
		case err == nil:
			fmt.Fprintln(answers, "ok")
		case errors.Is(err, ErrInUse):
			fmt.Fprintln(answers, "in use")
		default:
			fmt.Fprintln(answers, err)
		}
	}
}

// starter is another program that opens journals.
type starter struct {
	paths   io.WriteCloser
	answers *bufio.Scanner
}

func newStarter(t *testing.T) starter {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	command := exec.Command(self)
	command.Env = append(os.Environ(), starterVariable+"=yes")
	command.Stderr = os.Stderr
	paths, err := command.StdinPipe()
	must(t, err)
	answers, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	t.Cleanup(func() {
		must(t, paths.Close())
		must(t, command.Wait())
	})
	return starter{paths, bufio.NewScanner(answers)}
}

// TestTwoProgramsStartAtTheSameMoment lets two programs make one journal, and open it again. One of them gets it, every time; the other
// waits for it or is told.
func TestTwoProgramsStartAtTheSameMoment(t *testing.T) {
	t.Parallel()
	starters := [2]starter{newStarter(t), newStarter(t)}
	var path string
	for round := range 60 {
		if round%6 == 0 {
			path = filepath.Join(t.TempDir(), listName)
		}
		for _, starter := range starters {
			_, err := fmt.Fprintln(starter.paths, path)
			must(t, err)
		}
		opened := 0
		for _, starter := range starters {
			if !starter.answers.Scan() {
				t.Fatal(starter.answers.Err())
			}
			switch answer := starter.answers.Text(); answer {
			case "ok":
				opened++
			case "in use":
			default:
				t.Fatal(answer)
			}
		}
		if opened == 0 {
			t.Fatalf("neither got the journal in round %d", round)
		}
	}
}
