package engine

import (
	"context"
	"errors"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/transfer"
	"twentythree-uploader/uploader/twentythree"
)

// tokenMinutes is how long a token is asked for: the longest the service documents.
const tokenMinutes = 1440

// worker brings one upload to its site. It owns what is known of the transfer while it runs and journals every fact before the next
// step; the loop owns the upload itself.
type worker struct {
	engine  *Engine
	run     *run
	id      uploader.UploadID
	upload  uploader.Upload // as it was at the start, with the result as it comes
	gate    *transfer.Gate
	pace    *transfer.Pace
	session *Session
	token   twentythree.UploadToken

	confirming chan struct{} // holds one: edits are confirmed one after the other
	mu         sync.Mutex    // guards transfer, completing and unsaved between the worker and the confirmer of edits; never held while the site is asked
	transfer   journal.Transfer
	completing bool
	unsaved    bool // the journal holds less than transfer
	// carried says that an earlier start of the program had the upload under way: see unheardOf.
	carried  bool
	renewals renewals
	// checked says that a completing request left and the site was asked about it.
	checked bool
	// gone says that the site has no such video any more.
	gone bool
	// amends says that it brings an edit to a video that has arrived: the loop goes on owning what is known of the transfer.
	amends bool
	// withCredential says that the site wants a sign-in with the bytes.
	withCredential bool
}

// ending is how a worker's time on an upload ended.
type ending struct {
	state      uploader.State
	reason     uploader.Reason
	processing float64
}

// stopped says that the worker was told to end: the loop knows why.
func (e ending) stopped() bool { return e.state == "" }

func stoppedEnding() ending { return ending{processing: -1} }

func endingAt(state uploader.State, reason uploader.Reason) ending {
	return ending{state: state, reason: reason, processing: -1}
}

// work goes through an upload's life from wherever it stands.
func (w *worker) work(ctx context.Context) ending {
	if err := w.signIn(ctx); err != nil {
		return w.failed(ctx, err)
	}
	if w.upload.Result.VideoID != "" {
		return w.arrived(ctx)
	}
	if !w.replaces() && (w.upload.Placeholder() || w.transfer.Direct) {
		return w.direct(ctx)
	}
	for {
		end, again := w.send(ctx)
		if !again {
			return end
		}
	}
}

// signIn makes the account's session ready. Where that needs the network, it waits for it.
func (w *worker) signIn(ctx context.Context) (err error) {
	for {
		w.withheld()
		w.session, err = w.engine.config.Session(ctx, w.upload.Account)
		w.tellWithheld(uploader.Reason{})
		reason, known := reasonOf(err)
		if err == nil || ctx.Err() != nil || !known || !ofTheConnection(reason.Code) {
			return err
		}
		ticket, passErr := w.gate.Pass(ctx)
		if passErr != nil {
			return passErr
		}
		ticket.Failed(reason, 0)
	}
}

// ofTheConnection says that waiting may mend it: nobody refused anything.
func ofTheConnection(code uploader.ReasonCode) bool {
	switch code {
	case uploader.ReasonOffline, uploader.ReasonNameNotFound, uploader.ReasonNoNames, uploader.ReasonCaptivePortal, uploader.ReasonProxySignIn,
		uploader.ReasonBlocked, uploader.ReasonUnknownAuthority, uploader.ReasonUnsafe, uploader.ReasonUnsafeClock, uploader.ReasonBusy,
		uploader.ReasonBusyLong:
		return true
	}
	return false
}

// send brings the file over with a token. again asks for another round: the token ended and a new one is allowed.
func (w *worker) send(ctx context.Context) (end ending, again bool) {
	if err := w.ensureToken(ctx); err != nil {
		if !w.replaces() && w.tokensRefused(err) {
			return w.changeToDirect(ctx), false
		}
		return w.failed(ctx, err), false
	}
	if !w.transfer.CompletingSince.IsZero() {
		video, err := w.check(ctx, nil)
		if err != nil {
			return w.failed(ctx, err), false
		}
		if video != "" {
			return w.found(ctx, video), false
		}
	}
	return w.transferFile(ctx)
}

