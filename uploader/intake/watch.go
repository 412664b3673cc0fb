package intake

import (
	"context"
	"time"

	"twentythree-uploader/uploader"
)

// Settling watches one file that another program may still be writing. Its zero value has seen nothing.
type Settling struct {
	last  uploader.Source
	since time.Time
}

// Look notes the file as it is at now and reports whether it has stayed the same for SettleTime. It goes by what is seen, not by the
// file's own time: the clocks of cameras and servers are wrong.
func (s Settling) Look(current uploader.Source, now time.Time) (next Settling, settled bool) {
	if s.since.IsZero() || !s.last.SameFile(current) || now.Before(s.since) {
		return Settling{last: current, since: now}, false
	}
	return s, now.Sub(s.since) >= SettleTime
}

// Clock is the time for Watch: time.Now and time.After, or a test's.
type Clock struct {
	Now   func() time.Time
	After func(time.Duration) <-chan time.Time
}

// lookEvery is how often a growing file is looked at.
const lookEvery = time.Second

// Watch waits until the file at path has stayed the same for SettleTime and gives what Inspect then says of it. It ends early
// with Inspect's error when the file goes away, or with the context's.
func Watch(ctx context.Context, path string, clock Clock) (uploader.Source, error) {
	var settling Settling
	for {
		current, err := await(ctx, func() (uploader.Source, error) {
			current, _, err := identify(path)
			return current, err
		})
		if err != nil {
			return uploader.Source{}, refusal(path, err)
		}
		now := clock.Now()
		var settled bool
		if settling, settled = settling.Look(current, now); settled {
			// The file's own time may still look new when its clock is ahead; what was seen counts.
			source, err := Inspect(ctx, path, current.ModTime.Add(SettleTime))
			if !isGrowing(err) || source.Path == "" {
				return source, err
			}
		}
		select {
		case <-ctx.Done():
			return uploader.Source{}, ctx.Err()
		case <-clock.After(lookEvery):
		}
	}
}
