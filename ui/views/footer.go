package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Footer says what runs, whether the computer may be switched off, and holds the one main button.
type Footer struct {
	env    *Env
	first  *widgets.Paragraph
	second *widgets.Paragraph
	tight  bool
	upload *widgets.Button
	hint   *widgets.Text
	side   *fyne.Container
	piece  *widgets.Surface
}

// NewFooter makes the footer; upload is called with the button.
func NewFooter(env *Env, upload func()) *Footer {
	f := &Footer{
		env: env, first: widgets.NewLimited("", widgets.StyleStrong, 2), second: widgets.NewLimited("", widgets.StyleSmall, 1),
		upload: widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonUpload), upload),
		hint:   widgets.NewText("", widgets.StyleSmall),
	}
	f.side = widgets.NewColumn(2, widgets.Insets{}, widgets.NewFlow(0, fyne.TextAlignTrailing, f.upload), f.hint)
	lines := widgets.NewColumn(0, widgets.Insets{}, f.first, f.second)
	line := widgets.NewLine(16, 0, lines, f.side)
	f.piece = widgets.NewGround(look.ColourBackground, widgets.Edges{Top: true}, widgets.NewCentre(look.FooterHeight, widgets.Insets{Right: 20, Left: 20, Top: 6, Bottom: 6}, line))
	return f
}

// Piece is what is drawn.
func (f *Footer) Piece() fyne.CanvasObject { return f.piece }

// Uploadable are the videos that the Upload button starts: the ticked ones that are ready, else all that are.
func (f *Footer) Uploadable() []uploader.UploadID {
	return f.env.Queue.In(f.ticked(), func(state uploader.State) bool { return state == uploader.Ready })
}

func (f *Footer) ticked() []uploader.UploadID {
	return f.env.Selection.InOrder(f.env.Queue.Whole())
}

// Tight says that the window is narrow for its text: the account, which the top bar names too, gives its place to the hint.
func (f *Footer) Tight(tight bool) {
	if f.tight == tight {
		return
	}
	f.tight = tight
	const lines, linesTight = 2, 4
	f.first.Limit(lines)
	f.second.Limit(1)
	if tight {
		f.first.Limit(linesTight)
		f.second.Limit(linesTight)
	}
	f.Show()
}

// Show brings the words and the button up to date.
func (f *Footer) Show() {
	overall := f.env.Queue.Overall()
	f.first.Set(f.env.Words.Footer(overall))
	chosen := f.env.Queue.Overall(f.ticked()...)
	f.upload.Set(f.env.Words.UploadButton(chosen.Ready, chosen.Public, chosen.Attention))
	hint := ""
	if chosen.Ready > 0 {
		f.upload.Enable()
	} else {
		f.upload.Disable()
		hint = f.env.Words.UploadHint(chosen)
	}
	second := f.env.Words.Connected(f.env.Queue.Current())
	offers := chosen.Ready+chosen.Attention+chosen.Preparing > 0
	if f.tight && offers {
		second, hint = hint, ""
	}
	f.second.Set(second)
	widgets.Visible(f.second, second != "")
	f.hint.Set(hint)
	widgets.Visible(f.hint, hint != "")
	widgets.Visible(f.side, offers)
	widgets.Relayout(f.piece)
}
