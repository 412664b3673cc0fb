package main

import "context"

// macos makes the app, the .pkg and the .dmg; it needs a Mac.
func macos(context.Context, build) ([]string, error) {
	return nil, sentence("Packages for macOS cannot be made yet.")
}
