package platform

import (
	"fmt"
	"strings"
)

// applicationID is the program's, as desktops know it.
const applicationID = "com.twentythree.uploader"

// desktopEntry is the file by which a desktop of freedesktop.org starts a program (Desktop Application Autostart Specification, and the
// rules for quoting of the Desktop Entry Specification).
func desktopEntry(program string, arguments []string) string {
	var command strings.Builder
	command.WriteString(quoted(program))
	for _, argument := range arguments {
		command.WriteString(" " + quoted(argument))
	}
	return fmt.Sprintf(`[Desktop Entry]
Type=Application
Name=%s
Exec=%s
Icon=%s
Terminal=false
X-GNOME-Autostart-enabled=true
`, folderName, strings.ReplaceAll(command.String(), `\`, `\\`), applicationID)
}

func quoted(argument string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", `$`, `\$`, `%`, `%%`).Replace(argument) + `"`
}

// readDesktopEntry gives the program that an entry starts, and whether it does: desktops switch one off by a line in it.
func readDesktopEntry(text string) (program string, on bool) {
	on = true
	group := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			group = line
			continue
		}
		key, value, found := strings.Cut(line, "=")
		if !found || group != "[Desktop Entry]" {
			continue
		}
		switch key, value = strings.TrimSpace(key), strings.TrimSpace(value); key {
		case "Hidden":
			on = on && value != "true"
		case "X-GNOME-Autostart-enabled":
			on = on && value != "false"
		case "Exec":
			program = firstWord(strings.ReplaceAll(value, `\\`, `\`))
		}
	}
	return program, on && program != ""
}

// firstWord is the program of a command line that follows the rules for quoting.
func firstWord(command string) string {
	if !strings.HasPrefix(command, `"`) {
		word, _, _ := strings.Cut(command, " ")
		return strings.ReplaceAll(word, "%%", "%")
	}
	var word strings.Builder
	escaped := false
	for _, letter := range command[1:] {
		switch {
		case !escaped && letter == '\\':
			escaped = true
			continue
		case !escaped && letter == '"':
			return strings.ReplaceAll(word.String(), "%%", "%")
		}
		escaped = false
		word.WriteRune(letter)
	}
	return ""
}
