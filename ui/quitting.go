package ui

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// AskToClose closes the window. While videos are on their way that is what the person chose: they go on in the background, they go on at
// the next start, or a question.
func (w *Window) AskToClose() {
	w.flush()
	if w.askUnsaved() {
		return
	}
	switch closing := w.queue.Settings().Closing; {
	case !onItsWay(w.queue.Overall()) || closing == uploader.ClosingQuits:
		w.close()
	case closing == uploader.ClosingHides:
		w.putAway()
	default:
		w.askWhatBecomes(true)
	}
}

// AskToQuit ends the program, after a question while videos are on their way, unless quitting is what closing does anyway.
func (w *Window) AskToQuit() {
	w.flush()
	if w.askUnsaved() {
		return
	}
	if !onItsWay(w.queue.Overall()) || w.queue.Settings().Closing == uploader.ClosingQuits {
		w.close()
		return
	}
	w.askWhatBecomes(false)
}

// askWhatBecomes asks what becomes of uploads that are on their way; lasting says that the answer may hold from now on. Once, where it is off,
// starting with the computer is offered along.
func (w *Window) askWhatBecomes(lasting bool) {
	if w.quitting != nil {
		return
	}
	startup := w.queue.Startup()
	offers := startup.Possible && !startup.On && !w.queue.Settings().StartupOffered
	var always, starts *widgets.Tick
	ticks := func(kit widgets.Kit) (ticks []fyne.CanvasObject) {
		if offers {
			starts = widgets.NewTick(kit, w.env.T(words.QuitStartup), false, nil)
			ticks = append(ticks, starts)
		}
		if lasting {
			always = widgets.NewTick(kit, w.env.T(words.QuitAlways), false, nil)
			ticks = append(ticks, always)
		}
		return ticks
	}
	answer := func(closing uploader.Closing, do func()) func() {
		return func() {
			w.quitting = nil
			w.keepAnswers(closing, always != nil && always.On(), starts)
			do()
		}
	}
	open := func() { w.quitting = nil }
	w.quitting = widgets.ShowSheetAbove(w.env.Kit, w.env.T(words.QuitTitle), w.env.Words.QuitQuestion(w.queue.Overall()), ticks, open,
		widgets.SheetAction{Words: w.env.T(words.QuitStay), Note: w.stayNote(), Kind: widgets.Primary, Do: answer(uploader.ClosingHides, w.putAway)},
		widgets.SheetAction{Words: w.env.T(words.QuitLeave), Note: w.env.T(words.QuitKept), Kind: widgets.Plain, Do: answer(uploader.ClosingQuits, w.quit)},
		widgets.SheetAction{Words: w.env.T(words.ButtonCancel), Kind: widgets.Plain, Do: open})
}

// keepAnswers keeps what was ticked; starts is nil where starting with the computer was not offered.
func (w *Window) keepAnswers(closing uploader.Closing, always bool, starts *widgets.Tick) {
	settings := w.queue.Settings()
	if always {
		settings.Closing = closing
	}
	if starts != nil {
		settings.StartupOffered = true
		if starts.On() {
			w.config.Door.SetStartup(true)
		}
	}
	if settings != w.queue.Settings() {
		w.config.Door.SetSettings(settings)
	}
}

// freshenQuestion keeps the question true while it is open: once nothing is on its way any more there is nothing to ask.
func (w *Window) freshenQuestion() {
	if w.quitting == nil {
		return
	}
	if overall := w.queue.Overall(); onItsWay(overall) {
		w.quitting.Reword(w.env.Words.QuitQuestion(overall))
	} else {
		w.quitting.Leave()
	}
}

// stayNote says where the window goes when uploads go on without it.
func (w *Window) stayNote() string {
	if w.config.shell.tray != nil {
		return ""
	}
	return w.env.T(words.QuitMinimised)
}
