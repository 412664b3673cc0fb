package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// ShowGuide opens the short guide, which needs no network, on one of its chapters.
func ShowGuide(env *Env, open GuideChapter) {
	var pages []widgets.SheetPage
	for _, chapter := range guideChapters() {
		pages = append(pages, widgets.SheetPage{Name: env.T(chapter.title), Pieces: func(widgets.Kit) []fyne.CanvasObject {
			return chapter.pieces(env)
		}})
	}
	widgets.ShowPages(env.Kit, env.T(words.GuideTitle), env.T(words.GuideChapters), env.T(words.ButtonClose), pages, int(open), func() {})
}

func (c guideChapter) pieces(env *Env) (pieces []fyne.CanvasObject) {
	// The title is there again: what is read goes on below it.
	pieces = append(pieces, widgets.NewParagraph(env.T(c.title), widgets.StyleStrong))
	if c.title == words.GuideStates {
		return append(pieces, guideStates(env))
	}
	for _, part := range c.parts {
		column := widgets.NewColumn(4, widgets.Insets{})
		if part.head != "" {
			column.Add(widgets.NewParagraph(env.T(part.head), widgets.StyleLabel))
		}
		column.Add(widgets.NewParagraph(env.T(part.text), widgets.StyleBody))
		pieces = append(pieces, column)
	}
	return pieces
}

// guideStates says what the words in a row mean: those of the rows themselves.
func guideStates(env *Env) fyne.CanvasObject {
	column := widgets.NewColumn(8, widgets.Insets{})
	for _, line := range []struct {
		state   uploader.State
		meaning words.Key
	}{
		{uploader.Ready, words.GuideStateReady},
		{uploader.Attention, words.GuideStateAttention},
		{uploader.Waiting, words.GuideStateWaiting},
		{uploader.Paused, words.GuideStatePaused},
		{uploader.Checking, words.GuideStateChecking},
		{uploader.Processing, words.GuideStateProcessing},
		{uploader.DoneDraft, words.GuideStateDraft},
		{uploader.DoneScheduled, words.GuideStateScheduled},
		{uploader.DonePublic, words.GuideStatePublic},
		{uploader.Failed, words.GuideStateFailed},
	} {
		state := strings.TrimRight(env.Words.State(uploader.Upload{State: line.state, Progress: uploader.Progress{Processing: -1}}, 1), " …")
		column.Add(widgets.NewParagraph(env.T(words.GuideState, words.Text("state", state), words.Text("meaning", env.T(line.meaning))), widgets.StyleBody))
	}
	return column
}
