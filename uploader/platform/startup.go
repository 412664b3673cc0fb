package platform

import (
	"errors"
	"io/fs"
	"os"
)

// Startup is this person's entry in the system's list of programs that it starts when they sign in to the computer. Nobody but the person,
// or who acts for them, writes it.
type Startup struct {
	// Program is the absolute path of what is started, Arguments are what it is given.
	Program   string
	Arguments []string
}

// IsOn reports whether the system will start a program by that entry: it is there, nobody has switched it off in the system's own settings, and
// the program that it names exists.
func (s Startup) IsOn() (bool, error) {
	program, on, err := s.read()
	if err != nil || !on {
		return false, err
	}
	_, err = os.Stat(program)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Set writes the entry, or removes it. Removing what is not there is no error.
func (s Startup) Set(on bool) error {
	if on {
		return s.write()
	}
	return s.remove()
}
