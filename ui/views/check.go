package views

import (
	"reflect"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// CheckDoor is what "Check my connection" and the report need of the engine. What comes of it arrives as Checks and Report of an update.
type CheckDoor interface {
	CheckConnection(account uploader.AccountID, address string)
	StopChecking()
	MakeReport(language words.Language, names bool)
	CheckAccount(account uploader.AccountID)
}

// Check shows what works on the way to a site, line by line as it is known.
type Check struct {
	env    *Env
	door   CheckDoor
	leave  func()
	signIn func(uploader.AccountID)
	// account is whose site is checked; without one, address is what was typed.
	account uploader.AccountID
	address string
	// asked is what the lines are of.
	asked asked

	piece   *widgets.Surface
	pane    *widgets.Pane
	column  *fyne.Container
	again   *widgets.Button
	whose   *widgets.Button
	field   *widgets.Field
	outcome *widgets.Paragraph
	lines   *fyne.Container
	shown   []uploader.Check
}

// asked is one wish to check. The zero value is none.
type asked struct {
	account uploader.AccountID
	address string
	any     bool
}

func (a asked) fits(run uploader.Checks) bool {
	return a.any && a.account == run.Account && a.address == run.Address
}

// NewCheck makes the view. leave goes back to where the person was; signIn opens the sign-in.
func NewCheck(env *Env, door CheckDoor, leave func(), signIn func(uploader.AccountID)) *Check {
	c := &Check{env: env, door: door, leave: leave, signIn: signIn}
	run := env.Queue.Checks()
	c.account, c.address = run.Account, run.Address
	c.asked = asked{run.Account, run.Address, !run.Begun.IsZero()}
	const inset, width = 24, 760
	c.column = widgets.NewColumn(14, widgets.Evenly(inset))
	c.pane = widgets.NewPane(env.Kit, widgets.NewNarrow(width, widgets.Insets{Top: inset, Bottom: inset, Left: 16, Right: 16}, widgets.NewCard(c.column)))
	c.piece = widgets.NewGround(look.ColourSurface, widgets.Edges{}, c.pane)
	inside := *env
	inside.Kit = c.pane.Follow(env.Kit)
	c.env = &inside
	c.build()
	c.Show()
	return c
}

// Piece is what is drawn.
func (c *Check) Piece() fyne.CanvasObject { return c.piece }

// Focus puts the keyboard where the next thing is done.
func (c *Check) Focus() {
	if c.field != nil {
		c.env.Kit.Focus(c.field)
		return
	}
	c.env.Kit.Focus(c.again)
}

// Begin checks the way to an account's site; without an account only this computer and the way to the internet.
func (c *Check) Begin(account uploader.AccountID) {
	c.account, c.address = account, ""
	c.build()
	c.run()
	c.Focus()
}

// BeginAddress checks the way to the site at an address.
func (c *Check) BeginAddress(address string) {
	c.account, c.address = "", address
	c.build()
	c.run()
	c.Focus()
}

// Leave ends what is under way: nobody looks.
func (c *Check) Leave() {
	if c.env.Queue.Checks().Running {
		c.door.StopChecking()
	}
}

// Run checks once more what was checked.
func (c *Check) Run() { c.run() }

func (c *Check) run() {
	c.asked = asked{c.account, c.address, true}
	c.door.CheckConnection(c.account, c.address)
}

func (c *Check) runOrStop() {
	if c.env.Queue.Checks().Running {
		c.door.StopChecking()
		return
	}
	c.run()
}

// build sets what stays the same while a run goes on.
func (c *Check) build() {
	env := c.env
	c.column.Objects, c.shown, c.field, c.whose = nil, nil, nil, nil
	c.again = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.CheckAgain), c.runOrStop)
	const titleWidth = 300
	c.column.Add(widgets.NewBeside(12, func(left float32) bool { return left >= look.Scaled(titleWidth) },
		widgets.NewParagraph(env.T(words.CheckTitle), widgets.StyleCardTitle), c.again))
	known := env.Queue.Account(c.account)
	if len(env.Queue.Accounts()) > 0 {
		name := env.T(words.CheckOtherAddress)
		if known.ID != "" {
			name = env.T(words.CheckFor, words.Text("site", env.site(known)))
		}
		c.whose = widgets.NewMenuButton(env.Kit, widgets.Quiet, name, c.chooseSite)
		c.column.Add(widgets.NewColumn(0, widgets.Insets{Left: widgets.QuietIndent}, widgets.NewFlow(0, fyne.TextAlignLeading, c.whose)))
	}
	if known.ID == "" {
		c.column.Add(c.addressBox())
		c.again.Hide()
	}
	c.outcome = widgets.NewParagraph("", widgets.StyleStrong)
	c.outcome.Hide()
	c.lines = widgets.NewColumn(0, widgets.Insets{})
	c.column.Add(c.outcome)
	c.column.Add(c.lines)
	report := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.HelpReport), func() { c.env.Help.Report() })
	back := widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.ButtonBack), c.leave)
	c.column.Add(widgets.NewColumn(6, widgets.Insets{Top: 4}, widgets.NewFlow(8, fyne.TextAlignLeading, report, back),
		widgets.NewParagraph(env.T(words.CheckNothingKept)+" "+env.T(words.ReportNoneIncluded), widgets.StyleSmall)))
	c.pane.Relayout()
}

