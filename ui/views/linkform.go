package views

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// linkForm is the sheet in which a new upload link is filled in. What cannot be taken back is said before it is made.
type linkForm struct {
	links *Links
	env   *Env
	draft uploader.LinkDraft
	kit   widgets.Kit
	task  *widgets.Task
	// titled says that the title was written by hand: until then it is what the link is for.
	titled bool
	// making says that the site is being asked.
	making bool

	name, title, videos       *widgets.Field
	hours, minutes            *widgets.Field
	description               *widgets.Field
	guest                     linkGuest
	category, tags            *widgets.Chips
	named                     map[string]uploader.Category
	longest, short, other     *widgets.Tick
	keep, publish, atOnce     *widgets.Tick
	otherTime, more, goesTo   *fyne.Container
	fold                      *widgets.Fold
	trouble                   *widgets.Paragraph
	forName, forTitle, forNum *widgets.Labelled
	forTime, forPublish       *widgets.Labelled
	forDescription, forTags   *widgets.Labelled
}

// shortLink is the other usual time that a link lasts.
const shortLink = 3 * time.Hour

// New opens the form of a new link.
func (l *Links) New() { l.open(l.door.NewLink(), "") }

// NewLike opens the form of a link like another one.
func (l *Links) NewLike(id uploader.LinkID) { l.newLike(id, "") }

// newLike opens that form for a phone in one of this computer's networks, "" for the likeliest.
func (l *Links) newLike(id uploader.LinkID, network string) {
	draft := l.door.NewLinkLike(id)
	draft.Network = network
	l.open(draft, id)
}

func (l *Links) open(draft uploader.LinkDraft, like uploader.LinkID) {
	account := l.env.Queue.Account(draft.Account)
	if account.ID == "" || account.ID != draft.Account || !account.SignedIn {
		l.events.SignIn(draft.Account)
		return
	}
	if l.form != nil && l.form.task.Showing() {
		return
	}
	f := &linkForm{links: l, env: l.env, draft: draft, titled: like != ""}
	l.form = f
	if _, known := l.env.Queue.Catalogue(draft.Account); !known {
		l.door.LoadCatalogue(draft.Account)
	}
	f.task = widgets.ShowWideTask(l.env.Kit, l.env.T(words.LinksNew), l.env.T(words.LinksFormDo), l.env.T(words.ButtonCancel), f.form, f.do)
	f.fill()
}

func (f *linkForm) form(kit widgets.Kit) []fyne.CanvasObject {
	env := f.env
	f.kit = kit
	about := widgets.NewColumn(4, widgets.Insets{}, widgets.NewParagraph(env.T(words.LinksFormAbout), widgets.StyleBody),
		widgets.NewParagraph(env.T(words.LinksFormLasting), widgets.StyleCareful))
	f.name = widgets.NewField(kit, env.T(words.LinksFormFor), "", f.nameTyped)
	f.title = widgets.NewField(kit, env.T(words.LinksFormTitle), "", func(string) { f.titled = true })
	f.forName = widgets.NewLabelled(env.T(words.LinksFormFor), "("+env.T(words.LinksFormForNote)+")", f.name, f.name.Careful)
	f.forTitle = widgets.NewLabelled(env.T(words.LinksFormTitle), "("+env.T(words.DetailsRequired)+")", f.title, f.title.Careful)
	f.goesTo = widgets.NewColumn(14, widgets.Insets{})
	f.videos = widgets.NewField(kit, env.T(words.LinksFormVideos), "", nil)
	const narrow = 76
	most := words.Text("most", env.Words.Number(uploader.MostLinkVideos))
	f.forNum = widgets.NewLabelled(env.T(words.LinksFormVideos), "("+env.T(words.LinksFormRange, most)+")",
		widgets.NewFlow(0, fyne.TextAlignLeading, widgets.NewWide(narrow, f.videos)), f.videos.Careful)
	submit := func(string) { f.task.Do(f.do) }
	f.name.OnSubmitted, f.title.OnSubmitted, f.videos.OnSubmitted = submit, submit, submit
	f.trouble = widgets.NewParagraph("", widgets.StyleCareful)
	f.trouble.Hide()
	f.fillAccount()
	return []fyne.CanvasObject{
		about, f.pair(f.forName.Container, f.forTitle.Container), f.goesTo, f.forNum.Container, f.pair(f.timeFields(), f.arrivalFields()), f.guestFields(), f.moreFields(), f.trouble,
	}
}

// pair sets two fields beside each other where the text leaves room for that.
func (f *linkForm) pair(one, other fyne.CanvasObject) fyne.CanvasObject {
	const gap, large, least = 20, 1.25, 640
	if look.Scale() > large || f.env.Kit.Canvas().Size().Width < look.Scaled(least) {
		return widgets.NewColumn(14, widgets.Insets{}, one, other)
	}
	return widgets.NewTops(gap, one, other)
}

