package views

import (
	"regexp"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// HelpEvents open what helps.
type HelpEvents struct {
	// Check looks at the way to an account's site, CheckAddress to that of an address, CheckCurrent to where videos go now.
	Check        func(account uploader.AccountID)
	CheckAddress func(address string)
	CheckCurrent func()
	// Proxy asks for the name and the password that the network wants.
	Proxy func()
	// Guide is the short guide, Report shows the report for support, Keyboard the keys, About the program.
	Guide, Report, Keyboard, About func()
}

// NewHelp is the button of the top bar with the menu of what helps.
func NewHelp(env *Env) fyne.CanvasObject {
	var button *widgets.Button
	button = widgets.NewIcon(env.Kit, look.IconHelp, env.T(words.TopHelp), func() {
		env.Kit.ShowMenuBelow(button, []widgets.MenuItem{
			{Words: env.T(words.GuideTitle), Do: env.Help.Guide},
			{Words: env.T(words.HelpKeyboard), Do: env.Help.Keyboard},
			{Words: env.T(words.CheckTitle), Gap: true, Do: env.Help.CheckCurrent},
			{Words: env.T(words.HelpReport), Do: env.Help.Report},
			{Words: env.T(words.HelpAbout), Gap: true, Do: env.Help.About},
		})
	})
	return button
}

// macKeys are the names of keys on macOS, where no plus stands between them.
var macKeys = strings.NewReplacer("Ctrl+", "⌘", "Shift+", "⇧", "Alt+", "⌥", "Ctrl", "⌘")

var keyName = regexp.MustCompile(`[A-Z][a-z]+`)

// pressed is what keys are called on this system and in the window's language: "Ctrl+O", "⌘O", "Strg+O".
func (e *Env) pressed(keys string) string {
	if runtime.GOOS == "darwin" {
		keys = macKeys.Replace(keys)
	}
	return keyName.ReplaceAllStringFunc(keys, func(name string) string {
		if key, known := map[string]words.Key{
			"Ctrl": words.KeyCtrl, "Shift": words.KeyShift, "Space": words.KeySpace, "Enter": words.KeyEnter, "Delete": words.KeyDelete,
			"Home": words.KeyHome, "End": words.KeyEnd, "Menu": words.KeyMenu,
		}[name]; known {
			return e.T(key)
		}
		return name
	})
}

// KeyGroup are keys that belong together, KeyLine is one of them: its name ("Ctrl+O") and what it does.
type KeyGroup struct {
	Title words.Key
	Keys  []KeyLine
}

// KeyLine is one line of the list of keys.
type KeyLine struct {
	Name string
	Does words.Key
}

// ShowKeyboard lists the keys.
func ShowKeyboard(env *Env, groups []KeyGroup) {
	widgets.ShowPage(env.Kit, env.T(words.HelpKeyboard), env.T(words.ButtonClose), func(widgets.Kit) []fyne.CanvasObject {
		var columns []fyne.CanvasObject
		for _, group := range groups {
			column := widgets.NewColumn(6, widgets.Insets{}, widgets.NewParagraph(env.T(group.Title), widgets.StyleStrong))
			for _, key := range group.Keys {
				const keyWidth = 190
				column.Add(widgets.NewTopLine(12, 1,
					widgets.NewWide(keyWidth, widgets.NewText(env.pressed(key.Name), widgets.StyleLabel)), widgets.NewParagraph(env.T(key.Does), widgets.StyleBody)))
			}
			columns = append(columns, column)
		}
		return columns
	}, func() {})
}
