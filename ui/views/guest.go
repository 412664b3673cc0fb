package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// invitationLines say who asks a guest for videos, and what becomes of them. That viewers see them at once stands where no window is too low for it.
func invitationLines(env *Env, offer uploader.SetupOffer) []fyne.CanvasObject {
	invitation := offer.Invitation
	head := env.T(words.GuestAsksNobody)
	if invitation.From != "" {
		head = env.T(words.GuestAsks, words.Text("from", invitation.From))
	}
	pieces := []fyne.CanvasObject{widgets.NewParagraph(head, widgets.StyleStrong)}
	if invitation.Publishes {
		icon := widgets.NewPicture(look.IconWarning, look.ColourCareful, 20)
		pieces = append(pieces, widgets.NewTopLine(10, 1, icon, widgets.NewParagraph(env.T(words.GuestPublished), widgets.StyleStrong)))
	}
	var lines []string
	if invitation.Title != "" {
		lines = append(lines, env.T(words.GuestAbout, words.Text("title", invitation.Title)))
	}
	site := words.Text("site", offer.Site)
	lines = append(lines, env.T(words.GuestSite, site, words.Text("host", offer.Host)), env.T(words.GuestVideos, count(invitation.Videos)),
		env.T(words.GuestUntil, words.Text("when", env.Words.When(invitation.Ends))))
	if !invitation.Publishes {
		lines = append(lines, env.T(words.GuestDraft, site))
	}
	lines = append(lines, env.T(words.GuestNoAccount))
	lines = addNames(env, lines, words.SetupNotUnderstood, "places", offer.NotUnderstood)
	return append(pieces, bullets(lines))
}

// guestOf is how an account page names a link instead of a person.
func guestOf(env *Env, account uploader.Account) string {
	key := words.GuestAccount
	if !account.Invitation.Open(env.Now()) {
		key = words.GuestAccountEnded
	}
	return env.T(key, words.Text("when", env.Words.When(account.Invitation.Ends)))
}
