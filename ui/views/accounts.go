package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// AccountsDoor is what the accounts need of the engine. What comes of it arrives with the accounts and the workspaces of an update.
type AccountsDoor interface {
	CheckAccount(account uploader.AccountID)
	LookForWorkspaces()
	AddWorkspace(workspace uploader.Workspace)
}

// AccountsEvents are what the page of accounts asks the window for.
type AccountsEvents struct {
	// SignIn asks for signing in to an account, "" for a new one.
	SignIn               func(uploader.AccountID)
	SignOut, Use, Remove func(uploader.AccountID)
}

// Accounts is the page of the settings with all accounts: whose they are, what they allow, and whether their sites still accept them.
type Accounts struct {
	env    *Env
	kit    widgets.Kit
	door   AccountsDoor
	events AccountsEvents
	// leaveFor closes the settings before something else opens; relayout sets them anew.
	leaveFor func(then func()) func()
	relayout func()
	column   *fyne.Container
}

func newAccounts(env *Env, kit widgets.Kit, door AccountsDoor, events AccountsEvents, leaveFor func(func()) func(), relayout func()) *Accounts {
	a := &Accounts{env: env, kit: kit, door: door, events: events, leaveFor: leaveFor, relayout: relayout, column: widgets.NewColumn(12, widgets.Insets{})}
	a.build()
	door.LookForWorkspaces()
	return a
}

// Show brings the page in line with the accounts. The keyboard stays where it is.
func (a *Accounts) Show() {
	keepingFocus(a.env.Kit, a.column, a.build)
	a.relayout()
}

func (a *Accounts) build() {
	env := a.env
	a.column.Objects = nil
	accounts := env.Queue.Accounts()
	if len(accounts) == 0 {
		a.column.Add(widgets.NewParagraph(env.T(words.AccountsNone), widgets.StyleSecondary))
	}
	for _, account := range accounts {
		a.column.Add(a.row(account))
	}
	addWorkspaces(env, a.kit, a.column, a.door)
	add := widgets.NewButton(a.kit, widgets.Plain, env.T(words.TopAddAccount), a.leaveFor(func() { a.events.SignIn("") }))
	a.column.Add(widgets.NewFlow(8, fyne.TextAlignLeading, add))
}

func (a *Accounts) row(account uploader.Account) fyne.CanvasObject {
	env := a.env
	lines := widgets.NewColumn(2, widgets.Insets{}, widgets.NewParagraph(env.site(account), widgets.StyleStrong))
	who := account.Person
	if account.Guest() {
		who = guestOf(env, account)
	}
	for _, line := range append([]string{account.Host, who}, a.standing(account)...) {
		if line != "" {
			lines.Add(widgets.NewParagraph(line, widgets.StyleSmall))
		}
	}
	if trouble := env.Words.Reason(account.Trouble); account.SignedIn && !account.Trouble.IsZero() && !account.Checking {
		warning := widgets.NewParagraph(trouble.Headline, widgets.StyleSmall.In(look.ColourCareful))
		lines.Add(widgets.NewTopLine(6, 1, widgets.NewPicture(look.IconWarning, look.ColourCareful, 16), warning))
	}
	buttons := widgets.NewFlow(8, fyne.TextAlignLeading, a.buttons(account)...)
	return widgets.NewNotice(look.ColourBackground, look.ColourLine, widgets.NewColumn(10, widgets.Evenly(12), lines, buttons))
}

// standing says what the account allows, whether that was checked, and what waits for it.
func (a *Accounts) standing(account uploader.Account) (lines []string) {
	env := a.env
	waiting := env.Queue.WaitingFor(account.ID)
	if !account.SignedIn {
		lines = append(lines, env.T(words.AccountsSignedOut))
		if waiting > 0 {
			lines = append(lines, env.T(words.AccountsWaiting, count(waiting)))
		}
		return lines
	}
	if !account.Guest() {
		lines = append(lines, env.T(rights(account.Level)))
	}
	switch {
	case account.Checking:
		lines = append(lines, env.T(words.AccountsChecking))
	case !account.Checked.IsZero():
		lines = append(lines, env.T(words.AccountsChecked, words.Text("when", env.Words.When(account.Checked))))
	}
	if account.Kept == uploader.KeptUntilQuit {
		lines = append(lines, env.T(words.AccountsUntilQuit))
	}
	if account.ID == env.Queue.Current().ID {
		lines = append(lines, env.T(words.AccountsCurrent))
	}
	return lines
}

func rights(level uploader.PermissionLevel) words.Key {
	switch {
	case level.Allows(uploader.LevelAdmin):
		return words.AccountsMayManage
	case level.Allows(uploader.LevelWrite):
		return words.AccountsMayUpload
	}
	return words.AccountsMayLook
}

func (a *Accounts) buttons(account uploader.Account) []fyne.CanvasObject {
	env := a.env
	act := func(name words.Key, do func()) fyne.CanvasObject {
		return namedButton(env, a.kit, name, env.site(account), do)
	}
	var buttons []fyne.CanvasObject
	if account.SignedIn && account.ID != env.Queue.Current().ID {
		buttons = append(buttons, act(words.AccountsUse, func() { a.events.Use(account.ID) }))
	}
	switch {
	case account.Guest():
	case account.SignedIn && account.Trouble.Code == uploader.ReasonWithdrawn, !account.SignedIn:
		buttons = append(buttons, act(words.ButtonSignIn, a.leaveFor(func() { a.events.SignIn(account.ID) })))
	}
	if account.SignedIn && !account.Guest() {
		check := act(words.AccountsCheck, func() { a.door.CheckAccount(account.ID) })
		if button, is := check.(*widgets.Button); is && account.Checking {
			button.Disable()
		}
		buttons = append(buttons, check)
	}
	switch {
	case account.Demo:
	case account.SignedIn && !account.Guest():
		buttons = append(buttons, act(words.TopSignOut, func() { a.events.SignOut(account.ID) }))
	default:
		buttons = append(buttons, act(words.AccountsRemove, func() { a.events.Remove(account.ID) }))
	}
	return buttons
}

// namedButton says what it does, and to a screen reader also to what: the same button stands at every account.
func namedButton(env *Env, kit widgets.Kit, name words.Key, of string, do func()) *widgets.Button {
	return widgets.NewButton(kit, widgets.Plain, env.T(name), do).Say(env.T(words.AccountsAct, words.Text("act", env.T(name)), words.Text("site", of)))
}
