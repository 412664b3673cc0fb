package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewSqueezed is NewLine that leaves pieces out, the first of droppable first, where there is too little width for all. wanted says
// which pieces are to be shown at all.
func NewSqueezed(gap float32, stretch int, wanted func(index int) bool, droppable []int, pieces ...fyne.CanvasObject) *fyne.Container {
	return container.New(squeezed{line{gap: gap, stretch: stretch}, wanted, droppable}, pieces...)
}

type squeezed struct {
	line
	wanted    func(index int) bool
	droppable []int
}

// Layout shows what has room.
func (s squeezed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, object := range objects {
		show(object, s.wanted(i))
	}
	for _, index := range s.droppable {
		if s.fixed(objects) <= size.Width {
			break
		}
		objects[index].Hide()
	}
	s.line.Layout(objects, size)
}

// MinSize is what is left when everything that may be left out is.
func (s squeezed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var kept []fyne.CanvasObject
	var height float32
	for i, object := range objects {
		height = max(height, object.MinSize().Height)
		if s.wanted(i) && !slices.Contains(s.droppable, i) && i != s.stretch {
			kept = append(kept, object)
		}
	}
	return fyne.NewSize(line{gap: s.gap, stretch: -1}.fixed(kept), height)
}

func (s squeezed) heightFor(objects []fyne.CanvasObject, _ float32) float32 {
	return s.MinSize(objects).Height
}
