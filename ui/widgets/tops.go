package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewTops sets two pieces beside each other, each half of the width and as high as that asks for, their tops in line.
func NewTops(gap float32, one, other fyne.CanvasObject) *fyne.Container {
	return container.New(tops(gap), one, other)
}

type tops float32

func (t tops) half(width float32) float32 { return (width - float32(t)) / 2 }

func (t tops) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	half := t.half(size.Width)
	for i, object := range objects {
		place(object, float32(i)*(half+float32(t)), 0, half, heightFor(object, half))
	}
}

func (t tops) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 10) }

func (t tops) heightFor(objects []fyne.CanvasObject, width float32) (height float32) {
	for _, object := range objects {
		height = max(height, heightFor(object, t.half(width)))
	}
	return height
}
