// Command packaging makes what people install, in dist/packages:
//
//	go run ./assets/packaging linux|windows|macos|all
//
// Name, id and version come from FyneApp.toml and every date from the commit, so that the same commit gives the same bytes each time.
// Beside the packages lie a list of the modules inside (a software bill of materials) and SHA256SUMS.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
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

// maker makes one system's packages into the build's folder and gives their paths.
type maker func(ctx context.Context, b build) ([]string, error)

// makers are the systems, as they are typed.
var makers = map[string]maker{"linux": linux, "windows": windows, "macos": macos}

const usage = "Usage: go run ./assets/packaging linux|windows|macos|all"

func run(ctx context.Context, arguments []string) error {
	systems, err := wanted(arguments, runtime.GOOS)
	if err != nil {
		return err
	}
	b, err := prepare(ctx)
	if err != nil {
		return err
	}
	var problems []error
	for _, system := range systems {
		made, err := makers[system](ctx, b)
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", system, err))
			continue
		}
		for _, path := range made {
			fmt.Println(relative(b.Module, path))
		}
	}
	return errors.Join(append(problems, writeSums(b.Out, b.Version))...)
}

// wanted are the systems to make packages for, in order. All but macOS can be made on Linux, and what a Mac makes needs a Mac.
func wanted(arguments []string, on string) ([]string, error) {
	if len(arguments) != 1 {
		return nil, sentence(usage)
	}
	switch asked := arguments[0]; {
	case asked == "all" && on == "darwin":
		return []string{"macos"}, nil
	case asked == "all":
		return []string{"linux", "windows"}, nil
	case makers[asked] == nil:
		return nil, sentencef("%q is not a system that packages can be made for.\n%s", asked, usage)
	default:
		return []string{asked}, nil
	}
}

// relative is how a path below the module is shown.
func relative(module, path string) string {
	if inside, err := filepath.Rel(module, path); err == nil && !strings.HasPrefix(inside, "..") {
		return inside
	}
	return path
}
