package demo

import (
	"io"
	"os"

	"twentythree-uploader/uploader/demo/faults"
)

// spoolForTwice keeps the body while it is read, where the request may have to be carried out a second time.
func (c *call) spoolForTwice() {
	if !c.site.faults.Holds(faults.Duplicate) {
		return
	}
	spool, err := os.CreateTemp(c.site.stateDir(""), "twice-*")
	if err != nil {
		c.site.log.Warn("keeping a request's body", "error", err)
		return
	}
	c.spool = spool
	c.body.Source = io.TeeReader(c.body.Source, spool)
}

func (c *call) dropSpool() {
	if c.spool != nil {
		_ = c.spool.Close()
		_ = os.Remove(c.spool.Name())
	}
}

// carryOutAgain carries the same request out once more, and gives the answer to that.
func (c *call) carryOutAgain() reply {
	if c.spool == nil {
		return text(503, "The request could not be repeated\n")
	}
	c.drainOrHangUp()
	if _, err := c.spool.Seek(0, io.SeekStart); err != nil {
		return text(503, "The request could not be repeated\n")
	}
	line := *c.line
	second := &call{
		site: c.site, w: c.w, r: c.r, body: &faults.Body{Source: c.spool, Context: c.r.Context()}, line: &line, behaviour: c.behaviour,
		now: c.site.now(), clock: c.clock, version: c.version, method: c.method, repeated: true,
	}
	out := second.carryOut()
	if second.stream != nil {
		second.stream.Release()
	}
	if c.made == nil {
		c.made, c.line.PhotoID = second.made, line.PhotoID
	}
	c.accepted = second.accepted
	return out
}
