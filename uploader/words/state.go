package words

import (
	"math"

	"twentythree-uploader/uploader"
)

// State is the state of an upload in words: "Uploading 42 %", "Waiting, 3 ahead", "Scheduled: 4 Dec, 09:00". ahead is how many
// uploads go before it. It says as much as its colour and shape do, so that neither is needed.
func (w *Words) State(u uploader.Upload, ahead int) string {
	percent := Text("percent", w.Percent(u.Progress.Percent()))
	switch u.State {
	case uploader.Waiting:
		if ahead <= 0 {
			return w.T(StateNext)
		}
		return w.T(stateKey(u.State), Count("ahead", ahead))
	case uploader.Uploading, uploader.Paused:
		if u.Progress.Size <= 0 {
			return w.T(stateKey(u.State) + ".plain")
		}
		return w.T(stateKey(u.State), percent)
	case uploader.WaitingSite:
		if code := u.Reason.Code; code != "" && code != uploader.ReasonBusy && code != uploader.ReasonBusyLong {
			return w.T(StateSiteHolds)
		}
	case uploader.Processing:
		if u.Progress.Processing < 0 {
			return w.T(stateKey(u.State) + ".plain")
		}
		return w.T(stateKey(u.State), Text("percent", w.Percent(processed(u))))
	case uploader.DoneScheduled:
		return w.scheduled(u)
	}
	if !u.State.Known() {
		return w.T(StateUnknown)
	}
	return w.T(stateKey(u.State))
}

func stateKey(state uploader.State) Key { return Key("state." + string(state)) }

func processed(u uploader.Upload) int {
	return int(math.Floor(min(u.Progress.Processing, 1) * 100))
}

func (w *Words) scheduled(u uploader.Upload) string {
	at := u.Result.PublishAt
	if at.IsZero() {
		at = u.Metadata.PublishAt
	}
	if at.IsZero() {
		return w.T(stateKey(uploader.DoneScheduled) + ".plain")
	}
	return w.T(stateKey(uploader.DoneScheduled), Text("when", w.InZone(u.Metadata.PublishZone).DateTime(at)))
}

// MainButton is the one useful button of an upload's state, or none.
func (w *Words) MainButton(u uploader.Upload) Button {
	if buttons := w.Buttons(u); len(buttons) > 0 {
		return buttons[0]
	}
	return Button{}
}

// Buttons are the buttons of an upload's row, the main one first, at most two. A reason that a person must do something about
// decides before the state does.
func (w *Words) Buttons(u uploader.Upload) []Button {
	if reasonDecides(u) {
		if reason := w.Reason(u.Reason); reason.Action != ActionNone {
			return present(Button{reason.Button, reason.Action}, reason.Second)
		}
	}
	switch u.State {
	case uploader.Attention:
		return []Button{w.button(ButtonFix, ActionFix)}
	case uploader.Waiting:
		return []Button{w.button(ButtonFirst, ActionFirst)}
	case uploader.Uploading:
		return []Button{w.button(ButtonPause, ActionPause)}
	case uploader.Paused:
		return []Button{w.button(ButtonResume, ActionResume)}
	case uploader.WaitingSite:
		return []Button{w.button(ButtonTryNow, ActionTryNow)}
	case uploader.WaitingSignIn:
		return []Button{w.button(ButtonSignIn, ActionSignIn)}
	case uploader.DonePlaceholder:
		return []Button{w.button(ButtonAddFile, ActionAddFile)}
	case uploader.Failed:
		return []Button{w.button(ButtonTryAgain, ActionTryAgain)}
	case uploader.Removed:
		return []Button{w.button(ButtonUndo, ActionUndo)}
	}
	return w.videoButtons(u)
}

// videoButtons are those of a video that exists. What has no address yet gets no button that would open nothing.
func (w *Words) videoButtons(u uploader.Upload) []Button {
	var open, link Button
	if u.Result.ManageURL != "" || u.Result.PageURL != "" {
		open = w.button(ButtonOpen, ActionOpen)
	}
	if u.Result.PageURL != "" {
		link = w.button(ButtonCopyLink, ActionCopyLink)
	}
	switch u.State {
	case uploader.DoneWarning:
		if u.Reason.Code == uploader.ReasonExtrasFailed {
			return []Button{w.button(ButtonTryAgain, ActionTryAgain)}
		}
		return present(open, link)
	case uploader.DoneDraft, uploader.DoneScheduled, uploader.DonePublic:
		return present(open, link)
	case uploader.Processing:
		return present(link)
	}
	return nil
}

func present(buttons ...Button) []Button {
	var shown []Button
	for _, button := range buttons {
		if button.Action != ActionNone {
			shown = append(shown, button)
		}
	}
	return shown
}

func reasonDecides(u uploader.Upload) bool {
	switch u.State {
	case uploader.Attention, uploader.Failed, uploader.WaitingNetwork, uploader.WaitingSite, uploader.WaitingSignIn, uploader.Preparing:
		return !u.Reason.IsZero()
	}
	return false
}
