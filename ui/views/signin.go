package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// SignInDoor is what signing in needs of the engine. Answers come as SignIn steps of an update.
type SignInDoor interface {
	LookForSite(address string)
	SignInWithKeys(keys uploader.Keys)
}

// SignIn connects to a site: its address, then its keys.
type SignIn struct {
	env     *Env
	door    SignInDoor
	leave   func()
	step    uploader.SignIn
	address string
	// host is the site that typed is for: keys are never offered to another one.
	host     string
	four     bool
	typed    uploader.Keys
	piece    *widgets.Surface
	pane     *widgets.Pane
	column   *fyne.Container
	field    *widgets.Field
	keyField *widgets.Field
	labelled *widgets.Labelled
}

// NewSignIn makes the view. leave goes back to the videos.
func NewSignIn(env *Env, door SignInDoor, leave func()) *SignIn {
	s := &SignIn{env: env, door: door, leave: leave}
	s.column = widgets.NewColumn(13, widgets.Insets{Top: 24, Right: 28, Bottom: 24, Left: 28})
	card := widgets.NewCard(s.column)
	s.pane = widgets.NewPane(env.Kit, widgets.NewNarrow(560, widgets.Insets{Top: 24, Bottom: 24, Left: 16, Right: 16}, card))
	s.piece = widgets.NewGround(look.ColourSurface, widgets.Edges{}, s.pane)
	inside := *env
	inside.Kit = s.pane.Follow(env.Kit)
	s.env = &inside
	s.build()
	return s
}

// Piece is what is drawn.
func (s *SignIn) Piece() fyne.CanvasObject { return s.piece }

// Step shows how far signing in is. What was typed stays.
func (s *SignIn) Step(step uploader.SignIn) {
	if step.Step == uploader.SignInChecking || step.Step == uploader.SignInStopped && s.found() {
		step.SiteName, step.Host = first(step.SiteName, s.step.SiteName), first(step.Host, s.step.Host)
	}
	switch {
	case step.Step == uploader.SignInDone:
		s.typed = uploader.Keys{}
	case step.Step == uploader.SignInFound && step.Host != s.host:
		s.typed, s.host = uploader.Keys{}, step.Host
	}
	s.step = step
	s.build()
	s.Focus()
}

// Focus puts the keyboard where typing goes on.
func (s *SignIn) Focus() {
	switch {
	case s.keyField != nil:
		s.env.Kit.Focus(s.keyField)
	case s.field != nil:
		s.env.Kit.Focus(s.field)
	}
}

// found reports whether the site has answered, so that its keys can be asked for.
func (s *SignIn) found() bool {
	switch s.step.Step {
	case uploader.SignInFound, uploader.SignInChecking:
		return true
	case uploader.SignInStopped:
		return s.step.SiteName != "" && !aboutAddress(s.step.Reason.Code)
	}
	return false
}

func aboutAddress(code uploader.ReasonCode) bool {
	switch code {
	case uploader.ReasonAddressUnreadable, uploader.ReasonNoSiteThere, uploader.ReasonInsecureAddress, uploader.ReasonNameNotFound, uploader.ReasonSiteGone:
		return true
	}
	return false
}

func (s *SignIn) build() {
	s.column.Objects = nil
	s.field, s.keyField, s.labelled = nil, nil, nil
	switch {
	case s.step.Step == uploader.SignInDone:
		s.buildDone()
	case s.found():
		s.buildKeys()
	default:
		s.buildAddress()
	}
	s.pane.Relayout()
}

