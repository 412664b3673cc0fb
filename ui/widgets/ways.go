package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
)

// NewWays sets the ways out of a sheet: the main one, which is given first, at the right end, and the others left of it. Where they have no room
// beside each other they take several lines.
func NewWays(ways ...*Button) *fyne.Container {
	row := NewFlow(10, fyne.TextAlignTrailing)
	for _, way := range slices.Backward(ways) {
		row.Add(way)
	}
	return row
}
