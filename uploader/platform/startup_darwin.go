package platform

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// agentPath is where launchd looks for what it starts when this person signs in.
func agentPath() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoHome, err)
	}
	return filepath.Join(home, "Library", "LaunchAgents", applicationID+".plist"), nil
}

func (s Startup) read() (program string, on bool, err error) {
	path, err := agentPath()
	if err != nil {
		return "", false, err
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("reading what is started with the computer: %w", err)
	}
	program, on = readLaunchAgent(text)
	return program, on, nil
}

func (s Startup) write() error {
	path, err := agentPath()
	if err != nil {
		return err
	}
	text, err := launchAgent(s.Program, s.Arguments)
	if err != nil {
		return err
	}
	return writeEntry(path, text)
}

func (s Startup) remove() error {
	path, err := agentPath()
	if err != nil {
		return err
	}
	return removeEntry(path)
}