// nameTyped lets the title be what the link is for, until somebody writes another.
func (f *linkForm) nameTyped(text string) {
	if !f.titled {
		f.title.Fill(text)
	}
}

func (f *linkForm) timeFields() fyne.CanvasObject {
	env := f.env
	f.longest = widgets.NewRadio(f.kit, env.T(words.LinksFormLongest, words.Text("amount", env.Words.Amount(uploader.LongestLink))), false, func(bool) { f.chooseTime(f.longest) })
	f.short = widgets.NewRadio(f.kit, env.Words.Amount(shortLink), false, func(bool) { f.chooseTime(f.short) })
	f.other = widgets.NewRadio(f.kit, env.T(words.LinksFormOther), false, func(bool) { f.chooseTime(f.other) })
	widgets.Group(f.longest, f.short, f.other)
	f.hours = widgets.NewField(f.kit, env.T(words.LinksFormHours), "0", nil)
	f.minutes = widgets.NewField(f.kit, env.T(words.LinksFormMinutes), "0", nil)
	submit := func(string) { f.task.Do(f.do) }
	f.hours.OnSubmitted, f.minutes.OnSubmitted = submit, submit
	const narrow = 90
	f.otherTime = widgets.NewColumn(0, widgets.Insets{Top: 4, Left: 28, Bottom: 4}, widgets.NewFlow(12, fyne.TextAlignLeading,
		widgets.NewWide(narrow, widgets.NewLabelled(env.T(words.LinksFormHours), "", f.hours, nil).Container),
		widgets.NewWide(narrow, widgets.NewLabelled(env.T(words.LinksFormMinutes), "", f.minutes, nil).Container)))
	f.forTime = widgets.NewLabelled(env.T(words.LinksFormUntil), "", widgets.NewColumn(0, widgets.Insets{}, f.longest, f.short, f.other, f.otherTime), func(careful bool) {
		f.hours.Careful(careful)
		f.minutes.Careful(careful)
	})
	return f.forTime.Container
}

func (f *linkForm) chooseTime(chosen *widgets.Tick) {
	for _, tick := range []*widgets.Tick{f.longest, f.short, f.other} {
		tick.Set(tick == chosen)
	}
	widgets.Visible(f.otherTime, f.other.On())
	if f.other.On() && f.hours.Text == "" && f.minutes.Text == "" {
		f.hours.Fill("12")
	}
	f.forTime.Problem("")
	f.grown()
}

func (f *linkForm) arrivalFields() fyne.CanvasObject {
	env := f.env
	if rules := env.Queue.Rules(); rules.DraftsOnly() {
		f.draft.Publish = false
		locked := widgets.NewLocked(env.T(words.LinksFormDraft), env.T(words.ManagedDraftsOnly)+" "+env.Words.SetBy(rules.Organisation)+".")
		f.forPublish = widgets.NewLabelled(env.T(words.LinksFormArrives), "", locked, nil)
		return f.forPublish.Container
	}
	f.keep = widgets.NewRadio(f.kit, env.T(words.LinksFormDraft), false, func(bool) { f.setPublish(false) })
	f.publish = widgets.NewRadio(f.kit, env.T(words.LinksFormPublish), false, func(bool) { f.setPublish(true) })
	widgets.Group(f.keep, f.publish)
	f.atOnce = widgets.NewTick(f.kit, env.T(words.LinksFormAtOnce), false, func(bool) {
		f.forPublish.Problem("")
		f.grown()
	})
	below := widgets.NewColumn(0, widgets.Insets{Left: 28}, f.atOnce)
	f.forPublish = widgets.NewLabelled(env.T(words.LinksFormArrives), "", widgets.NewColumn(0, widgets.Insets{}, f.keep, f.publish, below), nil)
	return f.forPublish.Container
}

// setPublish takes the choice. That strangers publish is ticked once more, each time anew.
func (f *linkForm) setPublish(publish bool) {
	f.draft.Publish = publish
	f.keep.Set(!publish)
	f.publish.Set(publish)
	f.atOnce.Set(false)
	widgets.Visible(f.atOnce, publish)
	f.forPublish.Problem("")
	f.grown()
}

