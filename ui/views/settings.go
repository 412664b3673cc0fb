package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// SettingsDoor is what the settings need of the engine. What holds then arrives as an update.
type SettingsDoor interface {
	SetSettings(settings uploader.Settings)
	// LookForNewer asks at once whether there is a newer version of the program.
	LookForNewer()
	// LookAtStartup looks whether the program starts with the computer, SetStartup says so.
	LookAtStartup()
	SetStartup(on bool)
}

// SettingsDoors are all that the pages of the settings ask the engine.
type SettingsDoors interface {
	NewVideosDoor
	SettingsDoor
	AccountsDoor
}

// SettingsPage is one page of the settings.
type SettingsPage int

// The pages of the settings, in their order.
const (
	PageGeneral SettingsPage = iota
	PageBackground
	PageUploading
	PageNewVideos
	PageAccounts
	PageAbout
)

// WindowChoices are what a person chose about the window itself, and what the pages tell about the program.
type WindowChoices struct {
	// Language is the person's wish, "" for the system's, which is System.
	Language, System words.Language
	Look             look.Mode
	// TextScale is 1 for 100 % text; Still says that nothing is to move by itself.
	TextScale float32
	Still     bool
	// Minimises says that closing minimises the window where it would hide it, for this computer shows no symbol to bring it back with.
	Minimises bool
	// Name and Version are the program's, Folder is where it keeps the list.
	Name, Version, Folder string
}

// SettingsEvents are what the settings ask the window for.
type SettingsEvents struct {
	// Closed is called when the sheet is gone.
	Closed      func()
	SetLanguage func(words.Language)
	SetLook     func(look.Mode)
	SetText     func(scale float32)
	SetStill    func(bool)
	Accounts    AccountsEvents
}

// Settings is the sheet with all that a person can choose. Every change holds at once; a figure that is typed, when it is left.
type Settings struct {
	env    *Env
	door   SettingsDoors
	events SettingsEvents
	window WindowChoices
	sheet  *widgets.Pages
	// holds is what the engine announced last, with what was asked for since.
	holds uploader.Settings
	// refresh brings the open page in line with what holds; accounts is the page of the accounts, nil while another one is open.
	refresh func()
	// showNewer brings what the open page says of newer versions in line with what is known.
	showNewer func()
	accounts  *Accounts
}

// ShowSettings opens the settings on a page.
func ShowSettings(env *Env, door SettingsDoors, window WindowChoices, page SettingsPage, events SettingsEvents) *Settings {
	s := &Settings{env: env, door: door, events: events, window: window, holds: env.Queue.Settings()}
	uploading := &uploadingPage{settings: s}
	door.LookAtStartup() // somebody may have changed it in the system's own settings
	pages := []widgets.SheetPage{
		PageGeneral:    {Name: env.T(words.SettingsPageGeneral), Pieces: s.general},
		PageBackground: {Name: env.T(words.SettingsPageBackground), Pieces: s.background},
		PageUploading:  {Name: env.T(words.SettingsPageUploading), Pieces: uploading.pieces, Leave: uploading.leave},
		PageNewVideos:  {Name: env.T(words.SettingsPageNewVideos), Pieces: s.newVideos},
		PageAccounts:   {Name: env.T(words.SettingsPageAccounts), Pieces: s.accountsPage},
		PageAbout:      {Name: env.T(words.HelpAbout), Pieces: s.about},
	}
	for i := range pages {
		pieces := pages[i].Pieces
		pages[i].Pieces = func(kit widgets.Kit) []fyne.CanvasObject {
			s.refresh, s.showNewer, s.accounts = func() {}, func() {}, nil
			return pieces(kit)
		}
	}
	s.sheet = widgets.ShowPages(env.Kit, env.T(words.SettingsTitle), env.T(words.SettingsPage), env.T(words.ButtonClose), pages, int(page), events.Closed)
	return s
}

// Page is the page that is open.
func (s *Settings) Page() SettingsPage { return SettingsPage(s.sheet.Page()) }

// Back is what gets the keyboard when they are closed, nil for nothing.
func (s *Settings) Back() fyne.Focusable { return s.sheet.Back() }

// Place is where the keyboard is on the page; Return brings it there in a sheet that was opened anew.
func (s *Settings) Place() int { return s.sheet.Place() }

// Return is the other half of Place.
func (s *Settings) Return(place int) { s.sheet.Return(place) }

// Close takes the sheet away without telling anybody.
func (s *Settings) Close() { s.sheet.Close() }

// Show brings the open page in line with what the engine announced. What is being typed stays.
func (s *Settings) Show() {
	s.holds = s.env.Queue.Settings()
	s.refresh()
}

// ShowAccounts brings the page of the accounts in line with them.
func (s *Settings) ShowAccounts() {
	if s.accounts != nil {
		s.accounts.Show()
	}
}

// leaveFor closes the sheet before something else opens.
func (s *Settings) leaveFor(then func()) func() {
	return func() {
		s.sheet.Close()
		s.events.Closed()
		then()
	}
}

func (s *Settings) change(change func(*uploader.Settings)) {
	change(&s.holds)
	s.refresh()
	s.door.SetSettings(s.holds)
}

func (s *Settings) accountsPage(kit widgets.Kit) []fyne.CanvasObject {
	s.accounts = newAccounts(s.env, kit, s.door, s.events.Accounts, s.leaveFor, func() { s.sheet.Relayout() })
	return []fyne.CanvasObject{s.accounts.column}
}

// answer is one of several things to choose, with its words.
type answer[T comparable] struct {
	value T
	words string
}

// answers are the radio buttons of one question; set shows which one holds.
func answers[T comparable](kit widgets.Kit, holds T, choose func(T), all ...answer[T]) (radios []fyne.CanvasObject, set func(T)) {
	ticks := make([]*widgets.Tick, len(all))
	set = func(value T) {
		for i, tick := range ticks {
			tick.Set(all[i].value == value)
		}
	}
	for i, one := range all {
		ticks[i] = widgets.NewRadio(kit, one.words, one.value == holds, func(bool) {
			set(one.value)
			choose(one.value)
		})
		radios = append(radios, ticks[i])
	}
	widgets.Group(ticks...)
	return radios, set
}

// question is a question of the settings with what can be answered below it, and help where there is any.
func question(label, help string, pieces ...fyne.CanvasObject) fyne.CanvasObject {
	labelled := widgets.NewLabelled(label, "", widgets.NewColumn(2, widgets.Insets{}, pieces...), nil)
	labelled.Help(help)
	return labelled.Container
}

// briefly is question for answers that stand beside each other.
func briefly(label, help string, pieces ...fyne.CanvasObject) fyne.CanvasObject {
	return question(label, help, widgets.NewFlow(16, fyne.TextAlignLeading, pieces...))
}
