package widgets

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
)

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func TestSpaceAndEnterPressEverything(t *testing.T) {
	_, kit := bench(t, 1)
	pressed := 0
	count := func() { pressed++ }
	pieces := []fyne.Focusable{
		NewButton(kit, Plain, "Add", count), NewIcon(kit, look.IconClose, "Close", count), NewTab(kit, "Videos", true, count),
		NewAccountSwitch(kit, "Uploading to", count), NewTick(kit, "Meant", false, func(bool) { count() }),
		NewRadio(kit, "Draft", false, func(bool) { count() }), NewFold(kit, "More", func(bool) { count() }), NewChip(kit, look.IconClose, "tag", "Remove", count),
	}
	for _, piece := range pieces {
		before := pressed
		piece.TypedKey(key(fyne.KeySpace))
		if pressed != before+1 {
			t.Errorf("Space does not press %T", piece)
		}
		if piece, accessible := piece.(fyne.Accessible); !accessible || piece.AccessibilityLabel() == "" {
			t.Errorf("%T does not say what it is", piece)
		}
	}
	pieces[0].TypedKey(key(fyne.KeyReturn))
	if pressed != len(pieces)+1 {
		t.Error("Enter does not press a button")
	}
}

func TestAGreyButtonDoesNothing(t *testing.T) {
	_, kit := bench(t, 1)
	button := NewButton(kit, Primary, "Upload", func() { t.Error("a grey button was pressed") })
	button.Disable()
	button.TypedKey(key(fyne.KeySpace))
	button.Tapped(nil)
}

func TestParagraphsBreakAtTheirWidth(t *testing.T) {
	bench(t, 1)
	words := "Give this video a title. It looks like a name from a camera and nobody knows what it is."
	p := NewParagraph(words, StyleBody)
	for _, width := range []float32{120, 240, 600} {
		lines := StyleBody.wrap(words, width)
		if got := strings.Join(lines, " "); got != words {
			t.Fatalf("at %v the words became %q", width, got)
		}
		for _, line := range lines {
			if StyleBody.width(line) > width {
				t.Errorf("at %v %q is too wide", width, line)
			}
		}
		if p.HeightFor(width) != float32(len(lines))*StyleBody.lineHeight() {
			t.Errorf("at %v the height is %v for %d lines", width, p.HeightFor(width), len(lines))
		}
	}
	long := strings.Repeat("Donaudampfschifffahrt", 4)
	if lines := StyleBody.wrap(long, 100); len(lines) < 3 || strings.Join(lines, "") != long {
		t.Errorf("a word wider than the line became %q", lines)
	}
}

func TestTagsAreMadeWithEnterAndComma(t *testing.T) {
	window, kit := bench(t, 1)
	kit.After = func(time.Duration, func()) func() { return func() {} }
	var told []string
	chips := NewChips(kit, ChipText{Label: "Tags"}, func(tags []string) { told = tags }, nil)
	window.SetContent(chips)
	window.Canvas().Focus(chips.Field())
	test.Type(chips.Field(), "annual report,HR")
	chips.Field().TypedKey(key(fyne.KeyReturn))
	if !slices.Equal(told, []string{"annual report", "HR"}) {
		t.Fatalf("typed tags became %q", told)
	}
	test.Type(chips.Field(), "hr,")
	if len(told) != 2 {
		t.Errorf("a tag that is there already was added again: %q", told)
	}
	chips.Field().TypedKey(key(fyne.KeyBackspace))
	if !slices.Equal(told, []string{"annual report"}) {
		t.Errorf("Backspace in the empty field leaves %q", told)
	}
	test.Type(chips.Field(), "half typed")
	window.Canvas().Unfocus()
	if !slices.Equal(told, []string{"annual report", "half typed"}) {
		t.Errorf("leaving the field lost what was typed: %q", told)
	}
	chips.paste("one, two words\nthree")
	if !slices.Equal(told[2:], []string{"one", "two words", "three"}) {
		t.Errorf("a pasted list became %q", told)
	}
}

