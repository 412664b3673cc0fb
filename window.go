package main

import (
	"context"
	"errors"

	"twentythree-uploader/ui"
	"twentythree-uploader/uploader/app"
	"twentythree-uploader/uploader/platform"
)

// window opens the window on the list in the data folder, or hands the files to the window that has it open.
func (s *start) window(ctx context.Context) (err error) {
	ctx, quit := context.WithCancel(ctx)
	defer quit()
	metadata, err := ui.Manifest(manifest)
	if err != nil {
		return err
	}
	instance, err := platform.Join(ctx, s.folder, platform.Request{Paths: s.paths})
	if err != nil || instance == nil {
		return err
	}
	defer func() { err = errors.Join(err, instance.Close()) }()
	logger, log := app.OpenLog(s.folder)
	defer log.Close()
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
	err = ui.Run(ctx, ui.Config{
		Metadata: metadata, Door: program, Updates: updates, Demo: s.demo, Paths: s.paths, Raise: raise,
		Choices: ui.Chosen(program, s.choices), Remember: func(c ui.Choices) { c.Save(program) }, Speak: ui.Speaks(program), Folder: s.folder,
	})
	instance.Leave()
	return errors.Join(err, program.Close())
}
