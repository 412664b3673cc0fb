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
)

// Settings keep what a person chose for the next start.
type Settings interface {
	// Rules are what an organisation has laid down.
	Rules() uploader.Rules
	Setting(key string) string
	SaveSetting(key, value string)
}

// Chosen gives wanted, filled up from what was saved at the last start and then from the system. What an administrator says of the language
// goes before that, or between both.
func Chosen(settings Settings, wanted Choices) Choices {
	scale, err := strconv.ParseFloat(settings.Setting(settingText), 32)
	if err != nil || scale < 1 || scale > 2 {
		scale = 1
	}
	var person *string
	if language := cmp.Or(string(wanted.Language), settings.Setting(settingLanguage)); language != "" {
		person = &language
	}
	return Choices{
		Language:  words.Language(settings.Rules().Language.Decide(person, string(words.Match(lang.SystemLocale().String())))),
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
