package transfer

import (
	"context"
	"errors"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// Run sends what is missing of the file and returns once a video is named, once the completing request ended in doubt, or with an
// error: the context's, a *uploader.ReasonError of the source, or a *twentythree.Error that retrying cannot mend. Whatever it
// returns, no request of it is under way any more.
func Run(ctx context.Context, job Job) (Outcome, error) {
	ctx, stop := context.WithCancel(ctx)
	r := &run{
		job:            job,
		queue:          job.Plan.Queue(job.Acked),
		results:        make(chan result),
		tries:          make(map[int]int),
		withCredential: job.WithCredential,
		lane:           job.Pace.join(),
	}
	defer r.lane.leave()
	if count := job.Plan.Count(); len(r.queue) == 0 && count > 1 {
		// The site confirmed every chunk and shows no video: the one it got last goes again, under the same token.
		r.queue = job.Plan.Queue(nil)[count-1:]
	}
	outcome, err := r.loop(ctx)
	stop()
	r.lane.content()
	return r.drain(outcome, err)
}

// drain waits for what is still under way. What the site confirmed meanwhile counts, and a video it named is the outcome whatever
// ended the transfer.
func (r *run) drain(outcome Outcome, err error) (Outcome, error) {
	for ; r.underWay > 0; r.underWay-- {
		done := <-r.results
		done.release()
		if done.err != nil {
			done.attempt.settle(false)
			done.abandon()
			if done.attempt.undone() {
				err = errors.Join(err, r.job.Ledger.NotCompleted())
			}
			continue
		}
		done.ticket.Answered()
		accepted, _, acceptErr := r.accepted(done)
		if accepted.Video.VideoID != "" {
			outcome, err = accepted, acceptErr
		}
	}
	r.announcements.Wait()
	return outcome, err
}

type run struct {
	job            Job
	queue          []int
	underWay       int
	results        chan result
	tries          map[int]int
	unknown        int
	withCredential bool
	begun          int // how many requests were made
	firstSent      int // the number of the chunk that left first
	firstDone      bool
	lane           *Lane
	// last is the request of the completing chunk while others are under way beside it, nil otherwise. The queue is empty then.
	last *attempt
	// announcements are what the ledger is asked for a completing request while it is under way.
	announcements sync.WaitGroup
}

type result struct {
	attempt *attempt
	answer  twentythree.ChunkAnswer
	err     error
	ticket  Ticket
	// unsent says that no request was made, or not to its end: what must come before did not succeed.
	unsent bool
	// reason is what it means that no answer came; zero when one did.
	reason uploader.Reason
}

// release gives the request's place back, and tells the pace of a site that is asked for too much at once.
func (r result) release() {
	if r.err == nil {
		r.attempt.place.release(r.attempt.length)
		return
	}
	var answer *twentythree.Error
	if errors.As(r.err, &answer) && answer.Kind == twentythree.KindBusy || r.reason.Code == uploader.ReasonBusy {
		r.attempt.place.refused()
	}
	r.attempt.place.release(0)
}

func (r *run) loop(ctx context.Context) (Outcome, error) {
	ahead := time.NewTimer(firstAhead)
	defer ahead.Stop()
	looks := time.NewTicker(lookEvery)
	defer looks.Stop()
	for {
		r.fill(ctx)
		r.loneliness()
		switch {
		case r.underWay > 0:
		case len(r.queue) == 0:
			return Outcome{}, nil
		case r.yields():
			return Outcome{}, ErrYielded
		}
		select {
		case <-ctx.Done():
			return Outcome{}, context.Cause(ctx)
		case <-ahead.C:
			r.firstDone = true
		case <-looks.C:
			r.lane.look()
		case <-r.lane.more:
		case done := <-r.results:
			r.underWay--
			if done.attempt == r.last {
				r.last = nil
			}
			r.firstDone = r.firstDone || done.attempt.number == r.firstSent
			done.release()
			if done.err == nil && done.answer.Video.VideoID == "" && len(r.queue) > 1 {
				// Writing the confirmation down takes a moment of the disk's: the link does not wait for that.
				r.fill(ctx)
			}
			outcome, ended, err := r.settle(ctx, done)
			if ended || err != nil {
				return outcome, err
			}
		}
	}
}

// fill sends as many chunks as may be under way.
func (r *run) fill(ctx context.Context) {
	for at := r.place(); at != nil; at = r.place() {
		r.send(ctx, at)
	}
}

// place is leave to send the next chunk, nil while there is none.
func (r *run) place() *place {
	// Until the first chunk is answered only the few beside it go: a file that is refused has then cost little.
	held := r.underWay > 0 && !r.firstDone && r.begun >= besideFirst
	if len(r.queue) == 0 || held || len(r.queue) > 1 && r.yields() {
		r.lane.content()
		return nil
	}
	return r.lane.take()
}

func (r *run) yields() bool {
	select {
	case <-r.job.Yield:
		return true
	default:
		return false
	}
}

func (r *run) send(ctx context.Context, at *place) {
	number := r.queue[0]
	r.queue = r.queue[1:]
	a := &attempt{number: number, length: r.job.Plan.Length(number), meter: r.job.Meter, place: at}
	own, cancel := context.WithCancelCause(ctx)
	if len(r.queue) == 0 && r.last == nil {
		a.completion = &completion{
			alone: make(chan struct{}), confirm: func() error { return r.job.Ledger.Completing(ctx) }, withdraw: cancel, finished: r.job.Finishing,
		}
		if r.underWay == 0 {
			close(a.completion.alone)
		} else {
			r.last = a
		}
	}
	r.underWay++
	if r.begun++; r.begun == 1 {
		r.firstSent = number
	}
	withCredential := r.withCredential
	go func() {
		defer cancel(nil)
		r.results <- r.request(own, a, withCredential)
	}()
}

// settle takes in how one request ended. ended is true when the transfer is over without an error.
func (r *run) settle(ctx context.Context, done result) (outcome Outcome, ended bool, err error) {
	a := done.attempt
	if done.err == nil {
		done.ticket.Answered()
		return r.accepted(done)
	}
	a.settle(false)
	if a.undone() {
		if err := r.job.Ledger.NotCompleted(); err != nil {
			done.abandon()
			return Outcome{}, false, err
		}
	}
	if ctx.Err() != nil {
		done.abandon()
		return Outcome{}, false, context.Cause(ctx)
	}
	if errors.Is(done.err, errNotLast) {
		done.abandon()
		r.queue = append(r.queue, a.number)
		return Outcome{}, false, nil
	}
	var reason *uploader.ReasonError
	if done.unsent || errors.As(done.err, &reason) {
		done.abandon()
		return Outcome{}, false, done.err
	}
	if a.completion != nil && a.whole.Load() {
		done.abandon()
		return Outcome{Refusal: done.err}, true, nil
	}
	if err := r.retry(done); err != nil {
		return Outcome{}, false, err
	}
	r.queue = append([]int{a.number}, r.queue...)
	return Outcome{}, false, nil
}

func (r *run) accepted(done result) (Outcome, bool, error) {
	a := done.attempt
	known, acked := r.job.Acked[a.number]
	if acked && known != a.sum.Load() {
		return Outcome{}, false, changedSource(r.job.FileName)
	}
	a.settle(!acked)
	if err := r.job.Ledger.Acked(a.number, a.sum.Load()); err != nil {
		return Outcome{}, false, err
	}
	if !acked {
		r.job.Meter.confirm(a.length)
	}
	r.unknown = 0
	video := done.answer.Video
	if r.job.Token.Replaces != "" && a.completion == nil {
		// The video was there before: only the request that completes the file can tell that it has it.
		video = twentythree.VideoRef{}
	}
	ended := a.completion != nil || video.VideoID != ""
	if video.Bare {
		// A number that was cut short is somebody else's video: the site is asked which one it is.
		video = twentythree.VideoRef{}
	}
	return Outcome{Video: video}, ended, nil
}

func changedSource(name string) error {
	return &uploader.ReasonError{
		Reason: uploader.Reason{Code: uploader.ReasonChanged, Subject: name},
		Err:    errors.New("a chunk read again has other bytes than before"),
	}
}

// retry decides whether a chunk that was not acknowledged may be tried again; an error ends the transfer.
func (r *run) retry(done result) error {
	var answer *twentythree.Error
	if !errors.As(done.err, &answer) {
		done.ticket.Failed(done.reason, 0)
		return nil
	}
	reason := answer.Reason("")
	switch answer.Kind {
	case twentythree.KindUnsupportedFile:
		done.ticket.Answered()
		r.tries[done.attempt.number]++
		limit := chunkTries
		if done.attempt.number == 1 {
			limit = 1
		}
		if r.tries[done.attempt.number] > limit {
			return done.err
		}
	case twentythree.KindSignIn, twentythree.KindPermission:
		done.ticket.Answered()
		if r.withCredential {
			return done.err
		}
		r.withCredential = true
	case twentythree.KindBusy, twentythree.KindPortal:
		done.ticket.Failed(reason, answer.RetryAfter)
	case twentythree.KindUnknownAnswer:
		r.unknown++
		if r.unknown >= unknownTries {
			done.ticket.Answered()
			return done.err
		}
		done.ticket.Failed(reason, answer.RetryAfter)
	default:
		done.ticket.Answered()
		return done.err
	}
	return nil
}

func (r result) abandon() {
	if r.ticket.gate != nil {
		r.ticket.Abandoned()
	}
}
