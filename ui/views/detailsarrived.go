package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// What is changed about a video that has arrived stays here until Update is pressed: viewers may be looking at it.

// update hands on what was typed and lets it be taken to the site.
func (d *Details) update() {
	if d.form == nil {
		return
	}
	d.Flush()
	d.door.Update([]uploader.UploadID{d.form.ID()})
}

// makeDraft asks the site once more to hide the video, although the form says so already.
func (d *Details) makeDraft() {
	if d.form == nil {
		return
	}
	d.Flush()
	draft := uploader.Draft
	d.door.Edit(d.form.ID(), uploader.Change{Visibility: &draft})
	d.door.Update([]uploader.UploadID{d.form.ID()})
}

// shownPublished reports whether viewers see the video although it was to be a draft. What is chosen in the form meanwhile does not
// count: the sentence stays where it is while somebody presses below it.
func (d *Details) shownPublished() bool {
	return d.upload.State == uploader.DoneWarning && d.upload.Result.Published && slices.Contains(d.upload.Reason.Fields, uploader.FieldVisibility)
}

// showArrived says below the form and above the choices of who can see the video how the site lags behind the form.
func (d *Details) showArrived() {
	// What the site refused as it is has its own button where that is said: there is never more than one way.
	changed := len(d.upload.Unconfirmed) > 0 && !model.AwaitsAgain(d.upload)
	behind := d.form != nil && d.upload.State.Arrived() && (d.form.Unsaved() || changed)
	if d.again != nil {
		enable(d.again.Enable, d.again.Disable, !behind)
	}
	if d.updating.Visible() != behind {
		widgets.Visible(d.updating, behind)
		widgets.Relayout(d.frame)
	}
	if d.form != nil {
		asked := d.form.Draft().Visibility == uploader.Draft && !slices.Contains(d.upload.Unconfirmed, uploader.FieldVisibility)
		d.who.contradict(d.shownPublished(), asked)
	}
}

// say shows a sentence in place of the form.
func (d *Details) say(sentence string) {
	d.form, d.upload, d.built = nil, uploader.Upload{}, false
	d.column.Objects = nil
	if d.narrow {
		back := widgets.NewIconButton(d.env.Kit, widgets.Quiet, look.IconBack, d.env.T(words.ButtonBack), d.events.Closed)
		d.column.Add(widgets.NewColumn(0, widgets.Insets{Left: widgets.QuietIndent}, widgets.NewFlow(0, fyne.TextAlignLeading, back)))
	}
	d.column.Add(widgets.NewGap(24))
	d.column.Add(widgets.NewParagraph(sentence, widgets.StyleSecondary.Centred()))
	d.showArrived()
	d.pane.Relayout()
}
