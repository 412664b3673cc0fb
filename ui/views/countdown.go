package views

import "time"

// countdown shows sentences that name the time until the next try anew every second, all of them in the same moment, so that row,
// banner and panel say the same number. It draws those sentences and nothing else. The zero value counts nothing.
type countdown struct {
	shown   map[string]counted
	running bool
}

type counted struct {
	until time.Time
	show  func()
}

// countDown calls show every second until the instant has passed, in place of what was counted under that name before. An instant
// that is zero or has passed only ends that.
func (e *Env) countDown(name string, until time.Time, show func()) {
	c := &e.counting
	if !until.After(e.Now()) {
		delete(c.shown, name)
		return
	}
	if c.shown == nil {
		c.shown = map[string]counted{}
	}
	c.shown[name] = counted{until, show}
	e.nextSecond()
}

func (e *Env) nextSecond() {
	c := &e.counting
	if c.running || len(c.shown) == 0 {
		return
	}
	c.running = true
	e.Kit.After(time.Second, func() {
		c.running = false
		now := e.Now()
		for name, one := range c.shown {
			if !one.until.After(now) {
				delete(c.shown, name)
			}
			one.show()
		}
		e.nextSecond()
	})
}
