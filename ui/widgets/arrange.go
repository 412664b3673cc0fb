package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"twentythree-uploader/ui/look"
)

// Relayout sets everything inside a piece anew, after pieces in it changed their size.
func Relayout(piece fyne.CanvasObject) { relayout(piece) }

// Visible shows or hides a piece.
func Visible(piece fyne.CanvasObject, visible bool) { show(piece, visible) }

// NewSpace is an empty piece that takes room.
func NewSpace() fyne.CanvasObject { return NewText("", StyleBody) }

// NewNarrow keeps a piece no wider than width (at 100 % text), in the middle of what there is.
func NewNarrow(width float32, insets Insets, piece fyne.CanvasObject) *fyne.Container {
	return container.New(narrow{width, insets}, piece)
}

type narrow struct {
	width  float32
	insets Insets
}

func (n narrow) inner(width float32) float32 {
	return min(look.Half(n.width), width-n.insets.Left-n.insets.Right)
}

func (n narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	inner := n.inner(size.Width)
	for _, object := range objects {
		place(object, (size.Width-inner)/2, n.insets.Top, inner, heightFor(object, inner))
	}
}

func (n narrow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := look.Scaled(120)
	return fyne.NewSize(width, n.heightFor(objects, width))
}

func (n narrow) heightFor(objects []fyne.CanvasObject, width float32) (height float32) {
	for _, object := range objects {
		height = max(height, heightFor(object, n.inner(width)))
	}
	return height + n.insets.Top + n.insets.Bottom
}

// NewCentre puts a piece in the middle of a height, which grows where the piece needs more.
func NewCentre(height float32, insets Insets, piece fyne.CanvasObject) *fyne.Container {
	return container.New(centre{height, insets}, piece)
}

type centre struct {
	height float32
	insets Insets
}

func (c centre) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - c.insets.Left - c.insets.Right
	for _, object := range objects {
		height := heightFor(object, width)
		place(object, c.insets.Left, (size.Height-height)/2, width, height)
	}
}

func (c centre) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, object := range objects {
		size = size.Max(object.MinSize())
	}
	return fyne.NewSize(size.Width+c.insets.Left+c.insets.Right, max(size.Height+c.insets.Top+c.insets.Bottom, c.height))
}

func (c centre) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	height := c.height
	for _, object := range objects {
		height = max(height, heightFor(object, width-c.insets.Left-c.insets.Right)+c.insets.Top+c.insets.Bottom)
	}
	return height
}

// NewSecret makes a field for a key: hidden until the eye at its end is pressed.
func NewSecret(kit Kit, label, hint, reveal, conceal string, edited func(string)) *Field {
	f := NewField(kit, label, hint, edited)
	eye := NewIcon(kit, look.IconEye, reveal, nil)
	eye.press = func() {
		f.Password = !f.Password
		if f.Password {
			eye.SetIcon(look.IconEye, reveal)
		} else {
			eye.SetIcon(look.IconEyeOff, conceal)
		}
		f.Refresh()
	}
	f.Password, f.ActionItem = true, eye
	return f
}

// NewWide gives a piece a width (at 100 % text) of its own.
func NewWide(width float32, piece fyne.CanvasObject) *fyne.Container {
	return container.New(wide(width), piece)
}

type wide float32

func (wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Resize(size)
	}
}

func (w wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Half(float32(w)), objects[0].MinSize().Height)
}

// NewEnding sets a piece at the right end, as wide as it wants to be and narrower where there is less room.
func NewEnding(piece fyne.CanvasObject) *fyne.Container { return container.New(ending{}, piece) }

type ending struct{}

func (ending) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(objects[0].MinSize().Width, size.Width)
	place(objects[0], size.Width-width, 0, width, size.Height)
}

func (ending) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, objects[0].MinSize().Height)
}

// NewGap is an empty height.
func NewGap(height float32) fyne.CanvasObject { return container.New(gap(height)) }

type gap float32

func (g gap) Layout([]fyne.CanvasObject, fyne.Size) {}

func (g gap) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, float32(g)) }

// NewFrame sets one piece above another, which takes the rest of the height.
func NewFrame(top, rest fyne.CanvasObject) *fyne.Container {
	return container.New(frame{}, top, rest)
}

type frame struct{}

func (frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := heightFor(objects[0], size.Width)
	place(objects[0], 0, 0, size.Width, height)
	place(objects[1], 0, height, size.Width, max(size.Height-height, 0))
}

