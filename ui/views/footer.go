package views

import (
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Footer says what runs, whether the computer may be switched off, and holds the one main button. Its second line names the account
// and what bears on the uploads: a limit of their speed, which can be taken away there, and that the computer stays awake or has
// slept.
type Footer struct {
	env   *Env
	door  FooterDoor
	tight bool

	first  *widgets.Paragraph
	second *widgets.Paragraph // the account or the hint in a narrow window, in as many lines as it takes

	account *widgets.Text
	unlock  *widgets.Button
	limit   *widgets.Text
	remove  *widgets.Button
	limited *fyne.Container
	awake   *widgets.Text
	slept   *widgets.Text
	facts   *fyne.Container

	upload *widgets.Button
	hint   *widgets.Text
	side   *fyne.Container
	lines  *fyne.Container
	body   *fyne.Container
	piece  *widgets.Surface

	hasSlept  bool
	sleptEnds func()
}

// FooterDoor is what the footer needs of the engine: taking the limit away, and asking for an account's keys, which makes a locked password
// store ask the person.
type FooterDoor interface {
	SettingsDoor
	CheckAccount(account uploader.AccountID)
}

// NewFooter makes the footer; upload is called with the button.
func NewFooter(env *Env, door FooterDoor, upload func()) *Footer {
	const between = 16
	fact := func(words string) *widgets.Text { return widgets.NewCuttable(words, widgets.StyleSmall) }
	f := &Footer{
		env: env, door: door,
		first: widgets.NewLimited("", widgets.StyleStrong, mostLines), second: widgets.NewLimited("", widgets.StyleSmall, mostLinesTight),
		account: fact(""), limit: fact(""), awake: fact(env.T(words.FooterAwake)), slept: fact(env.T(words.WindowAfterSleep)),
		upload: widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonUpload), upload),
		hint:   widgets.NewText("", widgets.StyleSmall),
	}
	f.remove = widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.ButtonRemove), f.removeLimit)
	f.unlock = widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.ButtonUnlock), func() { door.CheckAccount(env.Queue.Current().ID) })
	f.limited = widgets.NewLine(0, 0, f.limit, f.remove)
	f.facts = widgets.NewRunning(between, f.account, f.unlock, f.limited, f.awake, f.slept)
	f.side = widgets.NewColumn(2, widgets.Insets{}, widgets.NewFlow(0, fyne.TextAlignTrailing, f.upload), f.hint)
	f.lines = widgets.NewColumn(0, widgets.Insets{}, f.first, f.second, f.facts)
	f.body = widgets.NewColumn(0, widgets.Insets{}, widgets.NewBeside(between, f.fits, f.lines, f.side))
	f.piece = widgets.NewGround(look.ColourBackground, widgets.Edges{Top: true}, widgets.NewCentre(look.FooterHeight, widgets.Insets{Right: 20, Left: 20, Top: 6, Bottom: 6}, f.body))
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

// How many lines a sentence may take, and in a narrow window.
const (
	mostLines      = 2
	mostLinesTight = 4
)

func (f *Footer) mostLines() int {
	if f.tight {
		return mostLinesTight
	}
	return mostLines
}

// fits reports whether the first line is whole at a width.
func (f *Footer) fits(width float32) bool { return !f.first.Exceeds(width, f.mostLines()) }

// Tight says that the window is narrow for its text: the account, which the top bar names too, gives its place to the hint, and what
// else the second line says stands below the button, where the whole width is.
func (f *Footer) Tight(tight bool) {
	if f.tight == tight {
		return
	}
	f.tight = tight
	f.first.Limit(f.mostLines())
	before, now := f.body, f.lines
	if tight {
		before, now = now, before
	}
	before.Remove(f.facts)
	now.Add(f.facts)
	f.Show()
}

// Show brings the words and the button up to date.
func (f *Footer) Show() {
	overall := f.env.Queue.Overall()
	f.first.Set(f.env.Words.Footer(overall))
	chosen := f.env.Queue.Overall(f.ticked()...)
	said, hint := chosen, ""
	if f.tight && chosen.Ready > 0 && chosen.Attention > 0 {
		// The button says whole what it does; what it cannot do yet stands beside it, once.
		said.Attention = 0
		if started(overall) || chosen.Attention != overall.Attention {
			hint = f.env.T(words.FooterAttention, count(chosen.Attention))
		}
	}
	f.upload.Set(f.env.Words.UploadButton(said))
	if chosen.Ready > 0 {
		f.upload.Enable()
	} else {
		f.upload.Disable()
		if !saidFirst(overall, chosen) {
			hint = f.env.Words.UploadHint(chosen)
		}
	}
	current := f.env.Queue.Current()
	account, second := f.env.Words.Connected(current, f.env.site(current)), ""
	offers := chosen.Ready+chosen.Attention+chosen.Preparing > 0
	switch {
	case f.tight && isLocked(current) && offers:
		second, hint = hint, ""
	case f.tight && isLocked(current):
		hint = ""
	case f.tight && offers:
		account, second, hint = "", hint, ""
	case f.tight:
		account, second = "", account
	}
	f.second.Set(second)
	widgets.Visible(f.second, second != "")
	f.hint.Set(hint)
	widgets.Visible(f.hint, hint != "")
	widgets.Visible(f.side, offers)
	f.showFacts(account, overall)
	widgets.Relayout(f.piece)
}

// saidFirst reports whether the first line already says which videos need the person, and nothing but that.
func saidFirst(overall, chosen words.Overall) bool {
	return !started(overall) && overall.Ready == 0 && chosen.Attention > 0 && chosen.Attention == overall.Attention
}

// started reports whether videos are on their way, or wait to be.
func started(overall words.Overall) bool {
	return overall.Moving+overall.Waiting+overall.Offline+overall.Held > 0
}

// isLocked reports whether the account is kept in a password store that waits for the person.
func isLocked(account uploader.Account) bool {
	return account.SignedIn && account.Trouble.Code == uploader.ReasonKeyringLocked
}

func (f *Footer) showFacts(account string, overall words.Overall) {
	f.account.Set(account)
	widgets.Visible(f.account, account != "")
	limit := f.env.Queue.Settings().Limit
	widgets.Visible(f.remove, !f.env.Queue.Rules().SpeedLimit.IsLocked())
	f.limit.Set(f.env.T(words.FooterLimit, words.Text("rate", f.env.Words.Rate(float64(limit)))))
	locked := isLocked(f.env.Queue.Current())
	surface := f.env.Kit.Canvas()
	if at := surface.Focused(); limit == 0 && at == fyne.Focusable(f.remove) || !locked && at == fyne.Focusable(f.unlock) {
		surface.Unfocus()
	}
	widgets.Visible(f.unlock, locked)
	widgets.Visible(f.limited, limit > 0)
	slept := f.hasSlept && started(overall)
	// In a narrow window the two take turns: the rows need the room more.
	awake := f.env.Queue.Awake() && !(slept && f.tight)
	widgets.Visible(f.slept, slept)
	widgets.Visible(f.awake, awake)
	widgets.Visible(f.facts, account != "" || locked || limit > 0 || slept || awake)
}

func (f *Footer) removeLimit() {
	settings := f.env.Queue.Settings()
	settings.Limit = 0
	f.door.SetSettings(settings)
}

// Woke says for a moment that the computer has slept and uploads go on; changed is called when that is over.
func (f *Footer) Woke(changed func()) {
	const readable = 10 * time.Second
	if f.sleptEnds != nil {
		f.sleptEnds()
	}
	f.hasSlept = true
	f.sleptEnds = f.env.Kit.After(readable, func() {
		f.hasSlept = false
		changed()
	})
}
