package platform

// NoCoreDumps has nothing to do: Windows keeps full dumps of a program only where an administrator has asked for them.
func NoCoreDumps() error { return nil }
