package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// GuideSection is one heading of the short guide.
type GuideSection int

// The sections of the guide, in their order.
const (
	GuideAdd GuideSection = iota
	GuideDescribe
	GuideWho
	GuideUpload
	GuidePause
	GuideStates
	GuideOff
)

// ShowGuide opens the short guide, one page that needs no network, on one of its sections.
func ShowGuide(env *Env, section GuideSection) {
	var sections []fyne.CanvasObject
	sheet := widgets.ShowPage(env.Kit, env.T(words.GuideTitle), env.T(words.ButtonClose), func(widgets.Kit) []fyne.CanvasObject {
		for _, text := range []struct{ title, text words.Key }{
			{words.GuideAdd, words.GuideAddText},
			{words.GuideDescribe, words.GuideDescribeText},
			{words.GuideWho, words.GuideWhoText},
			{words.GuideUpload, words.GuideUploadText},
			{words.GuidePause, words.GuidePauseText},
			{words.GuideStates, ""},
			{words.GuideOff, words.GuideOffText},
		} {
			column := widgets.NewColumn(4, widgets.Insets{}, widgets.NewParagraph(env.T(text.title), widgets.StyleStrong))
			if text.text == "" {
				column.Add(guideStates(env))
			} else {
				column.Add(widgets.NewParagraph(env.T(text.text), widgets.StyleBody))
			}
			sections = append(sections, column)
		}
		return sections
	}, func() {})
	if section != GuideAdd {
		sheet.Reveal(sections[section])
	}
}

// guideStates says what the words in a row mean: those of the rows themselves.
func guideStates(env *Env) fyne.CanvasObject {
	column := widgets.NewColumn(4, widgets.Insets{})
	for _, line := range []struct {
		state   uploader.State
		meaning words.Key
	}{
		{uploader.Ready, words.GuideStateReady},
		{uploader.Attention, words.GuideStateAttention},
		{uploader.Waiting, words.GuideStateWaiting},
		{uploader.Processing, words.GuideStateProcessing},
		{uploader.DoneDraft, words.GuideStateDraft},
		{uploader.Failed, words.GuideStateFailed},
	} {
		state := env.Words.State(uploader.Upload{State: line.state, Progress: uploader.Progress{Processing: -1}}, 1)
		column.Add(widgets.NewParagraph(env.T(words.GuideState, words.Text("state", state), words.Text("meaning", env.T(line.meaning))), widgets.StyleBody))
	}
	return column
}
