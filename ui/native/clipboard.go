package native

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// PastedFiles are the files that a clipboard's text names: addresses that begin with file://, as file managers copy them, or whole
// paths, one a line. Text that names no existing file gives none, so that a pasted sentence is not taken for one.
func PastedFiles(text string) []string {
	var paths []string
	for line := range strings.Lines(text) {
		line = strings.Trim(strings.TrimSpace(line), `"`)
		switch line {
		case "", "copy", "cut", "x-special/nautilus-clipboard":
			continue
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		path := line
		if strings.HasPrefix(line, "file:") {
			path = PathOf(line)
		}
		if !filepath.IsAbs(path) {
			return nil
		}
		if _, err := os.Stat(path); err != nil {
			return nil
		}
		paths = append(paths, path)
	}
	return paths
}

// PathOf is the path of a file:// address: percent-encoding is undone, and a plus stays a plus. It gives "" for what is no such
// address.
func PathOf(address string) string {
	rest, found := strings.CutPrefix(address, "file://")
	if !found {
		return ""
	}
	if host, path, hasPath := strings.Cut(rest, "/"); hasPath && (host == "" || host == "localhost") {
		rest = "/" + path
	} else if !strings.HasPrefix(rest, "/") {
		return ""
	}
	path, err := url.PathUnescape(rest)
	if err != nil {
		path = rest
	}
	if runtime.GOOS == "windows" {
		path = filepath.FromSlash(strings.TrimPrefix(path, "/"))
	}
	return path
}
