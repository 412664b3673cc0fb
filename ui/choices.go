package ui

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2/lang"

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

// Chosen gives wanted, filled up from what was saved at the last start and then from the system.
func Chosen(settings Settings, wanted Choices) Choices {
	scale, err := strconv.ParseFloat(settings.Setting(settingText), 32)
	if err != nil || scale < 1 || scale > 2 {
		scale = 1
	}
	system := words.Match(lang.SystemLocale().String())
	return Choices{
		Language:  cmp.Or(wanted.Language, words.Language(settings.Setting(settingLanguage)), system),
		Look:      cmp.Or(wanted.Look, look.Mode(settings.Setting(settingLook))),
		TextScale: cmp.Or(wanted.TextScale, float32(scale)),
	}
}

// Save keeps choices.
func (c Choices) Save(settings Settings) {
	settings.SaveSetting(settingLanguage, string(c.Language))
	settings.SaveSetting(settingLook, string(c.Look))
	settings.SaveSetting(settingText, strconv.FormatFloat(float64(c.TextScale), 'f', 2, 32))
}
