package app

import (
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
	}
	return settings.Within()
}

// SetUploadSettings says how uploads run from now on, those that are on their way included, and keeps it for the next start.
func (a *App) SetUploadSettings(settings uploader.UploadSettings) {
	settings = settings.Within()
	a.apply(settings)
	a.options.Logger.Info("uploads run otherwise", "files", settings.Files, "limit", settings.Limit, "polite", settings.Polite)
	a.engine.Announce(uploader.Update{Uploading: &settings})
	if text, err := json.Marshal(settings); err == nil {
		a.SaveSetting(uploadingKey, string(text))
	}
}

func (a *App) apply(settings uploader.UploadSettings) {
	a.limiter.SetRate(settings.Limit)
	a.limiter.SetPolite(settings.Polite)
	a.engine.SetFiles(settings.Files)
	a.awake.allow(!settings.MayFallAsleep)
}
