package ui

import (
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader"
)

// buildLinks makes the page of upload links. What was about to be forgotten on the page before it is forgotten.
func (w *Window) buildLinks() {
	if w.links != nil {
		w.links.Leave()
	}
	w.links = views.NewLinks(w.env, w.config.Door, w.given, views.LinksEvents{SignIn: w.signInTo, History: w.findInHistory})
}

// ShowLinks goes to the upload links, unless the organisation allows none.
func (w *Window) ShowLinks() {
	if w.queue.Rules().AllowsLinks() {
		w.show(linksPage)
	}
}

// applyLinks shows what an update says of upload links.
func (w *Window) applyLinks(update uploader.Update, changed model.Changed) {
	if update.Links != nil {
		w.links.Take(update.Links)
	}
	for _, handover := range update.LinkHandovers {
		w.links.Handover(handover)
	}
	if update.LinkCode != nil {
		w.links.Code(*update.LinkCode)
	}
	for _, making := range update.LinkMakings {
		w.links.Made(making)
	}
	for _, news := range update.LinkNews {
		w.links.Tell(news)
		if w.desk.page == videosPage {
			w.list.Say(w.env.Words.LinkNews(news))
		}
	}
	if changed.Catalogue {
		w.links.CatalogueChanged()
	}
}

// newLink opens the form of a new link on the page of links.
func (w *Window) newLink() {
	w.ShowLinks()
	w.links.New()
}
