package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// ProxyDoor is what the sign-in of a network needs of the engine. What waits for it is tried again by itself.
type ProxyDoor interface {
	EnterProxySignIn(entered uploader.ProxySignIn)
}

// proxySheet asks for the name and the password that a network wants.
type proxySheet struct {
	env            *Env
	name, password *widgets.Field
	named          *widgets.Labelled
	task           *widgets.Task
	done           func(uploader.ProxySignIn)
}

// ShowProxySignIn asks for the name and the password that the network wants; done gets them.
func ShowProxySignIn(env *Env, done func(uploader.ProxySignIn)) {
	s := &proxySheet{env: env, done: done}
	s.task = widgets.ShowTask(env.Kit, env.T(words.ProxyTitle), env.T(words.ProxyContinue), env.T(words.ButtonCancel), s.form, s.enter)
}

func (s *proxySheet) form(kit widgets.Kit) []fyne.CanvasObject {
	env := s.env
	nothing := func(string) {}
	s.name = widgets.NewField(kit, env.T(words.ProxyName), "", nothing)
	s.password = widgets.NewSecret(kit, env.T(words.ProxyPassword), "", env.T(words.SignInShowKey), env.T(words.SignInHideKey), nothing)
	submit := func(string) { s.task.Do(s.enter) }
	s.name.OnSubmitted, s.password.OnSubmitted = submit, submit
	s.named = widgets.NewLabelled(env.T(words.ProxyName), "", s.name, s.name.Careful)
	return []fyne.CanvasObject{
		widgets.NewParagraph(env.T(words.ProxyAbout), widgets.StyleBody),
		s.named.Container,
		widgets.NewLabelled(env.T(words.ProxyPassword), "", s.password, s.password.Careful).Container,
		widgets.NewParagraph(env.T(words.ProxyKept, words.Text("store", env.store())), widgets.StyleSmall),
	}
}

func (s *proxySheet) enter() bool {
	entered := uploader.ProxySignIn{Name: strings.TrimSpace(s.name.Text), Password: s.password.Text}
	if entered.Name == "" {
		s.named.Problem(s.env.T(words.ProxyNoName))
		s.task.Relayout()
		s.env.Kit.Focus(s.name)
		return false
	}
	s.done(entered)
	return true
}
