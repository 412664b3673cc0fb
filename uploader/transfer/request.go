package transfer

import (
	"context"
	"errors"
	"io"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// request passes the gate and sends one chunk. It runs on a goroutine of its own, whose end the loop waits for.
func (r *run) request(ctx context.Context, a *attempt, withCredential bool) result {
	done := r.sendChunk(ctx, a, withCredential)
	if done.err != nil && errors.Is(context.Cause(ctx), errNotLast) {
		done.err, done.reason = errNotLast, uploader.Reason{}
	}
	return done
}

func (r *run) sendChunk(ctx context.Context, a *attempt, withCredential bool) result {
	done := result{attempt: a, unsent: true}
	if done.ticket, done.err = r.pass(ctx, a.completion); done.err != nil {
		return done
	}
	if done.err = r.job.Source.Check(); done.err != nil {
		return done
	}
	done.unsent = false
	requestContext, cancel := context.WithCancelCause(ctx)
	guard := StartGuard(r.job.Meter, r.job.Plan.Size, a.patient, cancel)
	if a.completion != nil {
		a.verify = func(sum uint32) error { return r.mayComplete(requestContext, a, sum) }
	}
	done.answer, done.err = r.job.Service.SendChunk(requestContext, twentythree.Chunk{
		Token: r.job.Token, Identifier: r.job.Identifier, FileName: r.job.FileName,
		Number: a.number, Count: r.job.Plan.Count(), ChunkSize: r.job.Plan.ChunkSize, TotalSize: r.job.Plan.Size,
		Length: a.length, WithCredential: withCredential,
		Open: func() (io.Reader, error) { return a.open(r.job.Source.File, r.job.Plan.Offset(a.number)), nil },
	})
	a.end()
	if a.completion != nil {
		a.completion.end()
	}
	guard.Stop()
	var unconfirmed *unconfirmedError
	if errors.As(done.err, &unconfirmed) {
		done.err, done.unsent = unconfirmed.err, true
	}
	if done.err == nil && !a.whole.Load() && a.length > 0 && (done.answer.Video.VideoID == "" || r.job.Token.Replaces != "") {
		// Somebody on the way confirmed what had not left yet: that confirms nothing.
		done.err = &twentythree.Error{Call: "photo/redeem-upload-token", Kind: twentythree.KindUnknownAnswer, Message: "confirmed before it was sent"}
	}
	if done.err != nil && ctx.Err() == nil && errors.Is(context.Cause(requestContext), ErrStalled) {
		done.err = ErrStalled
	}
	cancel(nil)
	done.reason = r.connectionReason(ctx, done.err)
	return done
}

// connectionReason says what it means that no answer came: zero when one did, or when nobody waits for one any more.
func (r *run) connectionReason(ctx context.Context, err error) uploader.Reason {
	var answer *twentythree.Error
	var source *uploader.ReasonError
	if err == nil || ctx.Err() != nil || errors.As(err, &answer) || errors.As(err, &source) {
		return uploader.Reason{}
	}
	return r.job.Classify(err)
}

// pass waits for leave to send. Waiting can take hours, in which people go on typing: what a completing request would make final is
// confirmed again when it is no longer what was typed.
func (r *run) pass(ctx context.Context, c *completion) (Ticket, error) {
	completing := c != nil && c.isAlone()
	if completing {
		r.announcements.Wait()
	}
	for {
		if completing {
			if err := r.job.Ledger.Completing(ctx); err != nil {
				return Ticket{}, err
			}
			c.announce()
		}
		ticket, err := r.job.Gate.Pass(ctx)
		if err == nil && (ticket.afterOutage() || r.lane.silent()) {
			if !r.reached(ctx, ticket) {
				continue
			}
			ticket = Ticket{gate: r.job.Gate}
		}
		if err != nil || !completing || !r.job.Ledger.Stale() {
			return ticket, err
		}
		ticket.Abandoned()
	}
}

// reached asks the site for something small, so that a connection that is still down costs a packet and not a chunk, and one that is back
// lets everything go on at once.
func (r *run) reached(ctx context.Context, ticket Ticket) bool {
	asking, cancel := context.WithTimeout(ctx, reachPatience)
	defer cancel()
	err := r.job.Reach(asking)
	var answer *twentythree.Error
	switch {
	case ctx.Err() != nil:
		ticket.Abandoned()
		return false
	case errors.As(err, &answer) && answer.Kind == twentythree.KindPortal:
		ticket.Failed(answer.Reason(""), 0)
		return false
	case err != nil && answer == nil:
		reason, fresh := ticket.stillDown()
		if !fresh {
			reason = r.job.Classify(err)
		}
		ticket.Failed(reason, 0)
		return false
	}
	ticket.Answered()
	return true
}
