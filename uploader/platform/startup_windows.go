package platform

import (
	"errors"
	"fmt"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// Where Windows keeps what it starts when this person signs in, and what the person has switched off in Task Manager or Settings.
const (
	runKey      = `Software\Microsoft\Windows\CurrentVersion\Run`
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
	runValue    = folderName
)

func (s Startup) read() (program string, on bool, err error) {
	command, err := runCommand()
	if err != nil || command == "" {
		return "", false, err
	}
	words, err := windows.DecomposeCommandLine(command)
	if err != nil || len(words) == 0 {
		return "", false, nil
	}
	return words[0], isApproved(), nil
}

// runCommand is the command line of the entry, "" where there is none.
func runCommand() (string, error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("reading what is started with the computer: %w", err)
	}
	defer func() { _ = key.Close() }()
	command, _, err := key.GetStringValue(runValue)
	if errors.Is(err, registry.ErrNotExist) || errors.Is(err, registry.ErrUnexpectedType) {
		return "", nil
	}
	return command, err
}

// isApproved reports whether the person has left the entry on: the lowest bit of the value's first byte says that it is off.
func isApproved() bool {
	key, err := registry.OpenKey(registry.CURRENT_USER, approvedKey, registry.QUERY_VALUE)
	if err != nil {
		return true
	}
	defer func() { _ = key.Close() }()
	state, _, err := key.GetBinaryValue(runValue)
	return err != nil || len(state) == 0 || state[0]&1 == 0
}

func (s Startup) write() error {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return fmt.Errorf("writing what is started with the computer: %w", err)
	}
	defer func() { _ = key.Close() }()
	command := windows.ComposeCommandLine(append([]string{s.Program}, s.Arguments...))
	if err := key.SetStringValue(runValue, command); err != nil {
		return fmt.Errorf("writing what is started with the computer: %w", err)
	}
	return removeValue(approvedKey) // asked for now, whatever was switched off before
}

func (s Startup) remove() error { return errors.Join(removeValue(runKey), removeValue(approvedKey)) }

func removeValue(path string) error {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if err == nil {
		err = key.DeleteValue(runValue)
		_ = key.Close()
	}
	if err == nil || errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	return fmt.Errorf("removing what is started with the computer: %w", err)
}
