package main

import (
	"context"
	"os/exec"
	"path/filepath"
)

// linux makes the .deb and the .rpm.
func linux(ctx context.Context, b build) ([]string, error) {
	if err := need(exec.LookPath, tool{"gcc", "go run ./assets/setup install"}); err != nil {
		return nil, err
	}
	binary := filepath.Join(b.Out, "linux", program)
	if err := b.executable(ctx, binary, nil, "", "-buildmode=pie"); err != nil {
		return nil, err
	}
	return []string{binary}, nil
}
