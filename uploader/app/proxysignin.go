package app

import (
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
)

// proxySetting keeps which proxy the entry of the password store is for. It is no secret, and without it the store is never asked.
const proxySetting = "proxy sign-in"

// EnterProxySignIn tells the proxy that the program goes through a name and a password from now on, keeps them in the password store, and
// tries again what waits for them. Where there is no store they last until the program ends.
func (a *App) EnterProxySignIn(entered uploader.ProxySignIn) {
	host := a.proxies.Last()
	if host == "" || entered.Name == "" {
		return
	}
	a.proxies.Set(host, entered.Name, entered.Password)
	a.owned.Go(func() {
		a.accounts.dropIdle()
		a.retryBehindProxy()
		if _, err := a.options.Secrets.Save(a.ctx, account.ProxyEntry, account.ProxySecret(entered.Name, entered.Password)); err != nil {
			a.options.Logger.Warn("the sign-in of the proxy is kept until the program ends", "proxy", host, "error", err)
			return
		}
		a.SaveSetting(proxySetting, host)
	})
}

// recallProxySignIn takes what the proxy asks for out of the password store, where a person once put it.
func (a *App) recallProxySignIn() {
	host := a.settings[proxySetting]
	if host == "" {
		return
	}
	done := a.proxies.Recalling(host)
	a.owned.Go(func() {
		defer done()
		secret, err := a.options.Secrets.Load(a.ctx, account.ProxyEntry)
		if err != nil {
			a.options.Logger.Warn("the sign-in of the proxy is not at hand", "proxy", host, "error", err)
			return
		}
		name, password := secret.Proxy()
		a.proxies.Set(host, name, password)
	})
}

// retryBehindProxy tries again at once what waits for the sign-in of a proxy.
func (a *App) retryBehindProxy() {
	var waiting []uploader.UploadID
	for _, upload := range a.engine.Uploads() {
		if upload.Reason.Code == uploader.ReasonProxySignIn && (upload.State == uploader.WaitingNetwork || upload.State == uploader.WaitingSite) {
			waiting = append(waiting, upload.ID)
		}
	}
	if len(waiting) > 0 {
		a.engine.Retry(waiting)
	}
}
