//go:build !linux && !windows && !darwin

package network

import (
	"context"
	"errors"
	"net/url"
)

func systemProxies(context.Context, *url.URL) ([]string, error) { return nil, errors.ErrUnsupported }
