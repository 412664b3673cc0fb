package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Group lets the arrow keys go from one of several choices to the next, and round at the ends. They choose nothing: who only passes by a choice
// that goes public has not made it. Tab goes through them as well.
func Group(choices ...*Tick) {
	for _, choice := range choices {
		choice.group = choices
	}
}

// TypedKey goes to another choice of the group, or does what every control does.
func (t *Tick) TypedKey(event *fyne.KeyEvent) {
	step := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyLeft: -1, fyne.KeyDown: 1, fyne.KeyRight: 1}[event.Name]
	if len(t.group) == 0 || step == 0 {
		t.control.TypedKey(event)
		return
	}
	count := len(t.group)
	for at := slices.Index(t.group, t) + step; ; at += step {
		next := t.group[(at+count)%count]
		if next == t || next.Visible() && !next.Disabled() {
			t.kit.Focus(next)
			return
		}
	}
}
