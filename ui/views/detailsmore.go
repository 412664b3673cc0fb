package views

import (
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// buildMore makes what "More details" holds. Required company fields stand outside it, where they are seen.
func (d *Details) buildMore(account uploader.Account) {
	env := d.env
	d.canonical = widgets.NewField(env.Kit, env.T(words.DetailsWebAddress), "", func(text string) { d.edit(uploader.Change{CanonicalURL: &text}, false) }).OnFocus(d.left)
	d.owner = widgets.NewField(env.Kit, env.T(words.DetailsOwner), "", func(text string) { d.edit(uploader.Change{Owner: &text}, false) }).OnFocus(d.left)
	address := d.labelledField(uploader.FieldCanonicalURL, env.T(words.DetailsWebAddress), "", d.canonical, d.canonical.Careful)
	d.labelled[uploader.FieldCanonicalURL].Help(env.T(words.DetailsWebAddressHint))
	d.labelled[uploader.FieldPoster], d.labelled[uploader.FieldSubtitles] = d.extras.poster, d.extras.subtitles
	d.more = widgets.NewColumn(14, widgets.Insets{}, address, d.extras.poster.Container, d.extras.subtitles.Container)
	for _, definition := range account.Fields {
		piece := d.companyPiece(account, definition)
		if definition.Required == uploader.NotRequired {
			d.more.Add(piece)
		} else {
			d.column.Add(piece)
		}
	}
	if d.ownerShown {
		d.more.Add(d.labelledField(uploader.FieldOwner, env.T(words.DetailsOwner), "", d.owner, d.owner.Careful))
	}
	widgets.Visible(d.more, d.moreOpen)
	fold := widgets.NewFold(env.Kit, env.T(words.DetailsMore), d.openMore)
	fold.Set(d.moreOpen)
	d.column.Add(fold)
	d.column.Add(d.more)
}

func (d *Details) openMore(open bool) {
	d.moreOpen = open
	widgets.Visible(d.more, open)
	for _, piece := range d.column.Objects {
		if fold, is := piece.(*widgets.Fold); is {
			fold.Set(open)
		}
	}
	d.pane.Relayout()
}

func (d *Details) fillMore(draft uploader.Metadata) {
	d.canonical.Fill(draft.CanonicalURL)
	d.owner.Fill(draft.Owner)
	d.extras.fill(d.upload)
	for key, entry := range d.company {
		entry.fill(draft.Company[key])
	}
}

// ExtrasNews takes in what came of looking at files for posters and subtitles.
func (d *Details) ExtrasNews(news uploader.ExtrasNews) {
	if d.extras == nil {
		return
	}
	d.extras.news(news)
	if news.Upload != d.upload.ID || d.form == nil {
		return
	}
	if len(news.Problems) > 0 {
		d.openMore(true)
	}
	d.extras.fill(d.upload)
	d.showProblems()
	d.pane.Relayout()
}

// TakeFiles uses dropped pictures and subtitles for the video that the panel is about, shows where they went, and reports whether that could be
// done: not without a video, and not of other files.
func (d *Details) TakeFiles(paths []string) bool {
	if d.form == nil || !GoesAlong(paths) {
		return false
	}
	field := d.extras.take(paths)
	d.openMore(true)
	d.showProblems()
	d.pane.Reveal(d.labelled[field].Container)
	return true
}
