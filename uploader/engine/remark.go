package engine

import (
	"time"

	"twentythree-uploader/uploader"
)

const (
	// slowRate is below what a connection is called very slow, in bytes a second, once it lasts for slowFor.
	slowRate = 50_000
	slowFor  = 2 * time.Minute
	// keptSafely is how long an upload may take: a site keeps the pieces of a file for 24 hours.
	keptSafely = 20 * time.Hour
)

// remark is what is worth saying of an upload although it goes on by itself.
func (e *Engine) remark(en *entry, progress uploader.Progress, now time.Time) uploader.Reason {
	r := en.run
	if progress.Rate <= 0 || progress.Rate >= slowRate {
		r.slowSince = time.Time{}
	} else if r.slowSince.IsZero() {
		r.slowSince = now
	}
	code := uploader.NoReason
	switch {
	case e.takesTooLong(en, progress):
		code = uploader.ReasonLong
	case !r.slowSince.IsZero() && now.Sub(r.slowSince) >= slowFor:
		code = uploader.ReasonSlow
	}
	if code == uploader.NoReason {
		return uploader.Reason{}
	}
	return uploader.Reason{Code: code, Subject: en.upload.Source.Name, Site: e.sites[en.upload.Account]}
}

// takesTooLong goes by what is measured, and before that by what the connections carried last time.
func (e *Engine) takesTooLong(en *entry, progress uploader.Progress) bool {
	if progress.Left > 0 {
		return progress.Left > keptSafely
	}
	pace := e.pace(en.upload.Account)
	rate := pace.Learned().Rate * float64(pace.AtOnce())
	return rate > 0 && progress.Acked == 0 && float64(progress.Size)/rate > keptSafely.Seconds()
}
