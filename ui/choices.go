package ui

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// The names under which choices are saved.
const (
	settingLanguage = "language"
	settingLook     = "look"
	settingText     = "text_scale"
	settingStill    = "still"
)

// Settings keep what a person chose for the next start.
type Settings interface {
	// Rules are what an organisation has laid down.
	Rules() uploader.Rules
	Setting(key string) string
	SaveSetting(key, value string)
}

// Chosen gives wanted, filled up from what was saved at the last start.
func Chosen(settings Settings, wanted Choices) Choices {
	scale, err := strconv.ParseFloat(settings.Setting(settingText), 32)
	if err != nil || scale < 1 || scale > 2 {
		scale = 1
	}
	return Choices{
		Language:  cmp.Or(wanted.Language, words.Language(settings.Setting(settingLanguage))),
		Look:      cmp.Or(wanted.Look, look.Mode(settings.Setting(settingLook))),
		TextScale: cmp.Or(wanted.TextScale, float32(scale)),
		Motion:    cmp.Or(wanted.Motion, Motion(settings.Setting(settingStill))),
	}
}

// Speaks gives the language of a window: the system's unless a person chose one. What an administrator says of it goes before that, or
// between both.
func Speaks(settings Settings) func(chosen words.Language) words.Language {
	return func(chosen words.Language) words.Language {
		var person *string
		if chosen != "" {
			person = (*string)(&chosen)
		}
		return words.Language(settings.Rules().Language.Decide(person, string(words.Match(lang.SystemLocale().String()))))
	}
}

// Save keeps choices.
func (c Choices) Save(settings Settings) {
	settings.SaveSetting(settingLanguage, string(c.Language))
	settings.SaveSetting(settingLook, string(c.Look))
	settings.SaveSetting(settingText, strconv.FormatFloat(float64(c.TextScale), 'f', 2, 32))
	settings.SaveSetting(settingStill, string(c.Motion))
}
