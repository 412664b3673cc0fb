//go:build !linux && !darwin && !windows

package native

import (
	"context"
	"errors"
)

// choose has no file window to offer here.
func choose(context.Context, request) ([]string, error) { return nil, errors.ErrUnsupported }