func (c *Check) addressBox() fyne.CanvasObject {
	env := c.env
	c.field = widgets.NewField(env.Kit, env.T(words.CheckAddress), env.T(words.SignInAddressExample), func(text string) { c.address = text })
	c.field.Fill(c.address)
	c.field.OnSubmitted = func(string) { c.run() }
	check := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.CheckBegin), c.run).Tall()
	labelled := widgets.NewLabelled(env.T(words.CheckAddress), "", widgets.NewLine(10, 0, c.field, check), c.field.Careful)
	labelled.Help(env.T(words.CheckAddressHelp))
	return labelled.Container
}

func (c *Check) chooseSite() {
	var items []widgets.MenuItem
	for _, account := range c.env.Queue.Accounts() {
		items = append(items, widgets.MenuItem{Words: c.env.site(account), Checked: account.ID == c.account, Do: func() { c.Begin(account.ID) }})
	}
	items = append(items, widgets.MenuItem{Words: c.env.T(words.CheckOtherAddress), Gap: true, Checked: c.account == "", Do: func() {
		c.door.StopChecking()
		c.account, c.address, c.asked = "", "", asked{}
		c.build()
		c.Focus()
	}})
	c.env.Kit.ShowMenuBelow(c.whose, items)
}

// Show brings the lines up to date. A line that did not change stays as it is, with what has the keyboard in it.
func (c *Check) Show() {
	run := c.env.Queue.Checks()
	if !c.asked.fits(run) {
		return
	}
	c.again.Set(c.env.T(words.CheckAgain))
	if run.Running {
		c.again.Set(c.env.T(words.CheckStop))
	}
	c.outcome.Restyle(c.verdict(run))
	widgets.Visible(c.outcome, c.outcome.Words() != "")
	widgets.Visible(c.again, c.field == nil || run.Running)
	for i, line := range run.Lines {
		switch {
		case i >= len(c.lines.Objects):
			c.lines.Add(c.line(line))
		case i >= len(c.shown) || !reflect.DeepEqual(c.shown[i], line):
			c.lines.Objects[i] = c.line(line)
		}
	}
	c.lines.Objects = c.lines.Objects[:len(run.Lines)]
	c.shown = run.Lines
	c.pane.Relayout()
}