func TestCategoriesAreFoundByTyping(t *testing.T) {
	window, kit := bench(t, 1)
	kit.After = func(_ time.Duration, f func()) func() { f(); return func() {} }
	var told []string
	choices := NewChoices(kit, ChipText{Label: "Category", Nothing: "Nothing"}, func(chosen []string) { told = chosen }, nil)
	choices.Fill(nil, []string{"News", "HR", "Human resources", "Old HR"})
	window.SetContent(choices)
	window.Canvas().Focus(choices.Field())
	if choices.box.Visible() {
		t.Error("coming by with the keyboard opens the choices")
	}
	choices.Field().Tapped(&fyne.PointEvent{})
	if !choices.box.Visible() || len(choices.menu.Objects) != 4 {
		t.Error("the choices do not open with a press")
	}
	test.Type(choices.Field(), "hr")
	if got := choices.matches(); !slices.Equal(got, []string{"HR", "Old HR"}) {
		t.Errorf("typing hr finds %q", got)
	}
	choices.Field().TypedKey(key(fyne.KeyDown))
	choices.Field().TypedKey(key(fyne.KeyDown))
	choices.Field().TypedKey(key(fyne.KeyReturn))
	if !slices.Equal(told, []string{"Old HR"}) {
		t.Errorf("arrow and Enter chose %q", told)
	}
	if choices.box.Visible() {
		t.Error("after the choice the others are still in the way of what stands below")
	}
	test.Type(choices.Field(), "unknown,")
	if choices.Field().TypedKey(key(fyne.KeyReturn)); len(told) != 1 {
		t.Errorf("what the site does not offer was chosen: %q", told)
	}
	window.Canvas().Unfocus()
	if choices.box.Visible() {
		t.Error("the choices stay open after leaving the field")
	}
}

func TestAPressChoosesOneCategoryAndNoOther(t *testing.T) {
	window, kit := bench(t, 1)
	var late []func()
	kit.After = func(_ time.Duration, f func()) func() { late = append(late, f); return func() {} }
	var told []string
	choices := NewChoices(kit, ChipText{Label: "Category"}, func(chosen []string) { told = chosen }, nil)
	choices.Fill(nil, []string{"News", "HR", "Training"})
	window.SetContent(choices)
	window.Canvas().Focus(choices.Field())
	choices.Field().Tapped(&fyne.PointEvent{})
	// On a real screen the press takes the keyboard away before it is released.
	window.Canvas().Unfocus()
	choices.menu.Objects[1].(*choice).Tapped(nil)
	for _, f := range late {
		f()
	}
	if !slices.Equal(told, []string{"HR"}) || choices.box.Visible() || window.Canvas().Focused() != fyne.Focusable(choices.Field()) {
		t.Errorf("a press chose %q; the others are open: %v", told, choices.box.Visible())
	}
	choices.Field().TypedKey(key(fyne.KeyDown))
	if !choices.box.Visible() || choices.marked != 1 {
		t.Error("the arrow does not open them again")
	}
	choices.Field().TypedKey(key(fyne.KeyReturn))
	if choices.box.Visible() || !slices.Equal(told, []string{"HR", "News"}) {
		t.Errorf("Enter chose %q; the others are open: %v", told, choices.box.Visible())
	}
	if test.Type(choices.Field(), "t"); !choices.box.Visible() {
		t.Error("typing does not open them again")
	}
}

// TestAFieldOfChipsIsFoundByTheKeyboard looks into it as the pages of the settings do.
func TestAFieldOfChipsIsFoundByTheKeyboard(t *testing.T) {
	_, kit := bench(t, 1)
	chips := NewChips(kit, ChipText{Label: "Tags"}, nil, nil)
	chips.Fill([]string{"HR"}, nil)
	found := Order(NewColumn(0, Insets{}, chips, NewTick(kit, "Draft", false, nil)))
	if len(found) != 3 || found[1] != fyne.Focusable(chips.Field()) {
		t.Errorf("the keyboard finds %d pieces", len(found))
	}
}

func TestFillingAFieldTellsNobody(t *testing.T) {
	_, kit := bench(t, 1)
	edited := ""
	field := NewField(kit, "Title", "", func(text string) { edited = text })
	field.Fill("from the engine")
	if edited != "" {
		t.Error("a text that nobody typed counts as typed")
	}
	test.Type(field, "x")
	if edited == "" {
		t.Error("typing is not told")
	}
	if field.AcceptsTab() || NewArea(kit, "Description", "", 3, nil).AcceptsTab() {
		t.Error("Tab stays in a field")
	}
}

