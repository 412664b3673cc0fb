package views

import (
	"hash/fnv"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// shapes give each state its shape and the role of its colour; the words come from the words room. No two states that can be
// mistaken for each other share a shape.
var shapes = map[uploader.State]struct {
	shape  look.Icon
	colour fyne.ThemeColorName
}{
	uploader.Preparing:       {"state-dots", look.ColourIdle},
	uploader.Ready:           {"state-plus", look.ColourIdle},
	uploader.Attention:       {"state-attention", look.ColourCareful},
	uploader.Waiting:         {"state-equals", look.ColourIdle},
	uploader.Uploading:       {"state-up", look.ColourMain},
	uploader.Paused:          {"state-bars", look.ColourIdle},
	uploader.WaitingNetwork:  {"state-ring", look.ColourCareful},
	uploader.WaitingSite:     {"state-ring", look.ColourCareful},
	uploader.WaitingSignIn:   {"state-key", look.ColourCareful},
	uploader.Finishing:       {"state-arrow-line", look.ColourMain},
	uploader.Checking:        {"state-search", look.ColourMain},
	uploader.Extras:          {"state-arrow-line", look.ColourMain},
	uploader.Processing:      {"state-right", look.ColourMain},
	uploader.DoneDraft:       {"state-tick", look.ColourGood},
	uploader.DonePublic:      {"state-tick-circle", look.ColourGood},
	uploader.DoneScheduled:   {"state-clock", look.ColourGood},
	uploader.DonePlaceholder: {"state-tick-dashed", look.ColourGood},
	uploader.DoneSent:        {"state-tick", look.ColourGood},
	uploader.DoneWarning:     {"state-tick-attention", look.ColourCareful},
	uploader.Failed:          {"state-cross", look.ColourPerson},
}

func (e *Env) face(upload uploader.Upload) widgets.Face {
	known, found := shapes[upload.State]
	if !found {
		known.shape, known.colour = "state-attention", look.ColourCareful
	}
	return widgets.Face{Shape: known.shape, Words: e.Words.State(upload, e.Queue.Ahead(upload.ID)), Colour: known.colour}
}

// hasBar says in which states the amount is drawn as well as said.
func hasBar(upload uploader.Upload) bool {
	if upload.Progress.Size <= 0 {
		return false
	}
	switch upload.State {
	case uploader.Uploading, uploader.Finishing:
		return true
	case uploader.Paused, uploader.WaitingNetwork, uploader.WaitingSite, uploader.WaitingSignIn, uploader.Waiting, uploader.Checking:
		return upload.Progress.Acked > 0
	}
	return false
}

func (e *Env) progress(upload uploader.Upload) widgets.Progress {
	ahead, fields := e.Queue.Ahead(upload.ID), e.fields(upload)
	progress := widgets.Progress{
		State: e.face(upload), HasBar: hasBar(upload), Sentence: e.Words.Sentence(upload, ahead, fields...),
		Spoken: e.Words.Spoken(upload, ahead, fields...),
	}
	if upload.State.Settled() && upload.Result.Gone {
		progress.Sentence = e.T(words.HistoryGoneFrom, words.Text("site", e.site(e.Queue.Account(upload.Account))))
		progress.Careful = true
	}
	switch upload.State {
	case uploader.Uploading, uploader.Finishing, uploader.Checking:
	default:
		progress.Idle = true
	}
	switch upload.State {
	case uploader.Attention, uploader.DoneWarning, uploader.WaitingSignIn:
		progress.Careful = true
	case uploader.Failed:
		progress.Failed = true
	}
	if upload.Progress.Size > 0 {
		progress.Shares = widgets.Shares{Acked: share(upload, upload.Progress.Acked), Written: share(upload, upload.Progress.Written)}
		if upload.State != uploader.Uploading {
			progress.Shares.Written = progress.Shares.Acked
		}
	}
	if explained(upload) {
		progress.HasBar = false
	}
	return progress
}

// explained reports whether a wait has a reason that a person should read whole: it takes the bar's place, which has little room.
func explained(upload uploader.Upload) bool {
	switch upload.State {
	case uploader.WaitingSite, uploader.WaitingNetwork:
		return !upload.Reason.IsZero() && upload.Reason.Code != uploader.ReasonBusy && upload.Reason.Code != uploader.ReasonOffline
	}
	return false
}

// share is how much of the bar an amount fills. A full bar says that the site has confirmed the video, so until then a little is
// left out.
func share(upload uploader.Upload, amount int64) float32 {
	const mostUntilArrived = 0.98
	most := float32(mostUntilArrived)
	if upload.State.Arrived() {
		most = 1
	}
	return min(float32(amount)/float32(upload.Progress.Size), most)
}

func (e *Env) rowContent(upload uploader.Upload, act func(uploader.Upload, words.Action)) widgets.RowContent {
	content := widgets.RowContent{
		Progress: e.progress(upload),
		Title:    upload.DisplayTitle(),
		FileName: upload.Metadata.Title == "",
		Facts:    e.facts(upload),
		Ticked:   e.Selection.Ticked(upload.ID),
		Selected: e.Selection.Selected(upload.ID), Open: e.Selection.Open(upload.ID),
	}
	content.Tile, content.Glyph, content.Tag = tile(upload)
	for _, button := range e.buttons(upload) {
		content.Actions = append(content.Actions, widgets.Action{Words: button.Text, Do: func() { act(upload, button.Action) }})
	}
	return content
}

func (e *Env) facts(upload uploader.Upload) string {
	if e.Queue.Account(upload.Account).Guest() {
		return e.Words.GuestFacts(upload, e.goesTo(upload))
	}
	return e.Words.Facts(upload, e.goesTo(upload))
}

// buttons leaves out what cannot be done yet, for what is not built is not shown, and what would change nothing.
func (e *Env) buttons(upload uploader.Upload) []words.Button {
	next := e.Queue.Ahead(upload.ID) == 0
	return slices.DeleteFunc(slices.Clone(e.Words.Buttons(upload)), func(button words.Button) bool {
		return !e.possible(button.Action, upload.Reason) || (next && button.Action == words.ActionFirst)
	})
}

// possible reports whether pressing a button would do something here.
func (e *Env) possible(action words.Action, reason uploader.Reason) bool {
	switch action {
	case words.ActionNone, words.ActionFreeSpace, words.ActionShowMissing, words.ActionAddOriginal:
		return false
	case words.ActionGetUpdate:
		return e.Queue.Newer().Version != ""
	case words.ActionOpenTimeSettings:
		return e.System.HasTimeSettings()
	case words.ActionOpenWiFiPage:
		return e.wifiPage(reason) != ""
	}
	return true
}

var soundKinds = []string{"MP3", "WAV", "M4A", "AAC", "FLAC", "OGG", "OGA", "WMA", "AIFF", "AIF", "OPUS"}

func tile(upload uploader.Upload) (picture, glyph fyne.Resource, tag string) {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(upload.ID))
	kind := look.IconPlay
	tag = strings.ToUpper(strings.TrimPrefix(filepath.Ext(upload.Source.Name), "."))
	const longestTag = 5
	if len(tag) > longestTag {
		tag = ""
	}
	switch {
	case upload.Placeholder():
		kind = look.IconPlaceholder
	case slices.Contains(soundKinds, tag):
		kind = look.IconSound
	}
	return look.Tile(hash.Sum32()), kind.White(), tag
}
