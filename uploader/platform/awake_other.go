//go:build !linux && !windows && !darwin

package platform

import "errors"

func stayAwake(string) (func(), error) { return nil, errors.ErrUnsupported }
