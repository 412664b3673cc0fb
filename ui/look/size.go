package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

const sizeScale fyne.ThemeSizeName = "textScale"

// Sizes of the window at 100 % text, in the toolkit's units.
const (
	TopBarHeight   float32 = 56
	FooterHeight   float32 = 72
	PanelWidth     float32 = 376
	PanelFrom      float32 = 1000 // the window's width from which the panel stands beside the list
	RowGap         float32 = 8
	Gutter         float32 = 16
	RadiusCard     float32 = 12
	RadiusControl  float32 = 8
	RadiusZone     float32 = 20
	ControlHeight  float32 = 32
	MainHeight     float32 = 40
	FocusThickness float32 = 2
	SmallestWidth  float32 = 800
	SmallestHeight float32 = 560

	fieldPadding float32 = 9
	fieldBorder  float32 = 2
)

// Scale is the text size that is showing, 1 for 100 %.
func Scale() float32 { return theme.Size(sizeScale) }

// Scaled is a length that grows with the text.
func Scaled(length float32) float32 { return length * Scale() }

// Half is a length that grows half as much as the text: for pictures and boxes beside it.
func Half(length float32) float32 { return length * (1 + (Scale()-1)/2) }
