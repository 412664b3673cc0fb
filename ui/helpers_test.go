package ui

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader/words"
)

type systemOf = views.System

// manualTimers keep what is to run later until a test lets it.
type manualTimers struct {
	waiting []*waitingTimer
}

type waitingTimer struct {
	after     time.Duration
	do        func()
	cancelled bool
}

func (m *manualTimers) After(d time.Duration, do func()) (cancel func()) {
	timer := &waitingTimer{after: d, do: do}
	m.waiting = append(m.waiting, timer)
	return func() { timer.cancelled = true }
}

// pass runs what is due within d and was not cancelled.
func (m *manualTimers) pass(d time.Duration) {
	due := m.waiting
	m.waiting = nil
	for _, timer := range due {
		switch {
		case timer.cancelled:
		case timer.after <= d:
			timer.do()
		default:
			m.waiting = append(m.waiting, timer)
		}
	}
}

// fakeSystem answers file windows with what a test put in.
type fakeSystem struct {
	paths  []string
	opened []string
	// pictures are the preview pictures by path, asked those that were looked for, pictureReady who waits for one.
	pictures     map[string]image.Image
	asked        []string
	pictureReady map[string]func()
	copied       []string
	// copiedFiles lie on the clipboard as files, without any text.
	copiedFiles []string
	// windows are the windows to save in that were opened, with the names that they proposed.
	windows []string
	// saved is what was written to a file, unwritable a disk that takes nothing.
	saved      []string
	unwritable bool
	// withoutTimeSettings is a system that has no window for date and time; timeSettings counts how often it was opened.
	withoutTimeSettings bool
	timeSettings        int
}

func (f *fakeSystem) ChooseVideos(chosen func([]string))  { chosen(f.paths) }
func (f *fakeSystem) ChooseFolder(chosen func([]string))  { chosen(f.paths) }
func (f *fakeSystem) ChooseFile(chosen func(string))      { chosen(f.paths[0]) }
func (f *fakeSystem) ChooseSetupFile(chosen func(string)) { chosen(f.paths[0]) }
func (f *fakeSystem) ChooseSheet(chosen func(string))     { chosen(f.paths[0]) }
func (f *fakeSystem) PastedFiles(text string, found func([]string)) {
	if text == "" {
		found(f.copiedFiles)
		return
	}
	found(nil)
}

func (f *fakeSystem) Picture(path string, _ time.Time, ready func()) image.Image {
	f.asked = append(f.asked, path)
	if f.pictureReady == nil {
		f.pictureReady = map[string]func(){}
	}
	f.pictureReady[path] = ready
	return f.pictures[path]
}
func (f *fakeSystem) OpenWeb(address string) { f.opened = append(f.opened, address) }
func (f *fakeSystem) OpenFolder(path string) { f.opened = append(f.opened, path) }
func (f *fakeSystem) HasTimeSettings() bool  { return !f.withoutTimeSettings }
func (f *fakeSystem) SaveText(text views.SavedText, saved func(string)) {
	f.windows = append(f.windows, text.Title+": "+text.Name)
	if f.unwritable {
		saved("")
		return
	}
	f.saved = append(f.saved, text.Text)
	saved(text.Name)
}
func (f *fakeSystem) OpenTimeSettings()    { f.timeSettings++ }
func (f *fakeSystem) CopyText(text string) { f.copied = append(f.copied, text) }

// newTestWindow makes a window on the toolkit's test driver with a door that notes what it is asked.
func newTestWindow(t *testing.T, change func(*Config)) (*Window, *uitest.Door) {
	t.Helper()
	return newWindowOn(test.NewTempApp(t), change)
}

// newWindowOn does the same on an app that is there already, which keeps what it has measured.
func newWindowOn(app fyne.App, change func(*Config)) (*Window, *uitest.Door) {
	door := uitest.NewDoor()
	door.Samples = []string{"/samples/one.mp4"}
	config := Config{
		Door: door, Updates: door, Now: uitest.Now, Zone: uitest.Copenhagen(),
		Choices: Choices{Language: words.English, Look: look.Light, TextScale: 1},
	}
	if change != nil {
		change(&config)
	}
	w := newWindow(app, config, &manualTimers{}, func(*Window) systemOf { return &fakeSystem{} })
	w.window.Resize(fyne.NewSize(1200, 780))
	return w, door
}
