package main

import (
	"context"
	"errors"
	"log/slog"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui"
	"twentythree-uploader/uploader/app"
	"twentythree-uploader/uploader/platform"
)

// window opens the window on the list in the data folder, or hands the files to the window that has it open.
func (s *start) window(ctx context.Context) (err error) {
	metadata, err := ui.Manifest(manifest)
	if err != nil {
		return err
	}
	instance, err := platform.Join(ctx, s.folder, platform.Request{Paths: s.paths})
	if err != nil || instance == nil {
		return err
	}
	defer func() { err = errors.Join(err, instance.Close()) }()
	drawing := platform.DrawingIn(s.folder, metadata.Version)
	if drawing.Doubted() {
		_ = platform.RestartInSoftware() // where that cannot be had, the window is tried as it is
	}
	logger, log := app.OpenLog(s.folder)
	defer log.Close()
	err = s.show(ctx, instance, metadata, drawing, logger)
	switch {
	case errors.Is(err, ui.ErrNoDrawing):
		logger.Error("the window cannot be drawn", "software", platform.Software())
		if platform.RestartInSoftware() != nil {
			drawing.Forget()
		}
	case err != nil:
		drawing.Forget()
	}
	return err
}

// show opens the list and the window on it, and returns when that was closed.
func (s *start) show(ctx context.Context, instance *platform.Instance, metadata fyne.AppMetadata, drawing platform.Drawing, logger *slog.Logger) error {
	ctx, quit := context.WithCancel(ctx)
	defer quit()
	keys, err := app.BuiltInKeys()
	if err != nil {
		return err
	}
	program, err := app.Open(ctx, app.Options{DataDir: s.folder, Demo: s.demo, Logger: logger, ApplicationKeys: keys, Version: metadata.Version})
	if err != nil {
		return err
	}
	updates := program.Subscribe()
	raise := make(chan struct{}, 1)
	instance.Take(func(request platform.Request) {
		if len(request.Paths) > 0 {
			program.AddPaths(request.Paths)
		}
		switch {
		case request.Quit:
			quit()
		case !request.Quiet:
			select {
			case raise <- struct{}{}:
			default:
			}
		}
	})
	program.OfferLaidSetup()
	drawing.Opens()
	err = ui.Run(ctx, ui.Config{
		Metadata: metadata, Door: program, Updates: updates, Demo: s.demo, Paths: s.paths, Raise: raise, Folder: s.folder,
		Software: platform.Software(), Opened: drawing.Opened,
		Choices: ui.Chosen(program, s.choices), Remember: func(c ui.Choices) { c.Save(program) }, Speak: ui.Speaks(program),
	})
	instance.Leave()
	return errors.Join(err, program.Close())
}
