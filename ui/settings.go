package ui

import (
	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader/words"
)

// ShowSettings opens the settings.
func (w *Window) ShowSettings() { w.showSettings(views.PageGeneral) }

// showSettings opens the settings on a page, unless a question, a menu or they themselves are open.
func (w *Window) showSettings(page views.SettingsPage) {
	if w.nothingOver() {
		w.settings = views.ShowSettings(w.env, w.config.Door, w.windowChoices(), page, w.settingsEvents())
	}
}

// reopenSettings shows the settings in the language and the size that were just chosen in them, with the keyboard where it was. resume brings
// back what stands behind them, to which they give the keyboard at their end.
func (w *Window) reopenSettings(resume func()) {
	page, place := w.settings.Page(), w.settings.Place()
	w.settings.Close()
	w.env.Kit.Focus(w.list.List())
	resume()
	w.settings = views.ShowSettings(w.env, w.config.Door, w.windowChoices(), page, w.settingsEvents())
	w.settings.Return(place)
}

func (w *Window) windowChoices() views.WindowChoices {
	chosen := w.config.Choices
	return views.WindowChoices{
		Language: chosen.Language, System: w.config.Speak(""), Look: chosen.Look, TextScale: chosen.TextScale, Still: w.config.still(),
		Name: w.name(), Version: w.config.Metadata.Version, Folder: w.config.Folder, Minimises: w.config.shell.tray == nil,
	}
}

func (w *Window) settingsEvents() views.SettingsEvents {
	return views.SettingsEvents{
		Closed:      func() { w.settings = nil },
		SetLanguage: func(language words.Language) { w.choose(func(c *Choices) { c.Language = language }) },
		SetLook:     func(mode look.Mode) { w.choose(func(c *Choices) { c.Look = mode }) },
		SetText:     func(scale float32) { w.choose(func(c *Choices) { c.TextScale = scale }) },
		SetStill:    w.setStill,
		Accounts:    views.AccountsEvents{SignIn: w.signInTo, SignOut: w.askToSignOut, Use: w.config.Door.UseAccount, Remove: w.askToRemove},
	}
}

// setStill notes what the person wants of motion, which holds over the system's wish from now on.
func (w *Window) setStill(still bool) {
	w.choose(func(c *Choices) {
		c.Motion = MotionFull
		if still {
			c.Motion = MotionLess
		}
	})
}
