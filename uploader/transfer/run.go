package transfer

import (
	"context"
	"errors"
	"io"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// Service is what Run needs of the site.
type Service interface {
	SendChunk(ctx context.Context, chunk twentythree.Chunk) (twentythree.ChunkAnswer, error)
}

// Ledger keeps what must survive a crash. Every call returns only once it is durable.
type Ledger interface {
	// Acked notes that the site confirmed a chunk whose bytes have that CRC-32C.
	Acked(chunk int, checksum uint32) error
	// Completing is called before a request that could complete the file leaves. An error keeps it from leaving.
	Completing(ctx context.Context) error
	// Stale says that what Completing confirmed to the site has changed since, so that it must be called again before the request leaves.
	Stale() bool
	// NotCompleted is called when such a request ended before all of its bytes had left: it cannot have completed anything.
	NotCompleted() error
}

// Source is the file as the transfer sees it.
type Source struct {
	// File gives the bytes.
	File io.ReaderAt
	// Check is called before every chunk, and once more before the last bytes of a completing one are handed over; an error
	// (*uploader.ReasonError) says that the file is gone or no longer the same.
	Check func() error
}

// Job is one file to bring to the site.
type Job struct {
	Service    Service
	Token      twentythree.UploadToken
	Identifier string
	FileName   string
	Plan       Plan
	// Acked are the chunks the site has, with their CRC-32C. Run does not change the map.
	Acked  map[int]uint32
	Source Source
	Ledger Ledger
	Gate   *Gate
	Meter  *Meter
	// Parallel is how many chunks are under way at once, at least 1.
	Parallel int
	// WithCredential sends the account's credential with every chunk from the start.
	WithCredential bool
	// Classify gives the reason behind an error that is not the service's own answer: what the network did.
	Classify func(error) uploader.Reason
	// Finishing is called when the last byte of the completing request was handed over.
	Finishing func()
}

// Outcome is how a transfer ended without an error.
type Outcome struct {
	// Video is the video the site named. Zero means doubt: the completing request ended without naming one, and the site must be
	// asked. Refusal is then what the site said instead, if it said something definite.
	Video   twentythree.VideoRef
	Refusal error
}

// Patience with requests.
const (
	// stallAfter is how long nothing may move before a request is given up.
	stallAfter = 30 * time.Second
	// completingPatience and its share per gigabyte are for the site to put the file together.
	completingPatience      = 5 * time.Minute
	completingPatiencePerGB = 15 * time.Second
	// firstAlone is how long the first chunk goes alone, so that a refusal comes before gigabytes move.
	firstAlone = 2 * time.Second
	// chunkTries bounds how often one chunk may be refused with the answer for unusable files.
	chunkTries = 5
	// unknownTries bounds answers nobody understands, with nothing confirmed in between.
	unknownTries = 3
)

// ErrStalled is why a guard ends a request.
var ErrStalled = errors.New("nothing moved on this connection for too long")

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
	}
	if count := job.Plan.Count(); len(r.queue) == 0 && count > 1 {
		// The site confirmed every chunk and shows no video: the one it got last goes again, under the same token.
		r.queue = job.Plan.Queue(nil)[count-1:]
	}
	outcome, err := r.loop(ctx)
	stop()
	return r.drain(outcome, err)
}

