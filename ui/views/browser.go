package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// inBrowser reports whether a sign-in in the browser is under way.
func (s *SignIn) inBrowser() bool {
	switch s.step.Step {
	case uploader.SignInPreparing, uploader.SignInInBrowser, uploader.SignInByCode, uploader.SignInFinishing:
		return true
	}
	return false
}

func (s *SignIn) openBrowser() { s.door.SignInInBrowser(s.env.Words.Language()) }

func (s *SignIn) useCode() { s.door.UseCode(s.env.Words.Language()) }

// openPage shows a page in the browser, once.
func (s *SignIn) openPage(step uploader.SignIn) {
	if s.byCode = step.Step == uploader.SignInByCode; step.Address != s.opened {
		s.opened, s.copied, s.code = step.Address, false, ""
		s.env.System.OpenWeb(step.Address)
	}
}

func (s *SignIn) giveUp() {
	s.door.StopSignIn()
	s.show(s.site)
}

// buildBrowser waits for the person in the browser. A browser that does not open is no dead end.
func (s *SignIn) buildBrowser() {
	s.addFound()
	switch s.step.Step {
	case uploader.SignInPreparing:
		s.wait(s.env.T(words.SignInPreparing))
	case uploader.SignInFinishing:
		s.wait(s.env.T(words.SignInFinishing))
	case uploader.SignInByCode:
		s.addCode()
		s.addNothingOpened(words.SignInNewCode)
	default:
		s.column.Add(widgets.NewParagraph(s.env.T(words.SignInInBrowserHint), widgets.StyleBody))
		s.wait(s.env.T(words.SignInWaiting))
		s.addNothingOpened(words.SignInUseCode)
	}
	cancel := widgets.NewButton(s.env.Kit, widgets.Plain, s.env.T(words.ButtonCancel), s.giveUp)
	s.column.Add(widgets.NewFlow(10, fyne.TextAlignLeading, cancel))
}

// addCode asks for the code that the page shows.
func (s *SignIn) addCode() {
	env := s.env
	s.column.Add(widgets.NewParagraph(env.T(words.SignInCodeHow), widgets.StyleBody))
	if !s.step.Reason.IsZero() {
		s.addReason(s.step.Reason)
	}
	field := widgets.NewField(env.Kit, env.T(words.SignInCode), "", func(text string) { s.code = text })
	field.Fill(s.code)
	field.OnSubmitted = func(string) { s.enterCode() }
	if s.code != "" {
		field.SelectAll()
	}
	s.first = field
	button := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonSignIn), s.enterCode)
	s.column.Add(widgets.NewLabelled(env.T(words.SignInCode), "", widgets.NewLine(10, 0, field, button), field.Careful).Container)
}

func (s *SignIn) enterCode() {
	if strings.TrimSpace(s.code) != "" {
		s.door.EnterCode(s.code)
	}
}

// addNothingOpened offers what helps where no page is to be seen.
func (s *SignIn) addNothingOpened(other words.Key) {
	env := s.env
	s.column.Add(widgets.NewParagraph(env.T(words.SignInNothingOpened), widgets.StyleLabel))
	copying := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.SignInCopyAddress), s.copyAddress)
	if s.first == nil {
		s.first = copying
	}
	s.column.Add(widgets.NewFlow(10, fyne.TextAlignLeading, copying, widgets.NewButton(env.Kit, widgets.Plain, env.T(other), s.useCode)))
	if s.copied {
		s.column.Add(widgets.NewParagraph(env.T(words.SignInAddressCopied), widgets.StyleSmall))
	}
}

func (s *SignIn) copyAddress() {
	s.env.System.CopyText(s.step.Address)
	s.copied = true
	s.build()
	s.Focus()
}
