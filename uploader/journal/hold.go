package journal

import (
	"context"
	"errors"
	"time"

	"twentythree-uploader/uploader/filelock"
)

const (
	// busyWait is how long a program waits for one that is just closing the journal.
	busyWait   = 2 * time.Second
	retryAfter = 20 * time.Millisecond
)

// LockPath is the file that a program holds while it works on the journal at path.
func LockPath(path string) string { return path + ".lock" }

// hold makes this program the one that works on the journal. SQLite's own locks are not enough: two programs that make the file at the same
// moment wait for each other and both give up, and two that find it damaged would both set it aside. They alone must do on a drive without
// locks, where hold gives nil.
func hold(ctx context.Context, path string) (*filelock.Lock, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, busyWait, ErrInUse)
	defer cancel()
	for {
		lock, err := filelock.Take(path)
		if errors.Is(err, filelock.ErrUnsupported) {
			return nil, nil
		}
		if !errors.Is(err, filelock.ErrTaken) {
			return lock, err
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(retryAfter):
		}
	}
}

func (j *Journal) release() error {
	if j.lock == nil {
		return nil
	}
	return j.lock.Release()
}
