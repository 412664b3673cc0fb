package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// linux makes the .deb, the .rpm and the list of the modules inside. What they are made of stays in dist/packages/linux.
func linux(ctx context.Context, b build) ([]string, error) {
	if err := need(exec.LookPath, tool{"gcc", "go run ./assets/setup install"}); err != nil {
		return nil, err
	}
	pictures, err := picturesAddress()
	if err != nil {
		return nil, err
	}
	files, err := linuxFiles(b, pictures)
	if err != nil {
		return nil, err
	}
	binary := filepath.Join(b.Out, "linux", program)
	// Addresses that are bound at the start cannot be bent later.
	if err := b.executable(ctx, binary, nil, "-extldflags=-Wl,-z,relro,-z,now", "-buildmode=pie"); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	needed, err := readLibraries(binary)
	if err != nil {
		return nil, err
	}
	files = sorted(append(files, content{"/usr/bin/" + program, 0o755, data}))
	stage, scripts := filepath.Join(b.Out, "linux", "root"), filepath.Join(b.Module, "assets", "packaging", "linux")
	if err := lay(stage, files); err != nil {
		return nil, err
	}
	changes, err := writeRPMChanges(b)
	if err != nil {
		return nil, err
	}
	var made []string
	for _, one := range []struct{ kind, name string }{
		{"deb", fmt.Sprintf("%s_%s_amd64.deb", program, b.Version)},
		{"rpm", fmt.Sprintf("%s-%s-1.x86_64.rpm", program, b.Version)},
	} {
		config := packageConfig(b, one.kind, files, stage, scripts, needed)
		if one.kind == "rpm" {
			// A .deb has the list as a file, made above.
			config.Changelog = changes
		}
		path, err := pack(ctx, b, one.kind, one.name, config)
		if err != nil {
			return made, err
		}
		made = append(made, path)
	}
	parts, err := writeBill(b, binary, "linux-amd64")
	return append(made, parts), err
}