// verdict is what the lines come to.
func (c *Check) verdict(run uploader.Checks) (string, widgets.Style) {
	site, asked := false, false
	for _, line := range run.Lines {
		site = site || line.ID == uploader.CheckSite
		asked = asked || line.Result != uploader.CheckNotChecked
	}
	good := widgets.StyleStrong
	good.Colour = look.ColourGood
	careful := widgets.StyleStrong
	careful.Colour = look.ColourCareful
	switch {
	case len(run.Lines) == 0:
		return "", widgets.StyleSmall
	case run.Running:
		return c.env.T(words.CheckUnderWay), widgets.StyleSecondary
	case run.Stops():
		return c.env.T(words.CheckSomeBad), careful
	case c.stopped(run):
		return c.env.T(words.CheckStopped), widgets.StyleSecondary
	case site && asked && run.Account != "":
		return c.env.T(words.CheckAllGood), good
	}
	return "", widgets.StyleSmall
}

// stopped reports whether lines are missing though nothing was in the way of them.
func (c *Check) stopped(run uploader.Checks) bool {
	for _, line := range run.Lines {
		if line.Result == uploader.CheckNotChecked && line.Finding == "" && run.Account != "" {
			return true
		}
	}
	return false
}

// line is a check: its mark, its words, and what to do about it at the right, or below where there is no room.
func (c *Check) line(check uploader.Check) fyne.CanvasObject {
	text := c.env.Words.Check(check)
	icon, colour := markOf(check.Result)
	style := widgets.StyleBody
	if check.Result == uploader.CheckNotChecked || !check.Result.Over() {
		style = widgets.StyleSecondary
	}
	said := widgets.NewColumn(2, widgets.Insets{}, widgets.NewParagraph(text.Words, style))
	if text.Help != "" {
		said.Add(widgets.NewParagraph(text.Help, widgets.StyleSmall))
	}
	marked := widgets.NewTopLine(10, 1, widgets.NewPicture(icon, colour, 20), said)
	inset := widgets.Insets{Top: 7, Bottom: 7}
	if !c.env.possible(text.Button.Action, check.Reason) {
		return widgets.NewColumn(0, inset, marked)
	}
	const wordsWidth = 320
	button := widgets.NewButton(c.env.Kit, widgets.Plain, text.Button.Text, func() { c.act(check, text.Button.Action) })
	return widgets.NewColumn(0, inset, widgets.NewBeside(12, func(left float32) bool { return left >= look.Scaled(wordsWidth) }, marked, button))
}

// markOf tells the results apart by shape as well as by colour.
func markOf(result uploader.CheckResult) (look.Icon, fyne.ThemeColorName) {
	switch result {
	case uploader.CheckGood:
		return "state-tick-circle", look.ColourGood
	case uploader.CheckAttention:
		return look.IconWarning, look.ColourCareful
	case uploader.CheckBad:
		return "state-cross", look.ColourPerson
	case uploader.CheckRunning:
		return "state-dots", look.ColourMain
	case uploader.CheckWaiting:
		return "state-ring", look.ColourIdle
	}
	return look.IconNone, look.ColourIdle
}

func (c *Check) act(check uploader.Check, action words.Action) {
	reason := check.Reason
	if reason.Site == "" {
		reason.Site = check.Site
	}
	account := c.env.Queue.Account(c.account)
	if account.ID == "" {
		account.Host, account.SiteName = check.Host, check.Site
	}
	switch action {
	case words.ActionSignIn, words.ActionChangeAddress, words.ActionPasteAgain:
		if c.field != nil && action == words.ActionChangeAddress {
			c.Focus()
			return
		}
		c.signIn(c.account)
	case words.ActionOpenWiFiPage:
		c.env.System.OpenWeb(c.env.wifiPage(reason))
	case words.ActionOpenTimeSettings:
		c.env.System.OpenTimeSettings()
	case words.ActionCopyForIT, words.ActionCopyForAdministrator:
		c.env.System.CopyText(c.env.Words.TextFor(reason, account))
		c.outcome.Restyle(c.env.T(words.CopiedText), widgets.StyleStrong)
		c.outcome.Show()
		c.pane.Relayout()
	case words.ActionEnterProxySignIn:
		c.env.Help.Proxy()
	case words.ActionUnlock:
		// Asking for the account's keys is what makes the store ask the person.
		c.door.CheckAccount(c.account)
		c.run()
	}
}
