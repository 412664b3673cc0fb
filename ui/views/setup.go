package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// SetupDoor is what a setup file needs of the engine. What the file would change comes as an update.
type SetupDoor interface {
	OpenSetupFile(path string)
	UseSetupFile(number int)
	LeaveSetupFile(number int)
}

// SetupEvents are what the sheet asks the window for.
type SetupEvents struct {
	// Used says that the file was taken; Closed that the sheet is gone, however that came.
	Used, Closed func()
}

// ShowSetup says what an opened setup file would change, and asks; or why it cannot be used.
func ShowSetup(env *Env, door SetupDoor, offer uploader.SetupOffer, events SetupEvents) *widgets.Sheet {
	if offer.Problem.Code != "" {
		title, sentence := words.SetupNotUsable, env.Words.SetupProblem(offer.Problem)
		switch offer.Problem.Code {
		case uploader.SetupSeveral, uploader.SetupNotAllowed, uploader.SetupUnreadable:
		case uploader.SetupCutShort, uploader.SetupLinkEnded:
			title = words.GuestNotUsable
		default:
			sentence += "\n\n" + env.T(askForAnother(offer), words.Text("file", offer.Name))
		}
		return widgets.ShowSheet(env.Kit, env.T(title), sentence, events.Closed,
			widgets.SheetAction{Words: env.T(words.ButtonClose), Kind: widgets.Primary, Do: events.Closed})
	}
	leave := func() {
		door.LeaveSetupFile(offer.Number)
		events.Closed()
	}
	title, use, lines := words.SetupTitle, words.SetupUse, setupLines
	switch {
	case offer.Invitation != nil:
		title, use, lines = words.GuestTitle, words.GuestUse, invitationLines
	case offer.LaidDown:
		title, use = words.SetupLaidTitle, words.SetupLaidUse
	}
	return widgets.ShowOffer(env.Kit, env.T(title), lines(env, offer), leave,
		widgets.SheetAction{Words: env.T(use), Kind: widgets.Primary, Do: func() {
			door.UseSetupFile(offer.Number)
			events.Closed()
			events.Used()
		}},
		widgets.SheetAction{Words: env.T(words.ButtonCancel), Kind: widgets.Plain, Do: leave})
}

// setupLines say in plain words what a file would change, one thing a line. That new videos would go public stands before everything else, where
// no window is too low for it.
func setupLines(env *Env, offer uploader.SetupOffer) []fyne.CanvasObject {
	head := env.T(setupHead(offer), words.Text("file", offer.Name), words.Text("organisation", offer.Organisation))
	pieces := []fyne.CanvasObject{widgets.NewParagraph(head, widgets.StyleBody)}
	if goesPublic(env, offer) {
		icon := widgets.NewPicture(look.IconWarning, look.ColourCareful, 20)
		pieces = append(pieces, widgets.NewTopLine(10, 1, icon, widgets.NewParagraph(env.T(words.SetupStartsPublished), widgets.StyleStrong)))
	}
	lines := []string{env.T(words.SetupSite, words.Text("site", offer.Host)), env.T(signInLine(offer))}
	lines = append(lines, fieldLines(env, offer)...)
	lines = append(lines, startLines(env, offer)...)
	lines = append(lines, presetLines(env, offer)...)
	lines = addNames(env, lines, words.SetupNotUnderstood, "places", offer.NotUnderstood)
	return append(pieces, bullets(lines))
}

// setupHead says where a file comes from. One that was laid down has a name that no person gave it.
func setupHead(offer uploader.SetupOffer) words.Key {
	switch named := offer.Organisation != ""; {
	case offer.LaidDown && named:
		return words.SetupLaidFrom
	case offer.LaidDown:
		return words.SetupLaid
	case named:
		return words.SetupFileFrom
	}
	return words.SetupFile
}

func askForAnother(offer uploader.SetupOffer) words.Key {
	if offer.LaidDown {
		return words.SetupLaidAskForAnother
	}
	return words.SetupAskForAnother
}

func bullets(lines []string) fyne.CanvasObject {
	list := widgets.NewColumn(6, widgets.Insets{})
	for _, line := range lines {
		list.Add(widgets.NewTopLine(8, 1, widgets.NewText("•", widgets.StyleBody), widgets.NewParagraph(line, widgets.StyleBody)))
	}
	return list
}

// goesPublic reports whether a file lets new videos be published, where the organisation leaves that to it.
func goesPublic(env *Env, offer uploader.SetupOffer) bool {
	start, rules := offer.NewVideos, env.Queue.Rules()
	return start != nil && start.Visibility != uploader.Draft && !rules.DraftsOnly() && !rules.Visibility.IsLocked()
}

