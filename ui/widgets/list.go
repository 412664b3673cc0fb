package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// ListSource is what a list shows.
type ListSource interface {
	// Len is the number of rows.
	Len() int
	// Bind fills a row with what stands at index.
	Bind(index int, row *Row)
}

// ListKeys are what the keyboard does in a list. index is the row that the keyboard stands on, -1 in an empty list.
type ListKeys struct {
	Moved   func(index int, extend bool)
	Opened  func(index int)
	Ticked  func(index int)
	Removed func(index int)
	Menu    func(index int, at fyne.Position)
}

// List shows rows of one height and makes only as many as are in view: three thousand videos cost what ten do. Below the last row
// stands a footer piece.
type List struct {
	widget.BaseWidget
	kit     Kit
	source  ListSource
	keys    ListKeys
	text    RowText
	footer  fyne.CanvasObject
	label   string
	cursor  int
	focused bool
	shift   bool
	first   int
	rows    []*Row
	width   float32
	body    *fyne.Container
	scroll  *container.Scroll
	// heading stands above the row headed, wherever that is not zero.
	heading fyne.CanvasObject
	headed  int
}

// NewList makes a list; label is its name for a screen reader, footer stands below the last row.
func NewList(kit Kit, source ListSource, keys ListKeys, text RowText, label string, footer fyne.CanvasObject) *List {
	l := &List{kit: kit, source: source, keys: keys, text: text, footer: footer, label: label}
	l.body = container.New(listLayout{l}, footer)
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) { l.window() }
	l.ExtendBaseWidget(l)
	return l
}

type listLayout struct{ list *List }

func (l listLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Scaled(240), l.list.contentHeight())
}

func (l listLayout) Layout([]fyne.CanvasObject, fyne.Size) { l.list.window() }

// listTop leaves room for the ring of the first row.
const listTop = 4

func (l *List) step() float32 { return RowHeight(l.rowWidth()) + look.RowGap }

func (l *List) rowWidth() float32 { return l.width - 2*look.Gutter }

func (l *List) contentHeight() float32 {
	return l.top(l.source.Len()) + heightFor(l.footer, l.rowWidth()) + 12
}

// SetHeading puts a piece above the row at index; none where index is not that of a row.
func (l *List) SetHeading(index int, piece fyne.CanvasObject) {
	if l.headed == index && l.heading == piece {
		return
	}
	l.headed, l.heading = index, piece
	l.first = -1
}

func (l *List) headingHeight() float32 {
	if l.heading == nil || l.headed < 0 || l.headed >= l.source.Len() {
		return 0
	}
	return heightFor(l.heading, l.rowWidth())
}

// top is where a row begins.
func (l *List) top(index int) float32 {
	top := listTop + float32(index)*l.step()
	if index >= l.headed {
		top += l.headingHeight()
	}
	return top
}

// at is the row that stands at a height.
func (l *List) at(y float32) int {
	y -= listTop
	if above := float32(l.headed) * l.step(); y > above {
		y = max(y-l.headingHeight(), above)
	}
	return max(int(y/l.step()), 0)
}

// Reload shows the source anew after rows came, went or moved.
func (l *List) Reload() {
	l.cursor = min(l.cursor, max(l.source.Len()-1, 0))
	for i := range l.rows {
		l.rows[i].SetCursor(false)
	}
	l.first = -1
	l.scroll.Refresh()
	l.window()
}

// Row is the row in view that shows index, or nil.
func (l *List) Row(index int) *Row {
	if l.first < 0 || index < l.first || index >= min(l.first+len(l.rows), l.source.Len()) {
		return nil
	}
	return l.rows[index-l.first]
}

// InView is the first row in view and the one after the last.
func (l *List) InView() (from, to int) {
	if l.first < 0 {
		return 0, 0
	}
	return l.first, min(l.first+len(l.rows), l.source.Len())
}

