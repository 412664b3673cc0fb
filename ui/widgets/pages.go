package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"twentythree-uploader/ui/look"
)

// SheetPage is one page of a sheet of several.
type SheetPage struct {
	// Name is what its tab says.
	Name string
	// Pieces makes what stands on it, each time that it is opened.
	Pieces func(Kit) []fyne.CanvasObject
	// Leave reports whether the page may be left, nil where it always may.
	Leave func() bool
}

// Pages is a sheet of several pages. Their names stand at the left where there is room, else above, in a field to choose in.
type Pages struct {
	*Sheet
	pages  []SheetPage
	open   int
	tabs   []*Tab
	side   *fyne.Container
	choice *Select
	column *fyne.Container
}

const (
	pagesWidth  = 720
	pagesHeight = 610
)

// ShowPages opens the sheet on a page. The button closes it unless the page may not be left, Esc in any case; closed is called when it
// is gone.
func ShowPages(kit Kit, title, label, button string, pages []SheetPage, open int, closed func()) *Pages {
	p := &Pages{pages: pages, column: NewColumn(18, Insets{Top: formEdge, Right: formEdge + scrollBar, Bottom: formEdge, Left: formEdge})}
	finish := func() {
		if p.mayLeave() {
			p.Close()
			closed()
		}
	}
	p.Sheet = newSheet(kit, nil)
	p.Sheet.leave = func() {
		p.mayLeave()
		p.Close()
		closed()
	}
	p.width = pagesWidth
	p.pane = NewPane(p.kit, p.column)
	p.side = NewColumn(2, Insets{})
	names := make([]string, len(pages))
	for i, page := range pages {
		names[i] = page.Name
		tab := NewTab(p.kit, page.Name, false, func() { p.Open(i) }).Leading()
		p.tabs = append(p.tabs, tab)
		p.side.Add(tab)
	}
	p.choice = NewSelect(p.kit, label, "", names, func(name string) {
		for i, page := range pages {
			if page.Name == name {
				p.Open(i)
			}
		}
	})
	leave := NewButton(p.kit, Primary, button, finish)
	end := NewFlow(0, fyne.TextAlignTrailing, leave)
	p.card = NewCard(container.New(pagesForm{p}, NewParagraph(title, StyleHeading), p.side, p.choice, p.pane, end))
	p.show(open)
	if p.first = firstFocusable(p.column); p.first == nil {
		// What is only to be read is left with the same key.
		p.first = leave
	}
	p.ExtendBaseWidget(p.Sheet)
	p.Sheet.open()
	return p
}

func (p *Pages) mayLeave() bool {
	leave := p.pages[p.open].Leave
	return leave == nil || leave()
}

// Open goes to another page, unless the one that is open may not be left.
func (p *Pages) Open(page int) {
	if page != p.open && p.mayLeave() {
		p.show(page)
		p.pane.ToTop()
		p.Relayout()
	}
	p.choice.Fill(p.pages[p.open].Name)
}

// Page is the page that is open.
func (p *Pages) Page() int { return p.open }

func (p *Pages) show(page int) {
	p.open = page
	kit := p.pane.Follow(p.kit)
	kit.Grown = p.Relayout
	p.column.Objects = p.pages[page].Pieces(kit)
	for i, tab := range p.tabs {
		tab.SetOn(i == page)
	}
	p.choice.Fill(p.pages[page].Name)
}

// Place is where the keyboard is among the pieces of the page, -1 where it is elsewhere; Return brings it back there.
func (p *Pages) Place() int {
	focused, place, found := p.kit.Canvas().Focused(), 0, -1
	Find(p.column, func(piece fyne.Focusable) bool {
		if piece == focused {
			found = place
		}
		place++
		return false
	})
	return found
}

// Return brings the keyboard to a place of the page.
func (p *Pages) Return(place int) {
	piece := Find(p.column, func(fyne.Focusable) bool {
		place--
		return place == -1
	})
	p.kit.Focus(piece)
}

// pagesForm sets the title, the names of the pages, what scrolls and the button below.
type pagesForm struct{ pages *Pages }

const sideGap = 20

// sideWidth is how wide the names are at the left, 0 where they do not fit there.
func (f pagesForm) sideWidth(inner, height float32) float32 {
	const leastBeside = 380
	size := f.pages.side.MinSize()
	if inner-size.Width-sideGap < look.Scaled(leastBeside) || size.Height > height {
		return 0
	}
	return size.Width
}

func (f pagesForm) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	title, side, choice, pane, end := objects[0], objects[1], objects[2], objects[3], objects[4]
	inner := size.Width - 2*formInset
	top := formInset + heightFor(title, inner) + formGap
	place(title, formInset, formInset, inner, top-formGap-formInset)
	button := heightFor(end, inner)
	place(end, formInset, size.Height-formInset-button, inner, button)
	bottom := size.Height - formInset - button - formGap
	left := float32(formInset)
	width := f.sideWidth(inner, bottom-top)
	show(side, width > 0)
	show(choice, width == 0)
	if width > 0 {
		// The words of the names stand below the title, and not the edge around the one that is chosen.
		place(side, left-tabInset+2, top, width, side.MinSize().Height)
		left += width + sideGap - tabInset
	} else {
		place(choice, left, top, inner, choice.MinSize().Height)
		top += choice.MinSize().Height + formGap
	}
	// What scrolls has the insets for itself, so that what outlines the focused piece is not cut off.
	place(pane, left-formEdge, top, size.Width-formInset-left+2*formEdge, max(bottom-top, 0))
	f.pages.pane.Relayout()
}

func (f pagesForm) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

// heightFor is the same for every page, so that the sheet stays where it is while somebody goes through them.
func (f pagesForm) heightFor([]fyne.CanvasObject, float32) float32 { return look.Scaled(pagesHeight) }
