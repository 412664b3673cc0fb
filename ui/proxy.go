package ui

import (
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader"
)

// askProxySignIn asks for the name and the password that the network wants. Where something was looked for or checked, that is done again.
func (w *Window) askProxySignIn() {
	if !w.nothingOver() {
		return
	}
	views.ShowProxySignIn(w.env, func(entered uploader.ProxySignIn) {
		w.config.Door.EnterProxySignIn(entered)
		switch w.desk.page {
		case checkPage:
			w.check.Run()
		case signInPage:
			w.signIn.Again()
		}
	})
}
