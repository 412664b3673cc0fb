package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// build makes the form's pieces for an account; for another video of the same account they stay and are only filled anew.
func (d *Details) build(account uploader.Account) {
	owner := account.Level.Allows(uploader.LevelSuper)
	same := d.built && d.builtFor == account.ID && d.ownerShown == owner && slices.EqualFunc(d.companyLabels, account.Fields, uploader.FieldDefinition.Equal)
	if same {
		return
	}
	d.built, d.builtFor, d.ownerShown, d.companyLabels = true, account.ID, owner, account.Fields
	clear(d.labelled)
	clear(d.company)
	env := d.env
	grown := func() { d.pane.Relayout() }

	d.titleLine = widgets.NewParagraph("", widgets.StyleHeading)
	d.saved = widgets.NewEllipsis("", widgets.StyleSmall)
	d.closing = widgets.NewIcon(env.Kit, look.IconClose, env.T(words.ButtonClose), d.events.Closed)
	d.back = widgets.NewIconButton(env.Kit, widgets.Quiet, look.IconBack, env.T(words.ButtonBack), d.events.Closed)
	d.backLine = widgets.NewColumn(0, widgets.Insets{Left: widgets.QuietIndent}, widgets.NewFlow(0, fyne.TextAlignLeading, d.back))
	widgets.Visible(d.backLine, d.narrow)
	widgets.Visible(d.closing, !d.narrow)
	head := widgets.NewColumn(6, widgets.Insets{}, d.backLine,
		widgets.NewLine(8, 0, widgets.NewColumn(0, widgets.Insets{}, d.titleLine, d.saved), d.closing))
	d.notice = widgets.NewColumn(0, widgets.Insets{})
	d.extras = newExtras(env, d.door, d.extrasMemory, grown, func() { d.openMore(true) })

	d.title = widgets.NewField(env.Kit, env.T(words.DetailsTitle), "", func(text string) { d.edit(uploader.Change{Title: &text}, false) }).OnFocus(d.left)
	kept := true
	d.keepTitle = widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.ButtonKeepTitle), func() { d.edit(uploader.Change{TitleKept: &kept}, true) })
	d.keepLine = widgets.NewColumn(0, widgets.Insets{Left: widgets.QuietIndent}, widgets.NewFlow(0, fyne.TextAlignLeading, d.keepTitle))
	d.keepLine.Hide()
	d.about = widgets.NewArea(env.Kit, env.T(words.DetailsDescription), "", 3, func(text string) { d.edit(uploader.Change{Description: &text}, false) }).OnFocus(d.left)
	d.categories = widgets.NewChoices(env.Kit, widgets.ChipText{
		Label: env.T(words.DetailsCategory), Remove: env.T(words.ButtonRemove), Hint: env.T(words.DetailsChoose), Nothing: env.T(words.EmptyFilterOther),
		More: func(hidden int) string { return env.T(words.DetailsMoreChoices, count(hidden)) },
	}, d.chooseCategories, grown)
	d.tags = widgets.NewChips(env.Kit, widgets.ChipText{
		Label: env.T(words.DetailsTags), Remove: env.T(words.ButtonRemove), Hint: env.T(words.DetailsTagsHint),
	}, func(tags []string) { d.edit(uploader.Change{Tags: &tags}, true) }, grown)
	d.who = newAudience(env, func(change uploader.Change, now bool) { d.edit(change, now) }, d.left, grown, func(piece fyne.CanvasObject) { d.pane.Reveal(piece) }, d.makeDraft)

	required := "(" + env.T(words.DetailsRequired) + ")"
	d.column.Objects = []fyne.CanvasObject{
		head, d.notice, d.extras.offer,
		d.labelledField(uploader.FieldTitle, env.T(words.DetailsTitle), required, d.title, d.title.Careful),
		d.labelledField(uploader.FieldDescription, env.T(words.DetailsDescription), "", d.about, d.about.Careful),
		d.labelledField(uploader.FieldCategories, env.T(words.DetailsCategory), "("+env.T(words.DetailsCategoryHint)+")", d.categories, d.categories.Careful),
		d.labelledField(uploader.FieldTags, env.T(words.DetailsTags), "", d.tags, d.tags.Careful),
		d.labelledField(uploader.FieldPublishAt, env.T(words.DetailsWho), "", d.who.piece, nil),
	}
	d.labelled[uploader.FieldTitle].Add(d.keepLine)
	signIn := widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.TopSignIn), func() { d.events.SignIn(d.upload.Account) })
	d.signInLine = widgets.NewColumn(0, widgets.Insets{Left: widgets.QuietIndent}, widgets.NewFlow(0, fyne.TextAlignLeading, signIn))
	d.labelled[uploader.FieldCategories].Add(d.signInLine)
	d.buildMore(account)
	d.buildPresets()
	d.buildForGuest(account, head)
}

func (d *Details) labelledField(field uploader.Field, label, note string, piece fyne.CanvasObject, careful func(bool)) fyne.CanvasObject {
	labelled := widgets.NewLabelled(label, note, piece, careful)
	d.labelled[field] = labelled
	return labelled.Container
}

// left saves on leaving a field.
func (d *Details) left(here bool) {
	if !here {
		d.Flush()
	}
}

func (d *Details) chooseCategories(titles []string) {
	chosen := make([]uploader.Category, 0, len(titles))
	for _, title := range titles {
		if category, known := d.categoryTitles[title]; known {
			chosen = append(chosen, category)
		}
	}
	d.edit(uploader.Change{Categories: &chosen}, true)
}

