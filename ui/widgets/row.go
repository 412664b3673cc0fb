package widgets

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Action is a button of a row.
type Action struct {
	Words string
	Do    func()
	// Disabled is for what cannot be done now; the row's sentence says why.
	Disabled bool
}

// Progress is the part of a row that changes while bytes move.
type Progress struct {
	State    Face
	HasBar   bool
	Idle     bool
	Shares   Shares
	Sentence string
	// Careful sets the sentence in amber: it asks for something. Failed sets it in red.
	Careful, Failed bool
	// Spoken is the whole row for a screen reader.
	Spoken string
}

// RowContent is everything that a row shows.
type RowContent struct {
	Progress
	Title    string
	FileName bool // the title is only the file's name: set in italics
	Facts    string
	Tile     fyne.Resource
	Picture  image.Image   // in place of tile and glyph, nil where there is none
	Glyph    fyne.Resource // what kind of file it is, over the tile
	Tag      string        // the kind of file, in the tile's corner: MP4
	Actions  []Action
	Ticked   bool
	// Selected tints a row that is ticked or open. Open is the one that the details are about: a bar at its edge tells it apart.
	Selected, Open bool
	// Landed outlines a row where something has just landed.
	Landed bool
	// Untickable is for rows that are only ever acted on one at a time: they have no box.
	Untickable bool
}

// RowText is what a row's own controls say to a screen reader.
type RowText struct{ More string }

// RowEvents is what a person can do with a row.
type RowEvents struct {
	Pressed func(modifier fyne.KeyModifier)
	Ticked  func()
	Menu    func(at fyne.Position)
}

// Row is one video of the list, as a card of one fixed height.
type Row struct {
	widget.BaseWidget
	kit     Kit
	content RowContent
	events  RowEvents
	cursor  bool
	hovered bool
	held    fyne.KeyModifier

	card, edge        *canvas.Rectangle
	box, tagBack      *canvas.Rectangle
	mark, tile, glyph *canvas.Image
	tag               *canvas.Text
	title             *Text
	facts             *Text
	sentence          *Paragraph
	bar               *Bar
	badge             *Badge
	buttons           [2]*Button
	more              *Button
	ring              ring
}

// NewRow makes an empty row.
func NewRow(kit Kit, text RowText) *Row {
	r := &Row{
		kit: kit, card: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil), box: canvas.NewRectangle(nil), tagBack: canvas.NewRectangle(color.NRGBA{A: 0x99}),
		mark: &canvas.Image{FillMode: canvas.ImageFillContain}, tile: &canvas.Image{FillMode: canvas.ImageFillStretch}, glyph: &canvas.Image{FillMode: canvas.ImageFillContain},
		tag:   canvas.NewText("", color.White),
		title: NewEllipsis("", StyleStrong), facts: NewEllipsis("", StyleSmall), sentence: NewLimited("", StyleSmall, 2),
		bar: NewBar(), badge: NewBadge(), ring: newRing(),
	}
	for i := range r.buttons {
		r.buttons[i] = NewButton(kit, Plain, "", func() { r.act(i) })
	}
	r.more = NewIcon(kit, look.IconMore, text.More, func() {
		if r.events.Menu != nil {
			at := r.kit.PositionOf(r.more)
			r.events.Menu(at.AddXY(0, r.more.Size().Height+4))
		}
	})
	r.ExtendBaseWidget(r)
	return r
}

func (r *Row) act(index int) {
	if index < len(r.content.Actions) {
		r.content.Actions[index].Do()
	}
}

// Bind shows a video's content in this row.
func (r *Row) Bind(content RowContent, events RowEvents) {
	r.content, r.events = content, events
	r.Refresh()
}

// SetProgress changes only what moves.
func (r *Row) SetProgress(progress Progress) {
	before := r.content.Progress
	r.content.Progress = progress
	r.showProgress()
	if before.HasBar != progress.HasBar || before.Sentence != progress.Sentence || before.State != progress.State {
		r.lay(r.Size())
	}
}

// SetCursor draws the keyboard's ring around the row.
func (r *Row) SetCursor(on bool) {
	if r.cursor != on {
		r.cursor = on
		r.ring.refresh(on)
	}
}

// Content is what the row shows.
func (r *Row) Content() RowContent { return r.content }

// Cut reports whether a text that has to be read whole is cut: the state, the sentence or a button.
func (r *Row) Cut() bool {
	cut := r.badge.Cut() || r.sentence.Cut()
	for i := range r.content.Actions[:min(len(r.content.Actions), len(r.buttons))] {
		cut = cut || (r.buttons[i].Visible() && r.buttons[i].text.Text != r.buttons[i].words)
	}
	return cut
}

