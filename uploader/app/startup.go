package app

import (
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/platform"
)

// LookAtStartup looks whether the system starts the program with the computer, which somebody may have changed in the system itself. It comes
// as an update.
func (a *App) LookAtStartup() {
	a.owned.Go(func() { a.startupIs(func(platform.Startup) error { return nil }) })
}

// SetStartup starts the program with the computer from now on, or no longer. What holds then comes as an update.
func (a *App) SetStartup(on bool) {
	a.owned.Go(func() { a.startupIs(func(startup platform.Startup) error { return startup.Set(on) }) })
}

// startupIs changes the system's list and tells what it says then.
func (a *App) startupIs(change func(platform.Startup) error) {
	startup := a.options.Startup
	if startup.Program == "" {
		return
	}
	a.starting.Lock()
	defer a.starting.Unlock()
	if err := change(startup); err != nil {
		a.options.Logger.Warn("what starts with the computer cannot be changed", "error", err)
	}
	on, err := startup.IsOn()
	if err != nil {
		a.options.Logger.Warn("what starts with the computer cannot be read", "error", err)
	}
	a.engine.Announce(uploader.Update{Startup: &uploader.Startup{Possible: err == nil, On: on}})
}
