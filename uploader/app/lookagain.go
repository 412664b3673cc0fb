package app

import (
	"context"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/intake"
)

// LookAgain looks once more at the files that could not be uploaded as they were: somebody may have put good ones in their place.
func (a *App) LookAgain() { a.lookAgain(func(uploader.Upload) bool { return true }) }

func (a *App) lookAgain(wanted func(uploader.Upload) bool) {
	a.owned.Go(func() {
		if !a.looking.TryLock() {
			return
		}
		defer a.looking.Unlock()
		for _, upload := range a.engine.Uploads() {
			if upload.Misjudged() && wanted(upload) && a.ctx.Err() == nil {
				a.judgeAgain(a.ctx, upload)
			}
		}
	})
}

func (a *App) judgeAgain(ctx context.Context, upload uploader.Upload) {
	source, err := intake.Inspect(ctx, upload.Source.Path, a.options.Now())
	switch reason := reasonOf(err); {
	case ctx.Err() != nil, reason.Code == upload.Reason.Code:
	case reason.Code == uploader.ReasonGrowing:
		a.watch(upload.ID, source)
	default:
		a.engine.Prepared(upload.ID, source, reason)
	}
}
