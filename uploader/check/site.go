package check

import (
	"context"
	"errors"
	"net/http"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// answers asks, as a stranger, what site is there.
func (r *run) answers(ctx context.Context) uploader.Check {
	client, err := r.stranger()
	if err != nil {
		return bad(r.explain(ctx, err))
	}
	site, err := client.Site(ctx)
	var answered *twentythree.Error
	switch {
	case err == nil:
		if site.Name != "" {
			r.gate.Lock()
			r.site = site.Name
			r.gate.Unlock()
		}
	case errors.As(err, &answered) && (answered.Kind == twentythree.KindPermission || answered.Kind == twentythree.KindSignIn):
		// A closed site tells strangers nothing, but it answered as a site does.
	case errors.As(err, &answered):
		return r.strange(answered)
	default:
		return r.silent(r.explain(ctx, err))
	}
	return uploader.Check{Result: uploader.CheckGood, Finding: uploader.FindingSite, Site: r.name()}
}

// strange is an answer that no working site gives.
func (r *run) strange(answered *twentythree.Error) uploader.Check {
	line := bad(answered.Reason(r.name()))
	line.Site = r.name()
	switch answered.Kind {
	case twentythree.KindBusy:
		line.Finding = uploader.FindingSiteBusy
	case twentythree.KindNotFound, twentythree.KindMoved, twentythree.KindUnknownAnswer:
		line.Reason.Code, line.Reason.Place = uploader.ReasonNoSiteThere, r.base.Host
	}
	return line
}

func (r *run) stranger() (*twentythree.Client, error) {
	return twentythree.New(twentythree.Config{
		Base: r.base.String(), HTTP: &http.Client{Transport: r.call}, Upload: &http.Client{Transport: r.upload}, Now: r.clock.Now,
		AllowHTTP: r.config.AllowHTTP, OnDate: r.learn,
	})
}

// learn takes the time from a site that was sure to be the one.
func (r *run) learn(date time.Time, refused bool) {
	r.gate.Lock()
	defer r.gate.Unlock()
	r.dated = true
	r.clock.Learn(date, r.config.Now(), refused)
}

// worthTelling is how far off a clock is told: up to that, nothing refuses its time.
const worthTelling = time.Minute

func (r *run) time(context.Context) uploader.Check {
	r.gate.Lock()
	defer r.gate.Unlock()
	line := uploader.Check{Result: uploader.CheckGood, Finding: uploader.FindingClockRight, Offset: -r.clock.Offset()}
	switch {
	case !r.dated:
		line.Result, line.Finding = uploader.CheckUnknown, uploader.FindingClockUnknown
	case line.Offset > worthTelling:
		line.Result, line.Finding = uploader.CheckAttention, uploader.FindingClockFast
	case line.Offset < -worthTelling:
		line.Result, line.Finding = uploader.CheckAttention, uploader.FindingClockSlow
	}
	return line
}

func (r *run) signIn(ctx context.Context) uploader.Check {
	if r.config.SignIn == nil {
		return uploader.Check{Result: uploader.CheckNotChecked, Finding: uploader.FindingNobody, Site: r.name()}
	}
	client, err := r.config.SignIn(ctx, r.base.String(), &r.clock)
	if err != nil {
		return r.refused(ctx, err)
	}
	me, err := client.Me(ctx)
	if errors.Is(err, &twentythree.Error{Kind: twentythree.KindClock}) {
		// The refusal has told the right time.
		me, err = client.Me(ctx)
	}
	if err != nil {
		return r.refused(ctx, err)
	}
	if !me.Level.Allows(uploader.LevelRead) {
		code := uploader.ReasonKeysWrong
		if r.config.Before {
			code = uploader.ReasonWithdrawn
		}
		return r.about(bad(uploader.Reason{Code: code, Have: me.Level, Technical: "the site answers as to a stranger"}))
	}
	r.client, r.level = client, me.Level
	line := r.about(good(uploader.FindingSignedInUnnamed))
	if person := me.Person(); person != "" {
		line.Finding, line.Subject = uploader.FindingSignedIn, person
	}
	return line
}

// about names the site in a line.
func (r *run) about(line uploader.Check) uploader.Check {
	line.Site = r.name()
	return line
}

func (r *run) refused(ctx context.Context, err error) uploader.Check {
	reason := r.explain(ctx, err)
	if reason.Code == uploader.ReasonKeyringLocked && r.blameStore() {
		return uploader.Check{Result: uploader.CheckNotChecked}
	}
	if reason.Code == uploader.ReasonBusy {
		return r.about(uploader.Check{Result: uploader.CheckBad, Finding: uploader.FindingSiteBusy, Reason: reason})
	}
	return r.about(bad(reason))
}

func (r *run) rights(context.Context) uploader.Check {
	if !r.level.Allows(uploader.LevelWrite) {
		return r.about(bad(uploader.Reason{Code: uploader.ReasonReadOnly, Needed: uploader.LevelWrite, Have: r.level}))
	}
	return r.about(good(uploader.FindingMayUpload))
}

func (r *run) space(ctx context.Context) uploader.Check {
	quota, err := r.client.Quota(ctx)
	line := r.about(uploader.Check{Result: uploader.CheckUnknown, Finding: uploader.FindingSpaceUnknown})
	switch {
	case err != nil:
		line.Reason.Technical = err.Error()
	case quota.Unlimited:
		line.Result, line.Finding = uploader.CheckGood, uploader.FindingSpaceUnlimited
	case quota.Told && quota.Used >= quota.Total:
		line = r.about(bad(uploader.Reason{Code: uploader.ReasonQuota}))
	case quota.Told:
		line.Result, line.Finding = uploader.CheckGood, uploader.FindingSpace
		line.Bytes, line.Total = quota.Total-quota.Used, quota.Total
	}
	return line
}
