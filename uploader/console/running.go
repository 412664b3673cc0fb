package console

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"twentythree-uploader/uploader/filelock"
	"twentythree-uploader/uploader/platform"
)

// mostRunning is how many uploads of one person can be found at once; more run, and are not found.
const mostRunning = 100

// runningIn is where the uploads from the command line that run now can be found, whichever folder each keeps its progress in.
func runningIn(dataDir string) string { return filepath.Join(dataDir, "running") }

// reachable lets `quit` end an upload from the command line: the context ends then. leave must be called at its very end. Where nothing can be
// written the upload goes on all the same.
func reachable(ctx context.Context, dataDir string) (ending context.Context, leave func()) {
	ending, stop := context.WithCancel(ctx)
	instance := claimRunning(dataDir)
	if instance == nil {
		return ending, stop
	}
	instance.Take(func(request platform.Request) {
		if request.Quit {
			stop()
		}
	})
	return ending, func() {
		stop()
		_ = instance.Close()
	}
}

// claimRunning takes the first place that is free; nil where there is none.
func claimRunning(dataDir string) *platform.Instance {
	if dataDir == "" {
		return nil
	}
	for place := range mostRunning {
		instance, err := platform.Claim(filepath.Join(runningIn(dataDir), strconv.Itoa(place+1)))
		if !errors.Is(err, filelock.ErrTaken) {
			return instance
		}
	}
	return nil
}

// runningFolders are the places that uploads from the command line have taken, now or before.
func runningFolders(dataDir string) []string {
	entries, err := os.ReadDir(runningIn(dataDir))
	if err != nil {
		return nil
	}
	var folders []string
	for _, entry := range entries {
		if _, err := strconv.Atoi(entry.Name()); err == nil && entry.IsDir() {
			folders = append(folders, filepath.Join(runningIn(dataDir), entry.Name()))
		}
	}
	return folders
}
