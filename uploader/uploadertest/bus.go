// Package uploadertest has what the tests of several rooms need.
package uploadertest

import (
	"errors"
	"os"
)

// WithoutBuses lets the rest of a test's program find no message bus: it neither asks this computer's services nor wakes them. The error is the
// system's.
func WithoutBuses() error {
	const nowhere = "unix:path=/nowhere"
	return errors.Join(os.Setenv("DBUS_SESSION_BUS_ADDRESS", nowhere), os.Setenv("DBUS_SYSTEM_BUS_ADDRESS", nowhere))
}
