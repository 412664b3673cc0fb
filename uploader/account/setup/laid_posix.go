//go:build linux || darwin

package setup

import (
	"os"
	"path/filepath"
)

// SystemLaid is where an administrator lays down a setup file for everybody who uses this computer.
func SystemLaid() Place { return FilePlace(systemLaid, 0, nil) }

// LayDownForAll lays a setup file down for everybody who uses this computer, in place of one before. Only an administrator can; everybody can
// read it. The error wraps fs.ErrPermission for others.
func LayDownForAll(text []byte) error { return layDownForAll(systemLaid, text) }

func layDownForAll(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return replaceFile(path, text, 0o644)
}
