package widgets

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
)

// rowForm is how a row is set at a width: the drawing's four columns; without the picture where that is too narrow; with the state
// below the title where even that is, as with large text in a small window.
type rowForm int

const (
	rowWide rowForm = iota
	rowNoTile
	rowStacked
)

const (
	rowInsetLeft  = 12
	rowInsetRight = 14
	rowInsetTop   = 9
	columnGap     = 12
	// rowEdge is how thick the bar at the edge of the open row is.
	rowEdge = 4
)

// tileRadius is how round the corners of a picture are, as those of a tile are drawn.
const tileRadius = 6

func tickSide() float32   { return look.Half(18) }
func tickColumn() float32 { return tickSide() + 6 }
func tileSize() fyne.Size { return fyne.NewSize(look.Half(64), look.Half(40)) }
func stateWidth() float32 { return look.Scaled(208) }

// middleNeeded is what three lines of the longest sentence need; large text also widens the column of the state.
func middleNeeded() float32 { return look.Scaled(300 + 80*(look.Scale()-1)) }

func formFor(width float32) rowForm {
	middle := width - rowInsetLeft - rowInsetRight - tickColumn() - 2*columnGap - stateWidth()
	switch {
	case middle-tileSize().Width-columnGap >= middleNeeded():
		return rowWide
	case middle >= middleNeeded():
		return rowNoTile
	}
	return rowStacked
}

// RowHeight is the one height that all rows of a list of that width have: 94 at 100 % text, as drawn.
func RowHeight(width float32) float32 {
	title, small := StyleStrong.lineHeight(), StyleSmall.lineHeight()
	if formFor(width) == rowStacked {
		return 2*rowInsetTop + max(title, buttonHeight(false)) + 4*small + 4
	}
	return 2*rowInsetTop + title + small + 2*small + 2
}

func (r *Row) lay(size fyne.Size) {
	form := formFor(size.Width)
	place(r.card, 0, 0, size.Width, size.Height)
	place(r.edge, 4, look.RadiusCard, rowEdge, size.Height-2*look.RadiusCard)
	r.ring.around(size, look.RadiusCard)
	side := tickSide()
	x := float32(rowInsetLeft)
	tickTop := (size.Height - side) / 2
	if form == rowStacked {
		tickTop = rowInsetTop + (max(StyleStrong.lineHeight(), buttonHeight(false))-side)/2
	}
	place(r.box, x+1, tickTop, side, side)
	place(r.mark, x+3, tickTop+2, side-4, side-4)
	show(r.box, !r.content.Untickable)
	show(r.mark, !r.content.Untickable && r.content.Ticked)
	if !r.content.Untickable {
		x += tickColumn() + columnGap
	}
	for _, piece := range []fyne.CanvasObject{r.tile, r.glyph, r.tagBack, r.tag} {
		wanted := piece == r.tile || (piece == r.glyph && r.content.Picture == nil) || (piece != r.glyph && r.content.Tag != "")
		show(piece, form == rowWide && wanted)
	}
	if form == rowWide {
		r.layTile(x, size.Height)
		x += tileSize().Width + columnGap
	}
	if form == rowStacked {
		r.layStacked(x, size)
		return
	}
	right := size.Width - rowInsetRight
	actions := r.actionsWidth(r.actionsRoom(right-columnGap-x, size.Width*0.45))
	state := max(stateWidth(), min(r.badge.WidthNeeded(), size.Width*0.45), min(actions, size.Width*0.45))
	r.layState(right-state, state, size.Height)
	r.layText(x, right-state-columnGap-x, size.Height)
}

// actionsRoom lets the column of the state grow to its buttons where the middle, which has what is left, can spare it: the sentence
// stays whole.
func (r *Row) actionsRoom(width, most float32) float32 {
	room := min(most, width-middleNeeded())
	if room <= stateWidth() || (!r.content.HasBar && r.sentence.Exceeds(width-room, 2)) {
		return stateWidth()
	}
	return room
}

