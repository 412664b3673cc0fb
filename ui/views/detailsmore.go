package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// companyField is one of the company's own fields in the form.
type companyField struct {
	piece   fyne.CanvasObject
	focus   fyne.Focusable
	fill    func(value string)
	careful func(bool)
}

// buildMore makes what "More details" holds. Required company fields stand outside it, where they are seen.
func (d *Details) buildMore(account uploader.Account, required string) {
	env := d.env
	d.canonical = widgets.NewField(env.Kit, env.T(words.DetailsWebAddress), "", func(text string) { d.edit(uploader.Change{CanonicalURL: &text}, false) }).OnFocus(d.left)
	d.owner = widgets.NewField(env.Kit, env.T(words.DetailsOwner), "", func(text string) { d.edit(uploader.Change{Owner: &text}, false) }).OnFocus(d.left)
	address := d.labelledField(uploader.FieldCanonicalURL, env.T(words.DetailsWebAddress), "", d.canonical, d.canonical.Careful)
	d.labelled[uploader.FieldCanonicalURL].Help(env.T(words.DetailsWebAddressHint))
	d.more = widgets.NewColumn(14, widgets.Insets{}, address)
	for _, definition := range account.Fields {
		entry := d.newCompanyField(definition)
		d.company[definition.Key] = entry
		note := ""
		if definition.Required == uploader.RequiredBeforeUpload {
			note = required
		}
		label := definition.Label
		if label == "" {
			label = definition.Key
		}
		piece := d.labelledField(uploader.CompanyField(definition.Key), label, note, entry.piece, entry.careful)
		d.labelled[uploader.CompanyField(definition.Key)].Help(definition.Help)
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

func (d *Details) newCompanyField(definition uploader.FieldDefinition) companyField {
	env := d.env
	label := definition.Label
	set := func(value string, now bool) {
		d.edit(uploader.Change{Company: map[string]string{definition.Key: value}}, now)
	}
	switch definition.Kind {
	case uploader.FieldChoice:
		choices := definition.Choices
		if definition.Required == uploader.NotRequired && !slices.Contains(choices, "") {
			choices = append([]string{""}, choices...)
		}
		field := widgets.NewSelect(env.Kit, label, env.T(words.DetailsChoose), choices, func(value string) { set(value, true) })
		return companyField{field, field, field.Fill, field.Careful}
	case uploader.FieldYesNo:
		yes, no := env.T(words.DetailsYes), env.T(words.DetailsNo)
		field := widgets.NewSelect(env.Kit, label, env.T(words.DetailsChoose), []string{yes, no}, func(value string) {
			stored := "0"
			if value == yes {
				stored = "1"
			}
			set(stored, true)
		})
		return companyField{field, field, func(value string) { field.Fill(map[string]string{"1": yes, "0": no}[value]) }, field.Careful}
	}
	hint := ""
	if definition.Kind == uploader.FieldDate {
		hint = d.env.Now().Format("2006-01-02")
	}
	field := widgets.NewField(env.Kit, label, hint, func(value string) { set(value, false) }).OnFocus(d.left)
	return companyField{field, field, field.Fill, field.Careful}
}

func (d *Details) fillMore(draft uploader.Metadata) {
	d.canonical.Fill(draft.CanonicalURL)
	d.owner.Fill(draft.Owner)
	for key, entry := range d.company {
		entry.fill(draft.Company[key])
	}
}
