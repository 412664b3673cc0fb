package app

import (
	"cmp"
	"encoding/json"

	"twentythree-uploader/uploader"
)

// uploadingKey is the setting that keeps how uploads are to run.
const uploadingKey = "uploading"

// savedUploadSettings is what was asked for before the program ended.
func (a *App) savedUploadSettings() (settings uploader.UploadSettings) {
	if text := a.settings[uploadingKey]; text != "" {
		if err := json.Unmarshal([]byte(text), &settings); err != nil {
			a.options.Logger.Warn("how uploads are to run cannot be read", "error", err)
			settings = uploader.UploadSettings{}
		}
		return a.limited(settings, true).Within()
	}
	return a.limited(settings, false).Within()
}

// SetUploadSettings says how uploads run from now on, those that are on their way included, and keeps it for the next start.
func (a *App) SetUploadSettings(settings uploader.UploadSettings) {
	settings = a.limited(settings, true).Within()
	a.apply(settings)
	a.options.Logger.Info("uploads run otherwise", "files", settings.Files, "limit", settings.Limit, "polite", settings.Polite)
	a.engine.Announce(uploader.Update{Uploading: &settings})
	if text, err := json.Marshal(settings); err == nil {
		a.SaveSetting(uploadingKey, string(text))
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

func (a *App) apply(settings uploader.UploadSettings) {
	a.limiter.SetRate(settings.Limit)
	a.limiter.SetPolite(settings.Polite)
	a.polite.Store(settings.Polite)
	a.engine.SetFiles(settings.Files)
	a.awake.allow(!settings.MayFallAsleep)
}
