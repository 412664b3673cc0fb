package console

import (
	"context"
	"errors"
	"fmt"
	"io"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/words"
)

// TellFailed says why there is no window: on the terminal, and in a message of the system, since hardly anybody sees a terminal.
func TellFailed(ctx context.Context, stderr io.Writer, err error, folder string, w *words.Words) {
	said := whyFailed(err, folder, w)
	fmt.Fprintln(stderr, said)
	if said != err.Error() {
		fmt.Fprintln(stderr, err)
	}
	platform.Tell(ctx, w.T(words.StartTitle), said)
}

// whyFailed says in sentences why there is no window, and what to do.
func whyFailed(err error, folder string, w *words.Words) string {
	var reason *uploader.ReasonError
	switch {
	case errors.Is(err, uploader.ErrNoScreen):
		return w.T(words.StartNoScreen)
	case errors.Is(err, uploader.ErrNoDrawing):
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
