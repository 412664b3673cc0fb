package views

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Strips stand between the tools and the rows, newest at the bottom. Only what confirms a success goes away by itself, and what can
// be undone after its ten seconds.
const (
	stripBanner  = "banner"
	stripRemoved = "removed"
	stripSaid    = "said"
	stripAdded   = "added"
)

func (q *Queue) setStrip(name string, strip *widgets.Strip) {
	if _, there := q.strip[name]; !there {
		q.order = append(q.order, name)
	}
	q.strip[name] = strip
	q.showStrips()
}

func (q *Queue) dropStrip(name string) {
	if _, there := q.strip[name]; there {
		delete(q.strip, name)
		q.order = slices.DeleteFunc(q.order, func(other string) bool { return other == name })
		q.showStrips()
	}
}

func (q *Queue) showStrips() {
	q.strips.Objects = nil
	for _, name := range q.order {
		q.strips.Add(q.strip[name])
	}
	q.showParts()
}

// Say confirms something for a moment.
func (q *Queue) Say(text string) {
	q.setStrip(stripSaid, widgets.NewStrip(q.stripPane.Follow(q.env.Kit), widgets.StripContent{Icon: look.IconCheck, Colour: look.ColourGood, Words: text}, nil, nil))
	const readable = 4 * time.Second
	shown := q.strip[stripSaid]
	q.env.Kit.After(readable, func() {
		if q.strip[stripSaid] == shown {
			q.dropStrip(stripSaid)
		}
	})
}

// Intake says how adding went: a moment for what was added, lasting for what could not be, and the question before very many.
func (q *Queue) Intake(result uploader.IntakeResult) {
	name := stripAdded + strconv.Itoa(result.Batch)
	if result.Asking != nil {
		q.askFolder(name, result)
		return
	}
	q.dropStrip(name)
	delete(q.asking, name)
	if len(result.Added) > 0 && q.env.Queue.Filtered() {
		q.showAll()
	}
	q.Landed(result.Added)
	if len(result.Rejected) == 0 && len(result.Added) > 0 {
		q.dropIntake()
		q.Say(q.env.Words.Intake(result))
		return
	}
	q.dropIntake()
	q.added = slices.DeleteFunc(slices.Clone(result.Added), q.gone)
	q.showIntake(name, result, len(result.Added) == 0)
}

// dropIntake takes away what was said about adding before: only the newest counts. A question that is not answered stays.
func (q *Queue) dropIntake() {
	for _, name := range slices.Clone(q.order) {
		if strings.HasPrefix(name, stripAdded) && !q.asking[name] {
			q.dropStrip(name)
		}
	}
	q.added = nil
}

// dropStaleIntake takes the strip away when every row that it told of is gone, and when the list has become empty.
func (q *Queue) dropStaleIntake() {
	some := q.env.Queue.Count() > 0
	told := len(q.added) > 0
	q.added = slices.DeleteFunc(q.added, q.gone)
	if (q.some && !some) || (told && len(q.added) == 0) {
		q.dropIntake()
	}
	q.some = some
}

func (q *Queue) gone(id uploader.UploadID) bool {
	_, there := q.env.Queue.Upload(id)
	return !there
}

func (q *Queue) showIntake(name string, result uploader.IntakeResult, open bool) {
	content := widgets.StripContent{
		Icon: look.IconInfo, Colour: look.ColourCareful, Words: q.env.Words.Intake(result), Close: q.env.T(words.ButtonClose),
	}
	one := len(result.Added) == 0 && len(result.Rejected) == 1
	if len(result.Rejected) > 0 && !one {
		label := words.ButtonShow
		if open {
			label = words.ButtonHide
			for _, rejection := range result.Rejected {
				content.Details = append(content.Details, q.env.Words.Rejection(rejection))
			}
		}
		content.Actions = []widgets.StripAction{{Words: q.env.T(label), Main: true, Do: func() { q.showIntake(name, result, !open) }}}
	}
	q.setStrip(name, widgets.NewStrip(q.stripPane.Follow(q.env.Kit), content, func() { q.dropStrip(name) }, nil))
}

func (q *Queue) askFolder(name string, result uploader.IntakeResult) {
	answer := func(add bool) func() {
		return func() {
			q.dropStrip(name)
			delete(q.asking, name)
			q.door.AddFolderAnyway(result.Batch, add)
		}
	}
	q.asking[name] = true
	q.setStrip(name, widgets.NewStrip(q.stripPane.Follow(q.env.Kit), widgets.StripContent{
		Icon: look.IconFolder, Colour: look.ColourMain, Words: q.env.Words.Intake(result),
		Actions: []widgets.StripAction{
			{Words: q.env.T(words.ButtonAddCount, count(result.Asking.Count)), Do: answer(true)},
			{Words: q.env.T(words.ButtonCancel), Main: true, Do: answer(false)},
		},
	}, nil, nil))
}

