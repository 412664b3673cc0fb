package app

import (
	"cmp"
	"encoding/json"
	"slices"

	"twentythree-uploader/uploader"
)

// choicesKey is the setting that keeps a person's choices.
const choicesKey = "choices"

// savedSettings is what was asked for before the program ended.
func (a *App) savedSettings() (settings uploader.Settings) {
	if text := a.settings[choicesKey]; text != "" {
		if err := json.Unmarshal([]byte(text), &settings); err != nil {
			a.options.Logger.Warn("what the person chose cannot be read", "error", err)
			settings = uploader.Settings{}
		}
		return a.limited(settings, true).Within()
	}
	return a.limited(settings, false).Within()
}

// Settings are what holds now.
func (a *App) Settings() uploader.Settings { return *a.chosen.Load() }

// SetSettings says what holds from now on, also for uploads that are on their way, and keeps it for the next start.
func (a *App) SetSettings(settings uploader.Settings) {
	settings = a.limited(settings, true).Within()
	a.apply(settings)
	a.options.Logger.Info("the settings are others", "files", settings.Files, "limit", settings.Limit, "polite", settings.Polite, "start added", settings.StartAdded)
	a.engine.Announce(uploader.Update{Settings: &settings})
	if text, err := json.Marshal(settings); err == nil {
		a.SaveSetting(choicesKey, string(text))
	}
}

// congestion is what to ask the system for on a new connection. BBR holds its own against packets that are lost, but also against the call
// that politeness makes room for.
func (a *App) congestion() string {
	if a.options.Congestion == "system" || a.polite.Load() {
		return ""
	}
	return cmp.Or(a.options.Congestion, "bbr")
}

func (a *App) apply(settings uploader.Settings) {
	a.chosen.Store(&settings)
	a.limiter.SetRate(settings.Limit)
	a.limiter.SetPolite(settings.Polite)
	a.polite.Store(settings.Polite)
	a.engine.SetFiles(settings.Files)
	a.awake.allow(!settings.MayFallAsleep)
	a.allowNewer(settings)
	a.engine.KeepHistory(settings.HistoryDays != uploader.NoHistory)
}

// startAdded uploads new videos at once where that was asked for. What needs the person waits for the person, and so does what viewers
// would see: nobody has looked at it yet.
func (a *App) startAdded(added []uploader.UploadID) {
	if !a.Settings().StartAdded || a.options.Alone {
		return
	}
	var ready []uploader.UploadID
	for _, upload := range a.engine.Uploads() {
		if slices.Contains(added, upload.ID) && upload.State == uploader.Ready && upload.Metadata.Visibility == uploader.Draft && upload.Account != "" {
			ready = append(ready, upload.ID)
		}
	}
	if len(ready) > 0 {
		a.engine.Start(ready)
	}
}
