package app

import "context"

// Setting is what was saved under a key, empty when nothing was.
func (a *App) Setting(key string) string { return a.settings[key] }

// SaveSetting keeps a value for the next start.
func (a *App) SaveSetting(key, value string) {
	a.owned.Go(func() {
		if err := a.journal.SaveSetting(context.WithoutCancel(a.ctx), key, value); err != nil {
			a.options.Logger.Warn("a setting could not be saved", "key", key, "error", err)
		}
	})
}
