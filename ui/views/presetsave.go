package views

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// presetPart is one field that a preset may hold: what it is called, what it says, and how it is left out.
type presetPart struct {
	label, value string
	leaveOut     func(*uploader.Filling)
	tick         *widgets.Tick
}

// presetParts are the fields of a filling that say something.
func (e *Env) presetParts(filling uploader.Filling, fields []uploader.FieldDefinition) []*presetPart {
	var parts []*presetPart
	add := func(label, value string, leaveOut func(*uploader.Filling)) {
		if value != "" {
			parts = append(parts, &presetPart{label: label, value: value, leaveOut: leaveOut})
		}
	}
	add(e.T(words.DetailsDescription), oneLine(filling.Description), func(f *uploader.Filling) { f.Description = "" })
	titles := make([]string, len(filling.Categories))
	for i, category := range filling.Categories {
		titles[i] = category.Title
	}
	add(e.T(words.DetailsCategory), strings.Join(titles, ", "), func(f *uploader.Filling) { f.Categories = nil })
	add(e.T(words.DetailsTags), strings.Join(filling.Tags, ", "), func(f *uploader.Filling) { f.Tags = nil })
	if filling.Visibility != nil {
		add(e.Words.Field(uploader.FieldVisibility), e.visibility(*filling.Visibility), func(f *uploader.Filling) { f.Visibility = nil })
	}
	for _, key := range slices.Sorted(maps.Keys(filling.Company)) {
		definition := uploader.FieldDefinition{Key: key}
		if at := slices.IndexFunc(fields, func(field uploader.FieldDefinition) bool { return field.Key == key }); at >= 0 {
			definition = fields[at]
		}
		text := e.fieldWords(definition)
		add(text.Label, e.companyValue(definition, text, filling.Company[key]), func(f *uploader.Filling) { delete(f.Company, key) })
	}
	return parts
}

func (e *Env) visibility(visibility uploader.Visibility) string {
	return e.Words.Visibility(uploader.Upload{Metadata: uploader.Metadata{Visibility: visibility}})
}

func oneLine(text string) string {
	const most = 80
	text = strings.Join(strings.Fields(text), " ")
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return text
}

// presetSheet asks for the name of a preset, and which of the fields it shall hold.
type presetSheet struct {
	env     *Env
	filling uploader.Filling
	presets []uploader.Preset
	save    func(uploader.Preset)
	parts   []*presetPart
	name    *widgets.Field
	title   *widgets.Field
	named   *widgets.Labelled
	task    *widgets.Task
}

func showSavePreset(env *Env, account uploader.AccountID, filling uploader.Filling, save func(uploader.Preset)) {
	s := &presetSheet{env: env, filling: filling.Clone(), presets: env.Queue.VideoStart(account).Presets, save: save}
	fields := env.Queue.Account(account).Fields
	for _, field := range fields {
		if field.Locked {
			delete(s.filling.Company, field.Key)
		}
	}
	s.parts = env.presetParts(s.filling, fields)
	s.task = widgets.ShowTask(env.Kit, env.T(words.PresetSaveTitle), env.T(words.PresetSave), env.T(words.ButtonCancel), s.form, s.done)
}

func (s *presetSheet) form(kit widgets.Kit) []fyne.CanvasObject {
	env := s.env
	s.name = widgets.NewField(kit, env.T(words.PresetName), "", func(string) { s.show() })
	s.name.OnSubmitted = func(string) { s.task.Do(s.done) }
	s.named = widgets.NewLabelled(env.T(words.PresetName), "("+env.T(words.DetailsRequired)+")", s.name, s.name.Careful)
	holds := widgets.NewColumn(2, widgets.Insets{})
	for _, part := range s.parts {
		part.tick = widgets.NewTick(kit, part.label+": "+part.value, true, nil)
		holds.Add(part.tick)
	}
	fields := []fyne.CanvasObject{s.named.Container}
	if len(s.parts) > 0 {
		fields = append(fields, widgets.NewLabelled(env.T(words.PresetHolds), "", holds, nil).Container)
	}
	s.title = widgets.NewField(kit, env.T(words.DetailsTitle), env.T(words.PresetTitleHint), nil)
	places := env.placeButtons(kit, s.title, func() {}, uploader.PlaceFileName, uploader.PlaceDate)
	return append(fields, widgets.NewLabelled(env.T(words.DetailsTitle), "", widgets.NewColumn(8, widgets.Insets{}, s.title, places), nil).Container)
}

func (s *presetSheet) typedName() string { return strings.Join(strings.Fields(s.name.Text), " ") }

func (s *presetSheet) there() bool {
	return slices.ContainsFunc(s.presets, func(other uploader.Preset) bool { return strings.EqualFold(other.Name, s.typedName()) })
}

// show says that a preset of that name is there already.
func (s *presetSheet) show() {
	help := ""
	if s.there() {
		help = s.env.T(words.PresetThere)
	}
	s.named.Help(help)
	if s.typedName() != "" {
		s.named.Problem("")
	}
	s.task.Relayout()
}

func (s *presetSheet) done() bool {
	preset := uploader.Preset{Name: s.typedName(), Filling: s.filling.Clone()}
	preset.Title = strings.TrimSpace(s.env.Words.PatternTyped(s.title.Text))
	for _, part := range s.parts {
		if !part.tick.On() {
			part.leaveOut(&preset.Filling)
		}
	}
	problem := ""
	switch {
	case preset.Name == "":
		problem = s.env.T(words.PresetNoName)
	case preset.Filling.IsZero():
		problem = s.env.T(words.PresetEmpty)
	case !s.there() && len(s.presets) >= uploader.MostPresets:
		problem = s.env.T(words.PresetTooMany, count(uploader.MostPresets))
	default:
		s.save(preset)
		return true
	}
	s.named.Problem(problem)
	s.task.Relayout()
	s.env.Kit.Focus(s.name)
	return false
}

// nothingFilled says that a preset found nothing to fill in.
func (e *Env) nothingFilled(name string) widgets.StripContent {
	return widgets.StripContent{
		Icon: look.IconInfo, Colour: look.ColourSecondary, Words: e.T(words.PresetNothing, words.Text("preset", name)), Close: e.T(words.ButtonClose),
	}
}
