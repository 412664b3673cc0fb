package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// maintainer is who the packages name. The address cannot exist: no mailbox was made for them yet.
const maintainer = "TwentyThree Uploader <uploader@twentythree.invalid>"

const homepage = "https://www.twentythree.com"

// nfpmConfig is what nfpm reads. It reads YAML, which JSON is a part of.
type nfpmConfig struct {
	Name            string        `json:"name"`
	Arch            string        `json:"arch"`
	Platform        string        `json:"platform"`
	Version         string        `json:"version"`
	Release         string        `json:"release,omitempty"`
	Section         string        `json:"section"`
	Priority        string        `json:"priority"`
	Maintainer      string        `json:"maintainer"`
	Vendor          string        `json:"vendor"`
	Homepage        string        `json:"homepage"`
	License         string        `json:"license"`
	Changelog       string        `json:"changelog,omitempty"`
	Description     string        `json:"description"`
	MTime           string        `json:"mtime"`
	DisableGlobbing bool          `json:"disable_globbing"`
	Depends         []string      `json:"depends"`
	Recommends      []string      `json:"recommends"`
	Contents        []nfpmContent `json:"contents"`
	Scripts         nfpmScripts   `json:"scripts"`
	Deb             nfpmDeb       `json:"deb"`
	RPM             nfpmRPM       `json:"rpm"`
}

type nfpmContent struct {
	Source      string `json:"src"`
	Destination string `json:"dst"`
	Type        string `json:"type,omitempty"`
	Info        struct {
		Mode  int    `json:"mode"`
		Owner string `json:"owner"`
		Group string `json:"group"`
		MTime string `json:"mtime"`
	} `json:"file_info"`
}

type nfpmScripts struct {
	PostInstall string `json:"postinstall,omitempty"`
	PreRemove   string `json:"preremove,omitempty"`
	PostRemove  string `json:"postremove,omitempty"`
}

type nfpmDeb struct {
	Compression string            `json:"compression"`
	Fields      map[string]string `json:"fields,omitempty"`
}

type nfpmRPM struct {
	Summary     string `json:"summary"`
	Group       string `json:"group"`
	BuildHost   string `json:"buildhost"`
	Compression string `json:"compression"`
	Packager    string `json:"packager"`
}

const (
	summary     = "Bring videos to your company's video site"
	description = `Drop videos into the window, say what they are and who may see them, and
press Upload. The program looks after the rest: lost connections, sleep, a
busy site, a computer that was switched off half way.

Nothing becomes public unless somebody chose that, and no video is sent twice.`
)

// packageConfig is what nfpm is told for one kind of package, "deb" or "rpm". stage is the folder in which the files lie as they will
// be installed, scripts the folder of what runs at installing and removing.
func packageConfig(b build, kind string, files []content, stage, scripts string, from libraries) nfpmConfig {
	date := b.Date.Format(time.RFC3339)
	config := nfpmConfig{
		Name: program, Arch: "amd64", Platform: "linux", Version: b.Version, Section: "video", Priority: "optional",
		Maintainer: maintainer, Vendor: "TwentyThree", Homepage: homepage, License: "Proprietary",
		MTime: date, DisableGlobbing: true, Scripts: nfpmScripts{PreRemove: filepath.Join(scripts, "ended.sh")},
	}
	switch kind {
	case "deb":
		// Debian's desktop tells its caches by itself.
		config.Depends, config.Recommends = from.debian(), debRecommends
		config.Description = summary + "\n" + description
		config.Deb = nfpmDeb{Compression: "xz"}
	case "rpm":
		config.Depends, config.Recommends, config.Release = from.rpm(), rpmRecommends, "1"
		config.Description = description
		config.RPM = nfpmRPM{Summary: summary, Group: "Applications/Multimedia", BuildHost: "localhost", Compression: "zstd", Packager: maintainer}
		config.Scripts.PostInstall, config.Scripts.PostRemove = filepath.Join(scripts, "caches.sh"), filepath.Join(scripts, "caches.sh")
	}
	for _, file := range files {
		one := nfpmContent{Source: filepath.Join(stage, filepath.FromSlash(file.Path)), Destination: file.Path}
		if kind == "rpm" && (strings.HasPrefix(file.Path, "/usr/share/doc/") || strings.HasPrefix(file.Path, "/usr/share/man/")) {
			one.Type = "doc"
		}
		one.Info.Mode, one.Info.Owner, one.Info.Group, one.Info.MTime = int(file.Mode), "root", "root", date
		config.Contents = append(config.Contents, one)
	}
	return config
}

// nfpmRelease is one version in the list of changes that nfpm writes into an .rpm.
type nfpmRelease struct {
	Version  string     `json:"semver"`
	Date     time.Time  `json:"date"`
	Packager string     `json:"packager"`
	Changes  []nfpmNote `json:"changes"`
}

type nfpmNote struct {
	Note string `json:"note"`
}

// writeRPMChanges writes the list of changes as nfpm reads it, and gives its path.
func writeRPMChanges(b build) (string, error) {
	releases, err := b.changes()
	if err != nil {
		return "", err
	}
	var list []nfpmRelease
	for _, release := range releases {
		one := nfpmRelease{Version: release.Version, Date: release.Date, Packager: maintainer}
		for _, change := range release.Changes {
			one.Changes = append(one.Changes, nfpmNote{change})
		}
		list = append(list, one)
	}
	text, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return "", err
	}
	path := filepath.Join(b.Out, "linux", "changes.json")
	return path, os.WriteFile(path, text, 0o644)
}

// pack makes one package of the files with nfpm and gives its path.
func pack(ctx context.Context, b build, kind, name string, config nfpmConfig) (string, error) {
	text, err := json.MarshalIndent(config, "", "  ")
	if err != nil {
		return "", err
	}
	settings, path := filepath.Join(b.Out, "linux", "nfpm-"+kind+".json"), filepath.Join(b.Out, name)
	if err := os.WriteFile(settings, text, 0o644); err != nil {
		return "", err
	}
	err = b.command(ctx, nil, "go", "tool", "-modfile=.tools/go.mod", "nfpm", "package", "--config", settings, "--packager", kind, "--target", path)
	if err != nil {
		return "", fmt.Errorf("the %s package: %w", kind, err)
	}
	return path, nil
}
