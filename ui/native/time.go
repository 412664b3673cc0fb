package native

import "os/exec"

// HasTimeSettings reports whether this system has a window for date and time that can be opened.
func (s *System) HasTimeSettings() bool { return s.timeSettings() != nil }

// OpenTimeSettings opens it.
func (s *System) OpenTimeSettings() {
	if command := s.timeSettings(); command != nil {
		go func() { _ = command.Run() }()
	}
}

// timeSettings is the command that opens the window for date and time, nil where its program is not there.
func (s *System) timeSettings() *exec.Cmd {
	if program, err := exec.LookPath(timeCommand[0]); err == nil {
		return exec.Command(program, timeCommand[1:]...)
	}
	return nil
}
