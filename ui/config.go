package ui

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/dispatch"
	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// FrontDoor is all that the window asks for. Every method returns at once; what comes of it arrives as an update.
type FrontDoor interface {
	views.QueueDoor
	views.DetailsDoor
	views.SignInDoor
	views.SettingsDoor
	views.SetupDoor
	views.AccountsDoor
	views.ManyDoor
	views.NewVideosDoor
	views.CheckDoor
	views.HistoryDoor
	views.ProxyDoor
	views.LinksDoor
	UseAccount(account uploader.AccountID)
	SignOut(account uploader.AccountID)
	RemoveAccount(account uploader.AccountID)
	// LookAgain looks at files once more that could not be uploaded.
	LookAgain()
	// ReplaceFile gives a video another file. The person was asked.
	ReplaceFile(id uploader.UploadID, path string)
}

// Choices are what a person chose about the window itself; what they chose about uploading is an uploader.Settings.
type Choices struct {
	// Language is empty where the window speaks the system's.
	Language words.Language
	Look     look.Mode
	// TextScale is 1 for 100 % text, at most 2.
	TextScale float32
	// Motion is whether anything moves by itself.
	Motion Motion
}

// Motion is whether anything in the window moves by itself.
type Motion string

// The answers. What the system wants holds until a person wants something else here.
const (
	MotionAsSystem Motion = ""
	MotionLess     Motion = "yes"
	MotionFull     Motion = "no"
)

// still reports whether nothing is to move by itself.
func (c Config) still() bool {
	return c.Choices.Motion == MotionLess || c.Choices.Motion == MotionAsSystem && c.shell.still
}

// Config is what the window is made of. Door and Updates are required.
type Config struct {
	// Metadata is the program's name, id, version and icon.
	Metadata fyne.AppMetadata
	Door     FrontDoor
	// Updates is a subscription that nobody else reads.
	Updates dispatch.Source
	Choices Choices
	// Speak gives the language that the window speaks for the one that was chosen, or for none. Nil speaks English for none.
	Speak func(chosen words.Language) words.Language
	// Folder is where the list is kept, to be shown to people.
	Folder string
	// Remember is told when a person chooses another language, look or text size. Nil forgets them at the end.
	Remember func(Choices)
	// Demo says that the window stands on the built-in demo site.
	Demo bool
	// Paths are added as soon as the window is open.
	Paths []string
	// Software lets the window be drawn without the graphics card; Opened is told once it is there, nil is not.
	Software bool
	Opened   func()
	// Hidden opens the window out of sight: behind its symbol beside the clock, or minimised where none is shown.
	Hidden bool
	// Raise brings the window to the front at every signal, for a second start of the program. Nil never does.
	Raise <-chan struct{}
	// Now is the clock, time.Now when nil; Zone this computer's time zone, time.Local when nil.
	Now  func() time.Time
	Zone *time.Location

	// shell is the desktop around the window, which Run finds out.
	shell shell
}

func (c Config) opened() {
	if c.Opened != nil {
		c.Opened()
	}
}

func (c Config) ready() Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Zone == nil {
		c.Zone = time.Local
	}
	if c.Choices.TextScale == 0 {
		c.Choices.TextScale = 1
	}
	if c.Speak == nil {
		c.Speak = func(chosen words.Language) words.Language { return cmp.Or(chosen, words.English) }
	}
	return c
}
