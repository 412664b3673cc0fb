package views

import (
	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// stripDone says that everything is uploaded.
const stripDone = "done"

// ShowDone says once that everything is uploaded, and offers the history, when the last upload that was seen on its way has come to its end.
// It goes when there is something to do again. How more is added stands above and below.
func (q *Queue) ShowDone() {
	overall := q.env.Queue.Overall()
	if started(overall) || overall.Processing > 0 {
		q.worked = true
	}
	if overall.Advice() != words.AdviceAllDone {
		q.dropStrip(stripDone)
		return
	}
	if !q.worked {
		return
	}
	q.worked = false
	away := func(then func()) func() {
		return func() {
			q.dropStrip(stripDone)
			q.env.Kit.Focus(q.list)
			then()
		}
	}
	q.setStrip(stripDone, widgets.NewStrip(q.stripPane.Follow(q.env.Kit), widgets.StripContent{
		Icon: look.IconCheck, Colour: look.ColourGood, Words: q.env.Words.AllDone(overall.Done, overall.BytesDone), Close: q.env.T(words.ButtonClose),
		Actions: []widgets.StripAction{{Words: q.env.T(words.HistoryTitle), Do: away(q.events.History)}},
	}, away(func() {}), nil))
}