func (d *Details) showTitle() {
	title := d.form.Draft().Title
	if title == "" {
		title = d.upload.Source.Name
	}
	if title == "" {
		title = d.env.T(words.DetailsNewPlaceholder)
	}
	if d.titleLine.Words() != title {
		d.titleLine.Set(title)
		d.pane.Relayout()
	}
	d.showLeftover()
}

// fill shows what the form holds.
func (d *Details) fill() {
	draft, env := d.form.Draft(), d.env
	d.showTitle()
	d.ShowSaved()
	d.title.Fill(draft.Title)
	d.about.Fill(draft.Description)
	catalogue, loaded := env.Queue.Catalogue(d.upload.Account)
	d.fillCategories(draft, catalogue, loaded)
	d.tags.Fill(draft.Tags, catalogue.Tags)
	d.who.arrived(d.upload.State.Arrived())
	d.who.fill(draft, env.Queue.Account(d.upload.Account))
	d.fillMore(draft)
	d.presets.fill(d.upload.Account)
	for field, labelled := range d.labelled {
		mark := ""
		visible := field == uploader.FieldPublishAt && slices.Contains(d.upload.Unconfirmed, uploader.FieldVisibility)
		if visible || slices.Contains(d.upload.Unconfirmed, field) {
			mark = env.T(words.DetailsUnconfirmed)
		}
		labelled.Mark(mark)
	}
	d.fillForGuest()
	d.fillNotice()
	d.showArrived()
	d.showProblems()
	d.pane.Relayout()
}

// fillCategories offers the site's categories by title. Two of the same title are told apart by a number, which the site does not
// show anywhere.
func (d *Details) fillCategories(draft uploader.Metadata, catalogue uploader.Catalogue, loaded bool) {
	clear(d.categoryTitles)
	choices := make([]string, 0, len(catalogue.Categories))
	titles := map[string]string{}
	name := func(category uploader.Category) string {
		if title, known := titles[category.ID]; known {
			return title
		}
		title := category.Title
		for n := 2; ; n++ {
			if _, taken := d.categoryTitles[title]; !taken {
				break
			}
			title = category.Title + " (" + d.env.Words.Number(n) + ")"
		}
		d.categoryTitles[title], titles[category.ID] = category, title
		return title
	}
	for _, category := range catalogue.Categories {
		choices = append(choices, name(category))
	}
	chosen := make([]string, 0, len(draft.Categories))
	for _, category := range draft.Categories {
		chosen = append(chosen, name(category))
	}
	d.categories.Fill(chosen, choices)
	help, account := "", d.env.Queue.Account(d.upload.Account)
	widgets.Visible(d.signInLine, account.ID != "" && !account.SignedIn)
	switch {
	case account.ID != "" && !account.SignedIn:
		help = d.env.T(words.EmptyCategoriesSignedOut, words.Text("site", d.env.site(account)))
	case !catalogue.Reason.IsZero():
		help = d.env.T(words.EmptyCategories)
	case loaded && len(choices) == 0:
		help = d.env.T(words.EmptyNoCategories)
	}
	d.labelled[uploader.FieldCategories].Help(help)
}

// fillNotice says in full what the row has only one or two lines for.
func (d *Details) fillNotice() {
	d.notice.Objects, d.again = nil, nil
	d.notice.Hide()
	sentence := d.env.Words.Sentence(d.upload, d.env.Queue.Ahead(d.upload.ID), d.env.fields(d.upload)...)
	var colour fyne.ThemeColorName
	if d.incomplete() {
		return
	}
	switch d.upload.State {
	case uploader.Attention, uploader.DoneWarning, uploader.WaitingSite, uploader.WaitingSignIn, uploader.WaitingNetwork:
		colour = look.ColourCareful
	case uploader.Failed:
		colour = look.ColourPerson
	default:
		return
	}
	face := d.env.face(d.upload)
	lines := widgets.NewColumn(2, widgets.Insets{}, widgets.NewParagraph(face.Words, widgets.StyleLabel.In(colour)))
	if sentence != "" {
		said := widgets.NewParagraph(sentence, widgets.StyleSmall.In(look.ColourText))
		lines.Add(said)
		upload := d.upload
		d.env.countDown("panel", upload.Reason.NextTry, func() {
			said.Set(d.env.Words.Sentence(upload, d.env.Queue.Ahead(upload.ID), d.env.fields(upload)...))
		})
	}
	buttons := widgets.NewFlow(8, fyne.TextAlignLeading)
	for _, button := range d.env.buttons(d.upload) {
		if button.Action == words.ActionFix || button.Action == words.ActionKeepTitle {
			continue
		}
		upload := d.upload
		piece := widgets.NewButton(d.env.Kit, widgets.Plain, button.Text, func() { d.events.Act(upload, button.Action) })
		buttons.Add(piece)
		if button.Action == words.ActionTryAgain && upload.State.Arrived() {
			d.again = piece
		}
	}
	if len(buttons.Objects) > 0 {
		lines.Add(widgets.NewGap(2))
		lines.Add(buttons)
	}
	icon := widgets.NewPicture(face.Shape, colour, 16)
	d.notice.Show()
	d.notice.Add(widgets.NewNotice(look.ColourSurface, look.ColourLine, widgets.NewColumn(0, widgets.Evenly(10), widgets.NewTopLine(10, 1, icon, lines))))
}
