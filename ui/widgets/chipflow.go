package widgets

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
)

// chipFlow sets chips beside each other and gives the entry after the last one what is left of the line, or a line of its own.
type chipFlow struct{ width float32 }

const chipInset = 5

func (f *chipFlow) walk(objects []fyne.CanvasObject, width float32, set func(object fyne.CanvasObject, x, y, width, height float32)) float32 {
	const gap = 6
	x, y, lineHeight := float32(chipInset), float32(chipInset), float32(0)
	for i, object := range objects {
		size := object.MinSize()
		last := i == len(objects)-1
		if last {
			size = fyne.NewSize(look.Scaled(70), size.Height-2*chipInset)
		}
		size.Width = min(size.Width, width-2*chipInset)
		if x > chipInset && x+size.Width > width-chipInset {
			x, y, lineHeight = chipInset, y+lineHeight+gap, 0
		}
		lineHeight = max(lineHeight, size.Height)
		if last {
			size.Width = width - chipInset - x
			set(object, x-2, y-chipInset+(lineHeight-size.Height)/2, size.Width, size.Height+2*chipInset)
		} else {
			set(object, x, y, size.Width, size.Height)
		}
		x += size.Width + gap
	}
	return y + lineHeight + chipInset
}

func (f *chipFlow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.walk(objects, size.Width, place)
}

func (f *chipFlow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := max(look.Scaled(120), f.width)
	return fyne.NewSize(look.Scaled(120), f.heightFor(objects, width))
}

func (f *chipFlow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return f.walk(objects, width, func(fyne.CanvasObject, float32, float32, float32, float32) {})
}
