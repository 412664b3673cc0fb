package views

import (
	"cmp"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// buildKeys asks for the access key, or for the four keys, of the site that was found.
func (s *SignIn) buildKeys() {
	env := s.env
	s.addFound()
	if s.step.Step == uploader.SignInStopped {
		s.addReason(s.step.Reason)
	}
	one := widgets.NewRadio(env.Kit, env.T(words.SignInOneKey), !s.four, func(bool) { s.setFour(false) })
	all := widgets.NewRadio(env.Kit, env.T(words.SignInFourKeys), s.four, func(bool) { s.setFour(true) })
	widgets.Group(one, all)
	s.column.Add(widgets.NewColumn(2, widgets.Insets{}, one, all))
	if s.four {
		s.column.Add(widgets.NewParagraph(env.T(words.SignInPasteBlock), widgets.StyleSmall))
		first := s.keyBox(words.SignInConsumerKey, "", &s.typed.ConsumerKey)
		s.keyBox(words.SignInConsumerSecret, "", &s.typed.ConsumerSecret)
		s.keyBox(words.SignInAccessToken, "", &s.typed.AccessToken)
		s.keyBox(words.SignInAccessTokenSecret, "", &s.typed.AccessSecret)
		s.first = first
	} else {
		s.first = s.keyBox(words.SignInAccessKey, words.SignInAccessKeyHint, &s.typed.AccessKey)
	}
	about := env.T(words.SignInWhereKeys)
	if store := env.store(); store != "" {
		about += "\n" + env.T(words.SignInKeptIn, words.Text("store", store))
	}
	s.column.Add(widgets.NewParagraph(about, widgets.StyleSmall))
	checking := s.step.Step == uploader.SignInChecking
	if checking {
		s.wait(env.T(words.SignInChecking))
	}
	sign := widgets.NewButton(env.Kit, widgets.Primary, env.T(words.ButtonSignIn), s.submit)
	if checking {
		sign.Disable()
	}
	back := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonBack), s.leaveKeys).Tall()
	s.column.Add(widgets.NewFlow(10, fyne.TextAlignLeading, sign, back))
}

// leaveKeys goes back to the other ways, or to the address where there are none. What is being checked is given up.
func (s *SignIn) leaveKeys() {
	s.door.StopSignIn()
	if s.pasting {
		s.pasting = false
		s.show(s.site)
		return
	}
	s.show(uploader.SignIn{})
}

// UseFourKeys asks for the four keys instead of the access key.
func (s *SignIn) UseFourKeys() { s.setFour(true) }

func (s *SignIn) setFour(four bool) {
	s.four = four
	s.build()
	s.Focus()
}

// keyBox is one box for a key, hidden until Show is pressed. A block of text pasted into any box fills all that it holds.
func (s *SignIn) keyBox(label, hint words.Key, value *string) *widgets.Field {
	env := s.env
	hintWords := ""
	if hint != "" {
		hintWords = env.T(hint)
	}
	field := widgets.NewSecret(env.Kit, env.T(label), hintWords, env.T(words.SignInShowKey), env.T(words.SignInHideKey), func(text string) { *value = text })
	field.Fill(*value)
	field.OnPaste(s.paste)
	field.OnSubmitted = func(string) { s.submit() }
	s.column.Add(widgets.NewLabelled(env.T(label), "", field, field.Careful).Container)
	return field
}

// paste spreads a pasted block over the boxes; it leaves a text that holds a single value to the box it was pasted into.
func (s *SignIn) paste(text string) bool {
	keys := uploader.ParseKeys(text)
	ofFour := 0
	for _, key := range []string{keys.ConsumerKey, keys.ConsumerSecret, keys.AccessToken, keys.AccessSecret} {
		if key != "" {
			ofFour++
		}
	}
	switch {
	case ofFour > 1:
		s.typed.ConsumerKey = cmp.Or(keys.ConsumerKey, s.typed.ConsumerKey)
		s.typed.ConsumerSecret = cmp.Or(keys.ConsumerSecret, s.typed.ConsumerSecret)
		s.typed.AccessToken = cmp.Or(keys.AccessToken, s.typed.AccessToken)
		s.typed.AccessSecret = cmp.Or(keys.AccessSecret, s.typed.AccessSecret)
		s.four = true
	case keys.AccessKey != "" && !s.four:
		s.typed = uploader.Keys{AccessKey: keys.AccessKey}
	default:
		return false
	}
	s.build()
	s.Focus()
	return true
}

func (s *SignIn) submit() {
	keys := uploader.Keys{AccessKey: s.typed.AccessKey}
	if s.four {
		keys = s.typed
		keys.AccessKey = ""
	}
	s.door.SignInWithKeys(keys)
}
