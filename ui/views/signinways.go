package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// addFound names the site.
func (s *SignIn) addFound() {
	found := s.env.T(words.SignInFound, words.Text("site", s.step.SiteName), words.Text("host", s.step.Host))
	s.column.Add(widgets.NewLine(12, 1, widgets.NewPicture("state-tick-circle", look.ColourGood, 24), widgets.NewParagraph(found, widgets.StyleCardTitle)))
}

// buildWays offers the browser first, and the other ways below it. Where the site turned the browser away, keys are what is left.
func (s *SignIn) buildWays() {
	env := s.env
	s.addFound()
	if s.step.Step == uploader.SignInStopped {
		s.addReason(s.step.Reason)
	}
	mayPaste := env.Queue.Rules().Allows(uploader.WayKeys)
	if s.step.Reason.Code == uploader.ReasonBrowserRefused && mayPaste {
		keys := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.SignInPasteKeys), s.pasteKeys)
		s.first = keys
		s.column.Add(widgets.NewFlow(10, fyne.TextAlignLeading, keys))
	} else {
		browser := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.SignInInBrowser), s.openBrowser)
		s.first = browser
		s.column.Add(widgets.NewFlow(10, fyne.TextAlignLeading, browser))
		s.column.Add(widgets.NewParagraph(env.T(words.SignInInBrowserHint), widgets.StyleSecondary))
		if mayPaste {
			s.addOtherWays(otherWay{words.SignInPasteKeys, words.SignInPasteKeysHint, s.pasteKeys})
		}
	}
	s.addBack(func() { s.show(uploader.SignIn{}) })
}

// otherWay is a way to sign in that most people do not need.
type otherWay struct {
	button, hint words.Key
	take         func()
}

func (s *SignIn) addOtherWays(ways ...otherWay) {
	s.column.Add(widgets.NewGround(look.ColourBackground, widgets.Edges{Top: true}, widgets.NewGap(1)))
	s.column.Add(widgets.NewParagraph(s.env.T(words.SignInOtherWays), widgets.StyleLabel))
	for _, way := range ways {
		button := widgets.NewButton(s.env.Kit, widgets.Plain, s.env.T(way.button), way.take)
		s.column.Add(widgets.NewLine(12, 1, button, widgets.NewParagraph(s.env.T(way.hint), widgets.StyleSmall)))
	}
}

func (s *SignIn) pasteKeys() {
	s.pasting = true
	s.show(s.site)
}

// addReason says why it stopped: headline, what to do, and its one button where it can be done here.
func (s *SignIn) addReason(reason uploader.Reason) {
	text := s.env.Words.Reason(reason)
	if reason.Code == uploader.ReasonKeysWrong && !s.four && s.env.Queue.Rules().Allows(uploader.WayKeys) {
		text.Headline = s.env.T(words.SignInKeyWrong, words.Text("site", first(reason.Site, s.step.SiteName, s.step.Host)))
		text.Sentence = s.env.T(words.SignInKeyWrongDo)
	}
	if reason.Code == uploader.ReasonBrowserRefused && !s.env.Queue.Rules().Allows(uploader.WayKeys) {
		text.Sentence = s.env.T(words.SignInNoOtherWay)
	}
	if reason.Code == uploader.ReasonBusy && reason.NextTry.IsZero() {
		text.Sentence = s.env.T(words.SignInBusyDo)
	}
	lines := widgets.NewColumn(2, widgets.Insets{}, widgets.NewParagraph(text.Headline, widgets.StyleStrong))
	if text.Sentence != "" {
		lines.Add(widgets.NewParagraph(text.Sentence, widgets.StyleBody))
	}
	if do := s.remedy(reason, text.Action); do != nil {
		lines.Add(widgets.NewFlow(8, fyne.TextAlignLeading, widgets.NewButton(s.env.Kit, widgets.Plain, text.Button, do)))
	}
	icon := widgets.NewPicture(look.IconWarning, look.ColourCareful, 20)
	s.column.Add(widgets.NewNotice(look.ColourSurface, look.ColourLine, widgets.NewColumn(0, widgets.Evenly(12), widgets.NewTopLine(12, 1, icon, lines))))
}