func (s *SignIn) buildAddress() {
	env := s.env
	s.column.Add(widgets.NewParagraph(env.T(words.SignInWelcome), widgets.StyleCardTitle))
	if env.Queue.Count() > 0 {
		s.column.Add(widgets.NewParagraph(env.T(words.SignInNeeded), widgets.StyleSecondary))
	}
	s.field = widgets.NewField(env.Kit, env.T(words.SignInAddress), env.T(words.SignInAddressExample), func(text string) { s.address = text })
	s.field.Fill(s.address)
	s.field.OnSubmitted = func(string) { s.look() }
	looking := s.step.Step == uploader.SignInLooking
	button := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonContinue), s.look)
	if looking {
		button.Disable()
	}
	labelled := widgets.NewLabelled(env.T(words.SignInAddress), "", widgets.NewLine(10, 0, s.field, button), s.field.Careful)
	labelled.Help(env.T(words.SignInAddressHint))
	s.labelled = labelled
	s.column.Add(labelled.Container)
	if looking {
		s.column.Add(widgets.NewParagraph(env.T(words.SignInLooking, words.Text("host", s.address)), widgets.StyleSecondary))
	}
	if s.step.Step == uploader.SignInStopped {
		s.addReason(s.step.Reason)
	}
	back := widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.ButtonBack), s.leave)
	s.column.Add(widgets.NewColumn(0, widgets.Insets{Left: widgets.QuietIndent}, widgets.NewFlow(8, fyne.TextAlignLeading, back)))
}

// look begins anew: a site found before is forgotten.
func (s *SignIn) look() {
	if strings.TrimSpace(s.address) != "" {
		s.step = uploader.SignIn{}
		s.door.LookForSite(s.address)
	}
}

// Begin looks at once for a site that is known already, so that only its key has to be pasted.
func (s *SignIn) Begin(address string) {
	s.address = address
	s.look()
	s.Step(uploader.SignIn{Step: uploader.SignInLooking, Host: address})
}

// addReason says why it stopped: headline, what to do, and its one button where it can be done here.
func (s *SignIn) addReason(reason uploader.Reason) {
	text := s.env.Words.Reason(reason)
	if reason.Code == uploader.ReasonKeysWrong && !s.four {
		text.Headline = s.env.T(words.SignInKeyWrong, words.Text("site", first(reason.Site, s.step.SiteName, s.step.Host)))
		text.Sentence = s.env.T(words.SignInKeyWrongDo)
	}
	lines := widgets.NewColumn(2, widgets.Insets{}, widgets.NewParagraph(text.Headline, widgets.StyleStrong))
	if text.Sentence != "" {
		lines.Add(widgets.NewParagraph(text.Sentence, widgets.StyleBody))
	}
	switch text.Action {
	case words.ActionCopyForIT, words.ActionCopyForAdministrator:
		account := uploader.Account{Host: s.step.Host, SiteName: s.step.SiteName}
		lines.Add(widgets.NewFlow(8, fyne.TextAlignLeading, widgets.NewButton(s.env.Kit, widgets.Plain, text.Button, func() {
			s.env.System.CopyText(s.env.Words.TextFor(reason, account))
		})))
	case words.ActionTryNow, words.ActionTryAgain:
		lines.Add(widgets.NewFlow(8, fyne.TextAlignLeading, widgets.NewButton(s.env.Kit, widgets.Plain, text.Button, s.again)))
	}
	icon := widgets.NewPicture(look.IconWarning, look.ColourCareful, 20)
	s.column.Add(widgets.NewNotice(look.ColourSurface, look.ColourLine, widgets.NewColumn(0, widgets.Evenly(12), widgets.NewTopLine(12, 1, icon, lines))))
}

func (s *SignIn) again() {
	if s.found() {
		s.submit()
		return
	}
	s.look()
}

func (s *SignIn) buildDone() {
	env := s.env
	mayUpload := s.step.Account.Level.Allows(uploader.LevelWrite)
	icon := widgets.NewPicture("state-tick-circle", look.ColourGood, 26)
	if !s.step.Reason.IsZero() || !mayUpload {
		icon = widgets.NewPicture(look.IconWarning, look.ColourCareful, 26)
	}
	s.column.Add(widgets.NewLine(12, 1, icon, widgets.NewParagraph(env.Words.SignedIn(s.step.Account, env.store()), widgets.StyleBody)))
	done := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonStartUploading), s.leave)
	if !mayUpload {
		done = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonClose), s.leave).Tall()
	}
	s.column.Add(widgets.NewFlow(8, fyne.TextAlignLeading, done))
	s.env.Kit.Focus(done)
}
