package native

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// PastedFiles finds the files that were copied in a file manager: those that the clipboard's text names, else those that lie on it as files.
// found is called with none where there are none.
func (s *System) PastedFiles(text string, found func(paths []string)) {
	go func() {
		paths := named(strings.Split(text, "\n"))
		if paths == nil {
			ctx, cancel := context.WithTimeout(context.Background(), copiedWait)
			defer cancel()
			if lines, err := copied(ctx); err == nil {
				paths = named(lines)
			}
		}
		s.do(func() { found(paths) })
	}()
}

// named are the files that lines name: addresses that begin with file://, as file managers copy them, or whole paths. Lines that name no
// existing file give none, so that a pasted sentence is not taken for one.
func named(lines []string) []string {
	var paths []string
	for _, line := range lines {
		// Some file managers end what they copied with a zero byte.
		line = strings.Trim(strings.TrimSpace(strings.TrimRight(line, "\x00")), `"`)
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
