package widgets

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// ChipText is what a chip field says.
type ChipText struct {
	// Label and Remove are for screen readers: the field's name, and what pressing a chip does. Hint stands in the empty field.
	Label, Remove, Hint string
	// Nothing is said when what is typed is not among the choices; More, when not all choices are shown.
	Nothing string
	More    func(hidden int) string
}

// Chips is a field of chips: tags typed freely (Enter or comma makes one), or choices from a list found by typing.
type Chips struct {
	widget.BaseWidget
	kit     Kit
	text    ChipText
	free    bool
	choices []string
	chosen  []string
	change  func([]string)
	grown   func()
	entry   *Field
	open    bool
	marked  int
	cancel  func()
	frame   *canvas.Rectangle
	flow    *fyne.Container
	menu    *fyne.Container
	box     *Surface
	pieces  *fyne.Container
}

// NewChips makes a field for free chips; suggestions are offered while typing. grown is called whenever its height may change.
func NewChips(kit Kit, text ChipText, change func([]string), grown func()) *Chips {
	return newChips(kit, text, true, change, grown)
}

// NewChoices makes a field whose chips come from a list only.
func NewChoices(kit Kit, text ChipText, change func([]string), grown func()) *Chips {
	return newChips(kit, text, false, change, grown)
}

func newChips(kit Kit, text ChipText, free bool, change func([]string), grown func()) *Chips {
	c := &Chips{kit: kit, text: text, free: free, change: change, grown: grown, frame: canvas.NewRectangle(nil)}
	c.entry = NewField(kit, text.Label, text.Hint, c.typed).OnFocus(c.focusMoved)
	c.entry.bare = true
	c.entry.onKey, c.entry.onRune, c.entry.onPaste, c.entry.onTapped = c.key, c.rune, c.paste, c.pressed
	c.flow = container.New(&chipFlow{})
	c.menu = NewColumn(0, Evenly(4))
	c.box = NewNotice(look.ColourBackground, look.ColourLine, c.menu)
	c.box.Hide()
	c.pieces = container.NewWithoutLayout(c.flow, c.box)
	c.ExtendBaseWidget(c)
	c.rebuild()
	return c
}

func (c *Chips) inside() fyne.CanvasObject { return c.pieces }

// Field is what the keyboard goes to.
func (c *Chips) Field() *Field { return c.entry }

// Fill sets the chips and the choices without telling anybody. What is being typed stays.
func (c *Chips) Fill(chosen, choices []string) {
	if slices.Equal(chosen, c.chosen) && slices.Equal(choices, c.choices) {
		return
	}
	c.chosen, c.choices = slices.Clone(chosen), slices.Clone(choices)
	c.rebuild()
}

// Chosen are the chips.
func (c *Chips) Chosen() []string { return slices.Clone(c.chosen) }

// Commit makes a chip of what is typed but not yet entered, so that leaving the field loses nothing.
func (c *Chips) Commit() {
	if c.free && strings.TrimSpace(c.entry.Text) != "" {
		c.add(c.entry.Text)
	}
}

// Careful marks the field as one to look at.
func (c *Chips) Careful(careful bool) {
	c.entry.careful = careful
	c.Refresh()
}

func (c *Chips) add(words string) {
	c.entry.Fill("")
	// The list closes: a press that is meant for what stood below it must not choose another.
	c.open, c.marked = false, 0
	words = strings.TrimSpace(words)
	if words == "" || slices.ContainsFunc(c.chosen, func(have string) bool { return strings.EqualFold(have, words) }) {
		c.rebuild()
		return
	}
	c.chosen = append(slices.Clone(c.chosen), words)
	c.told()
}

func (c *Chips) remove(index int) {
	c.chosen = slices.Delete(slices.Clone(c.chosen), index, index+1)
	c.told()
	c.kit.Focus(c.entry)
}

func (c *Chips) told() {
	c.rebuild()
	if c.change != nil {
		c.change(slices.Clone(c.chosen))
	}
}

func (c *Chips) typed(string) {
	c.marked = 0
	c.unfold()
}

// pressed opens the choices: a person who only comes by with the keyboard wants no list, which would move all below it.
func (c *Chips) pressed() {
	if !c.free {
		c.unfold()
	}
}

// unfold opens the choices and brings them into view.
func (c *Chips) unfold() {
	c.open = true
	c.rebuildMenu()
	c.kit.Opened(c.box)
}

func (c *Chips) rune(r rune) bool {
	if r == ',' && c.free {
		c.add(c.entry.Text)
		return true
	}
	return false
}

func (c *Chips) paste(text string) bool {
	if !c.free || !strings.ContainsAny(text, ",\n;") {
		return false
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '\n' || r == ';' })
	for _, part := range parts {
		c.add(part)
	}
	return true
}

func (c *Chips) key(event *fyne.KeyEvent) bool {
	matches := c.matches()
	switch event.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		c.enter(matches)
	case fyne.KeyBackspace:
		if c.entry.Text != "" || len(c.chosen) == 0 {
			return false
		}
		c.remove(len(c.chosen) - 1)
	case fyne.KeyDown:
		c.down(len(matches))
	case fyne.KeyUp:
		c.mark(c.marked-1, len(matches))
	case fyne.KeyEscape:
		if !c.open {
			return false
		}
		c.close()
	default:
		return false
	}
	return true
}

