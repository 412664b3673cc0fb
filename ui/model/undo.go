package model

import "slices"

// Step is one thing that a person did to the list and can take back. Both functions may be called again and again, in turn.
type Step struct {
	// Words say what was done, for a person to read.
	Words string
	// Undo takes it back, Redo does it once more.
	Undo, Redo func()
}

// Undo is what a person did to the list since the program began, newest last. The zero value is empty and ready.
type Undo struct {
	done, undone []*Step
}

// mostSteps is how many steps back are kept.
const mostSteps = 100

// Did notes a step that was just done. What was taken back before can no longer be done again.
func (u *Undo) Did(step *Step) {
	u.done = append(u.done, step)
	if len(u.done) > mostSteps {
		u.done = slices.Delete(u.done, 0, 1)
	}
	u.undone = nil
}

// Last is the step that Back takes back, nil for none.
func (u *Undo) Last() *Step {
	if len(u.done) == 0 {
		return nil
	}
	return u.done[len(u.done)-1]
}

// Back takes the last step back and gives it, nil when there is none.
func (u *Undo) Back() *Step {
	step := u.Last()
	if step != nil {
		u.done = u.done[:len(u.done)-1]
		u.undone = append(u.undone, step)
		step.Undo()
	}
	return step
}

// Forth does the step that was taken back last once more and gives it, nil when there is none.
func (u *Undo) Forth() *Step {
	if len(u.undone) == 0 {
		return nil
	}
	step := u.undone[len(u.undone)-1]
	u.undone = u.undone[:len(u.undone)-1]
	u.done = append(u.done, step)
	step.Redo()
	return step
}

// Withdraw takes one step back out of turn, for the offer that stands beside what it did, and reports whether it was still done.
func (u *Undo) Withdraw(step *Step) bool {
	at := slices.Index(u.done, step)
	if at < 0 {
		return false
	}
	u.done = slices.Delete(u.done, at, at+1)
	u.undone = append(u.undone, step)
	step.Undo()
	return true
}

// Forget drops a step that did nothing after all.
func (u *Undo) Forget(step *Step) {
	u.done = slices.DeleteFunc(u.done, func(other *Step) bool { return other == step })
}
