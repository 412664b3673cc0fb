package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// buildForGuest leaves a guest the two fields that are theirs: whoever made the link has decided all else.
func (d *Details) buildForGuest(account uploader.Account, head fyne.CanvasObject) {
	if !account.Guest() {
		return
	}
	d.column.Objects = []fyne.CanvasObject{
		head, d.notice, d.labelled[uploader.FieldTitle].Container, d.labelled[uploader.FieldDescription].Container,
		widgets.NewParagraph(d.env.T(words.GuestDecides, words.Text("site", first(account.SiteName, account.Host))), widgets.StyleSecondary),
	}
}

// fillForGuest takes the fields away once a guest's video has arrived: nothing reaches it any more.
func (d *Details) fillForGuest() {
	sent := d.upload.State == uploader.DoneSent
	widgets.Visible(d.labelled[uploader.FieldTitle].Container, !sent)
	widgets.Visible(d.labelled[uploader.FieldDescription].Container, !sent)
}