// MouseDown notes which modifiers were held, for extending a selection.
func (r *Row) MouseDown(event *desktop.MouseEvent) { r.held = event.Modifier }

// MouseUp is not used.
func (r *Row) MouseUp(*desktop.MouseEvent) {}

// Tapped ticks at the left edge and selects elsewhere.
func (r *Row) Tapped(event *fyne.PointEvent) {
	const tickEdge = 44
	switch {
	case event.Position.X <= tickEdge && r.events.Ticked != nil:
		r.events.Ticked()
	case r.events.Pressed != nil:
		r.events.Pressed(r.held)
	}
}

// TappedSecondary opens the row's menu.
func (r *Row) TappedSecondary(event *fyne.PointEvent) {
	if r.events.Menu != nil {
		r.events.Menu(event.AbsolutePosition)
	}
}

// MouseIn lights the card up.
func (r *Row) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.paintCard() }

// MouseMoved is not used.
func (r *Row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends that.
func (r *Row) MouseOut() { r.hovered = false; r.paintCard() }

// AccessibilityLabel says the row in one breath, and whether it is ticked.
func (r *Row) AccessibilityLabel() string {
	if r.content.Ticked {
		return ticked + r.content.Spoken
	}
	return r.content.Spoken
}

// AccessibilityRole is a container: it holds buttons.
func (r *Row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the card.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	r.paint()
	return drawn{
		objects: always(r.card, r.edge, r.box, r.mark, r.tile, r.glyph, r.tagBack, r.tag, r.title, r.facts, r.bar, r.sentence, r.badge, r.buttons[0], r.buttons[1], r.more, r.ring.Rectangle),
		layout:  r.lay,
		minSize: func() fyne.Size { return fyne.NewSize(look.Scaled(240), RowHeight(r.Size().Width)) },
		refresh: func() {
			r.paint()
			r.lay(r.Size())
			canvas.Refresh(r)
		},
	}
}

func (r *Row) paint() {
	r.paintCard()
	paintBox(r.box, r.mark, false, r.content.Ticked)
	r.tile.Resource, r.tile.Image, r.tile.CornerRadius = r.content.Tile, nil, 0
	if r.content.Picture != nil {
		r.tile.Resource, r.tile.Image, r.tile.CornerRadius = nil, r.content.Picture, look.Half(tileRadius)
	}
	r.tile.Refresh()
	r.glyph.Resource = r.content.Glyph
	r.glyph.Refresh()
	style := StyleStrong
	if r.content.FileName {
		style.Weight = look.Italic
	}
	r.title.Restyle(r.content.Title, style)
	r.facts.Set(r.content.Facts)
	tag := Style{Size: look.TextTag, Weight: look.SemiBold, Colour: look.ColourOnMain}
	tag.apply(r.tag)
	r.tag.Color = color.White
	r.tag.Text = r.content.Tag
	for i, button := range r.buttons {
		if i < len(r.content.Actions) {
			button.Set(r.content.Actions[i].Words)
			if r.content.Actions[i].Disabled {
				button.Disable()
			} else {
				button.Enable()
			}
		}
	}
	r.showProgress()
}

func (r *Row) paintCard() {
	r.card.CornerRadius = look.RadiusCard
	r.card.FillColor, r.card.StrokeColor, r.card.StrokeWidth = look.Colour(look.ColourBackground), look.Colour(look.ColourLine), 1
	cast(r.card)
	switch {
	case r.content.Open:
		r.card.FillColor, r.card.StrokeColor = look.Colour(look.ColourSelected), look.Colour(look.ColourMain)
	case r.content.Selected:
		r.card.FillColor = look.Colour(look.ColourSelected)
	case r.hovered:
		r.card.StrokeColor = look.Colour(look.ColourControl)
	}
	if r.content.Landed {
		r.card.StrokeColor, r.card.StrokeWidth = look.Colour(look.ColourMain), look.FocusThickness
	}
	r.edge.FillColor, r.edge.CornerRadius = look.Colour(look.ColourMain), rowEdge/2
	show(r.edge, r.content.Open)
	r.ring.refresh(r.cursor)
	r.card.Refresh()
	r.edge.Refresh()
}

func (r *Row) showProgress() {
	p := r.content.Progress
	r.badge.Set(p.State)
	show(r.bar, p.HasBar)
	r.bar.Set(p.Shares, p.Idle)
	r.bar.Say(p.State.Words)
	style := StyleSmall
	switch {
	case p.Failed:
		style = style.In(look.ColourPerson)
	case p.Careful:
		style = StyleCareful
	}
	r.sentence.Restyle(p.Sentence, style)
	show(r.sentence, p.Sentence != "")
}