// window binds the rows that are in view and puts them in their places.
func (l *List) window() {
	if l.width <= 0 {
		return
	}
	step, view := l.step(), l.scroll.Size().Height
	first := l.at(l.scroll.Offset.Y)
	count := min(int(view/step)+2, max(l.source.Len()-first, 0))
	rebind := first != l.first
	l.keepRows(first)
	for len(l.rows) < count {
		l.rows = append(l.rows, NewRow(l.Follow(l.kit), l.text))
		rebind = true
	}
	if len(l.rows) > count {
		l.rows = l.rows[:count]
		rebind = true
	}
	l.first = first
	if rebind {
		l.body.Objects = l.body.Objects[:0]
		for i, row := range l.rows {
			l.source.Bind(first+i, row)
			l.body.Objects = append(l.body.Objects, row)
		}
		l.body.Objects = append(l.body.Objects, l.footer)
		if l.headingHeight() > 0 {
			l.body.Objects = append(l.body.Objects, l.heading)
		}
	}
	for i, row := range l.rows {
		place(row, look.Gutter, l.top(first+i), l.rowWidth(), RowHeight(l.rowWidth()))
		row.SetCursor(l.focused && first+i == l.cursor)
	}
	if height := l.headingHeight(); height > 0 {
		place(l.heading, look.Gutter, l.top(l.headed)-height, l.rowWidth(), height)
	}
	place(l.footer, look.Gutter, l.top(l.source.Len()), l.rowWidth(), heightFor(l.footer, l.rowWidth()))
	if rebind {
		canvas.Refresh(l.body)
	}
}

// At is the index of the row at a point of the window, -1 where there is none.
func (l *List) At(point fyne.Position) int {
	top := l.kit.PositionOf(l)
	inside := point.Subtract(top)
	size := l.Size()
	if inside.X < 0 || inside.Y < 0 || inside.X >= size.Width || inside.Y >= size.Height {
		return -1
	}
	from, to := l.InView()
	for index := from; index < to; index++ {
		row := l.Row(index)
		if at := l.kit.PositionOf(row); point.Y >= at.Y && point.Y < at.Y+row.Size().Height {
			return index
		}
	}
	return -1
}

// keepRows lets the rows that stay in view show what they showed, so that the keyboard stays with the video whose button it is on.
func (l *List) keepRows(first int) {
	shift := first - l.first
	if l.first < 0 || len(l.rows) == 0 || max(shift, -shift) >= len(l.rows) {
		return
	}
	if shift < 0 {
		shift += len(l.rows)
	}
	l.rows = slices.Concat(l.rows[shift:], l.rows[:shift])
}

// Cursor is the row the keyboard stands on.
func (l *List) Cursor() int { return l.cursor }

// SetCursor moves the keyboard to a row and brings it into view.
func (l *List) SetCursor(index int) {
	l.cursor = min(max(index, 0), max(l.source.Len()-1, 0))
	l.reveal(l.cursor)
	l.window()
}

func (l *List) reveal(index int) {
	top := l.top(index) - listTop
	bottom, view := top+l.step(), l.scroll.Size().Height
	switch {
	case top < l.scroll.Offset.Y:
		l.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > l.scroll.Offset.Y+view:
		l.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view+4))
	}
}

// Follow gives a kit for pieces inside the list, its rows and what stands below them: they are brought into view when the keyboard comes
// to them.
func (l *List) Follow(kit Kit) Kit {
	kit.Focused = func() {
		piece, is := kit.Canvas().Focused().(fyne.CanvasObject)
		if !is {
			return
		}
		const margin = 8
		top := kit.PositionOf(piece).Y - kit.PositionOf(l.body).Y - margin
		bottom, view := top+piece.Size().Height+2*margin, l.scroll.Size().Height
		switch {
		case top < l.scroll.Offset.Y:
			l.scroll.ScrollToOffset(fyne.NewPos(0, max(top, 0)))
		case bottom > l.scroll.Offset.Y+view:
			l.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
		default:
			return
		}
		l.window()
	}
	others := kit.Key
	kit.Key = func(event *fyne.KeyEvent) {
		if !l.menuAt(event) {
			others(event)
		}
	}
	return kit
}

