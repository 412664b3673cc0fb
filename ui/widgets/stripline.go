package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// stripLine sets what a strip says: the icon, the words, its buttons and its cross beside each other. Where the buttons would squeeze the words
// into more than two lines, they stand below them.
type stripLine struct {
	icon  fyne.CanvasObject
	words *Paragraph
	// buttons flow into several lines; cross may be nil.
	buttons *fyne.Container
	cross   fyne.CanvasObject
}

const stripGap = 10

func newStripLine(icon fyne.CanvasObject, words *Paragraph, buttons []fyne.CanvasObject, cross fyne.CanvasObject) *fyne.Container {
	l := stripLine{icon: icon, words: words, buttons: NewFlow(stripGap, fyne.TextAlignLeading, buttons...), cross: cross}
	pieces := []fyne.CanvasObject{icon, words, l.buttons}
	if cross != nil {
		pieces = append(pieces, cross)
	}
	return container.New(l, pieces...)
}

// inOneLine is how large the buttons are beside each other, and crossSize the cross.
func (l stripLine) inOneLine() fyne.Size {
	return line{gap: stripGap, stretch: -1}.MinSize(l.buttons.Objects)
}

func (l stripLine) crossSize() fyne.Size {
	if l.cross == nil {
		return fyne.Size{}
	}
	return l.cross.MinSize()
}

// taken is what a piece takes of the width with the gap before it, 0 where there is none.
func taken(size fyne.Size) float32 {
	if size.Width > 0 {
		return size.Width + stripGap
	}
	return 0
}

// split gives the width of the words, and whether the buttons stand beside them.
func (l stripLine) split(width float32) (words float32, beside bool) {
	whole := width - l.icon.MinSize().Width - stripGap - taken(l.crossSize())
	words = whole - taken(l.inOneLine())
	if len(l.buttons.Objects) == 0 || words > 0 && !l.words.Exceeds(words, 2) {
		return words, true
	}
	return whole, false
}

func (l stripLine) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	icon, cross := l.icon.MinSize(), l.crossSize()
	left := icon.Width + stripGap
	width, beside := l.split(size.Width)
	height := heightFor(l.words, width)
	first := max(height, icon.Height, cross.Height)
	if beside {
		first = size.Height
		buttons := l.inOneLine()
		place(l.buttons, left+width+stripGap, (first-buttons.Height)/2, buttons.Width, buttons.Height)
	} else {
		place(l.buttons, left, first+besideGap, size.Width-left, heightFor(l.buttons, size.Width-left))
	}
	place(l.icon, 0, (first-icon.Height)/2, icon.Width, icon.Height)
	place(l.words, left, (first-height)/2, width, height)
	if l.cross != nil {
		place(l.cross, size.Width-cross.Width, (first-cross.Height)/2, cross.Width, cross.Height)
	}
}

func (l stripLine) MinSize([]fyne.CanvasObject) fyne.Size {
	words, cross := l.words.MinSize(), l.crossSize()
	width := l.icon.MinSize().Width + stripGap + words.Width + taken(cross) + taken(l.inOneLine())
	return fyne.NewSize(width, max(words.Height, l.inOneLine().Height, cross.Height))
}

func (l stripLine) heightFor(_ []fyne.CanvasObject, width float32) float32 {
	words, beside := l.split(width)
	first := max(heightFor(l.words, words), l.icon.MinSize().Height, l.crossSize().Height)
	if beside {
		return max(first, l.inOneLine().Height)
	}
	return first + besideGap + heightFor(l.buttons, width-l.icon.MinSize().Width-stripGap)
}