// drain waits for what is still under way. What the site confirmed meanwhile counts, and a video it named is the outcome whatever
// ended the transfer.
func (r *run) drain(outcome Outcome, err error) (Outcome, error) {
	for ; r.underWay > 0; r.underWay-- {
		done := <-r.results
		if done.err != nil {
			done.attempt.settle(false)
			done.abandon()
			if done.completing && !done.attempt.whole.Load() {
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
	firstDone      bool
}

type result struct {
	attempt    *attempt
	answer     twentythree.ChunkAnswer
	err        error
	ticket     Ticket
	completing bool
	// unsent says that no request was made: what must come before it did not succeed.
	unsent bool
}

func (r *run) loop(ctx context.Context) (Outcome, error) {
	alone := time.NewTimer(firstAlone)
	defer alone.Stop()
	for {
		for r.maySend() {
			r.send(ctx)
		}
		if r.underWay == 0 && len(r.queue) == 0 {
			return Outcome{}, nil
		}
		select {
		case <-ctx.Done():
			return Outcome{}, context.Cause(ctx)
		case <-alone.C:
			r.firstDone = true
		case done := <-r.results:
			r.underWay--
			r.firstDone = true
			outcome, ended, err := r.settle(ctx, done)
			if ended || err != nil {
				return outcome, err
			}
		}
	}
}

// maySend keeps the last outstanding chunk back until it is the only one: servers that join the parts when the set is complete do it
// twice when two chunks complete it.
func (r *run) maySend() bool {
	switch {
	case len(r.queue) == 0:
		return false
	case len(r.queue) == 1:
		return r.underWay == 0
	case !r.firstDone:
		return r.underWay == 0
	}
	return r.underWay < max(1, r.job.Parallel)
}

func (r *run) send(ctx context.Context) {
	number := r.queue[0]
	r.queue = r.queue[1:]
	completing := len(r.queue) == 0 && r.underWay == 0
	r.underWay++
	a := &attempt{number: number, length: r.job.Plan.Length(number), meter: r.job.Meter}
	if completing {
		a.finished, a.verify = r.job.Finishing, r.verify(number)
	}
	withCredential := r.withCredential
	go func() { r.results <- r.request(ctx, a, completing, withCredential) }()
}

// request passes the gate and sends one chunk. It runs on a goroutine of its own, whose end the loop waits for.
func (r *run) request(ctx context.Context, a *attempt, completing, withCredential bool) result {
	done := result{attempt: a, completing: completing, unsent: true}
	if done.ticket, done.err = r.pass(ctx, completing); done.err != nil {
		return done
	}
	if done.err = r.job.Source.Check(); done.err != nil {
		return done
	}
	done.unsent = false
	requestContext, cancel := context.WithCancelCause(ctx)
	guard := StartGuard(r.job.Meter, r.job.Plan.Size, func() bool { return completing && a.whole.Load() }, cancel)
	done.answer, done.err = r.job.Service.SendChunk(requestContext, twentythree.Chunk{
		Token: r.job.Token, Identifier: r.job.Identifier, FileName: r.job.FileName,
		Number: a.number, Count: r.job.Plan.Count(), ChunkSize: r.job.Plan.ChunkSize, TotalSize: r.job.Plan.Size,
		Length: a.length, WithCredential: withCredential,
		Open: func() (io.Reader, error) { return a.open(r.job.Source.File, r.job.Plan.Offset(a.number)), nil },
	})
	guard.Stop()
	if done.err != nil && ctx.Err() == nil && errors.Is(context.Cause(requestContext), ErrStalled) {
		done.err = ErrStalled
	}
	cancel(nil)
	return done
}

// pass waits for leave to send. Waiting can take hours, in which people go on typing: what a completing request would make final is
// confirmed again when it is no longer what was typed.
func (r *run) pass(ctx context.Context, completing bool) (Ticket, error) {
	for {
		if completing {
			if err := r.job.Ledger.Completing(ctx); err != nil {
				return Ticket{}, err
			}
		}
		ticket, err := r.job.Gate.Pass(ctx)
		if err != nil || !completing || !r.job.Ledger.Stale() {
			return ticket, err
		}
		ticket.Abandoned()
	}
}

// verify proves, before the last bytes of a completing request are handed over, that the file is still the one it was: afterwards the site may
// have made a video of it.
func (r *run) verify(number int) func(uint32) error {
	return func(sum uint32) error {
		if err := r.job.Source.Check(); err != nil {
			return err
		}
		if known, acked := r.job.Acked[number]; acked && known != sum {
			return changedSource(r.job.FileName)
		}
		return nil
	}
}

// settle takes in how one request ended. ended is true when the transfer is over without an error.
func (r *run) settle(ctx context.Context, done result) (outcome Outcome, ended bool, err error) {
	a := done.attempt
	if done.err == nil {
		done.ticket.Answered()
		return r.accepted(done)
	}
	a.settle(false)
	if done.completing && !a.whole.Load() {
		if err := r.job.Ledger.NotCompleted(); err != nil {
			return Outcome{}, false, err
		}
	}
	if ctx.Err() != nil {
		done.abandon()
		return Outcome{}, false, context.Cause(ctx)
	}
	var reason *uploader.ReasonError
	if done.unsent || errors.As(done.err, &reason) {
		done.abandon()
		return Outcome{}, false, done.err
	}
	if done.completing && a.whole.Load() {
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
	return Outcome{Video: done.answer.Video}, done.completing || done.answer.Video.VideoID != "", nil
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
		done.ticket.Failed(r.job.Classify(done.err), 0)
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
