package app

import (
	"sync/atomic"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/platform"
)

// watchSurroundings lets uploads go on at once when the computer has slept or is on another network.
func (a *App) watchSurroundings() {
	network.Watch(a.ctx, network.WatchOptions{Wall: a.options.Now}, func(change network.Change) {
		a.options.Logger.Info("the way out has changed", "slept", change.Slept, "network", change.Network, "online", change.Online)
		a.accounts.dropIdle()
		a.engine.NetworkChanged()
		a.links.again()
		if change.Slept > 0 {
			a.engine.Announce(uploader.Update{Woke: true})
		}
	})
}

// awake keeps the computer from falling asleep while bytes move, and only then.
type awake struct {
	moves, allowed atomic.Bool
	changed        chan struct{}
}

func (w *awake) moving(moves bool) {
	w.moves.Store(moves)
	w.nudge()
}

func (w *awake) allow(allowed bool) {
	w.allowed.Store(allowed)
	w.nudge()
}

func (w *awake) nudge() {
	select {
	case w.changed <- struct{}{}:
	default:
	}
}

// stayAwake asks the system, which may take its time, away from everybody else.
func (a *App) stayAwake() {
	var release func()
	defer func() {
		if release != nil {
			release()
		}
	}()
	power := time.NewTicker(time.Minute)
	defer power.Stop()
	for {
		select {
		case <-a.ctx.Done():
			return
		case <-a.awake.changed:
		case <-power.C:
		}
		held, wanted := release != nil, a.awake.moves.Load() && a.awake.allowed.Load() && !batteryIsLow()
		switch {
		case wanted && !held:
			give, err := a.options.KeepAwake("Videos are being uploaded")
			if err != nil {
				give()
				a.options.Logger.Info("the computer cannot be kept awake", "error", err)
				continue
			}
			release = give
		case held && !wanted:
			release()
			release = nil
		default:
			continue
		}
		a.engine.Announce(uploader.Update{Awake: &wanted})
	}
}

func batteryIsLow() bool {
	onBattery, percent, known := platform.Power()
	return known && onBattery && percent < uploader.LowBattery
}
