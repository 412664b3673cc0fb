package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
)

// page is what the window shows between the top bar and the footer.
type page int

// The pages. The first is where the window begins.
const (
	videosPage page = iota
	historyPage
	signInPage
	checkPage
	linksPage
)

// desk lays out the window below the top bar and above the footer: the list, and the details at its right where there is room for
// both; where there is not, one of the two.
type desk struct {
	top, list, panel, links, history, signIn, check, footer fyne.CanvasObject
	// open says that the details are open, as far as the page shows any.
	open          bool
	narrow, tight func(bool)
	// page is what is shown; back is the page that the check covers and gives back.
	page, back page
}

// newDesk puts the pieces in the order in which the keyboard goes through them: the work first. Footer and top bar come after what
// scrolls for another reason too: the toolkit lets a text field that is scrolled out of sight still catch what is pressed where it
// would be, unless something later stands there.
func newDesk(d *desk) *fyne.Container {
	return container.New(d, d.list, d.links, d.history, d.signIn, d.check, d.panel, d.footer, d.top)
}

// panelWidth is the panel's width at the present text size; beside reports whether it fits next to the list.
func panelWidth() float32 { return look.Half(look.PanelWidth) }

func (d *desk) beside(width float32) bool {
	return width >= panelWidth()+(look.PanelFrom-look.PanelWidth)*look.Scale()
}

// Layout sets the pieces.
func (d *desk) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	beside := d.beside(size.Width)
	d.narrow(!beside)
	const tightBelow = 620
	d.tight(size.Width < look.Scaled(tightBelow))
	top := widgets.HeightFor(d.top, size.Width)
	footer := widgets.HeightFor(d.footer, size.Width)
	set(d.top, 0, 0, size.Width, top)
	set(d.footer, 0, size.Height-footer, size.Width, footer)
	height := max(size.Height-top-footer, 0)
	panel := d.open && (d.page == videosPage || d.page == historyPage)
	widgets.Visible(d.history, d.page == historyPage && (beside || !panel))
	widgets.Visible(d.links, d.page == linksPage)
	widgets.Visible(d.signIn, d.page == signInPage)
	widgets.Visible(d.check, d.page == checkPage)
	widgets.Visible(d.panel, panel)
	widgets.Visible(d.list, d.page == videosPage && (beside || !panel))
	set(d.links, 0, top, size.Width, height)
	set(d.signIn, 0, top, size.Width, height)
	set(d.check, 0, top, size.Width, height)
	rows := d.list
	if d.page == historyPage {
		rows = d.history
	}
	switch {
	case !panel:
		set(rows, 0, top, size.Width, height)
	case beside:
		set(rows, 0, top, size.Width-panelWidth(), height)
		set(d.panel, size.Width-panelWidth(), top, panelWidth(), height)
	default:
		set(d.panel, 0, top, size.Width, height)
	}
}

// MinSize is the smallest window.
func (d *desk) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.SmallestWidth, look.SmallestHeight)
}

func set(piece fyne.CanvasObject, x, y, width, height float32) {
	piece.Move(fyne.NewPos(x, y))
	piece.Resize(fyne.NewSize(width, height))
}
