package ui

import (
	"strconv"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/uploader/words"
)

// The names under which choices are saved.
const (
	settingLanguage = "language"
	settingLook     = "look"
	settingText     = "text_scale"
)

// Settings keep what a person chose for the next start.
type Settings interface {
	Setting(key string) string
	SaveSetting(key, value string)
}

// Saved reads the choices of the last start. What is not saved, or not understood, is left zero.
func Saved(settings Settings) Choices {
	scale, _ := strconv.ParseFloat(settings.Setting(settingText), 32)
	if scale < 1 || scale > 2 {
		scale = 1
	}
	return Choices{
		Language: words.Language(settings.Setting(settingLanguage)), Look: look.Mode(settings.Setting(settingLook)), TextScale: float32(scale),
	}
}

// Save keeps choices.
func (c Choices) Save(settings Settings) {
	settings.SaveSetting(settingLanguage, string(c.Language))
	settings.SaveSetting(settingLook, string(c.Look))
	settings.SaveSetting(settingText, strconv.FormatFloat(float64(c.TextScale), 'f', 2, 32))
}