func (w *worker) transferFile(ctx context.Context) (end ending, again bool) {
	for resent, sentElsewhere := false, 0; ; resent = true {
		outcome, err := w.runTransfer(ctx)
		if err != nil && !errors.Is(err, transfer.ErrYielded) && w.mended(ctx, err, w.engine.config.Now()) {
			continue
		}
		if isKind(err, twentythree.KindMoved) && sentElsewhere < elsewhereTries && w.stillThere(ctx) {
			sentElsewhere++
			continue
		}
		if errors.Is(err, transfer.ErrYielded) {
			return stoppedEnding(), false
		}
		if w.isTokenEnd(err) {
			return w.tokenEnded(ctx)
		}
		if err != nil {
			return w.failed(ctx, err), false
		}
		if outcome.Video.VideoID != "" {
			return w.found(ctx, outcome.Video.VideoID), false
		}
		video, err := w.check(ctx, &doubt{refusal: outcome.Refusal, resent: resent})
		if err != nil && err == outcome.Refusal && w.wantsCredential(err) {
			w.withCredential = true
			continue
		}
		if err != nil {
			return w.failed(ctx, err), false
		}
		if video != "" {
			return w.found(ctx, video), false
		}
	}
}

// elsewhereTries bounds how often bytes may be sent elsewhere by a site that says it has not moved.
const elsewhereTries = 3

// stillThere asks a site that sent bytes elsewhere whether it has moved; somebody else between may have answered. It leaves a moment before the
// next try.
func (w *worker) stillThere(ctx context.Context) bool {
	err := w.ask(ctx, func(ctx context.Context) error {
		_, err := w.session.Client.Site(ctx)
		return err
	})
	return err == nil && rest(ctx, elsewherePause) == nil
}

const elsewherePause = 5 * time.Second

func (w *worker) runTransfer(ctx context.Context) (transfer.Outcome, error) {
	file, err := w.engine.openSource(ctx, w.upload.Source)
	if err != nil {
		return transfer.Outcome{}, err
	}
	ctx, closeFile := file.watched(ctx)
	defer closeFile()
	w.phase(uploader.Uploading)
	stopConfirming := w.confirmEdits(ctx)
	defer stopConfirming()
	plan := planOf(w.transfer, w.upload.Source)
	host := w.session.Account.Host
	outcome, err := transfer.Run(ctx, transfer.Job{
		Service: patientService{w.session.Client, file}, Token: w.token, Identifier: w.transfer.Identifier, FileName: w.upload.Source.Name,
		Plan: plan, Acked: w.transfer.Acked, Gate: w.gate, Meter: w.run.meter, Pace: w.pace,
		Reach: w.session.Client.Reach, Yield: w.run.yield,
		WithCredential: w.withCredential,
		Source:         transfer.Source{File: file, Check: func() error { return w.engine.recheck(ctx, w.upload.Source) }},
		Ledger:         (*ledger)(w),
		Classify:       func(err error) uploader.Reason { return w.engine.config.Classify(err, host) },
		Finishing:      func() { w.phase(uploader.Finishing) },
	})
	return outcome, whyEnded(ctx, err)
}

// wantsCredential says that the site refused bytes of a stranger, and was not yet sent them with the account's sign-in.
func (w *worker) wantsCredential(err error) bool {
	var answer *twentythree.Error
	return !w.withCredential && !w.guest() && errors.As(err, &answer) &&
		(answer.Kind == twentythree.KindSignIn || answer.Kind == twentythree.KindPermission)
}

// phase tells the loop what the worker is at.
func (w *worker) phase(state uploader.State) {
	w.engine.do(func() {
		w.run.phase = state
		if en := w.engine.entries[w.id]; en != nil && en.run == w.run {
			w.engine.show(en)
		}
	})
}

