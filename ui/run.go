package ui

import (
	"context"

	"fyne.io/fyne/v2/app"

	"twentythree-uploader/assets"
	"twentythree-uploader/ui/dispatch"
	"twentythree-uploader/ui/native"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader/words"

	"fyne.io/fyne/v2/lang"
)

// Run opens the window and returns when it was closed. It must be called on the program's main goroutine. When it returns, the
// window reads no updates any more and what was typed has been handed on; the engine is the caller's to close.
func Run(config Config) {
	app.SetMetadata(config.Metadata)
	program := app.NewWithID(config.Metadata.ID)
	// The toolkit's own few words (a fallback file window, a text field's menu) in the languages it lacks.
	_ = lang.AddTranslationsFS(assets.Translations, "translations/toolkit")
	timers := dispatch.NewTimers(dispatch.OnWindow)
	w := newWindow(program, config, timers, func(w *Window) views.System { return newSystem(w, native.New(dispatch.OnWindow)) })
	ctx, stop := context.WithCancel(context.Background())
	dispatcher := dispatch.Start(config.Updates, dispatch.OnWindow, w.Apply)
	raised := dispatch.Follow(ctx, config.Raise, dispatch.OnWindow, w.Raise)
	quit := dispatch.Follow(ctx, config.Quit, dispatch.OnWindow, w.close)
	w.window.SetOnClosed(func() {
		timers.Close()
		stop()
		dispatcher.Close()
	})
	if len(config.Paths) > 0 {
		config.Door.AddPaths(config.Paths)
	}
	w.window.ShowAndRun()
	timers.Close()
	stop()
	dispatcher.Close()
	raised()
	quit()
}

// files are what the system calls video and audio files in a file window.
func (w *Window) files() native.Texts {
	return native.Texts{
		ChooseVideos: w.env.T(words.FilesChooseVideos), ChooseFolder: w.env.T(words.FilesChooseFolder),
		Media: w.env.T(words.FilesAllKinds), Everything: w.env.T(words.FilesEverything),
	}
}
