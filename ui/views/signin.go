package views

import (
	"slices"
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
	// SignInInBrowser and UseCode open a page of the site, in the person's language, that comes back by itself or shows a code.
	SignInInBrowser(language words.Language)
	UseCode(language words.Language)
	EnterCode(code string)
	// ConfirmSignIn goes on in spite of a doubt, StopSignIn gives up.
	ConfirmSignIn()
	StopSignIn()
}

// SignInEvents are what signing in asks the window for.
type SignInEvents struct {
	// Leave goes back to the videos; Add offers the sites that the sign-in opens as well.
	Leave, Add  func()
	SetLanguage func(words.Language)
	OpenSetup   func()
}

// SignIn connects to a site: its address, then the browser or its keys.
type SignIn struct {
	signInState
	env      *Env
	door     SignInDoor
	events   SignInEvents
	piece    *widgets.Surface
	pane     *widgets.Pane
	column   *fyne.Container
	labelled *widgets.Labelled
	working  *widgets.Working // nil while nothing is waited for
	// first is where the keyboard goes.
	first fyne.Focusable
}

// signInState is what stays when the view is made anew, in another language or size.
type signInState struct {
	step    uploader.SignIn
	address string
	// site is what was found, with its ways. Keys are never offered to another one than that which they were typed for.
	site  uploader.SignIn
	typed uploader.Keys
	four  bool
	// pasting says that keys are the way chosen.
	pasting bool
	// opened is the page in the browser that was opened last; byCode says that it shows a code, copied that its address was copied.
	opened         string
	byCode, copied bool
	code           string
}

// NewSignIn makes the view. before is the one that it takes the place of, nil for none.
func NewSignIn(env *Env, door SignInDoor, before *SignIn, events SignInEvents) *SignIn {
	s := &SignIn{env: env, door: door, events: events}
	if before != nil {
		before.rest()
		s.signInState = before.signInState
	}
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

// Step shows how far signing in is, and reports whether the person, who may be in the browser, is wanted here again. What was typed stays.
func (s *SignIn) Step(step uploader.SignIn) (wanted bool) {
	if step.Step == uploader.SignInChecking || step.Step == uploader.SignInStopped && s.found() {
		step.SiteName, step.Host = first(step.SiteName, s.step.SiteName), first(step.Host, s.step.Host)
	}
	inBrowser := s.inBrowser()
	switch step.Step {
	case uploader.SignInDone:
		s.typed, s.pasting, s.code = uploader.Keys{}, false, ""
		wanted = inBrowser
	case uploader.SignInDoubted, uploader.SignInStopped:
		wanted = inBrowser
	case uploader.SignInFound:
		if step.Host != s.site.Host {
			s.typed, s.pasting = uploader.Keys{}, false
		}
		s.site = step
	case uploader.SignInInBrowser, uploader.SignInByCode:
		s.openPage(step)
	}
	s.step = step
	s.build()
	return wanted
}

// show is a step that the person took here.
func (s *SignIn) show(step uploader.SignIn) {
	s.Step(step)
	s.Focus()
}

// Focus puts the keyboard where typing goes on.
func (s *SignIn) Focus() { s.env.Kit.Focus(s.first) }

// Busy reports whether something is under way that leaving the view does not end.
func (s *SignIn) Busy() bool { return s.inBrowser() || s.step.Step == uploader.SignInDoubted }

// found reports whether the site has answered, so that its keys can be asked for.
func (s *SignIn) found() bool {
	switch s.step.Step {
	case uploader.SignInFound, uploader.SignInChecking:
		return true
	case uploader.SignInStopped:
		return s.step.SiteName != "" && !aboutAddress(s.step.Reason.Code)
	}
	return s.Busy()
}

func aboutAddress(code uploader.ReasonCode) bool {
	switch code {
	case uploader.ReasonAddressUnreadable, uploader.ReasonNoSiteThere, uploader.ReasonInsecureAddress, uploader.ReasonNameNotFound, uploader.ReasonSiteGone,
		uploader.ReasonSiteNotAllowed:
		return true
	}
	return false
}

// byBrowser reports whether the site is signed in to in the browser, unless the person chose otherwise.
func (s *SignIn) byBrowser() bool {
	return slices.Contains(s.site.Ways, uploader.WayBrowser) && s.site.Host == s.step.Host && !s.pasting && s.step.Step != uploader.SignInChecking
}

func (s *SignIn) build() {
	s.rest()
	s.column.Objects = nil
	s.labelled, s.first = nil, nil
	switch {
	case s.step.Step == uploader.SignInDone:
		s.buildDone()
	case s.step.Step == uploader.SignInDoubted:
		s.buildDoubt()
	case s.inBrowser():
		s.buildBrowser()
	case s.found() && s.byBrowser():
		s.buildWays()
	case s.found() && s.env.Queue.Rules().Allows(uploader.WayKeys):
		s.buildKeys()
	case s.found():
		s.buildNoWay()
	case s.env.Queue.Rules().Addresses.IsLocked():
		s.buildLockedAddresses()
	default:
		s.buildAddress()
	}
	s.pane.Relayout()
}

// rest ends what moves by itself.
func (s *SignIn) rest() {
	if s.working != nil {
		s.working.Stop()
		s.working = nil
	}
}

func (s *SignIn) buildAddress() {
	env := s.env
	s.begin()
	if env.Queue.Count() > 0 && !s.another() {
		s.column.Add(widgets.NewParagraph(env.T(words.SignInNeeded), widgets.StyleSecondary))
	}
	field := widgets.NewField(env.Kit, env.T(words.SignInAddress), env.T(words.SignInAddressExample), func(text string) { s.address = text })
	s.propose()
	field.Fill(s.address)
	field.OnSubmitted = func(string) { s.look() }
	s.first = field
	looking := s.step.Step == uploader.SignInLooking
	button := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonContinue), s.look)
	if looking {
		button.Disable()
	}
	labelled := widgets.NewLabelled(env.T(words.SignInAddress), "", widgets.NewLine(10, 0, field, button), field.Careful)
	labelled.Help(env.T(words.SignInAddressHint))
	s.labelled = labelled
	s.column.Add(labelled.Container)
	if looking {
		s.wait(env.T(words.SignInLooking, words.Text("host", s.address)))
	}
	if s.step.Step == uploader.SignInStopped {
		s.addReason(s.step.Reason)
	}
	s.endAddress()
}

