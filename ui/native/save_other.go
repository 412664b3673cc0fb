//go:build !linux && !darwin && !windows

package native

import (
	"context"
	"errors"
)

// save has no file window to offer here.
func save(context.Context, Saved) (string, error) { return "", errors.ErrUnsupported }