// down opens the choices, and goes through them once they are open.
func (c *Chips) down(count int) {
	if !c.open {
		c.unfold()
	}
	c.mark(c.marked+1, count)
}

func (c *Chips) enter(matches []string) {
	switch {
	case c.open && c.marked > 0 && c.marked <= len(matches):
		c.add(matches[c.marked-1])
	case c.free:
		c.add(c.entry.Text)
	case len(matches) > 0 && c.entry.Text != "":
		c.add(matches[0])
	default:
		c.close()
	}
}

func (c *Chips) mark(index, count int) {
	c.marked = min(max(index, 0), min(count, choicesShown))
	c.rebuildMenu()
	if c.marked > 0 {
		c.kit.Opened(c.menu.Objects[c.marked-1])
	}
}

func (c *Chips) focusMoved(here bool) {
	if c.cancel != nil {
		c.cancel()
		c.cancel = nil
	}
	if here {
		c.Refresh()
		return
	}
	c.Commit()
	c.Refresh()
	// A press on a choice takes the keyboard away before it is released: the list stays for that long.
	const pressTakes = 250 * time.Millisecond
	c.cancel = c.kit.After(pressTakes, func() {
		if !c.entry.focused {
			c.close()
		}
	})
}

func (c *Chips) close() {
	if c.open {
		c.open, c.marked = false, 0
		c.rebuildMenu()
	}
}

const choicesShown = 8

// matches are the choices that what is typed could mean: those that begin with it first.
func (c *Chips) matches() []string {
	typed := strings.ToLower(strings.TrimSpace(c.entry.Text))
	if c.free && typed == "" {
		return nil
	}
	var begin, hold []string
	for _, choice := range c.choices {
		if slices.Contains(c.chosen, choice) {
			continue
		}
		switch position := strings.Index(strings.ToLower(choice), typed); {
		case position == 0:
			begin = append(begin, choice)
		case position > 0:
			hold = append(hold, choice)
		}
	}
	return append(begin, hold...)
}

// HeightFor is the height at a width.
func (c *Chips) HeightFor(width float32) float32 {
	height := heightFor(c.flow, width)
	if c.box.Visible() {
		height += 4 + heightFor(c.box, width)
	}
	return height
}

func (c *Chips) rebuild() {
	pieces := make([]fyne.CanvasObject, 0, len(c.chosen)+1)
	for i, words := range c.chosen {
		pieces = append(pieces, NewChip(c.kit, look.IconClose, words, c.text.Remove, func() { c.remove(i) }))
	}
	c.flow.Objects = append(pieces, c.entry)
	c.entry.SetPlaceHolder(c.text.Hint)
	if len(c.chosen) > 0 {
		c.entry.SetPlaceHolder("")
	}
	c.rebuildMenu()
}

func (c *Chips) rebuildMenu() {
	c.menu.Objects = nil
	matches := c.matches()
	for i, match := range matches[:min(len(matches), choicesShown)] {
		c.menu.Add(newChoice(match, i+1 == c.marked, func() {
			c.add(match)
			c.kit.Focus(c.entry)
		}))
	}
	switch {
	case len(matches) > choicesShown && c.text.More != nil:
		c.menu.Add(NewPadded(NewParagraph(c.text.More(len(matches)-choicesShown), StyleSmall)))
	case len(matches) == 0 && !c.free && c.text.Nothing != "":
		c.menu.Add(NewPadded(NewParagraph(c.text.Nothing, StyleSmall)))
	}
	show(c.box, c.open && len(c.menu.Objects) > 0)
	c.Refresh()
	if c.grown != nil {
		c.grown()
	}
}

// NewPadded gives a piece the inset of a choice.
func NewPadded(piece fyne.CanvasObject) fyne.CanvasObject {
	return NewColumn(0, Insets{6, 10, 6, 10}, piece)
}

// CreateRenderer draws the frame, the chips in it, and the choices below.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	paint := func() {
		c.frame.CornerRadius = look.RadiusControl
		c.frame.FillColor = look.Colour(look.ColourBackground)
		c.frame.StrokeWidth, c.frame.StrokeColor = 1, look.Colour(look.ColourControl)
		switch {
		case c.entry.focused:
			c.frame.StrokeWidth, c.frame.StrokeColor = look.FocusThickness, look.Colour(look.ColourFocus)
		case c.entry.careful:
			c.frame.StrokeWidth, c.frame.StrokeColor = 1.5, look.Colour(look.ColourCareful)
		}
	}
	lay := func(size fyne.Size) {
		height := heightFor(c.flow, size.Width)
		place(c.frame, 0, 0, size.Width, height)
		c.pieces.Resize(size)
		place(c.flow, 0, 0, size.Width, height)
		c.flow.Layout.Layout(c.flow.Objects, c.flow.Size())
		place(c.box, 0, height+4, size.Width, heightFor(c.box, size.Width))
		c.menu.Layout.Layout(c.menu.Objects, c.menu.Size())
	}
	paint()
	return drawn{
		objects: always(c.frame, c.pieces),
		layout:  lay,
		minSize: func() fyne.Size {
			width := look.Scaled(120)
			return fyne.NewSize(width, c.HeightFor(max(width, c.Size().Width)))
		},
		refresh: func() {
			paint()
			lay(c.Size())
			canvas.Refresh(c)
		},
	}
}
