package widgets

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// opened shows a menu with these lines in a window of that size; the second result is what was chosen.
func opened(t *testing.T, scale, width, height float32, words ...string) (*Menu, *string) {
	t.Helper()
	window, kit := bench(t, scale)
	kit.After = func(time.Duration, func()) func() { return func() {} }
	window.SetContent(NewColumn(0, Insets{}))
	window.SetPadded(false)
	window.Resize(fyne.NewSize(width, height))
	chosen := ""
	items := make([]MenuItem, len(words))
	for i, said := range words {
		items[i] = MenuItem{Words: said, Do: func() { chosen = said }}
	}
	kit.ShowMenu(fyne.NewPos(30, 300), items)
	menu, is := window.Canvas().Overlays().Top().(*Menu)
	if !is || window.Canvas().Focused() != fyne.Focusable(menu) {
		t.Fatal("no menu is open that has the keyboard")
	}
	return menu, &chosen
}

func TestALongMenuIsWithinTheWindowAndScrollsWithItsMark(t *testing.T) {
	var words []string
	for i := range 37 {
		words = append(words, fmt.Sprintf("Language %d with a name that is quite long, as those of languages and of their countries are", i))
	}
	menu, chosen := opened(t, 2, 800, 560, words...)
	size, at := menu.card.Size(), menu.card.Position()
	if at.X < 0 || at.Y < 0 || at.X+size.Width > 800 || at.Y+size.Height > 560 {
		t.Errorf("the menu stands at %v and is %v large", at, size)
	}
	inView := func(line *menuLine) bool {
		top := menu.pane.scroll.Offset.Y
		return line.Position().Y >= top-1 && line.Position().Y+line.Size().Height <= top+menu.pane.Size().Height+1
	}
	for i, line := range menu.lines {
		if menu.TypedKey(key(fyne.KeyDown)); menu.marked != i || !inView(line) {
			t.Fatalf("after %d arrows line %d is marked, and is in view: %v", i+1, menu.marked, inView(line))
		}
		if needed := line.HeightFor(line.Size().Width); line.Size().Height < needed-0.5 {
			t.Fatalf("line %d is cut", i)
		}
	}
	if menu.TypedKey(key(fyne.KeyDown)); menu.marked != 36 {
		t.Error("the arrow leads beyond the end")
	}
	menu.TypedKey(key(fyne.KeyPageUp))
	if menu.marked >= 36 || !inView(menu.lines[menu.marked]) {
		t.Errorf("Page up leads to line %d", menu.marked)
	}
	if menu.TypedKey(key(fyne.KeyHome)); menu.marked != 0 || !inView(menu.lines[0]) {
		t.Error("Home does not lead to the first line")
	}
	menu.TypedKey(key(fyne.KeyReturn))
	if *chosen != words[0] || menu.kit.Canvas().Overlays().Top() != nil {
		t.Errorf("Enter chose %q", *chosen)
	}
}

func TestALetterLeadsToTheLineThatBeginsWithIt(t *testing.T) {
	menu, chosen := opened(t, 1, 800, 560, "Arabic", "Danish", "Dutch", "English (Great Britain)", "English (United States)", "Estonian", "Øst")
	for _, step := range []struct {
		typed string
		want  int
	}{{"d", 1}, {"u", 2}} {
		for _, r := range step.typed {
			menu.TypedRune(r)
		}
		if menu.marked != step.want {
			t.Errorf("after %q line %d is marked", step.typed, menu.marked)
		}
	}
	menu.typed = ""
	for _, want := range []int{3, 4, 5, 3} {
		if menu.TypedRune('E'); menu.marked != want {
			t.Errorf("line %d is marked, not %d", menu.marked, want)
		}
	}
	menu.typed = ""
	if menu.TypedRune('ø'); menu.marked != 6 {
		t.Errorf("ø leads to line %d", menu.marked)
	}
	menu.typed = ""
	if menu.TypedRune('x'); menu.marked != 6 {
		t.Error("a letter that no line begins with moves the mark")
	}
	menu.TypedKey(key(fyne.KeySpace))
	if *chosen != "Øst" {
		t.Errorf("Space chose %q", *chosen)
	}
}

func TestAMenuBeginsAtWhatIsChosenAndPassesOverWhatIsOnlyRead(t *testing.T) {
	window, kit := bench(t, 1)
	do := func() {}
	kit.ShowMenu(fyne.Position{}, []MenuItem{{Words: "a", Do: do}, {Words: "b", Checked: true, Do: do}, {Words: "read"}, {Words: "c", Gap: true, Do: do}})
	menu := window.Canvas().Overlays().Top().(*Menu)
	if menu.marked != 1 {
		t.Errorf("line %d is marked", menu.marked)
	}
	if menu.TypedKey(key(fyne.KeyDown)); menu.marked != 3 {
		t.Errorf("the arrow leads to line %d", menu.marked)
	}
	menu.lines[2].Tapped(nil)
	if window.Canvas().Overlays().Top() == nil {
		t.Error("a line that is only there to be read closes the menu")
	}
	menu.Tapped(nil)
	if window.Canvas().Overlays().Top() != nil {
		t.Error("a press beside the menu leaves it open")
	}
}
