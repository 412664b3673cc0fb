package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
)

func TestTheBillOfAnExecutableNamesItsModules(t *testing.T) {
	t.Parallel()
	b := thisBuild(t)
	// This test is an executable with modules too.
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var first []byte
	for range 2 {
		path, err := writeBill(b, self, "linux-amd64")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(path, program+"-"+b.Version+"-linux-amd64.cdx.json") {
			t.Errorf("it is called %s", path)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(first, text) {
			t.Error("the same file has two bills")
		}
		first = text
	}
	var read bill
	if err := json.Unmarshal(first, &read); err != nil {
		t.Fatal(err)
	}
	uuid := regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	if read.Format != "CycloneDX" || !uuid.MatchString(read.Serial) || read.Metadata.Component.Version != b.Version ||
		read.Metadata.Timestamp != "2026-11-22T12:00:00Z" || len(read.Metadata.Component.Hashes) != 1 {
		t.Errorf("it says %+v", read)
	}
	for _, want := range []string{"std", "github.com/BurntSushi/toml", "github.com/fyne-io/oksvg", "Inter", "Resumable.js"} {
		if !named(read, want) {
			t.Errorf("%s is not in it", want)
		}
	}
}

func named(b bill, name string) bool {
	for _, one := range b.Components {
		if one.Name == name {
			return true
		}
	}
	return false
}

func TestTheBillLeavesNoLinkedModuleOut(t *testing.T) {
	t.Parallel()
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", ".")
	list.Dir, list.Env = "../..", append(os.Environ(), "CGO_ENABLED=1", "GOOS=linux", "GOARCH=amd64")
	output, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	info := &debug.BuildInfo{GoVersion: "go1.26.0"}
	seen := map[string]bool{}
	for line := range strings.Lines(string(output)) {
		if path, version, found := strings.Cut(strings.TrimSpace(line), " "); found && !seen[path] {
			seen[path] = true
			info.Deps = append(info.Deps, &debug.Module{Path: path, Version: version, Sum: "h1:x"})
		}
	}
	if len(seen) < 10 {
		t.Fatalf("the program is linked with %d modules only: %s", len(seen), output)
	}
	made := newBill(thisBuild(t), info, "linux-amd64", sha256.Sum256(nil))
	refs := map[string]bool{}
	for _, one := range made.Components {
		if refs[one.Ref] {
			t.Errorf("%s stands twice", one.Ref)
		}
		refs[one.Ref] = true
	}
	for _, module := range info.Deps {
		if !refs["pkg:golang/"+module.Path+"@"+module.Version] {
			t.Errorf("%s is not in it", module.Path)
		}
	}
}

func TestAReplacedModuleIsNamedByWhatTookItsPlace(t *testing.T) {
	t.Parallel()
	info := &debug.BuildInfo{Deps: []*debug.Module{{Path: "example.com/a", Version: "v1.0.0", Replace: &debug.Module{Path: "example.com/b", Version: "v2.0.0"}}}}
	made := newBill(thisBuild(t), info, "linux-amd64", sha256.Sum256(nil))
	if !named(made, "example.com/b") || named(made, "example.com/a") {
		t.Errorf("it names %+v", made.Components)
	}
}
