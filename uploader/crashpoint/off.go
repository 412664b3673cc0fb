//go:build !crashpoints || !unix

package crashpoint

// Here does nothing without the build tag.
func Here(string) {}

// Before does nothing without the build tag.
func Before(string) {}

// After does nothing without the build tag.
func After(string) {}
