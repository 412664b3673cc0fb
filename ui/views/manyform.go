package views

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// build makes the form's pieces for an account; for other videos of the same account they stay and are only filled anew.
func (m *Many) build() {
	if m.built && m.builtFor == m.batch.Account && m.builtOne == m.batch.OneAccount && slices.EqualFunc(m.builtFields, m.fields, uploader.FieldDefinition.Equal) {
		return
	}
	m.built, m.builtFor, m.builtOne, m.builtFields = true, m.batch.Account, m.batch.OneAccount, m.fields
	clear(m.labelled)
	clear(m.company)
	clear(m.missingActs)
	env := m.env
	m.title, m.tags, m.categories = m.newTitles(), m.newTags(), nil
	m.about = widgets.NewArea(env.Kit, env.T(words.DetailsDescription), "", 3, func(text string) {
		m.typed(uploader.FieldDescription, text, uploader.Change{Description: &text}, m.batch.Description)
	}).OnFocus(m.left)
	m.column.Objects = []fyne.CanvasObject{
		m.newHead(), m.found,
		m.label(uploader.FieldTitle, env.T(words.DetailsTitle), "", m.title.piece, m.title.field.Careful),
		m.label(uploader.FieldDescription, env.T(words.DetailsDescription), "", m.about, m.about.Careful),
	}
	m.mustBeFilled(uploader.FieldTitle)
	if m.batch.OneAccount {
		m.categories = m.newCategories()
		m.column.Add(m.label(uploader.FieldCategories, env.T(words.DetailsCategory), "("+env.T(words.DetailsCategoryHint)+")", m.categories.piece, nil))
	}
	m.column.Add(m.label(uploader.FieldTags, env.T(words.DetailsTags), "", m.tags.piece, nil))
	m.column.Add(m.label(uploader.FieldPublishAt, env.T(words.DetailsWho), "", m.newWho(), nil))
	m.presets = newPresetRow(env, m.door, presetEvents{
		Videos: func() []uploader.Upload { m.Flush(); return m.batch.Uploads }, Filling: m.common, Undone: m.Undone, Manage: m.events.Presets,
		Reveal: func(piece fyne.CanvasObject) { m.pane.Reveal(piece) },
	})
	if !m.batch.OneAccount {
		m.column.Add(widgets.NewParagraph(env.T(words.ManySeveralSites), widgets.StyleSecondary))
		return
	}
	account := env.Queue.Account(m.batch.Account)
	form := companyForm{env, m.setCompany, m.left, m.pane.Relayout}
	for _, definition := range m.fields {
		text := env.fieldWords(definition)
		entry := form.field(account, definition, text)
		m.company[definition.Key] = entry
		field := uploader.CompanyField(definition.Key)
		m.column.Add(m.label(field, text.Label, env.companyNote(definition), entry.piece, entry.careful))
		if definition.Required != uploader.NotRequired && !definition.Locked {
			m.mustBeFilled(field)
		}
	}
	m.column.Add(m.presets.piece)
}

func (m *Many) newHead() fyne.CanvasObject {
	env := m.env
	m.head = widgets.NewParagraph("", widgets.StyleHeading)
	m.closing = widgets.NewIcon(env.Kit, look.IconClose, env.T(words.ButtonClose), m.events.Closed)
	back := widgets.NewIconButton(env.Kit, widgets.Quiet, look.IconBack, env.T(words.ButtonBack), m.events.Closed)
	m.backLine = widgets.NewColumn(0, widgets.Insets{Left: widgets.QuietIndent}, widgets.NewFlow(0, fyne.TextAlignLeading, back))
	m.Narrow(m.narrow)
	m.undo = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonUndoLast), m.events.Undo)
	m.fix = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonFix), m.fixFirst)
	m.saved = widgets.NewParagraph(env.T(words.ManySaved), widgets.StyleSmall)
	return widgets.NewColumn(8, widgets.Insets{}, m.backLine,
		widgets.NewLine(8, 0, widgets.NewColumn(0, widgets.Insets{}, m.head, m.saved), m.closing), widgets.NewFlow(8, fyne.TextAlignLeading, m.undo, m.fix))
}

// newWho makes the choice of who can see the videos; while they are not of one mind, what they say stands in its place.
func (m *Many) newWho() fyne.CanvasObject {
	m.who = newAudience(m.env, m.editWho, m.left, m.pane.Relayout, func(piece fyne.CanvasObject) { m.pane.Reveal(piece) }, func() {})
	m.mixedWho = widgets.NewParagraph("", widgets.StyleBody)
	change := widgets.NewButton(m.env.Kit, widgets.Plain, m.env.T(words.ManyChange), m.changeWho)
	m.mixedLine = widgets.NewColumn(6, widgets.Insets{}, m.mixedWho, widgets.NewFlow(0, fyne.TextAlignLeading, change))
	return widgets.NewColumn(0, widgets.Insets{}, m.mixedLine, m.who.piece)
}

func (m *Many) label(field uploader.Field, label, note string, piece fyne.CanvasObject, careful func(bool)) fyne.CanvasObject {
	m.labelled[field] = widgets.NewLabelled(label, note, piece, careful)
	return m.labelled[field].Container
}

// mustBeFilled lets a field lead to the videos that lack it.
func (m *Many) mustBeFilled(field uploader.Field) {
	m.missingActs[field] = m.newMissingActs()
	m.labelled[field].Add(m.missingActs[field].piece)
}

