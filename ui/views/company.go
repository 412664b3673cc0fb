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
	// hint stands in the field while it is empty; nil where nothing can be changed.
	hint func(string)
}

// companyForm makes the company's own fields of a form. set is told what a person chose or typed, left when the keyboard comes to a field
// and goes, grown when a field changes its height.
type companyForm struct {
	env   *Env
	set   func(key, value string, now bool)
	left  func(here bool)
	grown func()
}

func (d *Details) companyForm() companyForm {
	return companyForm{d.env, func(key, value string, now bool) {
		d.edit(uploader.Change{Company: map[string]string{key: value}}, now)
	}, d.left, d.pane.Relayout}
}

// companyPiece makes a company field with its label, and says in words when it must be filled.
func (d *Details) companyPiece(account uploader.Account, definition uploader.FieldDefinition) fyne.CanvasObject {
	text := d.env.fieldWords(definition)
	entry := d.companyForm().field(account, definition, text)
	d.company[definition.Key] = entry
	field := uploader.CompanyField(definition.Key)
	piece := d.labelledField(field, text.Label, d.env.companyNote(definition), entry.piece, entry.careful)
	d.labelled[field].Help(text.Help)
	return piece
}

// companyNote says when a company field must be filled.
func (e *Env) companyNote(definition uploader.FieldDefinition) string {
	switch {
	case definition.Locked:
	case definition.Required == uploader.RequiredBeforeUpload:
		return "(" + e.T(words.DetailsRequired) + ")"
	case definition.Required == uploader.RequiredBeforePublishing:
		return "(" + e.T(words.DetailsRequiredPublishing) + ")"
	}
	return ""
}

func (c companyForm) field(account uploader.Account, definition uploader.FieldDefinition, text uploader.FieldWords) companyField {
	set := func(value string, now bool) { c.set(definition.Key, value, now) }
	if definition.Locked {
		locked := widgets.NewLocked("", c.env.Words.SetBy(account.FieldsSetBy))
		return companyField{piece: locked, fill: func(value string) {
			locked.Fill(c.env.companyValue(definition, text, first(value, definition.Default)))
		}}
	}
	switch definition.Kind {
	case uploader.FieldChoice:
		return c.choice(definition, text, definition.Choices, text.Choices, set)
	case uploader.FieldYesNo:
		return c.choice(definition, text, []string{"1", "0"}, []string{c.env.T(words.DetailsYes), c.env.T(words.DetailsNo)}, set)
	case uploader.FieldDate:
		return c.date(text, set)
	}
	field := widgets.NewField(c.env.Kit, text.Label, "", func(value string) { set(value, false) }).OnFocus(c.left)
	return companyField{field, field, field.Fill, field.Careful, field.SetPlaceHolder}
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

// choice is chosen from names that stand for values. One that need not be filled can be emptied again.
func (c companyForm) choice(
	definition uploader.FieldDefinition, text uploader.FieldWords, values, names []string, set func(string, bool),
) companyField {
	none := c.env.T(words.DetailsNoChoice)
	offered := names
	if definition.Required == uploader.NotRequired && !slices.Contains(names, none) {
		offered = append([]string{none}, names...)
	}
	var field *widgets.Select
	field = widgets.NewSelect(c.env.Kit, text.Label, c.env.T(words.DetailsChoose), offered, func(name string) {
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
	}, field.Careful, field.Hint}
}

// date is a day, typed in any usual form or taken from a calendar. What cannot be read is kept as it is, and said to be no date.
func (c companyForm) date(text uploader.FieldWords, set func(string, bool)) companyField {
	shown := ""
	read := func(typed string) string {
		if day, ok := model.ParseDay(typed); ok {
			return day.String()
		}
		return typed
	}
	field := widgets.NewField(c.env.Kit, text.Label, c.env.Now().Format(time.DateOnly), func(typed string) {
		shown = read(typed)
		set(shown, false)
	}).OnFocus(c.left)
	calendar := widgets.NewColumn(0, widgets.Insets{})
	calendar.Hide()
	take := func(day time.Time) {
		calendar.Hide()
		shown = model.DayOf(day).String()
		field.Fill(shown)
		set(shown, true)
		c.grown()
		c.env.Kit.Focus(field)
	}
	field.ActionItem = widgets.NewIcon(c.env.Kit, look.IconCalendar, text.Label, func() {
		if widgets.Visible(calendar, !calendar.Visible()); calendar.Visible() {
			month, chosen := c.env.Now().In(c.env.Zone), time.Time{}
			if day, ok := model.ParseDay(field.Text); ok {
				chosen = day.At(model.Clock{Hour: 12}, c.env.Zone)
				month = chosen
			}
			c.turnCalendar(calendar, month, chosen, take)
		}
		c.grown()
		c.env.Kit.Opened(calendar)
	})
	return companyField{widgets.NewColumn(6, widgets.Insets{}, field, calendar), field, func(value string) {
		if shown != value || read(field.Text) != value {
			shown = value
			field.Fill(value)
		}
	}, field.Careful, field.SetPlaceHolder}
}

func (c companyForm) turnCalendar(into *fyne.Container, month, chosen time.Time, take func(day time.Time)) {
	into.Objects = []fyne.CanvasObject{widgets.NewCalendar(c.env.Kit, c.env.calendarText(), month, chosen, func(other time.Time) {
		c.turnCalendar(into, other, chosen, take)
	}, take)}
	c.grown()
}

// calendarText is how calendars name their months and days.
func (e *Env) calendarText() widgets.CalendarText {
	return widgets.CalendarText{
		Month:   func(month time.Time) string { return e.Words.Month(month) },
		Day:     func(day time.Time) string { return e.Words.FullDate(day) },
		Earlier: e.T(words.CalendarEarlier), Later: e.T(words.CalendarLater), Weekdays: e.Words.Weekdays(),
	}
}
