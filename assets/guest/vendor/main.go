// Command vendor brings the library with which the guest's page sends in parts, as it is on npm:
//
//	go run ./assets/guest/vendor
//
// assets/guest/resumable/package.json says which version and which SHA-512 npm's own lock file records for its archive. An archive with
// another one is refused. The files that are taken out of it are recorded there with their own SHA-512, which a test compares. It needs
// npm; to take another version, write that and its integrity there first.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	if err := bring("assets/guest/resumable"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// record is what is written down of the library.
type record struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	// Integrity is that of the archive, as in npm's lock files.
	Integrity string `json:"integrity"`
	// Files are those that are kept, by their names here.
	Files map[string]string `json:"files"`
}

// kept says which of the archive's files are kept, and how they are called here. Where licences are collected, files are found by name.
var kept = map[string]string{"package/resumable.js": "resumable.js", "package/MIT-LICENSE": "LICENSE.txt"}

func readRecord(folder string) (record, error) {
	text, err := os.ReadFile(filepath.Join(folder, "package.json"))
	if err != nil {
		return record{}, err
	}
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return record{}, fmt.Errorf("package.json: %w", err)
	}
	return r, nil
}

func integrity(content []byte) string {
	sum := sha512.Sum512(content)
	return "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
}

// bring fetches the recorded archive and writes the files that are kept.
func bring(folder string) error {
	r, err := readRecord(folder)
	if err != nil {
		return err
	}
	archive, err := pack(r.Name + "@" + r.Version)
	if err != nil {
		return err
	}
	files, err := r.unpack(archive)
	if err != nil {
		return err
	}
	r.Files = map[string]string{}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return err
		}
		r.Files[name] = integrity(content)
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(r); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "package.json"), text.Bytes(), 0o644)
}

// pack lets npm fetch an archive.
func pack(what string) ([]byte, error) {
	scratch, err := os.MkdirTemp("", "vendor-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	command := exec.Command("npm", "pack", "--ignore-scripts", "--pack-destination", scratch, what)
	if said, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("npm pack %s: %w: %s", what, err, said)
	}
	found, err := filepath.Glob(filepath.Join(scratch, "*.tgz"))
	if err != nil || len(found) != 1 {
		return nil, fmt.Errorf("npm pack %s left %d archives", what, len(found))
	}
	return os.ReadFile(found[0])
}

// unpack answers the files that are kept, from an archive that must be the recorded one.
func (r record) unpack(archive []byte) (map[string][]byte, error) {
	if got := integrity(archive); got != r.Integrity {
		return nil, fmt.Errorf("the archive of %s %s has %s, recorded is %s", r.Name, r.Version, got, r.Integrity)
	}
	plain, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for list := tar.NewReader(plain); ; {
		entry, err := list.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if name, wanted := kept[entry.Name]; wanted {
			if files[name], err = io.ReadAll(list); err != nil {
				return nil, err
			}
		}
	}
	if len(files) != len(kept) {
		return nil, fmt.Errorf("the archive of %s %s has only %d of %d files", r.Name, r.Version, len(files), len(kept))
	}
	return files, nil
}
