package ui

import (
	"cmp"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// timers run functions on the window's goroutine later.
type timers interface {
	After(d time.Duration, f func()) (cancel func())
}

// Window is the one window. Its methods run on the window's goroutine.
type Window struct {
	config    Config
	app       fyne.App
	window    fyne.Window
	timers    timers
	system    views.System
	queue     *model.Queue
	selection *model.Selection
	// past is what is shown of the history, pastTicks what is ticked there.
	past      *model.History
	pastTicks *model.Selection
	// given are the upload links.
	given *model.Links
	undo  *model.Undo
	// sheetAfter are spreadsheets that were dropped with videos, by the number of their adding.
	sheetAfter map[int]string
	// dropped are files that were dropped on videos that have one or had one, until they were looked at.
	dropped map[uploader.UploadID]string

	env     *views.Env
	desk    *desk
	content *fyne.Container
	top     *views.TopBar
	list    *views.Queue
	details *views.Details
	many    *views.Many
	// wereSeveral says that several videos were ticked when that was last looked at.
	wereSeveral bool
	history     *views.History
	links       *views.Links
	signIn      *views.SignIn
	check       *views.Check
	report      *views.Report
	// sheet is an opened spreadsheet, nil while there is none.
	sheet  *views.SheetCheck
	footer *views.Footer
	// settings is the sheet of that name, nil while it is closed.
	settings *views.Settings
	// adding is the sheet that adds an account, nil while it is closed.
	adding *views.AddAccount
	// uploadRests says that Upload was pressed a moment ago.
	uploadRests bool
	// uploadAfterSignIn are the videos that Upload was pressed for before somebody was signed in.
	uploadAfterSignIn []uploader.UploadID
	// setup is the sheet with an opened setup file, nil while it is closed; waitingSetup is a file that was opened while a menu was open.
	setup        *widgets.Sheet
	waitingSetup *uploader.SetupOffer
	// usedSetup is the name of a used setup file that holds keys, until those are safe in the password store.
	usedSetup string
	// quitting is the question what becomes of uploads, nil while it is not asked.
	quitting *widgets.Sheet
	// closing says that it is asked whether to close although something typed is not saved.
	closing   bool
	behind    background
	shortcuts map[string]func(fyne.Shortcut)
}

// newWindow makes the window on an app. do runs functions on the window's goroutine; system makes what belongs to this computer.
func newWindow(app fyne.App, config Config, timers timers, system func(*Window) views.System) *Window {
	w := &Window{config: config.ready(), app: app, timers: timers, queue: model.NewQueue(), selection: model.NewSelection(), undo: &model.Undo{}, dropped: map[uploader.UploadID]string{}, sheetAfter: map[int]string{}, past: new(model.History), given: new(model.Links), pastTicks: model.NewSelection(), shortcuts: map[string]func(fyne.Shortcut){}}
	w.window = app.NewWindow(w.name())
	w.system = system(w)
	w.window.SetPadded(false)
	w.applyLook()
	w.build()
	w.window.Resize(fyne.NewSize(1200, 780))
	w.window.SetOnDropped(w.Dropped)
	w.window.SetCloseIntercept(w.AskToClose)
	app.Lifecycle().SetOnEnteredForeground(w.cameForward)
	app.Lifecycle().SetOnExitedForeground(func() { w.front(false) })
	w.listenForKeys()
	return w
}

// name is the program's.
func (w *Window) name() string { return cmp.Or(w.config.Metadata.Name, "TwentyThree Uploader") }

func (w *Window) applyLook() {
	if wanted := look.New(w.config.Choices.Look, w.config.Choices.TextScale); w.app.Settings().Theme() != fyne.Theme(wanted) {
		w.app.Settings().SetTheme(wanted)
	}
}

// build makes every view anew, in the chosen language; the model keeps what they show.
func (w *Window) build() {
	before := w.details
	if before != nil {
		w.flush()
	}
	w.env = &views.Env{
		Kit: w.kit(), Words: words.New(w.config.Speak(w.config.Choices.Language), w.config.Zone, w.config.Now).Under(w.queue.Rules()), Now: w.config.Now, Zone: w.config.Zone,
		System: w.system, Queue: w.queue, Selection: w.selection, Undo: w.undo, Help: w.help(),
	}
	w.top = views.NewTopBar(w.env, views.TopBarEvents{
		Videos: w.leaveForVideos, Links: w.ShowLinks, History: w.ShowHistory, SignIn: w.signInTo, Add: w.AddAccount, Manage: w.ShowAccounts,
		UseAccount: w.config.Door.UseAccount, SignOut: w.askToSignOut, Settings: w.ShowSettings,
	})
	w.details = views.NewDetails(w.env, w.config.Door, views.DetailsEvents{
		Presets: w.ShowNewVideos,
		Closed:  w.CloseDetails,
		Act:     func(upload uploader.Upload, action words.Action) { w.list.Act(upload, action) },
		SignIn:  w.signInTo,
	})
	w.details.Resume(before)
	w.list = views.NewQueue(w.env, w.config.Door, w.config.Demo, views.QueueEvents{
		FindInHistory: w.findInHistory, Links: w.newLink, History: w.ShowHistory, Chosen: w.opened, Fix: w.fix, Replace: w.askToReplace, Dropped: w.droppedOn, SelectionChanged: w.selectionChanged, SignIn: w.signInTo,
	})
	w.many = w.newMany()
	w.footer = views.NewFooter(w.env, w.config.Door, w.Upload)
	w.signIn = views.NewSignIn(w.env, w.config.Door, w.signIn, views.SignInEvents{
		Leave:       func() { w.ShowSignIn(false) },
		Add:         w.AddAccount,
		SetLanguage: func(language words.Language) { w.choose(func(c *Choices) { c.Language = language }) },
		OpenSetup:   w.OpenSetupFile,
	})
	w.history = views.NewHistory(w.env, w.config.Door, w.past, w.pastTicks, views.HistoryEvents{Details: w.openPast, Replace: w.replacePast, Videos: w.leaveForVideos})
	w.buildLinks()
	w.check = views.NewCheck(w.env, w.config.Door, func() { w.ShowCheck(false) }, w.signInTo)
	previous := w.desk
	w.desk = &desk{
		top: w.top.Piece(), list: w.list.Piece(), panel: widgets.NewStack(w.details.Piece(), w.many.Piece()), links: w.links.Piece(), history: w.history.Piece(), signIn: w.signIn.Piece(), check: w.check.Piece(), footer: w.footer.Piece(),
		narrow: w.narrow, tight: w.tight,
	}
	if previous != nil {
		w.desk.open, w.desk.page, w.desk.back = previous.open, previous.page, previous.back
	}
	w.content = newDesk(w.desk)
	w.showTab()
	if w.desk.page == historyPage {
		w.history.Open()
	}
	w.footer.Show()
	if w.desk.open {
		w.showPanel()
	}
	w.list.ShowBanner()
	w.list.ShowNewer()
	w.window.SetContent(w.content)
	w.showTray()
}

// tight says that the window is narrow for its text.
func (w *Window) tight(tight bool) {
	w.top.Tight(tight)
	w.footer.Tight(tight)
}

func (w *Window) kit() widgets.Kit {
	return widgets.Kit{
		Canvas:     w.window.Canvas,
		PositionOf: w.app.Driver().AbsolutePositionForObject,
		Last:       func() fyne.CanvasObject { return w.top.Piece() },
		Key:        w.key,
		Shortcut:   w.shortcut,
		After:      w.timers.After,
		Still:      w.config.still(),
	}
}

// choose changes what a person chose about the window and draws it anew.
func (w *Window) choose(change func(*Choices)) {
	change(&w.config.Choices)
	if w.config.Remember != nil {
		w.config.Remember(w.config.Choices)
	}
	w.applyLook()
	focused := w.window.Canvas().Focused()
	if w.settings != nil {
		focused = w.settings.Back()
	}
	before := w.keep(focused)
	w.build()
	if w.settings != nil {
		w.reopenSettings(func() { w.resume(before) })
		return
	}
	w.resume(before)
}

// chosen shows the details of the chosen video: at once where they stand beside the list, else when open asks for it.
func (w *Window) chosen(open bool) {
	current := w.selection.Current()
	if !open && !w.desk.open && !w.desk.beside(w.content.Size().Width) {
		return
	}
	w.desk.open = current != "" || w.several()
	w.showPanel()
	w.content.Refresh()
	w.showFooter()
}

// opened shows the details of the chosen video; where they were asked for, typing goes on in the title.
func (w *Window) opened(open bool) {
	w.chosen(open)
	if open && !w.several() {
		w.details.FocusTitle()
	}
}

// CloseDetails saves and closes the panel; the keyboard goes back to the list.
func (w *Window) CloseDetails() {
	w.many.Flush()
	w.details.Show("")
	w.selection.Choose("")
	w.desk.open = false
	w.content.Refresh()
	w.list.Reload()
	if w.desk.page == historyPage {
		w.pastTicks.Choose("")
		w.history.Accounts()
		w.history.Focus()
		return
	}
	w.env.Kit.Focus(w.list.List())
}

func (w *Window) fix(id uploader.UploadID, field uploader.Field) {
	if w.several() {
		// What is to be mended is a field of this video alone.
		w.selection.Clear()
	}
	w.selection.Choose(id)
	w.list.Reload()
	w.chosen(true)
	w.details.Fix(field)
}

// ShowSignIn opens the sign-in or goes back to the videos.
func (w *Window) ShowSignIn(open bool) {
	if !open {
		w.show(videosPage)
		return
	}
	if w.desk.page != signInPage && !w.signIn.Busy() {
		w.signIn.Step(uploader.SignIn{})
	}
	w.show(signInPage)
}

// signInTo opens the sign-in for an account, "" for a new one. The site of a known one is looked for at once.
func (w *Window) signInTo(id uploader.AccountID) {
	w.ShowSignIn(true)
	known := w.queue.Account(id)
	switch {
	case known.Demo:
	case known.Host == "":
		w.signIn.BeginAllowed()
	case strings.HasPrefix(known.BaseURL, "http://"):
		w.signIn.Begin(known.BaseURL)
	default:
		w.signIn.Begin(known.Host)
	}
}

// selectionChanged shows which rows are ticked: the details are about one video, or about all that are ticked. They open by themselves
// where there is room beside the list and several come to be ticked.
func (w *Window) selectionChanged() {
	w.showFooter()
	several := w.several()
	begins := several && !w.wereSeveral
	w.wereSeveral = several
	switch beside := w.desk.beside(w.content.Size().Width); {
	case begins && !w.desk.open && beside:
		w.desk.open = true
	case !several && w.desk.open && w.selection.Current() == "":
		w.CloseDetails()
		return
	}
	if w.desk.open {
		w.showPanel()
		w.content.Refresh()
	}
}

// Upload starts what the button names. Without an account it asks for the sign-in first and comes back; with nothing ready it goes
// to the first video that needs the person.
func (w *Window) Upload() {
	if w.uploadRests {
		return
	}
	w.flush()
	ids := w.footer.Uploadable()
	needing := w.queue.In(w.selection.InOrder(w.queue.Whole()), func(state uploader.State) bool { return state == uploader.Attention })
	w.details.Attempt(needing...)
	switch current := w.queue.Current(); {
	case len(ids) == 0 && len(needing) > 0:
		upload, _ := w.queue.Upload(needing[0])
		w.fix(upload.ID, upload.Reason.Field)
		return
	case len(ids) == 0:
		return
	case current.ID == "" || !current.SignedIn:
		w.uploadAfterSignIn = ids
		if w.ShowSignIn(true); current.ID == "" {
			w.signIn.BeginAllowed()
		}
		return
	}
	w.config.Door.Start(ids)
	w.uploadRests = true
	w.timers.After(doublePress, func() { w.uploadRests = false })
	w.selection.Clear()
	w.list.Reload()
}

// doublePress is how long Upload rests after a press. The button then names all that is left, which may go public: the second press of somebody who
// presses twice was meant for what it named before.
const doublePress = time.Second
