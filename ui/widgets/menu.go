package widgets

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// MenuItem is one line of a menu. A line without Do is only there to be read.
type MenuItem struct {
	Words string
	// Short stands for words that the window is too narrow for.
	Short   string
	Checked bool
	// Gap draws a line above.
	Gap bool
	Do  func()
}

// ShowMenu opens a menu at a point of the window.
func (k Kit) ShowMenu(at fyne.Position, items []MenuItem) {
	if len(items) > 0 {
		newMenu(k, at, items).open()
	}
}

// ShowMenuBelow opens a menu below a piece.
func (k Kit) ShowMenuBelow(piece fyne.CanvasObject, items []MenuItem) {
	at := k.PositionOf(piece)
	at.Y += piece.Size().Height + 4
	k.ShowMenu(at, items)
}

// Menu is a list of lines over the window, of which one is chosen. It has the keyboard while it is open: the arrows go through its lines, a letter
// goes to the next one that begins with what is typed. One that is higher than the window scrolls.
type Menu struct {
	widget.BaseWidget
	kit   Kit
	at    fyne.Position
	lines []*menuLine
	// marked is the line that Enter chooses, -1 for none.
	marked int
	typed  string
	forget func()
	pane   *Pane
	card   *Surface
}

// menuMargin is left between a menu and the edges of the window.
const menuMargin = 12

func newMenu(kit Kit, at fyne.Position, items []MenuItem) *Menu {
	m := &Menu{kit: kit, at: at, marked: -1}
	checks := slices.ContainsFunc(items, func(item MenuItem) bool { return item.Checked })
	room := kit.Canvas().Size().Width - 2*menuMargin
	column := NewColumn(0, Evenly(6))
	for i, item := range items {
		if item.Gap && i > 0 {
			column.Add(NewColumn(0, Insets{Top: 5, Bottom: 5}, NewGround(look.ColourLine, Edges{}, NewGap(1))))
		}
		index := len(m.lines)
		line := newMenuLine(item, checks, func() { m.choose(index) }, func() { m.mark(index) })
		if item.Short != "" && line.MinSize().Width+12 > room {
			line.say(item.Short)
		}
		if m.lines = append(m.lines, line); item.Checked {
			m.marked = index
		}
		column.Add(line)
	}
	m.pane = NewPane(kit, column)
	m.card = newSurface(&Surface{content: m.pane, fill: look.ColourMenu, border: look.ColourControl, radius: look.RadiusCard, shadow: true})
	m.ExtendBaseWidget(m)
	return m
}

func (m *Menu) open() {
	surface := m.kit.Canvas()
	surface.Overlays().Add(m)
	m.Resize(surface.Size())
	surface.Focus(m)
	if m.marked >= 0 {
		m.pane.Reveal(m.lines[m.marked])
	}
}

func (m *Menu) close() {
	if m.forget != nil {
		m.forget()
	}
	m.kit.Canvas().Overlays().Remove(m)
}

func (m *Menu) choose(index int) {
	if do := m.lines[index].item.Do; do != nil {
		m.close()
		do()
	}
}

// mark moves the mark.
func (m *Menu) mark(index int) {
	former := m.marked
	m.marked = index
	for _, changed := range []int{former, index} {
		if changed >= 0 {
			m.lines[changed].setMarked(changed == index)
		}
	}
}

// goTo moves the mark and brings it into view.
func (m *Menu) goTo(index int) {
	m.mark(index)
	m.pane.Reveal(m.lines[index])
}

// step goes over lines that are only there to be read, and stays where there is no other.
func (m *Menu) step(from, by, most int) {
	last := m.marked
	for at := from; at >= 0 && at < len(m.lines) && most > 0; at += by {
		if m.lines[at].item.Do != nil {
			last, most = at, most-1
		}
	}
	if last >= 0 {
		m.goTo(last)
	}
}

// FocusGained and FocusLost draw nothing: an open menu is its own mark.
func (m *Menu) FocusGained() {}

// FocusLost is the other half of FocusGained.
func (m *Menu) FocusLost() {}

// TypedKey goes through the lines, chooses one or leaves.
func (m *Menu) TypedKey(event *fyne.KeyEvent) {
	page := max(int(m.pane.Size().Height/max(m.lines[0].Size().Height, 1))-1, 1)
	end := len(m.lines) - 1
	switch event.Name {
	case fyne.KeyDown:
		m.step(m.marked+1, 1, 1)
	case fyne.KeyUp:
		m.step(m.before(), -1, 1)
	case fyne.KeyPageDown:
		m.step(m.marked+1, 1, page)
	case fyne.KeyPageUp:
		m.step(m.before(), -1, page)
	case fyne.KeyHome:
		m.step(0, 1, 1)
	case fyne.KeyEnd:
		m.step(end, -1, 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if m.marked < 0 {
			m.close()
			return
		}
		m.choose(m.marked)
	case fyne.KeyEscape:
		m.close()
	}
}

// before is the line above the mark; from the beginning it is the last one.
func (m *Menu) before() int {
	if m.marked < 0 {
		return len(m.lines) - 1
	}
	return m.marked - 1
}

// TypedRune goes to the next line that begins with what was typed. The same letter again goes on to the next one.
func (m *Menu) TypedRune(r rune) {
	if r == ' ' {
		return
	}
	const pause = time.Second
	if m.forget != nil {
		m.forget()
	}
	m.forget = m.kit.After(pause, func() { m.typed = "" })
	letter := strings.ToLower(string(r))
	m.typed += letter
	begins, from := m.typed, m.marked
	if strings.Trim(m.typed, letter) == "" {
		begins, from = letter, m.marked+1
	}
	for i := range m.lines {
		at := (max(from, 0) + i) % len(m.lines)
		if line := m.lines[at]; line.item.Do != nil && strings.HasPrefix(strings.ToLower(line.words.Words()), begins) {
			m.goTo(at)
			return
		}
	}
}

// Tapped beside the lines leaves.
func (m *Menu) Tapped(*fyne.PointEvent) { m.close() }

// TappedSecondary does too.
func (m *Menu) TappedSecondary(*fyne.PointEvent) { m.close() }

// AccessibilityLabel is what Enter would choose.
func (m *Menu) AccessibilityLabel() string {
	if m.marked < 0 {
		return m.lines[0].words.Words()
	}
	return m.lines[m.marked].words.Words()
}

// AccessibilityRole is a container.
func (m *Menu) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the card.
func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	return drawn{
		objects: always(m.card),
		layout:  m.lay,
		minSize: func() fyne.Size { return fyne.NewSize(100, 100) },
		refresh: func() { m.card.Refresh() },
	}
}

func (m *Menu) lay(size fyne.Size) {
	width := min(m.pane.content.MinSize().Width, size.Width-2*menuMargin)
	height := min(heightFor(m.pane.content, width), size.Height-2*menuMargin)
	x := max(min(m.at.X, size.Width-width-menuMargin), menuMargin)
	y := max(min(m.at.Y, size.Height-height-menuMargin), menuMargin)
	place(m.card, x, y, width, height)
	m.pane.Relayout()
}
