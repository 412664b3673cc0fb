//go:build unix && !darwin && !linux

package platform

import "errors"

func notify(string, string) error { return errors.ErrUnsupported }
