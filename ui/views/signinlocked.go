package views

import (
	"strings"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// propose fills in the address that the administrator proposes, until somebody has typed another one.
func (s *SignIn) propose() {
	if proposed := s.env.Queue.Rules().Addresses.Default; proposed != nil && s.address == "" {
		s.address = (*proposed)[0]
	}
}

// endAddress is what stands below the address.
func (s *SignIn) endAddress() {
	rules := s.env.Queue.Rules()
	if rules.Allows(uploader.WaySetupFile) {
		s.addOtherWays(otherWay{words.SetupOpen, words.SetupOpenHint, s.events.OpenSetup})
	}
	if !rules.Language.IsLocked() && !s.another() {
		s.addLanguage()
	}
	s.addBack(s.events.Leave)
}

// buildLockedAddresses offers the sites that the organisation allows, in the place of a field for any other.
func (s *SignIn) buildLockedAddresses() {
	env, rules := s.env, s.env.Queue.Rules()
	s.begin()
	looking := s.step.Step == uploader.SignInLooking
	for _, base := range *rules.Addresses.Locked {
		_, host, _ := strings.Cut(base, "://")
		button := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonContinue), func() { s.Begin(base) })
		if looking {
			button.Disable()
		}
		if s.first == nil {
			s.first = button
		}
		locked := widgets.NewLocked(host, env.Words.SetBy(rules.Organisation))
		s.column.Add(widgets.NewLabelled(env.T(words.SignInAddress), "", widgets.NewLine(10, 0, locked, button), nil).Container)
	}
	if looking {
		s.wait(env.T(words.SignInLooking, words.Text("host", s.step.Host)))
	}
	if s.step.Step == uploader.SignInStopped {
		s.addReason(s.step.Reason)
	}
	s.endAddress()
}

// buildNoWay says that the organisation allows none of the ways in which one could sign in here, but for a setup file.
func (s *SignIn) buildNoWay() {
	s.addFound()
	s.addReason(uploader.Reason{Code: uploader.ReasonWayNotAllowed, Site: s.step.SiteName})
	if s.env.Queue.Rules().Allows(uploader.WaySetupFile) {
		s.addOtherWays(otherWay{words.SetupOpen, words.SetupOpenHint, s.events.OpenSetup})
	}
	s.addBack(func() { s.show(uploader.SignIn{}) })
}

// BeginAllowed goes straight to the site where the organisation allows one alone.
func (s *SignIn) BeginAllowed() {
	if allowed := s.env.Queue.Rules().Addresses.Locked; allowed != nil && len(*allowed) == 1 {
		s.Begin((*allowed)[0])
	}
}