// ask makes one call through the gate, again and again while the site or the network is to blame. The error is the context's, or one
// that waiting cannot mend.
func (w *worker) ask(ctx context.Context, call func(context.Context) error) error {
	for unknown, clock := 0, 0; ; {
		ticket, err := w.gate.Pass(ctx)
		if err != nil {
			return err
		}
		began := w.engine.config.Now()
		callContext, cancel := context.WithTimeout(ctx, callTimeout)
		err = call(callContext)
		cancel()
		var answer *twentythree.Error
		switch {
		case err == nil:
			ticket.Answered()
			return nil
		case ctx.Err() != nil:
			ticket.Abandoned()
			return ctx.Err()
		case !errors.As(err, &answer):
			if reason, known := reasonOf(err); known && !ofTheConnection(reason.Code) {
				ticket.Abandoned()
				return err
			}
			ticket.Failed(w.engine.config.Classify(err, w.session.Account.Host), 0)
			continue
		}
		switch answer.Kind {
		case twentythree.KindSignIn:
			ticket.Answered()
			if !w.mended(ctx, err, began) {
				return err
			}
		case twentythree.KindBusy, twentythree.KindPortal:
			ticket.Failed(answer.Reason(""), answer.RetryAfter)
		case twentythree.KindUnknownAnswer:
			if unknown++; unknown >= unknownTries {
				ticket.Answered()
				return err
			}
			ticket.Failed(answer.Reason(""), answer.RetryAfter)
		case twentythree.KindClock:
			// The answer's Date has taught us the site's time: sign once more with it.
			ticket.Answered()
			if clock++; clock > 1 {
				return err
			}
		default:
			ticket.Answered()
			return err
		}
	}
}

const (
	// callTimeout bounds a call without a file.
	callTimeout = time.Minute
	// unknownTries bounds answers nobody understands.
	unknownTries = 3
)

// failed makes an ending of an error that waiting here cannot mend.
func (w *worker) failed(ctx context.Context, err error) ending {
	if ctx.Err() != nil {
		return stoppedEnding()
	}
	reason, known := reasonOf(err)
	var answer *twentythree.Error
	switch {
	case known:
	case w.strangerRefused(err):
		reason, _ = reasonOf(w.linkOver(uploader.ReasonGuestRefused))
	case errors.As(err, &answer):
		reason = answer.Reason(w.engine.siteOf(w.session))
	default:
		reason = uploader.Reason{Code: uploader.ReasonUnknown, Technical: err.Error()}
	}
	if reason.Site == "" {
		reason.Site = w.engine.siteOf(w.session)
	}
	if reason.Subject == "" {
		reason.Subject = w.upload.Source.Name
	}
	w.engine.config.Logger.Warn("upload stopped", "id", w.id, "reason", reason.Code, "error", err)
	return endingAt(stateFor(reason.Code), reason)
}

func (e *Engine) siteOf(session *Session) string {
	if session == nil {
		return ""
	}
	return session.Account.SiteName
}

// stateFor says where a reason leaves an upload that its worker gave up.
func stateFor(code uploader.ReasonCode) uploader.State {
	switch code {
	case uploader.ReasonKeysWrong, uploader.ReasonWithdrawn, uploader.ReasonClock, uploader.ReasonReadOnly, uploader.ReasonKeyringLocked,
		uploader.ReasonKeyringNone, uploader.ReasonKeyringTooSmall, uploader.ReasonSiteGone, uploader.ReasonNotSignedIn:
		return uploader.WaitingSignIn
	case uploader.ReasonUnclearEnd, uploader.ReasonCategoryGone, uploader.ReasonFieldRefused, uploader.ReasonDateRefused,
		uploader.ReasonChanged, uploader.ReasonMissing, uploader.ReasonDriveGone, uploader.ReasonLocked, uploader.ReasonUnreadable,
		uploader.ReasonIncomplete, uploader.ReasonStartsAgain, uploader.ReasonNoPermission, uploader.ReasonMayHaveFinished,
		uploader.ReasonHasFile, uploader.ReasonVideoGone, uploader.ReasonGuestEnded, uploader.ReasonGuestUsedUp, uploader.ReasonGuestRefused,
		uploader.ReasonGuestUnclear:
		return uploader.Attention
	}
	return uploader.Failed
}
