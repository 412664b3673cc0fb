package views

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// companyField is one of the company's own fields in the form. focus is nil where nothing can be changed.
type companyField struct {
	piece   fyne.CanvasObject
	focus   fyne.Focusable
	fill    func(value string)
	careful func(bool)
}

// companyPiece makes a company field with its label, and says in words when it must be filled.
func (d *Details) companyPiece(account uploader.Account, definition uploader.FieldDefinition, required string) fyne.CanvasObject {
	text := d.env.fieldWords(definition)
	entry := d.newCompanyField(account, definition, text)
	d.company[definition.Key] = entry
	note := ""
	switch {
	case definition.Locked:
	case definition.Required == uploader.RequiredBeforeUpload:
		note = required
	case definition.Required == uploader.RequiredBeforePublishing:
		note = "(" + d.env.T(words.DetailsRequiredPublishing) + ")"
	}
	field := uploader.CompanyField(definition.Key)
	piece := d.labelledField(field, text.Label, note, entry.piece, entry.careful)
	d.labelled[field].Help(text.Help)
	return piece
}

func (d *Details) newCompanyField(account uploader.Account, definition uploader.FieldDefinition, text uploader.FieldWords) companyField {
	set := func(value string, now bool) {
		d.edit(uploader.Change{Company: map[string]string{definition.Key: value}}, now)
	}
	if definition.Locked {
		locked := widgets.NewLocked("", d.env.Words.SetBy(account.FieldsSetBy))
		return companyField{piece: locked, fill: func(value string) {
			locked.Fill(d.env.companyValue(definition, text, first(value, definition.Default)))
		}}
	}
	switch definition.Kind {
	case uploader.FieldChoice:
		return d.choiceField(definition, text, definition.Choices, text.Choices, set)
	case uploader.FieldYesNo:
		return d.choiceField(definition, text, []string{"1", "0"}, []string{d.env.T(words.DetailsYes), d.env.T(words.DetailsNo)}, set)
	case uploader.FieldDate:
		return d.dateField(text, set)
	}
	field := widgets.NewField(d.env.Kit, text.Label, "", func(value string) { set(value, false) }).OnFocus(d.left)
	return companyField{field, field, field.Fill, field.Careful}
}

// companyValue is a value as people read it.
func (e *Env) companyValue(definition uploader.FieldDefinition, text uploader.FieldWords, value string) string {
	if at := slices.Index(definition.Choices, value); definition.Kind == uploader.FieldChoice && at >= 0 {
		return text.Choices[at]
	}
	switch day, read := model.ParseDay(value); {
	case definition.Kind == uploader.FieldYesNo && value == "1":
		return e.T(words.DetailsYes)
	case definition.Kind == uploader.FieldYesNo && value == "0":
		return e.T(words.DetailsNo)
	case definition.Kind == uploader.FieldDate && read:
		return e.Words.FullDate(day.At(model.Clock{Hour: 12}, e.Zone))
	}
	return value
}

// choiceField is chosen from names that stand for values. One that need not be filled can be emptied again.
func (d *Details) choiceField(
	definition uploader.FieldDefinition, text uploader.FieldWords, values, names []string, set func(string, bool),
) companyField {
	none := d.env.T(words.DetailsNoChoice)
	offered := names
	if definition.Required == uploader.NotRequired && !slices.Contains(names, none) {
		offered = append([]string{none}, names...)
	}
	var field *widgets.Select
	field = widgets.NewSelect(d.env.Kit, text.Label, d.env.T(words.DetailsChoose), offered, func(name string) {
		if at := slices.Index(names, name); at >= 0 {
			set(values[at], true)
			return
		}
		field.Fill("")
		set("", true)
	})
	return companyField{field, field, func(value string) {
		// A value that is not offered any more is shown as it is, and said to be none of the choices.
		if at := slices.Index(values, value); at >= 0 {
			value = names[at]
		}
		field.Fill(value)
	}, field.Careful}
}

// dateField is a day, typed in any usual form or taken from a calendar. What cannot be read is kept as it is, and said to be no date.
func (d *Details) dateField(text uploader.FieldWords, set func(string, bool)) companyField {
	shown := ""
	read := func(typed string) string {
		if day, ok := model.ParseDay(typed); ok {
			return day.String()
		}
		return typed
	}
	field := widgets.NewField(d.env.Kit, text.Label, d.env.Now().Format(time.DateOnly), func(typed string) {
		shown = read(typed)
		set(shown, false)
	}).OnFocus(d.left)
	calendar := widgets.NewColumn(0, widgets.Insets{})
	calendar.Hide()
	take := func(day time.Time) {
		calendar.Hide()
		shown = model.DayOf(day).String()
		field.Fill(shown)
		set(shown, true)
		d.pane.Relayout()
		d.env.Kit.Focus(field)
	}
	field.ActionItem = widgets.NewIcon(d.env.Kit, look.IconCalendar, text.Label, func() {
		if widgets.Visible(calendar, !calendar.Visible()); calendar.Visible() {
			month, chosen := d.env.Now().In(d.env.Zone), time.Time{}
			if day, ok := model.ParseDay(field.Text); ok {
				chosen = day.At(model.Clock{Hour: 12}, d.env.Zone)
				month = chosen
			}
			d.turnCalendar(calendar, month, chosen, take)
		}
		d.pane.Relayout()
	})
	return companyField{widgets.NewColumn(6, widgets.Insets{}, field, calendar), field, func(value string) {
		if shown != value || read(field.Text) != value {
			shown = value
			field.Fill(value)
		}
	}, field.Careful}
}

func (d *Details) turnCalendar(into *fyne.Container, month, chosen time.Time, take func(day time.Time)) {
	into.Objects = []fyne.CanvasObject{widgets.NewCalendar(d.env.Kit, d.env.calendarText(), month, chosen, func(other time.Time) {
		d.turnCalendar(into, other, chosen, take)
	}, take)}
	d.pane.Relayout()
}

// calendarText is how calendars name their months and days.
func (e *Env) calendarText() widgets.CalendarText {
	return widgets.CalendarText{
		Month:   func(month time.Time) string { return e.Words.Month(month) },
		Day:     func(day time.Time) string { return e.Words.FullDate(day) },
		Earlier: e.T(words.CalendarEarlier), Later: e.T(words.CalendarLater), Weekdays: e.Words.Weekdays(),
	}
}