// Remove takes rows out of the list, with Undo. Many at once, with some on their way, are asked about first.
func (q *Queue) Remove(ids []uploader.UploadID) {
	const many = 10
	running := q.env.Queue.In(ids, func(state uploader.State) bool { return state.Started() })
	if len(ids) <= many || len(running) == 0 {
		q.remove(ids)
		return
	}
	widgets.ShowSheet(q.env.Kit, q.env.Words.RemoveQuestion(len(ids), len(running)), "", nil,
		widgets.SheetAction{Words: q.env.T(words.ButtonKeep), Kind: widgets.Primary},
		widgets.SheetAction{Words: q.env.T(words.ButtonRemoveCount, count(len(ids))), Kind: widgets.Plain, Do: func() { q.remove(ids) }})
}

func (q *Queue) remove(ids []uploader.UploadID) {
	text := q.env.T(words.RemovedCount, count(len(ids)))
	if upload, there := q.env.Queue.Upload(ids[0]); there && len(ids) == 1 {
		text = q.env.T(words.SentenceRemoved, words.Text("title", upload.DisplayTitle()))
	}
	ids = slices.Clone(ids)
	step := &model.Step{Words: text, Undo: func() { q.door.Restore(ids) }, Redo: func() { q.door.Remove(ids) }}
	q.door.Remove(ids)
	q.env.Undo.Did(step)
	q.offerUndo(step, ids)
}

// ShowBanner says what holds up more than a row, and what lasts about this computer.
func (q *Queue) ShowBanner() {
	for _, name := range slices.Clone(q.order) {
		if len(name) >= len(stripBanner) && name[:len(stripBanner)] == stripBanner {
			q.dropStrip(name)
		}
	}
	reason := q.named(q.env.Queue.Banner())
	q.env.countDown(stripBanner, reason.NextTry, func() {
		if strip, there := q.strip[stripBanner]; there {
			strip.SetDetail(0, q.env.Words.Reason(reason).Sentence)
		}
	})
	if !reason.IsZero() {
		q.setStrip(stripBanner, q.reasonStrip(reason, nil))
	}
	for _, reason := range q.env.Queue.Messages() {
		q.setStrip(stripBanner+string(reason.Code), q.reasonStrip(reason, func() {
			q.env.Queue.PutAway(reason.Code)
			q.ShowBanner()
		}))
	}
}

// named gives a reason the name that people know the site by.
func (q *Queue) named(reason uploader.Reason) uploader.Reason {
	current := q.env.Queue.Current()
	if current.SiteName != "" && (reason.Site == "" || reason.Site == current.Host) {
		reason.Site = current.SiteName
	}
	return reason
}

func (q *Queue) reasonStrip(reason uploader.Reason, closed func()) *widgets.Strip {
	text := q.env.Words.Reason(reason)
	content := widgets.StripContent{Icon: look.IconWarning, Colour: look.ColourCareful, Words: text.Headline}
	if text.Sentence != "" {
		content.Details = []string{text.Sentence}
	}
	if closed != nil {
		content.Close = q.env.T(words.ButtonClose)
	}
	for i, button := range []words.Button{{Text: text.Button, Action: text.Action}, text.Second} {
		if q.env.possible(button.Action, reason) && forBanner(button.Action) {
			content.Actions = append(content.Actions, widgets.StripAction{Words: button.Text, Main: i > 0, Do: func() { q.actBanner(reason, button.Action) }})
		}
	}
	return widgets.NewStrip(q.stripPane.Follow(q.env.Kit), content, closed, nil)
}

func forBanner(action words.Action) bool {
	switch action {
	case words.ActionSignIn, words.ActionChangeAddress, words.ActionPasteAgain, words.ActionCopyForIT, words.ActionCopyForAdministrator,
		words.ActionTryNow, words.ActionTryAgain, words.ActionOpenSite, words.ActionUnlock,
		words.ActionGetUpdate, words.ActionEnterProxySignIn, words.ActionOpenWiFiPage, words.ActionOpenTimeSettings, words.ActionCheckConnection, words.ActionCopyReport:
		return true
	}
	return false
}

func (q *Queue) actBanner(reason uploader.Reason, action words.Action) {
	switch action {
	case words.ActionTryNow, words.ActionTryAgain, words.ActionUnlock:
		q.door.Retry(q.env.Queue.In(nil, func(state uploader.State) bool {
			return state == uploader.WaitingNetwork || state == uploader.WaitingSite || state == uploader.WaitingSignIn
		}))
	default:
		current := q.env.Queue.Current()
		q.Act(uploader.Upload{Account: current.ID, Reason: reason}, action)
	}
}
