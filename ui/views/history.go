package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// History shows what this computer has uploaded.
type History struct {
	env   *Env
	piece *widgets.Surface
}

// NewHistory makes the page.
func NewHistory(env *Env) *History {
	nothing := widgets.NewParagraph(env.T(words.HistoryEmpty), widgets.StyleSecondary.Centred())
	h := &History{env: env}
	h.piece = widgets.NewGround(look.ColourSurface, widgets.Edges{}, widgets.NewMiddle(680, env.Kit, func(bool) {}, nothing))
	return h
}

// Piece is what is drawn.
func (h *History) Piece() fyne.CanvasObject { return h.piece }

// Focus gives the page the keyboard.
func (h *History) Focus() { h.env.Kit.Focus(nil) }
