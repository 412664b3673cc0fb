package model

import "testing"

func TestOfSeveralRowsOnlyTheTickedOnesAreSelected(t *testing.T) {
	t.Parallel()
	s := NewSelection()
	s.Choose("a")
	s.Toggle("b")
	if !s.Selected("a") || !s.Selected("b") {
		t.Error("the details are about one row, and one is ticked: not both are drawn as selected")
	}
	s.Toggle("c")
	if s.Selected("a") {
		t.Error("the details are about two rows, and a third is drawn like them")
	}
	s.Toggle("a")
	s.Toggle("c")
	if s.Selected("c") || !s.Selected("a") || !s.Selected("b") {
		t.Error("a row whose tick was taken away stays drawn like the ticked ones")
	}
}
