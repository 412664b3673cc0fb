package views

import (
	"time"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// typing is a text on its way into several videos, from the first key until the field is left. It is one step that can be taken back.
type typing struct {
	field uploader.Field
	// uploads and shared are what was there before.
	uploads []uploader.Upload
	shared  model.Shared
	text    string
	change  uploader.Change
	unsent  bool
	sent    bool
	rewrite *model.Rewrite
	step    *model.Step
	noted   bool
	cancel  func()
}

// typed takes in a text. An empty one where there were different ones leaves them as they were.
func (m *Many) typed(field uploader.Field, text string, change uploader.Change, shared model.Shared) {
	if !m.busy(field) {
		m.Flush()
		m.typing = &typing{field: field, uploads: m.batch.Uploads, shared: shared}
	}
	t := m.typing
	t.text, t.change, t.unsent = text, change, true
	m.replaces(field, t.shared, text)
	if t.cancel != nil {
		t.cancel()
	}
	const pause = 500 * time.Millisecond
	t.cancel = m.env.Kit.After(pause, m.Flush)
}

// Flush hands on what was typed.
func (m *Many) Flush() {
	t := m.typing
	if t == nil || !t.unsent {
		return
	}
	t.cancel()
	t.unsent = false
	restore := t.text == "" && t.shared.Mixed()
	t.rewrite = model.NewRewrite(t.uploads, func(int, uploader.Upload) uploader.Change {
		if restore {
			return uploader.Change{}
		}
		return t.change
	})
	if t.rewrite.Len() == 0 && !t.sent {
		return
	}
	edits := make([]uploader.Edit, len(t.uploads))
	for i, upload := range t.uploads {
		edits[i] = uploader.Edit{ID: upload.ID, Change: t.change}
		if restore {
			edits[i].Change = upload.Metadata.Change(t.field)
		}
	}
	t.sent = true
	m.door.EditEach(edits)
	m.note(t)
}

// note keeps the step of a typed text as long as it changes something.
func (m *Many) note(t *typing) {
	queue, door := m.env.Queue, m.door
	if t.step == nil {
		t.step = &model.Step{
			Undo: func() { door.EditEach(t.rewrite.Back(queue.Upload)) }, Redo: func() { door.EditEach(t.rewrite.Forth(queue.Upload)) },
		}
	}
	t.step.Words = m.env.changed(t.field, t.rewrite.Len(), m.fields)
	switch some := t.rewrite.Len() > 0; {
	case some && !t.noted:
		m.env.Undo.Did(t.step)
	case !some && t.noted:
		m.env.Undo.Forget(t.step)
	}
	t.noted = t.rewrite.Len() > 0
	m.Undone()
}

// left saves on leaving a field. What the site said of it meanwhile is shown from then on.
func (m *Many) left(here bool) {
	if here || m.typing == nil {
		return
	}
	waits := m.typing.unsent
	m.Flush()
	m.typing = nil
	if !waits {
		m.fill()
	}
}

// changed says what a step changed.
func (e *Env) changed(field uploader.Field, videos int, fields []uploader.FieldDefinition) string {
	return e.T(words.UndoChanged, words.Text("field", e.Words.Field(field, fields...)), count(videos))
}

// EditDoor edits many videos in one call.
type EditDoor interface {
	EditEach(edits []uploader.Edit)
}

// rewrite changes videos and keeps that for taking it back. step is nil where nothing changed; say gives its words.
func (e *Env) rewrite(door EditDoor, uploads []uploader.Upload, say func(videos int) string, changeOf func(int, uploader.Upload) uploader.Change) (step *model.Step) {
	r, queue := model.NewRewrite(uploads, changeOf), e.Queue
	if r.Len() == 0 {
		return nil
	}
	door.EditEach(r.Edits())
	step = &model.Step{
		Words: say(r.Len()),
		Undo:  func() { door.EditEach(r.Back(queue.Upload)) }, Redo: func() { door.EditEach(r.Forth(queue.Upload)) },
	}
	e.Undo.Did(step)
	return step
}

// change changes one field of all videos at once.
func (m *Many) change(field uploader.Field, change uploader.Change) {
	m.Flush()
	m.typing = nil
	m.env.rewrite(m.door, m.batch.Uploads, func(videos int) string { return m.env.changed(field, videos, m.fields) },
		func(int, uploader.Upload) uploader.Change { return change })
	m.Undone()
}

func (m *Many) editWho(change uploader.Change, now bool) {
	if now {
		m.change(uploader.FieldVisibility, change)
		return
	}
	m.typed(uploader.FieldPublishAt, m.who.day.Text+" "+m.who.clock.Text, change, model.Shared{Different: 1})
}

func (m *Many) setCompany(key, value string, now bool) {
	field, change := uploader.CompanyField(key), uploader.Change{Company: map[string]string{key: value}}
	if now {
		m.change(field, change)
		return
	}
	m.typed(field, value, change, m.batch.Company[key])
}

// common is what all of the videos say, for a preset.
func (m *Many) common() uploader.Filling {
	m.Flush()
	return m.batch.Common()
}