// another reports whether somebody is signed in already, so that this is about a further account.
func (s *SignIn) another() bool {
	return slices.ContainsFunc(s.env.Queue.Accounts(), func(known uploader.Account) bool { return known.SignedIn && !known.Guest() })
}

// begin is the heading of the first step: a welcome for newcomers alone.
func (s *SignIn) begin() {
	title := words.SignInWelcome
	if s.another() {
		title = words.AccountsAddTitle
	}
	s.column.Add(widgets.NewParagraph(s.env.T(title), widgets.StyleCardTitle))
}

// addLanguage offers the languages to whoever was met in a foreign one.
func (s *SignIn) addLanguage() {
	var names []string
	for _, language := range words.Languages() {
		names = append(names, language.Name())
	}
	label := s.env.T(words.SignInLanguage)
	choice := widgets.NewSelect(s.env.Kit, label, "", names, func(name string) {
		if at := slices.Index(names, name); at >= 0 {
			s.events.SetLanguage(words.Languages()[at])
		}
	})
	choice.Fill(s.env.Words.Language().Name())
	s.column.Add(widgets.NewFlow(12, fyne.TextAlignLeading, widgets.NewWide(180, widgets.NewLabelled(label, "", choice, nil).Container)))
}

func (s *SignIn) addBack(back func()) {
	button := widgets.NewButton(s.env.Kit, widgets.Quiet, s.env.T(words.ButtonBack), back)
	s.column.Add(widgets.NewColumn(0, widgets.Insets{Left: widgets.QuietIndent}, widgets.NewFlow(8, fyne.TextAlignLeading, button)))
}

// wait says what is waited for.
func (s *SignIn) wait(sentence string) {
	s.working = widgets.NewWorking(s.env.Kit)
	s.column.Add(widgets.NewTopLine(12, 1, s.working, widgets.NewParagraph(sentence, widgets.StyleSecondary)))
}

// look begins anew: a site found before is forgotten.
func (s *SignIn) look() {
	if strings.TrimSpace(s.address) == "" {
		s.labelled.Problem(s.env.T(words.SignInAddressMissing))
		s.pane.Relayout()
		s.Focus()
		return
	}
	s.step = uploader.SignIn{}
	s.door.LookForSite(s.address)
}

// Begin looks at once for a site that is known already, so that only its key has to be pasted.
func (s *SignIn) Begin(address string) {
	s.address = address
	s.look()
	s.show(uploader.SignIn{Step: uploader.SignInLooking, Host: address})
}
