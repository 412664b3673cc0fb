package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"twentythree-uploader/ui"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/words"
)

// tellFailed says why there is no window: on the terminal, and in a message of the system, since hardly anybody sees a terminal.
func tellFailed(ctx context.Context, err error, folder string, w *words.Words) {
	said := whyFailed(err, folder, w)
	fmt.Fprintln(os.Stderr, said)
	if said != err.Error() {
		fmt.Fprintln(os.Stderr, err)
	}
	platform.Tell(ctx, w.T(words.StartTitle), said)
}

// whyFailed says in sentences why there is no window, and what to do.
func whyFailed(err error, folder string, w *words.Words) string {
	var reason *uploader.ReasonError
	switch {
	case errors.Is(err, ui.ErrNoScreen):
		return w.T(words.StartNoScreen)
	case errors.Is(err, ui.ErrNoDrawing):
		return w.T(words.StartNoDrawing)
	case errors.Is(err, platform.ErrSilent):
		return w.T(words.StartSilent)
	case errors.Is(err, platform.ErrNoHome):
		return w.T(words.StartNoHome)
	case platform.IsFull(err), errors.As(err, &reason) && reason.Reason.Code == uploader.ReasonDiskFull:
		return w.T(words.StartFull)
	case platform.IsRefused(err):
		return w.T(words.StartFolder, words.Text("name", folder))
	case reason != nil && reason.Reason.Code != uploader.ReasonUnknown:
		text := w.Reason(reason.Reason)
		return text.Headline + ".\n" + text.Sentence
	}
	return w.T(words.StartUnknown, words.Text("name", err.Error()))
}