// busy reports whether a field is being typed in.
func (m *Many) busy(field uploader.Field) bool { return m.typing != nil && m.typing.field == field }

// fill shows what the videos share.
func (m *Many) fill() {
	env, b := m.env, m.batch
	m.head.Set(env.T(words.ManySelected, count(len(b.Uploads))))
	m.showUndo()
	m.fillTitles()
	if !m.busy(uploader.FieldDescription) {
		m.about.Fill(b.Description.Value)
		m.about.SetPlaceHolder(m.mixedHint(b.Description))
		m.labelled[uploader.FieldDescription].Help("")
	}
	catalogue, _ := env.Queue.Catalogue(b.Account)
	if m.categories != nil {
		m.fillCategories(catalogue)
	}
	m.tags.fill(b.Tags, b, catalogue.Tags)
	m.fillWho()
	for _, definition := range m.fields {
		if field := uploader.CompanyField(definition.Key); !m.busy(field) {
			m.fillCompany(definition, b.Company[definition.Key])
			m.labelled[field].Help(env.fieldWords(definition).Help)
		}
	}
	m.presets.fill(b.Account)
	m.fillMissing()
	m.fillFound()
	m.showActs()
	m.pane.Relayout()
}

func (m *Many) mixedHint(shared model.Shared) string {
	if shared.Mixed() {
		return m.env.T(words.ManyMixed)
	}
	return ""
}

func (m *Many) fillCompany(definition uploader.FieldDefinition, shared model.Shared) {
	entry := m.company[definition.Key]
	if entry.hint == nil {
		entry.fill("")
		return
	}
	hint := m.mixedHint(shared)
	switch choice := definition.Kind == uploader.FieldChoice || definition.Kind == uploader.FieldYesNo; {
	case choice && shared.Mixed():
		hint = m.env.T(words.ManyMixedChoice)
	case choice:
		hint = m.env.T(words.DetailsChoose)
	}
	entry.fill(shared.Value)
	entry.hint(hint)
}

// ofNobody is chosen while the videos are not of one mind: none of the choices.
const ofNobody uploader.Visibility = "mixed"

func (m *Many) fillWho() {
	form, mixed := m.batch.Audience()
	if !mixed {
		m.whoShown = false
	}
	widgets.Visible(m.mixedLine, mixed && !m.whoShown)
	widgets.Visible(m.who.piece, !mixed || m.whoShown)
	help := ""
	if m.batch.Dates > 1 && !mixed {
		help = m.env.T(words.ManyDates, count(m.batch.Dates))
	}
	m.labelled[uploader.FieldPublishAt].Help(help)
	if mixed {
		form.Visibility = ofNobody
		m.mixedWho.Set(m.env.Words.MixedAudience(m.visibilities()))
	}
	if !m.busy(uploader.FieldPublishAt) {
		m.who.fill(form, m.env.Queue.Account(m.batch.Account))
	}
}

func (m *Many) visibilities() map[uploader.Visibility]int {
	counts := map[uploader.Visibility]int{}
	for _, counted := range m.batch.Visibility {
		counts[counted.Visibility] = counted.Count
	}
	return counts
}

func (m *Many) changeWho() {
	m.whoShown = true
	m.fillWho()
	m.pane.Relayout()
	if first := m.who.first(); first != nil {
		m.env.Kit.Focus(first)
	}
	m.pane.Reveal(m.who.piece)
}

// showUndo offers to take the last step back, whatever it was. The button is always there: one that came with the first change would move
// the form under the pointer.
func (m *Many) showUndo() {
	last := m.env.Undo.Last()
	enable(m.undo.Enable, m.undo.Disable, last != nil)
	if last != nil {
		m.undo.Say(m.env.T(words.ButtonUndoLast) + ": " + last.Words)
	}
}

// categoryNames are the site's categories by the names they are shown with. Two of the same title are told apart by a number, which the
// site does not show anywhere.
func (e *Env) categoryNames(categories []uploader.Category) (names []string, named map[string]uploader.Category) {
	named = make(map[string]uploader.Category, len(categories))
	for _, category := range categories {
		name := category.Title
		for n := 2; ; n++ {
			if _, taken := named[name]; !taken {
				break
			}
			name = category.Title + " (" + e.Words.Number(n) + ")"
		}
		named[name] = category
		names = append(names, name)
	}
	return names, named
}

func (m *Many) fillCategories(catalogue uploader.Catalogue) {
	names, named := m.env.categoryNames(catalogue.Categories)
	shares := slices.Clone(m.batch.Categories)
	for i, share := range shares {
		for name, category := range named {
			if category.ID == share.Category.ID {
				shares[i].Name = name
			}
		}
	}
	m.categories.named = named
	m.categories.fill(shares, m.batch, names)
	help := ""
	if !catalogue.Reason.IsZero() {
		help = m.env.T(words.EmptyCategories)
	}
	m.labelled[uploader.FieldCategories].Help(help)
}

// replaces says beside a field that is typed in how much of what is there it replaces.
func (m *Many) replaces(field uploader.Field, shared model.Shared, text string) {
	key := words.ManyReplaces
	if field == uploader.FieldTitle {
		key = words.ManyReplacesTitle
	}
	note := ""
	if shared.Mixed() && strings.TrimSpace(text) != "" {
		note = m.env.T(key, count(shared.Texts))
	}
	m.labelled[field].Help(note)
	m.pane.Relayout()
}