func (f *linkForm) moreFields() fyne.CanvasObject {
	env := f.env
	f.description = widgets.NewArea(f.kit, env.T(words.DetailsDescription), "", 3, nil)
	f.forDescription = widgets.NewLabelled(env.T(words.DetailsDescription), "", f.description, f.description.Careful)
	f.tags = widgets.NewChips(f.kit, widgets.ChipText{Label: env.T(words.DetailsTags), Remove: env.T(words.ButtonRemove), Hint: env.T(words.DetailsTagsHint)},
		func(tags []string) { f.draft.Tags = append([]string{}, tags...) }, f.grown)
	f.forTags = widgets.NewLabelled(env.T(words.DetailsTags), "", f.tags, f.tags.Careful)
	f.more = widgets.NewColumn(14, widgets.Insets{Top: 8}, f.forDescription.Container, f.forTags.Container)
	f.more.Hide()
	f.fold = widgets.NewFold(f.kit, env.T(words.LinksFormMore), func(open bool) {
		widgets.Visible(f.more, open)
		f.grown()
	})
	return widgets.NewColumn(0, widgets.Insets{}, f.fold, f.more)
}

func (f *linkForm) grown() {
	if f.task != nil {
		f.task.Relayout()
	}
}

// fill shows what the draft holds.
func (f *linkForm) fill() {
	d := f.draft
	f.name.Fill(d.Name)
	f.title.Fill(d.Title)
	f.videos.Fill(strconv.Itoa(d.Videos))
	f.description.Fill(d.Description)
	f.fillGuest()
	f.showCatalogue()
	switch d.Lasts {
	case uploader.LongestLink:
		f.chooseTime(f.longest)
	case shortLink:
		f.chooseTime(f.short)
	default:
		f.hours.Fill(strconv.Itoa(int(d.Lasts / time.Hour)))
		f.minutes.Fill(strconv.Itoa(int(d.Lasts % time.Hour / time.Minute)))
		f.chooseTime(f.other)
	}
	if f.keep != nil {
		f.setPublish(d.Publish)
	}
	f.fold.Set(d.Description != "")
	f.grown()
}

// fillAccount shows which account the videos go to, and its categories.
func (f *linkForm) fillAccount() {
	env, rules := f.env, f.env.Queue.Rules()
	f.goesTo.Objects = nil
	accounts := slices.DeleteFunc(env.Queue.Accounts(), func(account uploader.Account) bool { return !account.SignedIn })
	label := env.T(words.LinksFormAccount)
	site := env.site(env.Queue.Account(f.draft.Account))
	goesTo := widgets.NewLabelled(label, "", widgets.NewColumn(0, widgets.Insets{Top: 8}, widgets.NewParagraph(site, widgets.StyleBody)), nil)
	if len(accounts) > 1 {
		names := make([]string, len(accounts))
		for i, account := range accounts {
			names[i] = env.site(account)
		}
		choose := widgets.NewSelect(f.kit, label, "", names, func(name string) { f.setAccount(accounts[slices.Index(names, name)].ID) })
		choose.Fill(site)
		goesTo = widgets.NewLabelled(label, "", choose, nil)
	}
	category := env.T(words.DetailsCategory)
	if rules.Categories.IsLocked() {
		var titles []string
		for _, one := range f.draft.Categories {
			titles = append(titles, first(one.Title, one.ID))
		}
		f.category = nil
		f.goesTo.Add(f.pair(goesTo.Container, widgets.NewLabelled(category, "", widgets.NewLocked(first(strings.Join(titles, ", "), "–"), env.Words.SetBy(rules.Organisation)), nil).Container))
		return
	}
	f.category = widgets.NewChoices(f.kit, widgets.ChipText{
		Label: category, Remove: env.T(words.ButtonRemove), Hint: env.T(words.DetailsChoose), Nothing: env.T(words.EmptyFilterOther),
		More: func(hidden int) string { return env.T(words.DetailsMoreChoices, count(hidden)) },
	}, func(names []string) {
		f.draft.Categories = nil
		for _, name := range names {
			f.draft.Categories = append(f.draft.Categories, f.named[name])
		}
	}, f.grown)
	f.goesTo.Add(f.pair(goesTo.Container, widgets.NewLabelled(category, "", f.category, nil).Container))
}

// setAccount sends the videos to another site, whose categories are others.
func (f *linkForm) setAccount(id uploader.AccountID) {
	if id == f.draft.Account {
		return
	}
	f.draft.Account, f.draft.Categories = id, nil
	if _, known := f.env.Queue.Catalogue(id); !known {
		f.links.door.LoadCatalogue(id)
	}
	f.showCatalogue()
}

// showCatalogue offers the categories and tags of the chosen account.
func (f *linkForm) showCatalogue() {
	catalogue, _ := f.env.Queue.Catalogue(f.draft.Account)
	var names, chosen []string
	names, f.named = f.env.categoryNames(catalogue.Categories)
	for _, category := range f.draft.Categories {
		name := category.Title
		for n, other := range f.named {
			if other.ID == category.ID {
				name = n
			}
		}
		f.named[name] = category
		chosen = append(chosen, name)
	}
	if f.category != nil {
		f.category.Fill(chosen, names)
	}
	f.tags.Fill(f.draft.Tags, catalogue.Tags)
	f.grown()
}
