// Command licences writes the licences of everything that is in the program, so that the window can show them:
//
//	go run ./assets/licences > assets/licences.txt
//
// Run it whenever a module is added or updated. It needs the sources of the modules, which building brings, and asks for what is
// linked on Linux, Windows and macOS.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

func main() {
	if err := write(os.Stdout, "."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// part is something with a licence of its own.
type part struct {
	name   string
	folder string
	// packages are the folders of what is linked of it.
	packages []string
}

// write writes a line "=== NAME" for each part, and its licences below.
func write(out io.Writer, module string) error {
	parts, err := linked(module)
	if err != nil {
		return err
	}
	parts = append(parts,
		part{name: "Go", folder: runtimeFolder(module)},
		part{name: "Inter", folder: filepath.Join(module, "assets", "fonts")},
		part{name: "Resumable.js", folder: filepath.Join(module, "assets", "guest", "resumable")})
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)) })
	buffered := bufio.NewWriter(out)
	for _, part := range parts {
		texts, err := part.licences()
		if err != nil {
			return err
		}
		fmt.Fprintf(buffered, "=== %s\n%s\n", part.name, strings.Join(texts, "\n\n"))
	}
	return buffered.Flush()
}

// runtimeFolder is where Go itself lies, whose library is in every program.
func runtimeFolder(module string) string {
	command := exec.Command("go", "env", "GOROOT")
	command.Dir = module
	output, err := command.Output()
	if err != nil {
		return runtime.Version()
	}
	return strings.TrimSpace(string(output))
}

// linked are the modules that are in the program on any of the systems.
func linked(module string) ([]part, error) {
	found := map[string]*part{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		command := exec.Command("go", "list", "-deps", "-json=Dir,Module", ".")
		command.Dir = module
		command.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1")
		var said bytes.Buffer
		command.Stderr = &said
		output, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("what is linked on %s: %w: %s", system, err, said.String())
		}
		for list := json.NewDecoder(bytes.NewReader(output)); ; {
			var one struct {
				Dir    string
				Module *struct {
					Path, Version, Dir string
					Main               bool
				}
			}
			if err := list.Decode(&one); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, err
			}
			if one.Module == nil || one.Module.Main {
				continue
			}
			if found[one.Module.Path] == nil {
				found[one.Module.Path] = &part{name: one.Module.Path + " " + one.Module.Version, folder: one.Module.Dir}
			}
			found[one.Module.Path].packages = append(found[one.Module.Path].packages, one.Dir)
		}
	}
	var parts []part
	for _, one := range found {
		parts = append(parts, *one)
	}
	return parts, nil
}

var licenceName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([-_.].*)?$`)

// licences are the texts that lie at the top of the part and beside or below what is linked of it, each once.
func (p part) licences() ([]string, error) {
	folders := map[string]bool{p.folder: true}
	for _, linked := range p.packages {
		err := filepath.WalkDir(linked, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.IsDir() {
				return err
			}
			if entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), "_") {
				return fs.SkipDir
			}
			folders[path] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
		for folder := linked; len(folder) > len(p.folder); folder = filepath.Dir(folder) {
			folders[folder] = true
		}
	}
	var texts []string
	for _, folder := range sorted(folders) {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if entry.IsDir() || !licenceName.MatchString(entry.Name()) || strings.HasSuffix(entry.Name(), ".go") {
				continue
			}
			content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
			if err != nil {
				return nil, err
			}
			if text := tidy(string(content)); !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("%s has no licence in %s", p.name, p.folder)
	}
	return texts, nil
}

func sorted(folders map[string]bool) []string {
	var names []string
	for name := range folders {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

var (
	trailing = regexp.MustCompile(`(?m)[ \t\f\r]+$`)
	farApart = regexp.MustCompile(`\n{3,}`)
)

// tidy takes away what is not to be read: spaces at the ends of lines, and more than one empty line.
func tidy(text string) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\t", "    "), "")
	return strings.Trim(farApart.ReplaceAllString(trailing.ReplaceAllString(text, ""), "\n\n"), "\n")
}
