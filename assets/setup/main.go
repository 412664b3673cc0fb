// Command setup prepares a fresh computer for building the window and opens it on the built-in demo site.
//
//	go run ./assets/setup demo [-y] [ARGUMENT…]   bring what is missing, build, open the window; arguments go to the program
//	go run ./assets/setup install [-y]            only bring what is missing
//	go run ./assets/setup check                   only say what is missing
//
// It needs nothing but the standard library, because it runs before anything else can be built. What it installs comes from the
// system's own package manager: without a question as root or with -y, after one yes otherwise.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
)

func main() {
	err := run(os.Args[1:])
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		os.Exit(max(1, ended.ExitCode()))
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// sentence is an error that is already what a person reads.
type sentence string

// Error gives the sentence.
func (s sentence) Error() string { return string(s) }

func sentencef(format string, values ...any) sentence {
	return sentence(fmt.Sprintf(format, values...))
}

const usage = `Usage:
  go run ./assets/setup demo [-y] [ARGUMENT…]   bring what is missing, build, open the window on the demo site
  go run ./assets/setup install [-y]            only bring what is missing
  go run ./assets/setup check                   only say what is missing`

func run(arguments []string) error {
	request, err := parse(arguments)
	if err != nil {
		return err
	}
	computer := examine()
	missing := missingNeeds(computer)
	say(os.Stdout, report(computer, missing))
	if request.does == check {
		if len(missing) > 0 {
			return sentence("Bring it with: go run ./assets/setup install")
		}
		return nil
	}
	if problem := displayProblem(computer); problem != "" && request.does == demo {
		return problem
	}
	if len(missing) > 0 {
		if err := install(computer, missing, request.yes); err != nil {
			return err
		}
	}
	if request.does == installOnly {
		return nil
	}
	return openDemo(request.passedOn)
}

// errand is what setup is asked to do.
type errand string

// The errands, as they are typed.
const (
	demo        errand = "demo"
	installOnly errand = "install"
	check       errand = "check"
)

// request is what the command line asks for.
type request struct {
	does errand
	yes  bool
	// passedOn are the arguments for the program itself.
	passedOn []string
}

// parse reads the command line. -y stands before the program's own arguments; "--" ends ours.
func parse(arguments []string) (request, error) {
	if len(arguments) == 0 {
		return request{}, sentence(usage)
	}
	asked, rest := request{does: errand(arguments[0])}, arguments[1:]
	if !slices.Contains([]errand{demo, installOnly, check}, asked.does) {
		return request{}, sentencef("%q is not something that setup does.\n%s", arguments[0], usage)
	}
	for asked.does != check && len(rest) > 0 && slices.Contains([]string{"-y", "--yes", "-yes"}, rest[0]) {
		asked.yes, rest = true, rest[1:]
	}
	if len(rest) > 0 && rest[0] == "--" {
		rest = rest[1:]
	}
	if asked.does != demo && len(rest) > 0 {
		return request{}, sentencef("%s takes no argument %q.\n%s", asked.does, rest[0], usage)
	}
	asked.passedOn = rest
	return asked, nil
}
