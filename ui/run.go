package ui

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"

	"twentythree-uploader/assets"
	"twentythree-uploader/ui/dispatch"
	"twentythree-uploader/ui/native"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"

	"fyne.io/fyne/v2/lang"
)

// Run opens the window and returns when it was closed, or when ctx ends: the system is shutting down, so nothing is asked. It must be
// called on the program's main goroutine. When it returns, the window reads no updates any more and what was typed has been handed
// on; the engine is the caller's to close. The error wraps uploader.ErrNoScreen or uploader.ErrNoDrawing.
func Run(ctx context.Context, config Config) (err error) {
	app.SetMetadata(config.Metadata)
	program := app.NewWithID(config.Metadata.ID)
	// The toolkit's own few words (a fallback file window, a text field's menu) in the languages it lacks.
	_ = lang.AddTranslationsFS(assets.Translations, "translations/toolkit")
	timers := dispatch.NewTimers(dispatch.OnWindow)
	here := native.New(dispatch.OnWindow)
	config.shell = newShell(program, here)
	w := newWindow(program, config, timers, func(w *Window) views.System { return newSystem(w, here) })
	ctx, stop := context.WithCancel(ctx)
	dispatcher := dispatch.Start(config.Updates, dispatch.OnWindow, w.Apply)
	raised := dispatch.Follow(ctx, config.Raise, dispatch.OnWindow, w.Raise)
	ending := context.AfterFunc(ctx, func() { dispatch.OnWindow(w.close) })
	end := sync.OnceFunc(func() {
		ending()
		timers.Close()
		stop()
		dispatcher.Close()
		raised()
	})
	defer end()
	w.window.SetOnClosed(end)
	begun := false
	program.Lifecycle().SetOnStarted(func() { begun = true; config.opened() })
	defer func() {
		// The toolkit gives up with a panic where it cannot draw. One later on is a defect and stays one.
		if cause := recover(); cause != nil && begun {
			panic(cause)
		} else if cause != nil {
			err = fmt.Errorf("%w: %v", uploader.ErrNoScreen, cause)
		}
	}()
	if config.Software {
		native.PrepareSoftware()
	}
	if w.window.Show(); !native.Opened(w.window) {
		return uploader.ErrNoDrawing
	}
	if config.Hidden {
		w.openAway()
	}
	if len(config.Paths) > 0 {
		config.Door.AddPaths(config.Paths)
	}
	program.Run()
	w.flush() // the toolkit ends by itself when the system tells it to, and asks nobody
	return nil
}

// newShell finds out what the desktop around the window can do. It is asked before the window opens, because the toolkit shows its symbol beside
// the clock only if it is known by then.
func newShell(program fyne.App, here *native.System) shell {
	around := shell{
		still:    native.WantsStillness(),
		minimise: native.Minimise, restore: native.Restore,
		notify: func(told *fyne.Notification) { here.Aside(func() { program.SendNotification(told) }) },
	}
	if with, can := program.(desktop.App); can && native.HasTray() {
		around.tray = with.SetSystemTrayMenu
	}
	return around
}

// setupFiles are what the system calls setup files in a file window.
func (w *Window) setupFiles() native.Texts {
	title := strings.TrimRight(w.env.T(words.SetupOpen), " …")
	return native.Texts{
		ChooseVideos: title, Media: w.env.T(words.SetupKind), Everything: w.env.T(words.FilesEverything),
		Extensions: []string{strings.TrimPrefix(uploader.SetupExtension, ".")},
	}
}

// files are what the system calls video and audio files in a file window.
func (w *Window) files() native.Texts {
	return native.Texts{
		ChooseVideos: w.env.T(words.FilesChooseVideos), ChooseFolder: w.env.T(words.FilesChooseFolder),
		Media: w.env.T(words.FilesAllKinds), Everything: w.env.T(words.FilesEverything),
	}
}
