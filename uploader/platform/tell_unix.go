//go:build unix && !darwin

package platform

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"unicode"
)

// tell tries the programs that desktops bring along for messages, and what keeps notifications where there is none of them.
func tell(ctx context.Context, title, text string) bool {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return false
	}
	for _, command := range messagePrograms(title, text) {
		program, err := exec.LookPath(command[0])
		if err != nil {
			continue
		}
		// Some of them end with 1 although the message was shown and closed.
		started := exec.CommandContext(ctx, program, command[1:]...)
		if err := started.Run(); err == nil || started.ProcessState != nil && started.ProcessState.ExitCode() == 1 {
			return true
		}
	}
	return notify(title, text) == nil
}

// messagePrograms are the commands to try in turn. None of them may take the words for markup or for a switch.
func messagePrograms(title, text string) [][]string {
	return [][]string{
		{"zenity", "--error", "--no-markup", "--title=" + title, "--text=" + text},
		{"kdialog", "--title", title, "--error", strings.ReplaceAll(strings.ReplaceAll(text, "&", "&amp;"), "<", "&lt;")},
		{"yad", "--error", "--no-markup", "--title=" + title, "--text=" + text, "--button=OK:0"},
		{"xmessage", "-center", "-title", latin(title), "-buttons", "OK:0", latin(title + "\n\n" + text)},
	}
}

// latin writes a text in the alphabet that xmessage reads, ISO 8859-1, which holds all letters of our languages.
func latin(text string) string {
	var bytes []byte
	for _, letter := range text {
		switch {
		case letter <= unicode.MaxLatin1:
			bytes = append(bytes, byte(letter))
		case letter == '“' || letter == '”' || letter == '„':
			bytes = append(bytes, '"')
		default:
			bytes = append(bytes, '?')
		}
	}
	return string(bytes)
}
