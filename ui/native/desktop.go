package native

// HasTray reports whether the desktop shows symbols of programs beside its clock, so that a hidden window can be brought back. It takes a
// second at most.
func HasTray() bool { return hasTray() }

// Aside runs what may wait for another program of this computer, such as telling the desktop something, away from the window.
func (s *System) Aside(do func()) { go do() }
