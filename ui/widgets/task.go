package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// ShowTask opens a sheet with fields for one task. The button does it and closes the sheet, unless do says that something is left to be
// mended; cancel closes it without.
func ShowTask(kit Kit, title, button, cancel string, fields func(Kit) []fyne.CanvasObject, do func() bool) *Task {
	return showTask(kit, formWidth, title, button, cancel, fields, do)
}

// ShowWideTask is ShowTask with room for two fields beside each other.
func ShowWideTask(kit Kit, title, button, cancel string, fields func(Kit) []fyne.CanvasObject, do func() bool) *Task {
	const width = 620
	return showTask(kit, width, title, button, cancel, fields, do)
}

func showTask(kit Kit, width float32, title, button, cancel string, fields func(Kit) []fyne.CanvasObject, do func() bool) *Task {
	t := &Task{Sheet: newSheet(kit, nil)}
	t.width = width
	column := NewColumn(16, Evenly(formEdge))
	t.pane = NewPane(t.kit, column)
	column.Objects = fields(t.innerKit())
	t.Button = NewButton(t.kit, Primary, button, func() { t.Do(do) })
	leave := NewButton(t.kit, Plain, cancel, t.Close).Tall()
	t.card = NewCard(container.New(form{t.pane}, NewParagraph(title, StyleHeading), t.pane, NewWays(t.Button, leave)))
	t.first = firstFocusable(column)
	t.ExtendBaseWidget(t.Sheet)
	t.open()
	return t
}

// Task is an open sheet for one task.
type Task struct {
	*Sheet
	// Button does the task.
	Button *Button
}

// Do does the task as its button does, and closes the sheet when it is done.
func (t *Task) Do(do func() bool) {
	if do() {
		t.Close()
	}
}