// remedy is what a reason's button does, nil where the view says it itself.
func (s *SignIn) remedy(reason uploader.Reason, action words.Action) func() {
	switch {
	case action == words.ActionCopyForIT || action == words.ActionCopyForAdministrator:
		account := uploader.Account{Host: s.step.Host, SiteName: s.step.SiteName}
		return func() { s.env.System.CopyText(s.env.Words.TextFor(reason, account)) }
	case action == words.ActionEnterProxySignIn:
		return s.env.Help.Proxy
	case action == words.ActionCheckConnection:
		return func() { s.env.Help.CheckAddress(s.address) }
	case s.inBrowser():
		return nil // a new code is offered beside the box
	case reason.Code == uploader.ReasonCodeWrong:
		return s.useCode
	case (action == words.ActionTryNow || action == words.ActionTryAgain) && !(s.found() && s.byBrowser()):
		return s.again
	}
	return nil
}

// Again looks for the site once more, or tries the sign-in that stopped.
func (s *SignIn) Again() { s.again() }

func (s *SignIn) again() {
	if s.found() {
		s.submit()
		return
	}
	s.look()
}

// buildDoubt asks whether keys that are good are the ones to take.
func (s *SignIn) buildDoubt() {
	env, there := s.env, s.step.Account
	title, sentence, goOn := env.T(words.SignInStrongTitle), env.T(words.SignInStrongKeys), env.T(words.ButtonContinue)
	if s.step.Doubt == uploader.DoubtElsewhere {
		site := words.Text("other", first(there.SiteName, there.Host))
		title, goOn = env.T(words.SignInElsewhereTitle), env.T(words.SignInUseOther, site)
		sentence = env.T(words.SignInElsewhere, site, words.Text("host", there.Host), words.Text("site", first(s.step.SiteName, s.step.Host)))
	}
	icon := widgets.NewPicture(look.IconWarning, look.ColourCareful, 24)
	s.column.Add(widgets.NewLine(12, 1, icon, widgets.NewParagraph(title, widgets.StyleCardTitle)))
	s.column.Add(widgets.NewParagraph(sentence, widgets.StyleBody))
	s.column.Add(widgets.NewGap(2))
	agree := widgets.NewButton(env.Kit, widgets.Plain, goOn, s.door.ConfirmSignIn).Tall()
	back := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonBack), s.giveUp)
	s.first = back
	s.column.Add(widgets.NewFlow(10, fyne.TextAlignLeading, back, agree))
}

// buildDone says who is signed in, what that allows, and where it is kept.
func (s *SignIn) buildDone() {
	env, account := s.env, s.step.Account
	mayUpload := account.Level.Allows(uploader.LevelWrite)
	icon := widgets.NewPicture("state-tick-circle", look.ColourGood, 26)
	if !s.step.Reason.IsZero() || !mayUpload {
		icon = widgets.NewPicture(look.IconWarning, look.ColourCareful, 26)
	}
	headline, kept := env.Words.SignedIn(account, env.store(), s.step.Reason)
	lines := widgets.NewColumn(6, widgets.Insets{}, widgets.NewParagraph(headline, widgets.StyleStrong))
	if kept != "" {
		lines.Add(widgets.NewParagraph(kept, widgets.StyleSecondary))
	}
	if account.Kept == uploader.KeptUntilQuit {
		lines.Add(widgets.NewGap(2))
		lines.Add(widgets.NewFlow(8, fyne.TextAlignLeading, widgets.NewButton(env.Kit, widgets.Plain, env.T(words.SignInHowToFix), s.explainStore)))
	}
	s.column.Add(widgets.NewTopLine(12, 1, icon, lines))
	done := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonStartUploading), s.events.Leave)
	if !mayUpload {
		done = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonClose), s.events.Leave).Tall()
	}
	another := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.SignInAddAnother), func() {
		if len(env.Queue.Workspaces().Found) > 0 {
			s.events.Add()
			return
		}
		s.address = ""
		s.show(uploader.SignIn{})
	}).Tall()
	s.first = done
	s.column.Add(widgets.NewGap(2))
	s.column.Add(widgets.NewFlow(10, fyne.TextAlignLeading, done, another))
}

// explainStore says what to do so that the sign-in is still there after quitting.
func (s *SignIn) explainStore() {
	how := words.SignInFixNone
	if s.step.Reason.Code == uploader.ReasonKeyringLocked {
		how = words.SignInFixLocked
	}
	widgets.ShowSheet(s.env.Kit, s.env.T(words.SignInFixTitle), s.env.T(how), func() {}, widgets.SheetAction{Words: s.env.T(words.ButtonClose), Kind: widgets.Primary})
}
