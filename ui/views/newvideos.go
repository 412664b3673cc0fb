package views

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// NewVideosDoor is what the page about new videos needs of the engine. What holds then arrives as an update.
type NewVideosDoor interface {
	PresetDoor
	SetVideoStart(account uploader.AccountID, start uploader.Filling)
	LoadCatalogue(account uploader.AccountID)
}

// newVideos is the page that says what new videos of an account start with, and keeps the account's presets.
type newVideos struct {
	env     *Env
	kit     widgets.Kit
	door    NewVideosDoor
	account uploader.AccountID
	start   uploader.VideoStart
	// typed is what was typed and not handed on yet.
	typed  bool
	cancel func()

	column  *fyne.Container
	presets *fyne.Container
	offer   *offer
}

// NewVideosPage is what new videos start with, and the presets, as the fields of a sheet. kit is the sheet's.
func NewVideosPage(kit widgets.Kit, env *Env, door NewVideosDoor) []fyne.CanvasObject {
	p := &newVideos{env: env, kit: kit, door: door, account: env.Queue.Current().ID, offer: newOffer(env, kit)}
	p.column, p.presets = widgets.NewColumn(16, widgets.Insets{}), widgets.NewColumn(4, widgets.Insets{})
	env.newVideosChanged = p.changed
	if _, known := env.Queue.Catalogue(p.account); !known && p.account != "" {
		door.LoadCatalogue(p.account)
	}
	p.build()
	return []fyne.CanvasObject{p.column}
}

// NewVideosChanged tells an open page that what new videos start with, presets or what a site offers did.
func (e *Env) NewVideosChanged() {
	if e.newVideosChanged != nil {
		e.newVideosChanged()
	}
}

func (p *newVideos) changed() {
	if p.typed {
		return
	}
	keepingFocus(p.kit, p.column, p.build)
	p.grown()
}

func (p *newVideos) grown() {
	if p.kit.Grown != nil {
		p.kit.Grown()
	}
}

func (p *newVideos) build() {
	env := p.env
	p.column.Objects = nil
	if p.account == "" {
		p.column.Add(widgets.NewParagraph(env.T(words.AccountsNone), widgets.StyleSecondary))
		return
	}
	p.start = env.Queue.VideoStart(p.account)
	p.start.Chosen, p.start.Holds = p.start.Chosen.Clone(), p.start.Holds.Clone()
	p.addAccount()
	rules := env.Queue.Rules()
	catalogue, _ := env.Queue.Catalogue(p.account)
	p.addCategories(rules, catalogue)
	p.addTags(rules, catalogue)
	p.addWho(rules)
	p.addTitle()
	ending := widgets.NewArea(p.kit, env.T(words.NewVideosEnding), "", 2, func(text string) { p.typing(func() { p.start.Chosen.Description = text }) })
	ending.Fill(p.start.Chosen.Description)
	p.add(env.T(words.NewVideosEnding), env.T(words.NewVideosEndingHelp), ending)
	p.addCompany()
	p.buildPresets()
	p.column.Add(widgets.NewLabelled(env.T(words.PresetsTitle), "", p.presets, nil).Container)
	p.column.Add(p.offer.piece)
}

func (p *newVideos) add(label, help string, piece fyne.CanvasObject) {
	labelled := widgets.NewLabelled(label, "", piece, nil)
	labelled.Help(help)
	p.column.Add(labelled.Container)
}

// addAccount says whose new videos these are, and lets another account be chosen where there are several.
func (p *newVideos) addAccount() {
	accounts := p.env.Queue.Accounts()
	site := p.env.site(p.env.Queue.Account(p.account))
	p.column.Add(widgets.NewParagraph(p.env.T(words.NewVideosAbout, words.Text("site", site)), widgets.StyleSecondary))
	if len(accounts) < 2 {
		return
	}
	names := make([]string, len(accounts))
	for i, account := range accounts {
		names[i] = p.env.site(account)
	}
	choose := widgets.NewSelect(p.kit, p.env.T(words.NewVideosAccount), "", names, func(name string) {
		p.flush()
		p.account = accounts[slices.Index(names, name)].ID
		p.offer.end()
		if _, known := p.env.Queue.Catalogue(p.account); !known {
			p.door.LoadCatalogue(p.account)
		}
		p.changed()
	})
	choose.Fill(site)
	p.add(p.env.T(words.NewVideosAccount), "", choose)
}

func (p *newVideos) locked(label, value string) {
	p.add(label, "", widgets.NewLocked(first(value, "–"), p.env.Words.SetBy(p.env.Queue.Rules().Organisation)))
}

