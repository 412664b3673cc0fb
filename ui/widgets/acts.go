package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"twentythree-uploader/ui/look"
)

// Acts is a row of buttons below something that scrolls. They stand in as many lines as they take, unless those would leave too little of the
// height to what is above: then all of them stand in one line, and those that have no room there in a menu at its end.
type Acts struct {
	*fyne.Container
	kit    Kit
	all    []*Button
	unused map[*Button]bool
	more   *Button
	single bool
}

// actsGap is between two of them.
const actsGap = 8

// NewActs makes the row; the first of the buttons is the first to go into the menu, which is called more.
func NewActs(kit Kit, more string, all ...*Button) *Acts {
	a := &Acts{kit: kit, all: all, unused: map[*Button]bool{}}
	a.more = NewIcon(kit, look.IconMore, more, a.open)
	a.Container = container.New(&actsLayout{flow{gap: actsGap, below: actsGap}, a})
	for _, button := range all {
		a.Add(button)
	}
	a.Add(a.more)
	return a
}

// Use shows a button, or leaves it out altogether.
func (a *Acts) Use(button *Button, used bool) { a.unused[button] = !used }

// Single says that there is height for one line only.
func (a *Acts) Single(single bool) { a.single = single }

func (a *Acts) open() {
	var items []MenuItem
	for _, button := range a.all {
		if a.unused[button] || button.Visible() {
			continue
		}
		item := MenuItem{Words: button.words}
		if !button.disabled {
			item.Do = button.press
		}
		items = append(items, item)
	}
	a.kit.ShowMenuBelow(a.more, items)
}

type actsLayout struct {
	flow
	acts *Acts
}

// choose shows what has room.
func (l *actsLayout) choose(width float32) {
	a := l.acts
	room := func() (needed float32) {
		for _, object := range a.Objects {
			if object.Visible() {
				needed += object.MinSize().Width + actsGap
			}
		}
		return needed - actsGap
	}
	for _, button := range a.all {
		show(button, !a.unused[button])
	}
	a.more.Hide()
	if !a.single || room() <= width {
		return
	}
	a.more.Show()
	for _, button := range a.all {
		if room() <= width {
			break
		}
		button.Hide()
	}
}

func (l *actsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.choose(size.Width)
	l.flow.Layout(objects, size)
}

func (l *actsLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	l.choose(width)
	return l.flow.heightFor(objects, width)
}

// NewActsFoot sets acts below a piece that scrolls. foot is what they stand in.
func NewActsFoot(rest, foot fyne.CanvasObject, acts *Acts) *fyne.Container {
	return container.New(actsFoot{acts: acts}, rest, foot)
}

type actsFoot struct {
	footed
	acts *Acts
}

// Layout leaves at least four fifths of the height to what scrolls, as long as one line of buttons is no more than the rest.
func (f actsFoot) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const share = 5
	f.acts.Single(false)
	f.acts.Single(heightFor(objects[1], size.Width) > size.Height/share)
	f.footed.Layout(objects, size)
}
