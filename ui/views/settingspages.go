package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// settingsPages names the pages of the settings and goes from one to the other; the one that is open has no way to go.
func settingsPages(kit widgets.Kit, env *Env, uploading, accounts func()) fyne.CanvasObject {
	page := func(name words.Key, open func()) fyne.CanvasObject {
		return widgets.NewTab(kit, env.T(name), open == nil, func() {
			if open != nil {
				open()
			}
		})
	}
	return widgets.NewFlow(4, fyne.TextAlignLeading, page(words.SettingsPageUploading, uploading), page(words.SettingsPageAccounts, accounts))
}