func TestTargetsAreLargeEnough(t *testing.T) {
	_, kit := bench(t, 1)
	for name, piece := range map[string]fyne.CanvasObject{
		"icon": NewIcon(kit, look.IconClose, "x", nil), "tick": NewTick(kit, "x", false, nil), "chip": NewChip(kit, look.IconClose, "x", "", nil), "day": newDay(kit, time.Now(), "x", true, false, nil),
	} {
		if size := piece.MinSize(); size.Width < 24 || size.Height < 24 {
			t.Errorf("%s is only %v", name, size)
		}
	}
	if size := NewButton(kit, Plain, "x", nil).MinSize(); size.Height < 32 {
		t.Errorf("a button is only %v high", size.Height)
	}
}

func TestNoRowCutsWhatMustBeRead(t *testing.T) {
	contents := map[string]RowContent{
		"long state": {Title: "Video", Progress: Progress{State: Face{Shape: "state-right", Words: "Ihre Website ist ausgelastet"}}, Actions: []Action{{Words: "Jetzt versuchen"}}},
		"reason": {Title: "Video", Progress: Progress{
			State:    Face{Shape: "state-attention", Words: "Kræver din opmærksomhed"},
			Sentence: "Geben Sie diesem Video einen Titel. „IMG 2041“ klingt nach einem Namen aus der Kamera.",
		}, Actions: []Action{{Words: "Neue Datei wählen …"}}},
	}
	for _, scale := range []float32{1, 1.5, 2} {
		for _, width := range []float32{590, 768, 1168} {
			_, kit := bench(t, scale)
			for name, content := range contents {
				if scale > 1 && width < 768 {
					continue // the details have the whole window there
				}
				row := NewRow(kit, RowText{})
				row.Bind(content, RowEvents{})
				row.Resize(fyne.NewSize(width, RowHeight(width)))
				if row.Cut() {
					t.Errorf("%s at %v × text, %v wide: state %q, sentence lines %d of %d", name, scale, width, row.badge.words.Text, len(row.sentence.lines), row.sentence.limit)
				}
			}
		}
	}
}

func TestARowShowsBothButtonsWhereThereIsRoom(t *testing.T) {
	_, kit := bench(t, 1)
	row := NewRow(kit, RowText{})
	row.Bind(RowContent{
		Title: "Video", Progress: Progress{State: Face{Shape: "state-tick", Words: "Entwurf auf Ihrer Website"}, Sentence: "10:35 Uhr, 1,2 GB in 2 Min."},
		Actions: []Action{{Words: "Öffnen"}, {Words: "Link kopieren"}},
	}, RowEvents{})
	for _, width := range []float32{768, 1168} {
		row.Resize(fyne.NewSize(width, RowHeight(width)))
		if !row.buttons[1].Visible() || row.Cut() {
			t.Errorf("%v wide: the second button is left out though there is room", width)
		}
	}
}

func TestAStripIsHeldUntilPointerAndKeyboardAreGone(t *testing.T) {
	held := []bool{}
	_, kit := bench(t, 1)
	s := NewStrip(kit, StripContent{Words: "Removed", Actions: []StripAction{{Words: "Undo", Do: func() {}}}}, nil, func(now bool) { held = append(held, now) })
	undo, _ := Find(s.said, func(fyne.Focusable) bool { return true }).(*Button)
	s.MouseIn(nil)
	undo.FocusGained()
	s.MouseOut()
	if !slices.Equal(held, []bool{true}) {
		t.Errorf("with the keyboard still there: %v", held)
	}
	undo.FocusLost()
	if !slices.Equal(held, []bool{true, false}) {
		t.Errorf("with both gone: %v", held)
	}
}

// A piece that the toolkit has forgotten stands nowhere. It is found by looking for what stands after it.
func TestAForgottenPieceIsLookedForPastEverything(t *testing.T) {
	test.NewTempApp(t)
	window := test.NewTempWindow(t, nil)
	last := NewText("last", StyleBody)
	var asked []fyne.CanvasObject
	kit := Kit{Canvas: window.Canvas, Last: func() fyne.CanvasObject { return last }}
	piece := NewButton(kit, Plain, "piece", nil)
	window.SetContent(piece)
	for at, want := range map[fyne.Position][]fyne.CanvasObject{{}: {piece, last}, fyne.NewPos(3, 4): {piece}} {
		asked = nil
		kit.PositionOf = func(object fyne.CanvasObject) fyne.Position {
			asked = append(asked, object)
			return at
		}
		kit.Focus(piece)
		if !slices.Equal(asked, want) || window.Canvas().Focused() != fyne.Focusable(piece) {
			t.Errorf("at %v it looks for %v", at, asked)
		}
	}
}
