package console

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheManualKnowsTheCommandLine reads the page that `man` shows. Of send, check and site it leaves the options to -h.
func TestTheManualKnowsTheCommandLine(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "assets", "packaging", "linux", "twentythree-uploader.1"))
	if err != nil {
		t.Fatal(err)
	}
	manual := strings.ReplaceAll(string(text), `\-`, "-")
	for name := range commands {
		if !regexp.MustCompile(`(?m)^\.BR? .*` + regexp.QuoteMeta(name) + `\b`).MatchString(manual) {
			t.Errorf("the manual does not know %s", name)
		}
	}
	around := leaving(t)
	option := regexp.MustCompile(`(?m)^  (-[a-z]+)`)
	for name, run := range map[string]func(told io.Writer) int{
		"quit":   func(told io.Writer) int { return RunQuit(t.Context(), []string{"-h"}, io.Discard, told, around) },
		"forget": func(told io.Writer) int { return RunForget(t.Context(), []string{"-h"}, io.Discard, told, around) },
		"apply":  func(told io.Writer) int { return RunApply(t.Context(), []string{"-h"}, io.Discard, told, around) },
	} {
		var told bytes.Buffer
		run(&told)
		for _, found := range option.FindAllStringSubmatch(told.String(), -1) {
			if !regexp.MustCompile(regexp.QuoteMeta(found[1]) + `\b`).MatchString(manual) {
				t.Errorf("the manual does not know %s %s", name, found[1])
			}
		}
	}
	for _, section := range []string{"SYNOPSIS", "OPTIONS", "COMMANDS", "EXIT STATUS", "FILES"} {
		if !strings.Contains(manual, "\n.SH "+section+"\n") {
			t.Errorf("the manual has no section %s", section)
		}
	}
}
