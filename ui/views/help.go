package views

import (
	"runtime"

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
	// Report shows the report for support, Keyboard the keys, About the program.
	Report, Keyboard, About func()
}

// NewHelp is the button of the top bar with the menu of what helps.
func NewHelp(env *Env) fyne.CanvasObject {
	var button *widgets.Button
	button = widgets.NewIcon(env.Kit, look.IconHelp, env.T(words.TopHelp), func() {
		env.Kit.ShowMenuBelow(button, []widgets.MenuItem{
			{Words: env.T(words.CheckTitle), Do: env.Help.CheckCurrent},
			{Words: env.T(words.HelpReport), Do: env.Help.Report},
			{Words: env.T(words.HelpKeyboard), Gap: true, Do: env.Help.Keyboard},
			{Words: env.T(words.HelpAbout), Do: env.Help.About},
		})
	})
	return button
}

// pressed is what a key is called on this system: "Ctrl+O", "⌘O".
func pressed(keys string) string {
	if runtime.GOOS != "darwin" {
		return keys
	}
	name := ""
	for _, part := range splitKeys(keys) {
		switch part {
		case "Ctrl":
			name += "⌘"
		case "Shift":
			name += "⇧"
		case "Alt":
			name += "⌥"
		default:
			name += part
		}
	}
	return name
}

func splitKeys(keys string) []string {
	var parts []string
	last := 0
	for i := 1; i < len(keys); i++ {
		if keys[i] == '+' {
			parts = append(parts, keys[last:i])
			last = i + 1
		}
	}
	return append(parts, keys[last:])
}

// ShowKeyboard lists the keys.
func ShowKeyboard(env *Env) {
	widgets.ShowForm(env.Kit, env.T(words.HelpKeyboard), env.T(words.ButtonClose), func(widgets.Kit) []fyne.CanvasObject {
		column := widgets.NewColumn(6, widgets.Insets{})
		for _, key := range []struct {
			keys string
			does words.Key
		}{
			{"Ctrl+O", words.ButtonAddVideosPlain},
			{"Ctrl+Shift+O", words.KeyboardFolder},
			{"Ctrl+V", words.KeyboardPaste},
			{"Ctrl+Enter", words.ButtonUpload},
			{"Ctrl+P", words.KeyboardPause},
			{"Ctrl+Shift+P", words.KeyboardPauseAll},
			{"Ctrl+R", words.ButtonTryAgain},
			{"Ctrl+L", words.ButtonCopyLink},
			{"Ctrl+Z", words.ButtonUndo},
			{"Ctrl+F", words.KeyboardFind},
			{"↑ ↓", words.KeyboardMove},
			{"Shift+↑ ↓", words.KeyboardExtend},
			{"Space", words.KeyboardTick},
			{"Ctrl+A", words.KeyboardAll},
			{"Enter", words.KeyboardDetails},
			{"Delete", words.ButtonRemove},
			{"Alt+↑ ↓", words.KeyboardOrder},
			{"Alt+Home", words.KeyboardFirst},
			{"Tab, Shift+Tab", words.KeyboardNext},
			{"Esc", words.KeyboardClose},
			{"Ctrl+1", words.TopVideos},
			{"Ctrl+3", words.HistoryTitle},
			{"Ctrl+,", words.TopSettings},
			{"F1", words.CheckTitle},
			{"Ctrl+W", words.KeyboardQuit},
		} {
			const keyWidth = 130
			column.Add(widgets.NewTopLine(12, 1,
				widgets.NewWide(keyWidth, widgets.NewText(pressed(key.keys), widgets.StyleLabel)), widgets.NewParagraph(env.T(key.does), widgets.StyleBody)))
		}
		return []fyne.CanvasObject{column}
	}, func() bool { return true }, func() {})
}
