package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const sumsName = "SHA256SUMS"

// writeSums writes SHA256SUMS for the files of this version in a folder, as `sha256sum -c` reads it. Older versions that lie there are
// left out. Without files there is no list.
func writeSums(folder, version string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	var lines strings.Builder
	for _, entry := range entries {
		if !entry.Type().IsRegular() || !strings.Contains(entry.Name(), version) {
			continue
		}
		content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&lines, "%x  %s\n", sha256.Sum256(content), entry.Name())
	}
	if lines.Len() == 0 {
		return nil
	}
	return os.WriteFile(filepath.Join(folder, sumsName), []byte(lines.String()), 0o644)
}
