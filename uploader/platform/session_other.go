//go:build !windows

package platform

import "context"

// WithSession gives parent back: the system says by a signal that the person logs off or the computer shuts down.
func WithSession(parent context.Context) (ctx context.Context, leave func()) {
	return parent, func() {}
}
