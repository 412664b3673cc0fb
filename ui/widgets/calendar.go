package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"twentythree-uploader/ui/look"
)

// CalendarText is how a calendar names its months and days, Monday first.
type CalendarText struct {
	Month    func(time.Time) string
	Day      func(time.Time) string
	Earlier  string
	Later    string
	Weekdays [7]string
}

// NewCalendar shows one month to choose a day from. chosen marks a day, the zero time none.
func NewCalendar(kit Kit, text CalendarText, month, chosen time.Time, turn func(month time.Time), choose func(day time.Time)) fyne.CanvasObject {
	first := time.Date(month.Year(), month.Month(), 1, 12, 0, 0, 0, month.Location())
	head := NewLine(4, 1,
		NewIcon(kit, look.IconBack, text.Earlier, func() { turn(first.AddDate(0, -1, 0)) }),
		NewText(text.Month(first), StyleStrong.Centred()),
		NewIcon(kit, look.IconChevron, text.Later, func() { turn(first.AddDate(0, 1, 0)) }))
	grid := container.New(weekGrid{})
	for _, name := range text.Weekdays {
		grid.Add(NewText(name, StyleSmall.Centred()))
	}
	start := first.AddDate(0, 0, -((int(first.Weekday()) + 6) % 7))
	for i := range 42 {
		day := start.AddDate(0, 0, i)
		grid.Add(newDay(kit, day, text.Day(day), day.Month() == first.Month(), sameDay(day, chosen), func() { choose(day) }))
	}
	return NewNotice(look.ColourBackground, look.ColourLine, NewColumn(4, Evenly(8), head, grid))
}

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}

// weekGrid sets seven pieces a line.
type weekGrid struct{}

func (weekGrid) cell() float32 { return look.Scaled(28) }

func (g weekGrid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width / 7
	for i, object := range objects {
		place(object, float32(i%7)*width, float32(i/7)*g.cell(), width, g.cell())
	}
}

func (g weekGrid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(7*g.cell(), float32((len(objects)+6)/7)*g.cell())
}

// day is one day of a calendar.
type day struct {
	control
	label  string
	words  string
	inside bool
	chosen bool
	box    *canvas.Rectangle
	text   *canvas.Text
	ring   ring
}

func newDay(kit Kit, at time.Time, label string, inside, chosen bool, press func()) *day {
	d := &day{label: label, words: at.Format("2"), inside: inside, chosen: chosen, box: canvas.NewRectangle(nil), text: canvas.NewText("", nil), ring: newRing()}
	d.kit, d.press = kit, press
	d.ExtendBaseWidget(d)
	return d
}

// AccessibilityLabel is the date in words.
func (d *day) AccessibilityLabel() string { return d.label }

// CreateRenderer draws the number.
func (d *day) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	paint := func() {
		style := Style{Size: look.TextButton, Colour: look.ColourText, Align: fyne.TextAlignCenter}
		fill := look.ColourBackground
		switch {
		case d.chosen:
			style.Colour, fill = look.ColourOnMain, look.ColourMain
		case d.hovered:
			fill = look.ColourHover
		case !d.inside:
			style.Colour = look.ColourIdle
		}
		style.apply(d.text)
		d.text.Text = d.words
		d.box.FillColor, d.box.CornerRadius = look.Colour(fill), 6
		d.ring.refresh(d.focused)
	}
	paint()
	return drawn{
		objects: always(d.box, d.text, d.ring.Rectangle),
		layout: func(size fyne.Size) {
			place(d.box, 1, 1, size.Width-2, size.Height-2)
			d.text.Resize(size)
			place(d.ring.Rectangle, 1, 1, size.Width-2, size.Height-2)
			d.ring.CornerRadius = 6
		},
		minSize: func() fyne.Size { return fyne.NewSquareSize(look.Scaled(28)) },
		refresh: func() { paint(); canvas.Refresh(d) },
	}
}
