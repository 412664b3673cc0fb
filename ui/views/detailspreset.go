package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/uploader"
)

// buildPresets makes the line that fills the video in with a preset, and makes a preset of it.
func (d *Details) buildPresets() {
	d.presets = newPresetRow(d.env, d.door, presetEvents{
		Videos: func() []uploader.Upload {
			d.Flush()
			upload := d.upload
			upload.Metadata = d.form.Draft()
			return []uploader.Upload{upload}
		},
		Filling: func() uploader.Filling {
			d.Flush()
			return fillingOf(d.form.Draft())
		},
		Undone: func() {}, Manage: d.events.Presets,
		Reveal: func(piece fyne.CanvasObject) { d.pane.Reveal(piece) },
	})
	d.column.Add(d.presets.piece)
}

// fillingOf is what a form holds that another video can hold as well: neither its title nor its date.
func fillingOf(draft uploader.Metadata) uploader.Filling {
	filling := uploader.Filling{Description: draft.Description, Categories: draft.Categories, Tags: draft.Tags, Company: draft.Company}
	if draft.Visibility != uploader.PublishOnDate {
		filling.Visibility = &draft.Visibility
	}
	if len(filling.Categories) == 0 {
		filling.Categories = nil
	}
	if len(filling.Tags) == 0 {
		filling.Tags = nil
	}
	return filling
}

// PresetsChanged offers presets that came, went or changed.
func (d *Details) PresetsChanged() {
	if d.form != nil {
		d.presets.fill(d.upload.Account)
		d.pane.Relayout()
	}
}