func (r *Row) layTile(x, height float32) {
	tile := tileSize()
	y := (height - tile.Height) / 2
	place(r.tile, x, y, tile.Width, tile.Height)
	glyph := look.Half(18)
	place(r.glyph, x+look.Half(7), y+(tile.Height-glyph)/2-look.Half(5), glyph, glyph)
	if r.content.Untickable {
		centred(r.glyph, x, y, tile.Width, tile.Height, glyph, glyph)
	}
	if r.content.Tag != "" {
		tag := r.tag.MinSize()
		width, tagHeight := tag.Width+6, tag.Height+1
		r.tagBack.CornerRadius = 3
		place(r.tagBack, x+tile.Width-width-4, y+tile.Height-tagHeight-3, width, tagHeight)
		place(r.tag, x+tile.Width-width-1, y+tile.Height-tagHeight-3, tag.Width, tagHeight)
	}
}

// layText sets the lines of the middle, centred as a block.
func (r *Row) layText(x, width, height float32) {
	title, small := StyleStrong.lineHeight(), StyleSmall.lineHeight()
	const aboveBar, belowBar, aboveSentence = 6, 4, 2
	block, lines := title+small, float32(0)
	facts := true
	r.sentence.Limit(2)
	switch {
	case r.content.HasBar:
		// Below a bar there is one line, or two in place of the size of the file.
		if facts = !r.sentence.Exceeds(width, 1); facts {
			r.sentence.Limit(1)
		} else {
			block -= small
		}
		lines = r.sentence.HeightFor(width)
		block += aboveBar + barHeight + belowBar + lines
	case r.content.Sentence != "":
		// What has to be done is more important than the size of the file.
		if facts = !r.sentence.Exceeds(width, 2); !facts {
			r.sentence.Limit(3)
			block -= small
		}
		lines = r.sentence.HeightFor(width)
		block += aboveSentence + lines
	}
	show(r.facts, facts)
	y := (height - block) / 2
	place(r.title, x, y, width, title)
	y += title
	if facts {
		place(r.facts, x, y, width, small)
		y += small
	}
	if r.content.HasBar {
		place(r.bar, x, y+aboveBar, width, barHeight)
		y += aboveBar + barHeight + belowBar
	} else {
		y += aboveSentence
	}
	place(r.sentence, x, y, width, max(lines, small))
}

// actionsWidth shows as many buttons as there is room for and gives the width they need.
func (r *Row) actionsWidth(room float32) float32 {
	const gap = 6
	width := r.more.MinSize().Width
	for i, button := range r.buttons {
		needed := button.MinSize().Width + gap
		visible := i < len(r.content.Actions) && (i == 0 || width+needed <= room)
		show(button, visible)
		if visible {
			width += needed
		}
	}
	return width
}

func (r *Row) layState(x, width, height float32) {
	small, button := r.badge.MinSize().Height, r.more.MinSize().Height
	const gap = 7
	y := (height - small - gap - button) / 2
	r.badge.Left(false)
	place(r.badge, x, y, width, small)
	r.layActions(x+width, y+small+gap)
}

// layActions sets the buttons from right to left, the menu outermost.
func (r *Row) layActions(right, y float32) {
	const gap = 6
	more := r.more.MinSize()
	right -= more.Width
	place(r.more, right, y, more.Width, more.Height)
	for i := len(r.buttons) - 1; i >= 0; i-- {
		if !r.buttons[i].Visible() {
			continue
		}
		size := r.buttons[i].MinSize()
		right -= size.Width + gap
		place(r.buttons[i], right, y, size.Width, size.Height)
	}
}

// layStacked sets title and buttons on top, then state, facts or bar, and the sentence below, each over the whole width.
func (r *Row) layStacked(x float32, size fyne.Size) {
	width := size.Width - rowInsetRight - x
	title, small := StyleStrong.lineHeight(), StyleSmall.lineHeight()
	actions := r.actionsWidth(width / 2)
	y := float32(rowInsetTop)
	r.layActions(size.Width-rowInsetRight, y)
	head := max(title, buttonHeight(false))
	place(r.title, x, y+(head-title)/2, width-actions-columnGap, title)
	y += head
	r.badge.Left(true)
	place(r.badge, x, y, width, small)
	y += small + 2
	facts := !r.content.HasBar && !r.sentence.Exceeds(width, 2)
	show(r.facts, facts)
	r.sentence.Limit(2)
	switch {
	case r.content.HasBar:
		place(r.bar, x, y+small/2-barHeight/2, width, barHeight)
		y += small
	case facts:
		place(r.facts, x, y, width, small)
		y += small
	default:
		r.sentence.Limit(3)
	}
	place(r.sentence, x, y, width, float32(r.sentence.limit)*small)
}
