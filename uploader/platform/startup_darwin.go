package platform

import (
	"fmt"
	"os"
	"path/filepath"
)

// entryPath is where launchd looks for what it starts when this person signs in.
func entryPath() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoHome, err)
	}
	return filepath.Join(home, "Library", "LaunchAgents", applicationID+".plist"), nil
}

func readEntry(text []byte) (program string, on bool) { return readLaunchAgent(text) }

func (s Startup) entry() (string, error) { return launchAgent(s.Program, s.Arguments) }
