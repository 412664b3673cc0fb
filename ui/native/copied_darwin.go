package native

import (
	"context"
	"os/exec"
	"strings"
	"time"
)

// copiedWait is how long the system's script runner may take to begin.
const copiedWait = 5 * time.Second

// copied asks the system's script runner for the files that Finder has put on the pasteboard, where their text is their bare names.
func copied(ctx context.Context) ([]string, error) {
	const script = `ObjC.import("AppKit");
const found = $.NSPasteboard.generalPasteboard.readObjectsForClassesOptions($([$.NSURL]), $({NSPasteboardURLReadingFileURLsOnlyKey: true}));
found.js.map(one => one.absoluteURL.filePathURL.absoluteString.js).join("\n")`
	output, err := exec.CommandContext(ctx, "/usr/bin/osascript", "-l", "JavaScript", "-e", script).Output()
	if err != nil {
		return nil, err
	}
	return strings.Split(strings.TrimRight(string(output), "\n"), "\n"), nil
}
