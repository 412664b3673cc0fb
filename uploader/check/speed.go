package check

import (
	"context"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

const (
	// measuring is how long sending may take altogether; a size that would take longer is not begun.
	measuring = 5 * time.Second
	// verySlow is told in bytes per second: an hour of video would take more than a day.
	verySlow = 50_000
)

// sizes are sent one after the other, in bytes: together less than 8 MB.
func sizes() []int64 { return []int64{64 << 10, 256 << 10, 1 << 20, 4 << 20} }

// speed measures how fast bytes go to the site, over a connection like those of uploads. While uploads run, their own speed is told
// instead: nobody should have to wait for a measurement.
func (r *run) speed(ctx context.Context) uploader.Check {
	line := r.about(uploader.Check{Result: uploader.CheckNotChecked, Finding: uploader.FindingSpeedUnasked, Limit: r.config.Speed.Limit})
	if rate, moving := r.moving(); moving {
		line.Result, line.Finding, line.Rate = uploader.CheckGood, uploader.FindingSpeedOfUploads, rate
		return line
	}
	if !r.config.Speed.Measure {
		return line
	}
	client, err := r.stranger()
	if err != nil {
		return bad(r.explain(ctx, err))
	}
	rate, slow := r.measure(ctx, client)
	line.Rate = rate
	switch {
	case slow || (rate > 0 && rate < verySlow):
		line.Result, line.Finding = uploader.CheckAttention, uploader.FindingSpeedSlow
	case rate > 0:
		line.Result, line.Finding = uploader.CheckGood, uploader.FindingSpeed
	default:
		line.Result, line.Finding = uploader.CheckUnknown, uploader.FindingSpeedUnknown
	}
	return line
}

func (r *run) moving() (rate float64, moving bool) {
	if r.config.Speed.Moving == nil {
		return 0, false
	}
	return r.config.Speed.Moving()
}

// measure gives the rate of the largest size that fitted into the time, in bytes per second, 0 where none could be told. slow reports
// that not even the smallest went through in time.
func (r *run) measure(ctx context.Context, client *twentythree.Client) (rate float64, slow bool) {
	// The first opens the connection; the second says how long an empty question takes there and back.
	var empty time.Duration
	for range 2 {
		took, whole := r.timed(ctx, client, 0)
		if !whole {
			return 0, false
		}
		empty = took
	}
	left := measuring
	for _, size := range sizes() {
		if _, moving := r.moving(); moving {
			break
		}
		if rate > 0 && float64(size)/rate > left.Seconds() {
			break
		}
		limited, cancel := context.WithTimeout(ctx, left)
		took, whole := r.timed(limited, client, size)
		late := limited.Err() != nil && ctx.Err() == nil
		cancel()
		left -= took
		switch {
		case late && rate == 0:
			return 0, true
		case !whole || took <= 0:
			return rate, false
		}
		// What an empty question takes is not the line's; but never most of the time is taken off.
		rate = float64(size) / max(took-empty, took/4).Seconds()
		if left <= 0 {
			break
		}
	}
	return rate, false
}

func (r *run) timed(ctx context.Context, client *twentythree.Client, size int64) (took time.Duration, whole bool) {
	begun := r.config.Now()
	whole, err := client.Measure(ctx, size)
	return r.config.Now().Sub(begun), whole && err == nil
}