func (p *newVideos) addCategories(rules uploader.Rules, catalogue uploader.Catalogue) {
	label := p.env.T(words.DetailsCategory)
	names, named := p.env.categoryNames(catalogue.Categories)
	var chosen []string
	for _, category := range p.start.Holds.Categories {
		name := category.Title
		for n, other := range named {
			if other.ID == category.ID {
				name = n
			}
		}
		named[name] = category
		chosen = append(chosen, name)
	}
	if rules.Categories.IsLocked() {
		p.locked(label, strings.Join(chosen, ", "))
		return
	}
	field := widgets.NewChoices(p.kit, widgets.ChipText{
		Label: label, Remove: p.env.T(words.ButtonRemove), Hint: p.env.T(words.DetailsChoose), Nothing: p.env.T(words.EmptyFilterOther),
		More: func(hidden int) string { return p.env.T(words.DetailsMoreChoices, count(hidden)) },
	}, func(names []string) {
		categories := []uploader.Category{}
		for _, name := range names {
			categories = append(categories, named[name])
		}
		p.start.Chosen.Categories = categories
		p.save()
	}, p.grown)
	field.Fill(chosen, names)
	p.add(label, "", field)
}

func (p *newVideos) addTags(rules uploader.Rules, catalogue uploader.Catalogue) {
	label := p.env.T(words.DetailsTags)
	if rules.Tags.IsLocked() {
		p.locked(label, strings.Join(p.start.Holds.Tags, ", "))
		return
	}
	field := widgets.NewChips(p.kit, widgets.ChipText{Label: label, Remove: p.env.T(words.ButtonRemove), Hint: p.env.T(words.DetailsTagsHint)}, func(tags []string) {
		p.start.Chosen.Tags = append([]string{}, tags...)
		p.save()
	}, p.grown)
	field.Fill(p.start.Holds.Tags, catalogue.Tags)
	p.add(label, "", field)
}

func (p *newVideos) addWho(rules uploader.Rules) {
	label, holds := p.env.T(words.DetailsWho), uploader.Draft
	if p.start.Holds.Visibility != nil {
		holds = *p.start.Holds.Visibility
	}
	if rules.DraftsOnly() || rules.Visibility.IsLocked() {
		p.locked(label, p.env.visibility(holds))
		return
	}
	var draft, publish *widgets.Tick
	set := func(visibility uploader.Visibility) {
		draft.Set(visibility == uploader.Draft)
		publish.Set(visibility == uploader.PublishWhenDone)
		p.start.Chosen.Visibility = &visibility
		p.save()
	}
	draft = widgets.NewRadio(p.kit, p.env.T(words.DetailsDraft), holds == uploader.Draft, func(bool) { set(uploader.Draft) })
	publish = widgets.NewRadio(p.kit, p.env.T(words.DetailsPublishDone), holds == uploader.PublishWhenDone, func(bool) {
		publish.Set(false)
		p.askPublic(func() { set(uploader.PublishWhenDone) })
	})
	widgets.Group(draft, publish)
	p.add(label, "", widgets.NewColumn(0, widgets.Insets{}, draft, publish))
}

// askPublic asks once, before everything new is shown to viewers.
func (p *newVideos) askPublic(yes func()) {
	widgets.ShowSheet(p.kit, p.env.T(words.NewVideosPublicTitle), p.env.T(words.NewVideosPublic), nil,
		widgets.SheetAction{Words: p.env.T(words.NewVideosKeepDrafts), Kind: widgets.Primary},
		widgets.SheetAction{Words: p.env.T(words.NewVideosPublish), Kind: widgets.Plain, Do: yes})
}

func (p *newVideos) addTitle() {
	field := widgets.NewField(p.kit, p.env.T(words.DetailsTitle), p.env.Words.Place(uploader.PlaceFileName), func(text string) {
		p.typing(func() { p.start.Chosen.Title = strings.TrimSpace(p.env.Words.PatternTyped(text)) })
	})
	field.Fill(p.env.Words.PatternShown(p.start.Chosen.Title))
	places := p.env.placeButtons(p.kit, field, func() {}, uploader.PlaceFileName, uploader.PlaceDate)
	p.add(p.env.T(words.DetailsTitle), p.env.T(words.NewVideosTitleHelp), widgets.NewColumn(8, widgets.Insets{}, field, places))
}

func (p *newVideos) addCompany() {
	account := p.env.Queue.Account(p.account)
	inside := *p.env
	inside.Kit = p.kit
	form := companyForm{&inside, func(key, value string, now bool) {
		p.typing(func() {
			if p.start.Chosen.Company == nil {
				p.start.Chosen.Company = map[string]string{}
			}
			p.start.Chosen.Company[key] = value
		})
		if now {
			p.flush()
		}
	}, func(bool) {}, p.grown}
	for _, definition := range account.Fields {
		text := p.env.fieldWords(definition)
		entry := form.field(account, definition, text)
		entry.fill(p.start.Holds.Company[definition.Key])
		p.add(text.Label, text.Help, entry.piece)
	}
}

// typing takes in what is typed, and hands it on once typing has rested.
func (p *newVideos) typing(note func()) {
	note()
	p.typed = true
	if p.cancel != nil {
		p.cancel()
	}
	const pause = 500 * time.Millisecond
	p.cancel = p.kit.After(pause, p.flush)
}

func (p *newVideos) flush() {
	if p.typed {
		p.cancel()
		p.save()
	}
}

func (p *newVideos) save() {
	p.typed = false
	p.door.SetVideoStart(p.account, p.start.Chosen)
}
