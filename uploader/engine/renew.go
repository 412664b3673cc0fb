package engine

import (
	"context"
	"sync/atomic"
	"time"

	"twentythree-uploader/uploader/twentythree"
)

// renewals counts the refusals of a sign-in that may end before the program does: the first one after a while is answered with a newer
// one, the next is believed.
type renewals struct{ last atomic.Int64 } // in nanoseconds since 1970

// renewalsApart is how far apart refusals are that each deserve a renewal: tokens that live shorter are none.
const renewalsApart = time.Minute

// mended reports whether a call that ended with err may be made once more: a sign-in that was refused was renewed, or what keeps it from
// being renewed is the connection, which has been waited for. began is when the call began.
func (w *worker) mended(ctx context.Context, err error, began time.Time) bool {
	now := w.engine.config.Now()
	if isKind(err, twentythree.KindSignIn) && w.session.Renew != nil && now.Sub(time.Unix(0, w.renewals.last.Load())).Abs() >= renewalsApart {
		w.renewals.last.Store(now.UnixNano())
		if err = w.session.Renew(ctx, began); err == nil {
			return true
		}
		if reason, known := reasonOf(err); known && ofTheConnection(reason.Code) {
			w.renewals.last.Store(0)
		}
	}
	reason, known := reasonOf(err)
	if ctx.Err() != nil || !known || !ofTheConnection(reason.Code) {
		return false
	}
	ticket, err := w.gate.Pass(ctx)
	if err != nil {
		return false
	}
	ticket.Failed(reason, 0)
	return true
}
