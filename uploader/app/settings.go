package app

import (
	"context"
	"sync"
)

// Setting is what was saved under a key, empty when nothing was.
func (a *App) Setting(key string) string { return a.settings[key] }

// unwritten are the settings that wait to be written: only the newest value of each.
type unwritten struct {
	mu      sync.Mutex
	values  map[string]string
	writing bool
}

// SaveSetting keeps a value for the next start; of values that follow each other the last one stays.
func (a *App) SaveSetting(key, value string) {
	u := &a.unwritten
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.values == nil {
		u.values = make(map[string]string)
	}
	u.values[key] = value
	if !u.writing {
		u.writing = true
		a.owned.Go(a.writeSettings)
	}
}

func (a *App) writeSettings() {
	for {
		key, value, left := a.unwritten.next()
		if !left {
			return
		}
		if err := a.journal.SaveSetting(context.WithoutCancel(a.ctx), key, value); err != nil {
			a.options.Logger.Warn("a setting could not be saved", "key", key, "error", err)
		}
	}
}

// next takes one out. Once none is left, nobody writes any more.
func (u *unwritten) next() (key, value string, left bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for key, value := range u.values {
		delete(u.values, key)
		return key, value, true
	}
	u.writing = false
	return "", "", false
}
