package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// offerUndo says above the rows what was removed and can be brought back, for as long as that takes to read.
func (q *Queue) offerUndo(step *model.Step, removed []uploader.UploadID) {
	q.endUndo()
	q.undoing, q.undo = step, slices.Clone(removed)
	q.setStrip(stripRemoved, undoStrip(q.env, q.stripPane.Follow(q.env.Kit), step.Words, func() {
		if q.env.Undo.Withdraw(step) {
			q.endUndo()
			q.env.Kit.Focus(q.list)
		}
	}, q.endUndo, q.holdUndo))
	q.holdUndo(false)
}

func undoStrip(env *Env, kit widgets.Kit, text string, undo, closed func(), held func(bool)) *widgets.Strip {
	return widgets.NewStrip(kit, widgets.StripContent{
		Icon: look.IconInfo, Colour: look.ColourSecondary, Words: text,
		Actions: []widgets.StripAction{{Words: env.T(words.ButtonUndo), Main: true, Do: undo}},
		Close:   env.T(words.ButtonClose),
	}, closed, held)
}

// holdUndo lets the strip stay while the pointer or the keyboard is on it.
func (q *Queue) holdUndo(held bool) {
	if q.undoEnds != nil {
		q.undoEnds()
		q.undoEnds = nil
	}
	if !held {
		q.undoEnds = q.env.Kit.After(uploader.UndoWindow, q.endUndo)
	}
}

func (q *Queue) endUndo() {
	q.undo, q.undoing, q.unpublish = nil, nil, nil
	q.dropStrip(stripRemoved)
	q.dropStrip(stripPublished)
}

// Gone takes the offer to undo away when what was removed can no longer be brought back.
func (q *Queue) Gone(ids []uploader.UploadID) {
	if len(q.undo) == 0 || len(ids) == 0 {
		return
	}
	q.undo = slices.DeleteFunc(q.undo, func(id uploader.UploadID) bool { return slices.Contains(ids, id) })
	if len(q.undo) == 0 {
		q.env.Undo.Forget(q.undoing)
		q.endUndo()
	}
}

// Undo takes back what was done last, says so, and reports whether there was anything.
func (q *Queue) Undo() bool {
	if q.unpublish != nil && q.env.Undo.Last() == q.publishedAfter {
		q.takeBackPublishing()
		return true
	}
	offered := q.undoing
	step := q.env.Undo.Back()
	if step == nil {
		return false
	}
	if step == offered {
		q.endUndo()
	} else {
		q.Say(q.env.T(words.UndoUndone, words.Text("what", step.Words)))
	}
	return true
}

// Redo does once more what was taken back last, and says so.
func (q *Queue) Redo() {
	if step := q.env.Undo.Forth(); step != nil {
		q.Say(q.env.T(words.UndoRedone, words.Text("what", step.Words)))
	}
}

// reorder moves rows so that it can be taken back, and done again.
func (q *Queue) reorder(moved int, move func()) {
	queue, door := q.env.Queue, q.door
	former := queue.Whole()
	var latter []uploader.UploadID
	bring := func(order []uploader.UploadID) {
		if ids, before := model.Reorder(queue.Whole(), order); len(ids) > 0 {
			door.Move(ids, before)
		}
	}
	move()
	q.env.Undo.Did(&model.Step{
		Words: q.env.T(words.UndoMoved, count(moved)),
		Undo: func() {
			latter = queue.Whole()
			bring(former)
		},
		Redo: func() { bring(latter) },
	})
}

// offer says in a panel or a sheet what was done there, for ten seconds, and takes it back. It waits while the pointer or the keyboard
// is on it.
type offer struct {
	env   *Env
	kit   widgets.Kit
	piece *fyne.Container
	ends  func()
}

func newOffer(env *Env, kit widgets.Kit) *offer {
	o := &offer{env: env, kit: kit, piece: widgets.NewColumn(0, widgets.Insets{})}
	o.piece.Hide()
	return o
}

// show offers to take a step back; undone is called when that was done here.
func (o *offer) show(step *model.Step, undone func()) {
	o.say(undoStrip(o.env, o.kit, step.Words, func() {
		o.end()
		if o.env.Undo.Withdraw(step) {
			undone()
		}
	}, o.end, o.hold))
}

func (o *offer) say(strip *widgets.Strip) {
	o.piece.Objects = []fyne.CanvasObject{strip}
	o.piece.Show()
	o.hold(false)
	o.grown()
}

func (o *offer) hold(held bool) {
	if o.ends != nil {
		o.ends()
		o.ends = nil
	}
	if !held {
		o.ends = o.kit.After(uploader.UndoWindow, o.end)
	}
}

func (o *offer) end() {
	if o.ends != nil {
		o.ends()
		o.ends = nil
	}
	if o.piece.Visible() {
		o.piece.Objects = nil
		o.piece.Hide()
		o.grown()
	}
}

func (o *offer) grown() {
	if o.kit.Grown != nil {
		o.kit.Grown()
	}
}
