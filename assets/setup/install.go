package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// commandsFor are the commands that bring the needs, in order, without the rights to install.
func commandsFor(m manager, needs []need) [][]string {
	names := packagesFor(m, needs)
	if len(names) == 0 {
		return nil
	}
	with := func(words ...string) []string { return append(words, names...) }
	switch m {
	case apt:
		return [][]string{
			{"apt-get", "update", "-q"},
			with("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-q", "--no-install-recommends"),
		}
	case dnf:
		return [][]string{with("dnf", "install", "-y")}
	case zypper:
		return [][]string{with("zypper", "--non-interactive", "install")}
	case pacman:
		// -Sy alone would mix old and new packages, which this system's makers warn of.
		return [][]string{with("pacman", "-Syu", "--noconfirm", "--needed")}
	case apk:
		return [][]string{with("apk", "add")}
	case winget:
		return [][]string{with("winget", "install", "--exact", "--id")}
	case xcode:
		return [][]string{with("xcode-select")}
	default:
		return nil
	}
}

// plan is how the missing things come: the commands with the rights they need, and whether to ask first.
type plan struct {
	commands [][]string
	ask      bool
	// afterwards is what the person must do before going on; empty when nothing.
	afterwards sentence
}

// planInstall decides how to install, or says in a sentence why it cannot be done from here.
func planInstall(c computer, needs []need, yes bool) (plan, error) {
	commands := commandsFor(c.manager, needs)
	if len(commands) == 0 {
		return plan{}, byHand(c)
	}
	made := plan{commands: commands, ask: !yes && !c.root}
	switch c.manager {
	case winget:
		made.ask, made.afterwards = !yes, "Open a new terminal, so that the compiler is found, and run the same command again."
	case xcode:
		made.ask, made.afterwards = !yes, "A window of macOS now brings the compiler. When it is done, run the same command again."
	default:
		if !c.root {
			if c.elevate == "" {
				return plan{}, sentencef("Installing needs an administrator's rights, and neither sudo nor pkexec is here. Ask an administrator to run:\n%s", asText(commands))
			}
			for i, command := range commands {
				commands[i] = append([]string{c.elevate}, command...)
			}
		}
	}
	if made.ask && !c.terminal {
		return plan{}, sentencef("Nobody can be asked here, because there is no terminal. Run it again with -y, or run:\n%s", asText(commands))
	}
	return made, nil
}

func byHand(c computer) sentence {
	switch c.os {
	case "windows":
		return "Install a C compiler, for example WinLibs or MSYS2 with the package mingw-w64-ucrt-x86_64-gcc, open a new terminal and run the same command again."
	default:
		return "This system's package manager is not one that setup knows. Install a C compiler, pkg-config and the development files of " +
			"OpenGL, EGL, X11 (Xcursor, Xrandr, Xinerama, Xi, Xxf86vm), Wayland and xkbcommon, then run the same command again."
	}
}

func asText(commands [][]string) string {
	lines := make([]string, len(commands))
	for i, command := range commands {
		lines[i] = "  " + strings.Join(command, " ")
	}
	return strings.Join(lines, "\n")
}

// install brings the needs and looks again whether they are there.
func install(c computer, needs []need, yes bool) error {
	made, err := planInstall(c, needs, yes)
	if err != nil {
		return err
	}
	if made.ask && !askYes(os.Stdin, os.Stdout, made.commands) {
		return sentence("Nothing was installed. Without these the window cannot be built.")
	}
	for i, command := range made.commands {
		say(os.Stdout, strings.Join(command, " "))
		process := exec.Command(command[0], command[1:]...)
		process.Stdin, process.Stdout, process.Stderr = os.Stdin, os.Stdout, os.Stderr
		last := i == len(made.commands)-1
		// Old package lists may still be good enough, so only the installing itself must succeed.
		if err := process.Run(); err != nil && last {
			return sentencef("%s could not bring the packages (%v). What it said stands above; mend that and run the same command again.", c.manager, err)
		}
	}
	if made.afterwards != "" {
		return made.afterwards
	}
	if still := missingNeeds(examine()); len(still) > 0 {
		return sentence(report(c, still) + "\nThey were installed, but are still not found. Install them by hand and run the same command again.")
	}
	return nil
}

// askYes asks once; only a yes is a yes.
func askYes(in io.Reader, out io.Writer, commands [][]string) bool {
	fmt.Fprintf(out, "This will run:\n%s\nGo on? [y/N] ", asText(commands))
	answer, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && answer == "" {
		fmt.Fprintln(out)
		return false
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "j", "ja":
		return true
	default:
		return false
	}
}

func say(out io.Writer, text string) { fmt.Fprintln(out, text) }
