package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// TopBarEvents are what the top bar asks the window for.
type TopBarEvents struct {
	Videos, Links, History func()
	// SignIn asks for signing in to an account, "" for a new one.
	SignIn func(account uploader.AccountID)
	// Add asks for a further account, Manage for the page of all.
	Add, Manage func()
	UseAccount  func(uploader.AccountID)
	SignOut     func(uploader.AccountID)
	Settings    func()
}

// Tab is a page named in the top bar.
type Tab int

// The pages named in the top bar, in their order.
const (
	TabVideos Tab = iota
	TabLinks
	TabHistory
)

// TopBar names the pages and the account that new videos go to, and leads to help and settings.
type TopBar struct {
	env     *Env
	events  TopBarEvents
	tabs    []*widgets.Tab
	account *widgets.AccountSwitch
	piece   *widgets.Surface
}

// NewTopBar makes the top bar.
func NewTopBar(env *Env, events TopBarEvents) *TopBar {
	t := &TopBar{env: env, events: events}
	t.account = widgets.NewAccountSwitch(env.Kit, "", t.openAccounts)
	settings := widgets.NewIcon(env.Kit, look.IconSettings, env.T(words.TopSettings), events.Settings)
	t.tabs = []*widgets.Tab{
		TabVideos:  widgets.NewTab(env.Kit, env.T(words.TopVideos), true, events.Videos),
		TabLinks:   widgets.NewTab(env.Kit, env.T(words.LinksTitle), false, events.Links),
		TabHistory: widgets.NewTab(env.Kit, env.T(words.HistoryTitle), false, events.History),
	}
	widgets.Visible(t.tabs[TabLinks], env.Queue.Rules().AllowsLinks())
	tabs := widgets.NewLine(4, -1, t.tabs[TabVideos], t.tabs[TabLinks], t.tabs[TabHistory])
	line := widgets.NewLine(8, 1, tabs, widgets.NewEnding(t.account), NewHelp(env), settings)
	t.piece = widgets.NewGround(look.ColourBackground, widgets.Edges{Bottom: true}, widgets.NewColumn(0, widgets.Insets{Top: 10, Right: 12, Bottom: 10, Left: 16}, line))
	t.Show()
	return t
}

// Piece is what is drawn.
func (t *TopBar) Piece() fyne.CanvasObject { return t.piece }

// Select marks the tab of the page that is shown.
func (t *TopBar) Select(shown Tab) {
	for i, tab := range t.tabs {
		tab.SetOn(Tab(i) == shown)
	}
}

// Tight says that the window is narrow for its text: the longest tab gives its place to the account, which is always to be read.
func (t *TopBar) Tight(tight bool) {
	name := words.LinksTitle
	if tight {
		name = words.LinksTab
	}
	t.tabs[TabLinks].Draw(t.env.T(name))
	widgets.Relayout(t.piece)
}

// Show brings the account up to date.
func (t *TopBar) Show() {
	current := t.env.Queue.Current()
	if current.ID == "" {
		t.account.Set(t.env.T(words.TopSignIn), "", "")
	} else {
		t.account.Set(t.env.T(words.TopUploadingTo), t.env.site(current), t.env.beside(current))
	}
	widgets.Relayout(t.piece)
}

func (t *TopBar) openAccounts() {
	current := t.env.Queue.Current()
	if current.ID == "" && len(t.env.Queue.Accounts()) == 0 {
		t.events.SignIn("")
		return
	}
	var items []widgets.MenuItem
	for _, account := range t.env.Queue.Accounts() {
		choose := t.events.UseAccount
		if !account.SignedIn {
			choose = t.events.SignIn
		}
		items = append(items, widgets.MenuItem{Words: t.env.site(account), Short: t.env.beside(account), Checked: account.ID == current.ID, Do: func() { choose(account.ID) }})
	}
	if current.ID != "" && !current.SignedIn {
		items = append(items, widgets.MenuItem{Words: t.env.T(words.TopSignIn), Gap: true, Do: func() { t.events.SignIn(current.ID) }})
	}
	items = append(items, widgets.MenuItem{Words: t.env.T(words.TopAddAccount), Gap: true, Do: t.events.Add})
	if current.ID != "" && current.SignedIn && !current.Demo {
		items = append(items, widgets.MenuItem{Words: t.env.T(words.TopSignOut), Do: func() { t.events.SignOut(current.ID) }})
	}
	items = append(items, widgets.MenuItem{Words: t.env.T(words.AccountsManage), Gap: true, Do: t.events.Manage})
	t.env.Kit.ShowMenuBelow(t.account, items)
}