func (frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[1].MinSize()
	return fyne.NewSize(max(size.Width, objects[0].MinSize().Width), size.Height)
}

// NewFoot sets one piece below another, which takes the rest of the height. A foot that is hidden takes none.
func NewFoot(rest, foot fyne.CanvasObject) *fyne.Container {
	return container.New(footed{}, rest, foot)
}

type footed struct{}

func (footed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := float32(0)
	if objects[1].Visible() {
		height = heightFor(objects[1], size.Width)
	}
	place(objects[0], 0, 0, size.Width, max(size.Height-height, 0))
	place(objects[1], 0, size.Height-height, size.Width, height)
}

func (footed) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// NewStack sets pieces over each other, all of the whole size.
func NewStack(pieces ...fyne.CanvasObject) *fyne.Container {
	return container.New(stack{}, pieces...)
}

type stack struct{}

func (stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		place(object, 0, 0, size.Width, size.Height)
	}
}

func (stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Scaled(240), 100)
}

// NewMiddle sets a piece in the middle, no wider than width; where there is too little height it is squeezed, and then scrolls.
func NewMiddle(width float32, kit Kit, squeeze func(tight bool), piece fyne.CanvasObject) *fyne.Container {
	pane := NewPane(kit, NewNarrow(width, Evenly(12), piece))
	return container.New(middle{pane, squeeze}, pane)
}

// FollowIn is Follow for the pieces of what NewMiddle makes, which are there before it: around gives it once they have the keyboard.
func FollowIn(kit Kit, around func() *fyne.Container) Kit {
	kit.Focused = func() {
		if set, is := around().Layout.(middle); is {
			set.pane.Follow(kit).Focused()
		}
	}
	return kit
}

type middle struct {
	pane    *Pane
	squeeze func(tight bool)
}

func (m middle) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	m.squeeze(false)
	m.squeeze(heightFor(m.pane.content, size.Width) > size.Height)
	height := min(heightFor(m.pane.content, size.Width), size.Height)
	place(m.pane, 0, (size.Height-height)/2, size.Width, height)
	m.pane.Relayout()
}

func (m middle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(look.Scaled(120), 100) }

// NewShares sets pieces beside each other, each with its share of the width.
func NewShares(gap float32, parts []float32, pieces ...fyne.CanvasObject) *fyne.Container {
	return container.New(shares{gap, parts}, pieces...)
}

type shares struct {
	gap   float32
	parts []float32
}

func (s shares) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var whole float32
	for _, part := range s.parts {
		whole += part
	}
	room := size.Width - s.gap*float32(len(objects)-1)
	x := float32(0)
	for i, object := range objects {
		width := room * s.parts[i] / whole
		place(object, x, 0, width, size.Height)
		x += width + s.gap
	}
}

func (s shares) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, object := range objects {
		piece := object.MinSize()
		size = fyne.NewSize(size.Width+piece.Width+s.gap, max(size.Height, piece.Height))
	}
	return size
}

// NewBeside sets a piece at the right of another one, or below it where fits says that the width that is left is too little for that.
func NewBeside(gap float32, fits func(width float32) bool, piece, side fyne.CanvasObject) *fyne.Container {
	return container.New(beside{gap, fits}, piece, side)
}

// besideGap is between the two where they stand below each other.
const besideGap = 6

type beside struct {
	gap  float32
	fits func(width float32) bool
}

// split gives the width of the piece and whether the side stands at its right.
func (b beside) split(objects []fyne.CanvasObject, width float32) (rest float32, right bool) {
	if !objects[1].Visible() {
		return width, false
	}
	if rest = width - b.gap - objects[1].MinSize().Width; b.fits(rest) {
		return rest, true
	}
	return width, false
}

func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest, right := b.split(objects, size.Width)
	height, side := heightFor(objects[0], rest), objects[1].MinSize()
	side.Width = min(side.Width, size.Width)
	if right {
		place(objects[0], 0, (size.Height-height)/2, rest, height)
		place(objects[1], rest+b.gap, (size.Height-side.Height)/2, side.Width, side.Height)
		return
	}
	place(objects[0], 0, 0, rest, height)
	place(objects[1], size.Width-side.Width, height+besideGap, side.Width, side.Height)
}

func (b beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

func (b beside) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	rest, right := b.split(objects, width)
	height := heightFor(objects[0], rest)
	switch {
	case right:
		return max(height, objects[1].MinSize().Height)
	case objects[1].Visible():
		return height + besideGap + objects[1].MinSize().Height
	}
	return height
}
