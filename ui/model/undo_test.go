package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"twentythree-uploader/uploader"
)

func TestStepsAreTakenBackAndDoneAgainInTurn(t *testing.T) {
	t.Parallel()
	var undo Undo
	value := 0
	add := func(by int) *Step {
		value += by
		step := &Step{Undo: func() { value -= by }, Redo: func() { value += by }}
		undo.Did(step)
		return step
	}
	if undo.Back() != nil || undo.Forth() != nil || undo.Last() != nil {
		t.Fatal("there is something to take back before anything was done")
	}
	one := add(1)
	add(10)
	undo.Back()
	undo.Back()
	if value != 0 {
		t.Fatalf("taken back: %d", value)
	}
	if undo.Forth() != one || value != 1 {
		t.Fatalf("done again: %d", value)
	}
	add(100)
	if undo.Forth() != nil {
		t.Error("after something new what was taken back can still be done again")
	}
	if !undo.Withdraw(one) || value != 100 || undo.Withdraw(one) {
		t.Errorf("out of turn: %d", value)
	}
	for range 2 * mostSteps {
		add(1)
	}
	steps := 0
	for undo.Back() != nil {
		steps++
	}
	if steps != mostSteps {
		t.Errorf("%d steps are kept", steps)
	}
}

// TestAnOrderIsBroughtBack moves rows about and takes that back in one move, as the engine makes it.
func TestAnOrderIsBroughtBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		former := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-h]`), 0, 8, rapid.ID).Draw(t, "former")
		now := rapid.Permutation(former).Draw(t, "now")
		was, is := named(former), named(now)
		moved, before := Reorder(is, was)
		if got := engineMoves(is, moved, before); !slices.Equal(got, was) {
			t.Fatalf("from %v by moving %v before %q to %v, not %v", is, moved, before, got, was)
		}
	})
	moved, before := Reorder(named([]string{"c", "a", "new", "b"}), named([]string{"a", "gone", "b", "c"}))
	if got := engineMoves(named([]string{"c", "a", "new", "b"}), moved, before); !slices.Equal(got, named([]string{"a", "b", "new", "c"})) {
		t.Errorf("with one that came and one that went: %v", got)
	}
}

func named(names []string) (ids []uploader.UploadID) {
	for _, name := range names {
		ids = append(ids, uploader.UploadID(name))
	}
	return ids
}

func engineMoves(order, moved []uploader.UploadID, before uploader.UploadID) []uploader.UploadID {
	rest := slices.DeleteFunc(slices.Clone(order), func(id uploader.UploadID) bool { return slices.Contains(moved, id) })
	at := slices.Index(rest, before)
	if at < 0 {
		at = len(rest)
	}
	return slices.Insert(rest, at, moved...)
}
