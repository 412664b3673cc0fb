package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"
)

// bill is a software bill of materials in CycloneDX 1.5: what an executable file is made of.
type bill struct {
	Format     string `json:"bomFormat"`
	Spec       string `json:"specVersion"`
	Serial     string `json:"serialNumber"`
	Version    int    `json:"version"`
	Metadata   about  `json:"metadata"`
	Components []part `json:"components"`
}

type about struct {
	Timestamp string `json:"timestamp"`
	Component part   `json:"component"`
}

type part struct {
	Type    string `json:"type"`
	Ref     string `json:"bom-ref"`
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	PURL    string `json:"purl,omitempty"`
	Hashes  []hash `json:"hashes,omitempty"`
	// Properties hold the module's sum as go.sum has it, which is not the hash of one file.
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// embedded are the parts that no module brings: a font and a script of the upload page.
var embedded = []part{
	{Type: "file", Ref: "inter", Name: "Inter"},
	{Type: "library", Ref: "resumable.js", Name: "Resumable.js"},
}

// writeBill writes the bill of an executable file beside the packages, as twentythree-uploader-VERSION-SYSTEM.cdx.json, and gives its path.
func writeBill(b build, executable, system string) (string, error) {
	info, err := buildinfo.ReadFile(executable)
	if err != nil {
		return "", fmt.Errorf("what the program is made of: %w", err)
	}
	data, err := os.ReadFile(executable)
	if err != nil {
		return "", err
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(newBill(b, info, system, sha256.Sum256(data))); err != nil {
		return "", err
	}
	path := filepath.Join(b.Out, fmt.Sprintf("%s-%s-%s.cdx.json", program, b.Version, system))
	return path, os.WriteFile(path, text.Bytes(), 0o644)
}

// newBill lists what Go wrote into the executable file: its modules, in their order there, and Go's own library.
func newBill(b build, info *debug.BuildInfo, system string, sum [sha256.Size]byte) bill {
	made := bill{
		Format: "CycloneDX", Spec: "1.5", Version: 1,
		// A number that the same file always gets, of the version that stands for a hash.
		Serial: fmt.Sprintf("urn:uuid:%x-%x-80%x-80%x-%x", sum[0:4], sum[4:6], sum[6:7], sum[7:8], sum[8:14]),
		Metadata: about{Timestamp: b.Date.Format(time.RFC3339), Component: part{
			Type: "application", Ref: program, Name: program, Version: b.Version,
			Hashes: []hash{{"SHA-256", fmt.Sprintf("%x", sum)}}, Properties: []property{{"system", system}},
		}},
		Components: []part{{
			Type: "library", Ref: "go", Name: "std", Version: info.GoVersion, PURL: "pkg:golang/std@" + strings.TrimPrefix(info.GoVersion, "go"),
		}},
	}
	for _, module := range info.Deps {
		if module.Replace != nil {
			module = module.Replace
		}
		purl := "pkg:golang/" + module.Path + "@" + module.Version
		one := part{Type: "library", Ref: purl, Name: module.Path, Version: module.Version, PURL: purl}
		if module.Sum != "" {
			one.Properties = []property{{"go.sum", module.Sum}}
		}
		made.Components = append(made.Components, one)
	}
	made.Components = append(made.Components, embedded...)
	return made
}