// menuAt opens the menu of the row in which a piece has the keyboard, and reports whether the key asks for that. Whether Shift is held with F10 only
// the list itself can know; F10 alone means nothing else.
func (l *List) menuAt(event *fyne.KeyEvent) bool {
	piece, is := l.kit.Canvas().Focused().(fyne.CanvasObject)
	if !is || event.Name != desktop.KeyMenu && event.Name != fyne.KeyF10 {
		return false
	}
	index := l.At(l.kit.PositionOf(piece))
	if index < 0 {
		return false
	}
	l.SetCursor(index)
	l.menu()
	return true
}

// FocusGained shows where the keyboard stands: at the row where it stood, or at the first in view where that one was scrolled away. The rows stay
// where they are, for the pointer may be on its way to one.
func (l *List) FocusGained() {
	l.focused = true
	if from, to := l.InView(); from < to && (l.cursor < from || l.cursor >= to) {
		l.cursor = from
		if l.top(from)-listTop < l.scroll.Offset.Y && from+1 < to {
			l.cursor = from + 1
		}
	}
	l.window()
}

// FocusLost hides it.
func (l *List) FocusLost() { l.focused = false; l.shift = false; l.window() }

// TypedRune is not used.
func (l *List) TypedRune(rune) {}

// KeyDown notes Shift, which extends the selection.
func (l *List) KeyDown(event *fyne.KeyEvent) { l.note(event, true) }

// KeyUp notes that it was let go.
func (l *List) KeyUp(event *fyne.KeyEvent) { l.note(event, false) }

func (l *List) note(event *fyne.KeyEvent, down bool) {
	if event.Name == desktop.KeyShiftLeft || event.Name == desktop.KeyShiftRight {
		l.shift = down
	}
}

// TypedKey moves, ticks, opens and removes.
func (l *List) TypedKey(event *fyne.KeyEvent) {
	if l.source.Len() == 0 {
		l.kit.Key(event)
		return
	}
	page := max(int(l.scroll.Size().Height/l.step())-1, 1)
	switch event.Name {
	case fyne.KeyUp:
		l.move(l.cursor - 1)
	case fyne.KeyDown:
		l.move(l.cursor + 1)
	case fyne.KeyPageUp:
		l.move(l.cursor - page)
	case fyne.KeyPageDown:
		l.move(l.cursor + page)
	case fyne.KeyHome:
		l.move(0)
	case fyne.KeyEnd:
		l.move(l.source.Len() - 1)
	case fyne.KeySpace:
		l.keys.Ticked(l.cursor)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.keys.Opened(l.cursor)
	case fyne.KeyDelete, fyne.KeyBackspace:
		l.keys.Removed(l.cursor)
	case desktop.KeyMenu:
		l.menu()
	case fyne.KeyF10:
		if l.shift {
			l.menu()
		}
	default:
		l.kit.Key(event)
	}
}

func (l *List) menu() {
	if row := l.Row(l.cursor); row != nil {
		at := l.kit.PositionOf(row)
		l.keys.Menu(l.cursor, at.AddXY(row.Size().Width-look.Scaled(208), row.Size().Height/2))
	}
}

func (l *List) move(index int) {
	l.SetCursor(index)
	l.keys.Moved(l.cursor, l.shift)
}

// AccessibilityLabel is the list's name.
func (l *List) AccessibilityLabel() string { return l.label }

// AccessibilityRole is a container.
func (l *List) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the scroller.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	return drawn{
		objects: always(l.scroll),
		layout: func(size fyne.Size) {
			if l.width != size.Width {
				l.width = size.Width
				l.first = -1
			}
			l.scroll.Resize(size)
			l.scroll.Refresh()
			l.window()
		},
		minSize: func() fyne.Size { return fyne.NewSize(look.Scaled(240), 100) },
		refresh: func() {
			l.first = -1
			l.scroll.Refresh()
			l.window()
		},
	}
}