// startLines say what new videos start with. What the organisation has laid down holds, whatever the file says.
func startLines(env *Env, offer uploader.SetupOffer) (lines []string) {
	start, rules := offer.NewVideos, env.Queue.Rules()
	if start == nil {
		return nil
	}
	var locked []string
	add := func(isLocked bool, field uploader.Field, some bool, line func()) {
		switch {
		case isLocked && some:
			locked = append(locked, env.Words.Field(field))
		case some:
			line()
		}
	}
	add(rules.Visibility.IsLocked(), uploader.FieldVisibility, !goesPublic(env, offer), func() { lines = append(lines, env.T(words.SetupStartsDraft)) })
	add(rules.Categories.IsLocked(), uploader.FieldCategories, len(start.Categories) > 0, func() {
		lines = addNames(env, lines, words.SetupStartsCategories, "names", categoryNames(start.Categories))
	})
	add(rules.Tags.IsLocked(), uploader.FieldTags, len(start.Tags) > 0, func() { lines = addNames(env, lines, words.SetupStartsTags, "names", start.Tags) })
	if start.Title != "" {
		lines = append(lines, env.T(words.SetupStartsTitle, words.Text("title", start.Title)))
	}
	if start.Ending != "" {
		lines = append(lines, env.T(words.SetupStartsEnding, words.Text("text", start.Ending)))
	}
	if len(locked) > 0 {
		lines = append(lines, env.T(words.SetupStartsLocked, words.Text("set_by", env.Words.SetBy(rules.Organisation)), words.Text("names", strings.Join(locked, ", "))))
	}
	return lines
}

func categoryNames(categories []uploader.Category) []string {
	var names []string
	for _, category := range categories {
		names = append(names, first(category.Title, category.ID))
	}
	return names
}

func presetLines(env *Env, offer uploader.SetupOffer) (lines []string) {
	if len(offer.Presets) == 0 {
		return nil
	}
	var names []string
	for _, preset := range offer.Presets {
		names = append(names, preset.Name)
	}
	lines = []string{env.T(words.SetupPresets, count(len(names)), words.Text("names", strings.Join(names, ", ")))}
	lines = addNames(env, lines, words.SetupPresetsReplaced, "names", offer.Replaced)
	return addNames(env, lines, words.SetupPresetsNoRoom, "names", offer.NoRoom)
}

func signInLine(offer uploader.SetupOffer) words.Key {
	switch {
	case offer.Keys:
		return words.SetupSignsIn
	case offer.Application:
		return words.SetupInBrowser
	}
	return words.SetupSignInYourself
}

func fieldLines(env *Env, offer uploader.SetupOffer) (lines []string) {
	switch {
	case offer.Fields == nil:
		return nil
	case offer.FieldsLocked:
		return []string{env.T(words.SetupFieldsLocked, words.Text("set_by", env.Words.SetBy(env.Queue.Rules().Organisation)))}
	case len(offer.Fields) == 0:
		return []string{env.T(words.SetupNoFields)}
	}
	var all, before, publishing, locked []string
	for _, field := range offer.Fields {
		label := env.fieldWords(field).Label
		all = append(all, label)
		switch {
		case field.Locked:
			locked = append(locked, label)
		case field.Required == uploader.RequiredBeforeUpload:
			before = append(before, label)
		case field.Required == uploader.RequiredBeforePublishing:
			publishing = append(publishing, label)
		}
	}
	lines = []string{env.T(words.SetupFields, count(len(all)), words.Text("fields", strings.Join(all, ", ")))}
	lines = addNames(env, lines, words.SetupBeforeUpload, "fields", before)
	lines = addNames(env, lines, words.SetupBeforePublishing, "fields", publishing)
	return addNames(env, lines, words.SetupLocked, "fields", locked)
}

func addNames(env *Env, lines []string, key words.Key, name string, names []string) []string {
	if len(names) == 0 {
		return lines
	}
	return append(lines, env.T(key, words.Text(name, strings.Join(names, ", "))))
}

// ShowThrowAway tells that a setup file that was used held keys.
func ShowThrowAway(env *Env, file string, closed func()) {
	widgets.ShowSheet(env.Kit, env.T(words.SetupThrowAwayTitle), env.T(words.SetupThrowAway, words.Text("file", file)), closed,
		widgets.SheetAction{Words: env.T(words.ButtonClose), Kind: widgets.Primary, Do: closed})
}

// fieldWords are a company field's texts in the window's language.
func (e *Env) fieldWords(field uploader.FieldDefinition) uploader.FieldWords {
	return field.In(string(e.Words.Language()))
}
