package app

import (
	"context"
	"os"
	"time"
)

// A computer that shuts down waits some five seconds for a program.
const (
	endingPatience = 2 * time.Second
	windowPatience = 3 * time.Second
	closePatience  = 1500 * time.Millisecond
)

// EndWith gives the program little time once ctx has ended: files that are still looked at are not waited for, and where its window hangs and
// does not end the program, that is done here, with all written down that is known of the uploads. It may be called once; stop takes it back.
func (a *App) EndWith(ctx context.Context) (stop func() bool) {
	return context.AfterFunc(ctx, func() {
		time.AfterFunc(endingPatience, func() { close(a.ending) })
		time.AfterFunc(windowPatience, func() {
			time.AfterFunc(closePatience, func() { os.Exit(1) })
			_ = a.Close()
			os.Exit(0)
		})
	})
}
