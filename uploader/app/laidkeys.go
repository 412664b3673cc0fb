package app

import (
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/account/setup"
)

// setManagedKey lets the sites of the organisation know the program by the key that an administrator laid down.
func (a *App) setManagedKey() {
	key := a.managed.Application
	if !key.Complete() {
		return
	}
	if key.EverySite {
		a.SetApplicationKey("", key)
	}
	for _, base := range a.Rules().Addresses.Decide(nil, nil) {
		a.SetApplicationKey(hostOf(base), key)
	}
}

// keepApplication takes in a setup file's application key and puts it into the password store. Where there is none it lasts until the
// program ends.
func (a *App) keepApplication(file setup.File) {
	a.SetApplicationKey(hostOf(file.Base), file.Application)
	a.setManagedKey()
	if _, err := a.options.Secrets.Save(a.ctx, account.ApplicationEntry(file.Base), account.ApplicationSecret(file.Application)); err != nil {
		a.options.Logger.Warn("the application key is kept until the program ends", "site", file.Base, "error", err)
	}
}

// recallApplication takes the application key that a setup file once brought for a site out of the password store. That is asked only here,
// where somebody is about to sign in to the site: it may ask the person in turn.
func (a *App) recallApplication(site account.Site) {
	kept := a.setups.site(site.Base).Application
	if kept == nil || a.signing.hasOwn(site.Host) {
		return
	}
	secret, err := a.options.Secrets.Load(a.ctx, account.ApplicationEntry(site.Base))
	if err != nil {
		a.options.Logger.Warn("the application key of a setup file is not at hand", "site", site.Base, "error", err)
		return
	}
	key := secret.Application()
	key.EverySite = kept.EverySite
	a.SetApplicationKey(site.Host, key)
}
