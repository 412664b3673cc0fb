package views

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// PresetDoor is what presets need of the engine. What holds then arrives as an update.
type PresetDoor interface {
	EditDoor
	SetPresets(account uploader.AccountID, presets []uploader.Preset)
}

// presetEvents are what a row of presets asks its panel for.
type presetEvents struct {
	// Videos are those to be filled in, Filling what a preset made of them would hold.
	Videos  func() []uploader.Upload
	Filling func() uploader.Filling
	// Undone says that something was done, or taken back.
	Undone func()
	// Manage opens the page with all presets.
	Manage func()
	// Reveal brings a piece into view.
	Reveal func(fyne.CanvasObject)
}

// presetRow fills the chosen videos in with a preset, and makes a preset of them.
type presetRow struct {
	env     *Env
	door    PresetDoor
	events  presetEvents
	account uploader.AccountID
	replace bool
	choose  *widgets.Button
	note    *widgets.Paragraph
	offer   *offer
	piece   *fyne.Container
}

func newPresetRow(env *Env, door PresetDoor, events presetEvents) *presetRow {
	p := &presetRow{env: env, door: door, events: events, offer: newOffer(env, env.Kit)}
	p.choose = widgets.NewMenuButton(env.Kit, widgets.Plain, env.T(words.DetailsChoose), p.open)
	save := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.PresetSaveAs), p.Save)
	p.note = widgets.NewParagraph("", widgets.StyleSmall)
	labelled := widgets.NewLabelled(env.T(words.PresetLabel), "", widgets.NewColumn(4, widgets.Insets{}, widgets.NewFlow(8, fyne.TextAlignLeading, p.choose, save), p.note), nil)
	p.piece = widgets.NewColumn(8, widgets.Insets{}, labelled.Container, p.offer.piece)
	return p
}

// fill is for videos of another account.
func (p *presetRow) fill(account uploader.AccountID) {
	p.account = account
	some := len(p.env.Queue.VideoStart(account).Presets) > 0
	widgets.Visible(p.choose, some)
	key := words.PresetFillsEmpty
	switch {
	case !some:
		key = words.PresetNone
	case p.replace:
		key = words.PresetReplaces
	}
	p.note.Set(p.env.T(key))
}

// open shows the presets, and the tick that lets them replace what is there.
func (p *presetRow) open() {
	var items []widgets.MenuItem
	for _, preset := range p.env.Queue.VideoStart(p.account).Presets {
		items = append(items, widgets.MenuItem{Words: preset.Name, Do: func() { p.apply(preset) }})
	}
	items = append(items, widgets.MenuItem{Words: p.env.T(words.PresetReplace), Gap: true, Checked: p.replace, Do: func() {
		p.replace = !p.replace
		p.fill(p.account)
		p.offer.grown()
		p.env.Kit.Focus(p.choose)
		p.open()
	}})
	items = append(items, widgets.MenuItem{Words: p.env.T(words.PresetManage), Gap: true, Do: p.events.Manage})
	p.env.Kit.ShowMenuBelow(p.choose, items)
}

// apply fills the videos in and offers to take that back.
func (p *presetRow) apply(preset uploader.Preset) {
	start := p.env.Queue.VideoStart(p.account)
	way := uploader.FillWay{Replace: p.replace, Ending: start.Holds.Description, Day: p.env.Now().In(p.env.Zone)}
	step := p.env.rewrite(p.door, p.events.Videos(), func(videos int) string {
		return p.env.T(words.UndoFilled, count(videos), words.Text("preset", preset.Name))
	}, func(_ int, upload uploader.Upload) uploader.Change { return preset.Fill(upload, way) })
	p.env.Kit.Focus(p.choose)
	p.events.Undone()
	if step == nil {
		p.offer.say(widgets.NewStrip(p.env.Kit, p.env.nothingFilled(preset.Name), p.offer.end, p.offer.hold))
		p.events.Reveal(p.offer.piece)
		return
	}
	p.offer.show(step, func() {
		p.events.Undone()
		p.env.Kit.Focus(p.choose)
	})
	p.events.Reveal(p.offer.piece)
}

// Save asks for a name and keeps what the videos hold under it.
func (p *presetRow) Save() {
	account := p.account
	showSavePreset(p.env, account, p.events.Filling(), func(preset uploader.Preset) {
		presets := p.env.Queue.VideoStart(account).Presets
		at := slices.IndexFunc(presets, func(other uploader.Preset) bool { return strings.EqualFold(other.Name, preset.Name) })
		changed := slices.Clone(presets)
		if at >= 0 {
			changed[at] = preset
		} else {
			changed = append(changed, preset)
		}
		p.door.SetPresets(account, changed)
	})
}
