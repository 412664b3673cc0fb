package console

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

func TestEachCommandSpeaksTheLanguageItIsAskedFor(t *testing.T) {
	around := leaving(t)
	commands := map[string]func(args []string, told *bytes.Buffer) int{
		"send": func(args []string, told *bytes.Buffer) int {
			return RunSend(t.Context(), args, io.Discard, told, around)
		},
		"check": func(args []string, told *bytes.Buffer) int {
			return RunCheck(t.Context(), args, io.Discard, told, around)
		},
		"quit": func(args []string, told *bytes.Buffer) int {
			return RunQuit(t.Context(), args, io.Discard, told, around)
		},
		"forget": func(args []string, told *bytes.Buffer) int {
			return RunForget(t.Context(), args, io.Discard, told, around)
		},
		"apply": func(args []string, told *bytes.Buffer) int {
			return RunApply(t.Context(), args, io.Discard, told, around)
		},
	}
	danish := map[string]string{"send": "uden vindue", "check": "uden vindue", "quit": "Afslut", "forget": "Fjern", "apply": "opsætningsfil"}
	for name, run := range commands {
		for _, args := range [][]string{{"-lang", "da", "-h"}, {"--lang=da", "-h"}, {"-h", "-lang", "da"}} {
			var told bytes.Buffer
			if code := run(args, &told); code != exitDone || !strings.Contains(told.String(), danish[name]) {
				t.Errorf("%s %q: %d\n%s", name, args, code, &told)
			}
		}
		for _, args := range [][]string{{"-lang", "fr"}, {"-lang"}} {
			var told bytes.Buffer
			if code := run(args, &told); code != exitUsage {
				t.Errorf("%s %q: %d\n%s", name, args, code, &told)
			}
		}
	}
	around.Managed = func() ([]byte, string, error) {
		return []byte(`{"version":1,"locked":{"language":"de"}}`), "managed.json", nil
	}
	var told bytes.Buffer
	if RunCheck(t.Context(), []string{"-lang", "da", "film.mp4"}, io.Discard, &told, around); !strings.Contains(told.String(), "Nach den Optionen") {
		t.Errorf("the administrator's word does not hold: %s", &told)
	}
}
