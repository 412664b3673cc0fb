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

// buildPresets lists the presets with what can be done with each.
func (p *newVideos) buildPresets() {
	p.presets.Objects = nil
	for i, preset := range p.start.Presets {
		p.presets.Add(p.presetRow(i, preset))
	}
	if len(p.start.Presets) == 0 {
		p.presets.Add(widgets.NewParagraph(p.env.T(words.PresetsNone), widgets.StyleSmall))
	}
}

func (p *newVideos) presetRow(index int, preset uploader.Preset) fyne.CanvasObject {
	env := p.env
	var holds []string
	filling := preset.Filling.Clone()
	if filling.Title != "" {
		holds = append(holds, env.Words.PatternShown(filling.Title))
	}
	for _, part := range env.presetParts(filling, env.Queue.Account(p.account).Fields) {
		holds = append(holds, part.label+": "+part.value)
	}
	lines := widgets.NewColumn(0, widgets.Insets{}, widgets.NewParagraph(preset.Name, widgets.StyleStrong), widgets.NewLimited(strings.Join(holds, " · "), widgets.StyleSmall, 0))
	var more *widgets.Button
	more = widgets.NewIcon(p.kit, look.IconMore, env.T(words.PresetMore, words.Text("preset", preset.Name)), func() {
		items := []widgets.MenuItem{
			{Words: env.T(words.PresetUse), Do: func() { p.use(preset) }},
			{Words: env.T(words.PresetRename), Do: func() { p.rename(index, preset) }},
		}
		if index > 0 {
			items = append(items, widgets.MenuItem{Words: env.T(words.ButtonEarlier), Gap: true, Do: func() { p.swap(index, index-1) }})
		}
		if index < len(p.start.Presets)-1 {
			items = append(items, widgets.MenuItem{Words: env.T(words.ButtonLater), Gap: index == 0, Do: func() { p.swap(index, index+1) }})
		}
		p.kit.ShowMenuBelow(more, append(items, widgets.MenuItem{Words: env.T(words.ButtonRemove), Gap: true, Do: func() { p.remove(index, preset) }}))
	})
	return widgets.NewLine(8, 0, lines, more)
}

// set changes the presets; the page shows it at once.
func (p *newVideos) set(presets []uploader.Preset) {
	p.door.SetPresets(p.account, presets)
	p.start.Presets = presets
	p.buildPresets()
	p.grown()
}

func (p *newVideos) swap(a, b int) {
	presets := slices.Clone(p.start.Presets)
	presets[a], presets[b] = presets[b], presets[a]
	p.set(presets)
}

// remove takes a preset away and offers to bring it back to its place.
func (p *newVideos) remove(index int, preset uploader.Preset) {
	account, door, queue := p.account, p.door, p.env.Queue
	is := func(other uploader.Preset) bool { return other.Name == preset.Name }
	step := &model.Step{
		Words: p.env.T(words.PresetRemoved, words.Text("preset", preset.Name)),
		Undo: func() {
			presets := slices.DeleteFunc(slices.Clone(queue.VideoStart(account).Presets), is)
			door.SetPresets(account, slices.Insert(presets, min(index, len(presets)), preset))
		},
		Redo: func() {
			door.SetPresets(account, slices.DeleteFunc(slices.Clone(queue.VideoStart(account).Presets), is))
		},
	}
	p.set(slices.DeleteFunc(slices.Clone(p.start.Presets), is))
	p.env.Undo.Did(step)
	p.offer.show(step, func() {})
}

// rename asks for another name.
func (p *newVideos) rename(index int, preset uploader.Preset) {
	var name *widgets.Field
	var labelled *widgets.Labelled
	var task *widgets.Task
	done := func() bool {
		typed, problem := strings.Join(strings.Fields(name.Text), " "), ""
		taken := slices.ContainsFunc(p.start.Presets, func(other uploader.Preset) bool {
			return strings.EqualFold(other.Name, typed) && other.Name != preset.Name
		})
		switch {
		case typed == "":
			problem = p.env.T(words.PresetNoName)
		case taken:
			problem = p.env.T(words.PresetTaken)
		default:
			presets := slices.Clone(p.start.Presets)
			presets[index].Name = typed
			p.set(presets)
			return true
		}
		labelled.Problem(problem)
		task.Relayout()
		p.kit.Focus(name)
		return false
	}
	task = widgets.ShowTask(p.kit, p.env.T(words.PresetRenameTitle), p.env.T(words.ButtonSave), p.env.T(words.ButtonCancel), func(kit widgets.Kit) []fyne.CanvasObject {
		name = widgets.NewField(kit, p.env.T(words.PresetName), "", nil)
		name.Fill(preset.Name)
		name.OnSubmitted = func(string) { task.Do(done) }
		labelled = widgets.NewLabelled(p.env.T(words.PresetName), "", name, name.Careful)
		return []fyne.CanvasObject{labelled.Container}
	}, done)
	name.SelectAll()
}

// use lets new videos start with a preset: what it says goes over what was chosen, the rest stays. Before it makes new videos public it asks.
func (p *newVideos) use(preset uploader.Preset) {
	p.flush()
	before := p.start.Chosen.Clone()
	after := preset.Filling.Over(before)
	public := after.Visibility != nil && *after.Visibility != uploader.Draft && (before.Visibility == nil || *before.Visibility != *after.Visibility)
	account, door := p.account, p.door
	do := func() {
		step := &model.Step{
			Words: p.env.T(words.PresetUsed, words.Text("preset", preset.Name)),
			Undo:  func() { door.SetVideoStart(account, before) }, Redo: func() { door.SetVideoStart(account, after) },
		}
		step.Redo()
		p.env.Undo.Did(step)
		p.offer.show(step, func() {})
	}
	if public {
		p.askPublic(do)
		return
	}
	do()
}
