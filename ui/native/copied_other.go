//go:build !linux && !darwin && !windows

package native

import (
	"context"
	"errors"
	"time"
)

const copiedWait = time.Second

// copied knows no clipboard of files here.
func copied(context.Context) ([]string, error) { return nil, errors.ErrUnsupported }
