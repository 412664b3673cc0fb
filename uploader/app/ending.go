package app

import (
	"context"
	"os"
	"time"
)

// A computer that shuts down waits some five seconds for a program.
const (
	windowPatience = 3 * time.Second
	closePatience  = 1500 * time.Millisecond
)

// EndWith ends the whole program a moment after ctx has ended, where its window hangs and does not do so itself: what is known of the uploads is
// written down first. stop takes that back.
func (a *App) EndWith(ctx context.Context) (stop func() bool) {
	return context.AfterFunc(ctx, func() {
		time.AfterFunc(windowPatience, func() {
			time.AfterFunc(closePatience, func() { os.Exit(1) })
			_ = a.Close()
			os.Exit(0)
		})
	})
}
