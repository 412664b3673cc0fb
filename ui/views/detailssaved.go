package views

import (
	"time"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// ShowSaved says what the file is, and whether what was typed about it is saved.
func (d *Details) ShowSaved() {
	if d.saved == nil || d.form == nil {
		return
	}
	line := d.env.Words.FileLine(d.upload)
	typed := d.form.Unsaved() || !d.form.Saved().IsZero()
	if d.env.Queue.Unsaved() && (typed || !d.upload.State.Arrived()) {
		// First, where a long name does not push it out of the line.
		d.saved.Restyle(d.env.T(words.DetailsNotSaved)+" · "+line, widgets.StyleCareful)
		return
	}
	switch {
	case d.form.Unsaved():
		line += " · " + d.env.T(words.DetailsSaving)
	case typed:
		line += " · " + d.env.Words.Saved(d.form.Saved())
		d.tickSaved()
	}
	d.saved.Restyle(line, widgets.StyleSmall)
}

// tickSaved lets "Saved 2 s ago" grow older, each minute once the first minute is over.
func (d *Details) tickSaved() {
	if d.ticking != nil {
		d.ticking()
	}
	every := 5 * time.Second
	if d.env.Now().Sub(d.form.Saved()) > time.Minute {
		every = time.Minute
	}
	d.ticking = d.env.Kit.After(every, func() {
		d.ticking = nil
		d.ShowSaved()
	})
}
