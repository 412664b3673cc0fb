package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestPlanInstall(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		change   func(*computer)
		yes, ask bool
		first    string // the first words of the last command
		refusal  string // part of the sentence when it cannot be done
	}{
		{name: "root is not asked", first: "env DEBIAN_FRONTEND=noninteractive apt-get install -y"},
		{
			name: "a person with sudo is asked once", ask: true, first: "sudo env DEBIAN_FRONTEND=noninteractive apt-get install",
			change: func(c *computer) { c.root, c.terminal, c.elevate = false, true, "sudo" },
		},
		{
			name: "-y asks nothing", yes: true, first: "sudo env",
			change: func(c *computer) { c.root, c.elevate = false, "sudo" },
		},
		{
			name: "nobody to ask", refusal: "Run it again with -y",
			change: func(c *computer) { c.root, c.elevate = false, "sudo" },
		},
		{
			name: "no way to get the rights", yes: true, refusal: "Ask an administrator to run:\n  apt-get update",
			change: func(c *computer) { c.root = false },
		},
		{name: "Fedora", first: "dnf install -y", change: func(c *computer) { c.manager = dnf }},
		{name: "openSUSE", first: "zypper --non-interactive install", change: func(c *computer) { c.manager = zypper }},
		{name: "Arch", first: "pacman -Syu --noconfirm --needed", change: func(c *computer) { c.manager = pacman }},
		{name: "Alpine", first: "apk add", change: func(c *computer) { c.manager = apk }},
		{name: "unknown system", refusal: "Install a C compiler, pkg-config", change: func(c *computer) { c.manager = noManager }},
		{
			name: "Windows with winget", first: "winget install --exact --id BrechtSanders", ask: true,
			change: func(c *computer) { c.os, c.manager, c.terminal, c.root = "windows", winget, true, false },
		},
		{
			name: "Windows without winget", refusal: "open a new terminal",
			change: func(c *computer) { c.os, c.manager = "windows", noManager },
		},
		{
			name: "macOS", first: "xcode-select --install", yes: true,
			change: func(c *computer) { c.os, c.manager = "darwin", xcode },
		},
	} {
		c := bare(apt)
		if test.change != nil {
			test.change(&c)
		}
		made, err := planInstall(c, missingNeeds(c), test.yes)
		if test.refusal != "" {
			if err == nil || !strings.Contains(err.Error(), test.refusal) {
				t.Errorf("%s: said %v, want %q in it", test.name, err, test.refusal)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if last := strings.Join(made.commands[len(made.commands)-1], " "); !strings.HasPrefix(last, test.first) {
			t.Errorf("%s: runs %q, want %q…", test.name, last, test.first)
		}
		if made.ask != test.ask {
			t.Errorf("%s: asks %v, want %v", test.name, made.ask, test.ask)
		}
		if again := c.os != "linux"; again != (made.afterwards != "") {
			t.Errorf("%s: afterwards %q", test.name, made.afterwards)
		}
	}
}

func TestOnlyYesIsYes(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]bool{"y\n": true, "Yes\n": true, "y": true, "\n": false, "": false, "n\n": false, "yellow\n": false} {
		var out bytes.Buffer
		if got := askYes(strings.NewReader(answer), &out, [][]string{{"apk", "add", "gcc"}}); got != want {
			t.Errorf("%q counts as %v", answer, got)
		}
		if !strings.Contains(out.String(), "apk add gcc") {
			t.Errorf("the question does not show the command: %q", out.String())
		}
	}
}
