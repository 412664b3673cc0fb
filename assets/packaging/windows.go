package main

import "context"

// windows makes the setup and the MSI for Windows.
func windows(context.Context, build) ([]string, error) {
	return nil, sentence("Packages for Windows cannot be made yet.")
}
