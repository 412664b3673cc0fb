// Package views holds the parts of the window: top bar, list, details, sign-in, footer. Each declares what it needs of the engine,
// shows what the model says in the words of the words room, and hands on what a person does.
package views

import (
	"image"
	"net/url"
	"runtime"
	"strings"
	"time"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// System is what the views need of this computer. Every answer comes on the window's goroutine.
type System interface {
	FilesAlong
	// ChooseVideos and ChooseFolder open the system's file window; chosen is not called when the person cancels.
	ChooseVideos(chosen func(paths []string))
	ChooseFolder(chosen func(paths []string))
	// ChooseFile is for one file, ChooseSetupFile for a setup file.
	ChooseFile(chosen func(path string))
	ChooseSetupFile(chosen func(path string))
	// OpenFolder shows a folder in the file manager.
	OpenFolder(path string)
	// ChooseSheet is for a spreadsheet.
	ChooseSheet(chosen func(path string))
	// PastedFiles finds the files that were copied in a file manager, whose text is what the toolkit read of the clipboard; none for none.
	PastedFiles(text string, found func(paths []string))
	// Picture is the preview picture that the system keeps of a file as it was changed at modified, nil where none is known. It never waits:
	// ready runs once one has come.
	Picture(path string, modified time.Time, ready func()) image.Image
	// OpenWeb shows an address in the browser; CopyText puts a text on the clipboard.
	OpenWeb(address string)
	CopyText(text string)
	// SaveText opens the system's window to save a text in; saved is not called when the person cancels, and name is "" where it could not be
	// written.
	SaveText(text SavedText, saved func(name string))
	// OpenTimeSettings shows where date and time are set; HasTimeSettings reports whether it can.
	OpenTimeSettings()
	HasTimeSettings() bool
}

// SavedText is a text to be saved: what the file window is called, the name that it proposes, and what files of its kind are called.
type SavedText struct{ Title, Name, Kind, Text string }

// Env is what every view works with.
type Env struct {
	Kit    widgets.Kit
	Words  *words.Words
	Now    func() time.Time
	System System
	// Zone is this computer's own time zone.
	Zone *time.Location
	// Help opens what helps. Its functions are nil where nothing does.
	Help HelpEvents
	// Queue and Selection are what is shown and what is chosen.
	Queue     *model.Queue
	Selection *model.Selection
	// Undo is what was done to the list and can be taken back.
	Undo *model.Undo

	counting countdown
	// extras is what was found out about files, for the details of one video and of several.
	extras *extrasMemory
	// newVideosChanged tells the page about new videos that was opened last.
	newVideosChanged func()
}

// remembered is what was found out about files since the window was built.
func (e *Env) remembered() *extrasMemory {
	if e.extras == nil {
		e.extras = newExtrasMemory()
	}
	return e.extras
}

// T is a text in the window's language.
func (e *Env) T(key words.Key, args ...words.Arg) string { return e.Words.T(key, args...) }

// asTitle is what a button says as the title of the window that it opens.
func (e *Env) asTitle(key words.Key) string { return strings.TrimRight(e.T(key), " …") }

// store is what this system calls its password store.
func (e *Env) store() string { return e.Words.PasswordStore(runtime.GOOS) }

func (e *Env) fields(upload uploader.Upload) []uploader.FieldDefinition {
	return e.Queue.Account(upload.Account).Fields
}

// site is what an account's site is called: its name, and what tells it from another account of the same name.
func (e *Env) site(account uploader.Account) string {
	name := first(account.SiteName, account.Host)
	if account.Demo {
		return e.T(words.TopDemoSite, words.Text("site", name))
	}
	if account.Guest() {
		return e.T(words.TopSiteBeside, words.Text("site", name), words.Text("beside", e.T(words.GuestBeside)))
	}
	if beside := e.beside(account); beside != "" {
		return e.T(words.TopSiteBeside, words.Text("site", name), words.Text("beside", beside))
	}
	return name
}

// beside is what tells an account from another one whose site has the same name, "" where there is none.
func (e *Env) beside(account uploader.Account) (beside string) {
	name := first(account.SiteName, account.Host)
	if account.Demo {
		return ""
	}
	for _, other := range e.Queue.Accounts() {
		switch {
		case other.ID == account.ID || other.Demo || first(other.SiteName, other.Host) != name:
		case other.Host != account.Host && beside == "":
			beside = account.Host
		case other.Host == account.Host:
			beside = first(account.Person, account.Host)
		}
	}
	if beside == name {
		return ""
	}
	return beside
}

// goesTo is what a row says about its account: nothing while there is only one.
func (e *Env) goesTo(upload uploader.Upload) string {
	if len(e.Queue.Accounts()) < 2 {
		return ""
	}
	return e.site(e.Queue.Account(upload.Account))
}

// wifiPage is an address in the place of which a Wi-Fi shows the page that it wants to be answered first: a page of the site without
// encryption, for nothing else can be answered by somebody else. It is "" where no site is known.
func (e *Env) wifiPage(reason uploader.Reason) string {
	host := first(reason.Place, e.Queue.Current().Host)
	site, err := url.Parse("//" + host)
	if err != nil || site.Hostname() == "" {
		return ""
	}
	name := site.Hostname()
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	return "http://" + name + "/"
}

// SiteOf is what an account's site is called, told apart from others of the same name.
func (e *Env) SiteOf(account uploader.Account) string { return e.site(account) }

func count(n int) words.Arg { return words.Count("count", n) }
