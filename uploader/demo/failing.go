package demo

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"twentythree-uploader/uploader/demo/faults"
)

// strike takes a fault and notes it. What is carried out a second time is struck by none.
func (c *call) strike(kind faults.Kind, stage faults.Stage, request faults.Request) (faults.Rule, bool) {
	if c.repeated {
		return faults.Rule{}, false
	}
	// Asked for first, so that what is struck just before the faults are replaced ends with them.
	over := c.site.faults.Changed()
	rule, struck := c.site.faults.Take(kind, stage, request)
	if struck {
		c.over = over
		c.line.Fault = append(c.line.Fault, string(kind))
	}
	return rule, struck
}

// arrive lets the faults strike that need to know the method only.
func (c *call) arrive(request faults.Request) {
	if rule, struck := c.strike(faults.Date, faults.Arrived, request); struck {
		wrong := c.now.Add(time.Duration(rule.Seconds * float64(time.Second)))
		c.w.Header().Set("Date", wrong.UTC().Format(http.TimeFormat))
		if rule.Clock {
			c.clock = wrong
		}
	}
	c.disturb(faults.Arrived, request)
	_, c.refuseSignIn = c.strike(faults.RefuseSignIn, faults.Arrived, request)
}

// disturb lets the faults strike that change how the request is carried out.
func (c *call) disturb(stage faults.Stage, request faults.Request) {
	if rule, struck := c.strike(faults.Slow, stage, request); struck {
		c.body.PerSecond, c.body.Throttle, c.body.Over = rule.BytesPerSecond, &faults.Throttle{}, c.over
		if rule.Per == "site" {
			c.body.Throttle = c.site.faults.Shared()
		}
	}
	if _, struck := c.strike(faults.EndTokens, stage, request); struck {
		c.site.EndTokens()
	}
	if _, struck := c.strike(faults.DropParts, stage, request); struck {
		c.site.parts.DropAll()
	}
}

// beforeFile lets the faults strike that need to know the chunk. It says whether the request is answered already.
func (c *call) beforeFile(completing bool) (answered bool) {
	request := faults.Request{Method: c.r.Method, Path: c.method, Chunk: c.chunkNumber(), Completing: completing}
	if rule, struck := c.strike(faults.Close, faults.Reading, request); struck {
		if c.stream == nil {
			c.hangUp(rule.Reset)
			return true
		}
		c.reset = rule.Reset
		c.filter.Cut(rule.AfterBytes)
	}
	for _, kind := range []faults.Kind{faults.Stall, faults.BlackHole} {
		rule, struck := c.strike(kind, faults.Reading, request)
		switch {
		case struck && c.stream == nil:
			_ = c.rest(c.over, rule.Pause())
		case struck:
			over := c.over
			c.filter.Stall(rule.AfterBytes, func() error { return c.rest(over, rule.Pause()) })
		}
	}
	c.disturb(faults.Reading, request)
	return c.answeredInstead(faults.Reading, request)
}

// rest waits for a while, or until the sender is known to be gone (an error), the fault is over or the site closes.
func (c *call) rest(over <-chan struct{}, pause time.Duration) error {
	return faults.Rest(c.r.Context(), over, c.site.ending.Done(), pause)
}

// answeredInstead lets the faults strike that answer in place of the site.
func (c *call) answeredInstead(stage faults.Stage, request faults.Request) bool {
	if rule, struck := c.strike(faults.Answer, stage, request); struck {
		if rule.Early && rule.AfterBytes > 0 {
			if c.stream != nil && stage == faults.Reading {
				c.early = &rule
				c.filter.Cut(rule.AfterBytes)
			}
			return false
		}
		c.answerWith(rule)
		return true
	}
	for _, kind := range []faults.Kind{faults.Garbage, faults.EndlessHeaders} {
		if _, struck := c.strike(kind, stage, request); struck {
			c.drainOrHangUp()
			c.answerNonsense(kind)
			return true
		}
	}
	return false
}

// cut ends a request whose file a fault has cut short.
func (c *call) cut() {
	if c.early != nil {
		c.answerWith(*c.early)
		return
	}
	c.hangUp(c.reset)
}

// conclude answers a request that was carried out, as well as the faults let it.
func (c *call) conclude(out reply, request faults.Request) {
	if rule, struck := c.strike(faults.Swallow, faults.Done, request); struck {
		if rule.Never {
			_ = c.rest(c.over, rule.Pause())
		}
		c.hangUp(rule.Reset)
		return
	}
	if rule, struck := c.strike(faults.Delay, faults.Done, request); struck && c.rest(c.over, rule.Pause()) != nil {
		c.hangUp(false)
		return
	}
	if c.answeredInstead(faults.Done, request) {
		return
	}
	for _, kind := range []faults.Kind{
		faults.Trickle, faults.Truncate, faults.Length, faults.Gzip, faults.Informational, faults.CloseIdle,
	} {
		if rule, struck := c.strike(kind, faults.Done, request); struck {
			if c.sendSpoilt(out, rule) {
				c.acknowledged()
			}
			return
		}
	}
	c.send(out)
	if c.r.Context().Err() == nil {
		c.acknowledged()
	}
}

// acknowledged notes that the sender was told that its bytes are stored.
func (c *call) acknowledged() {
	if c.line.Chunk != nil && c.line.Chunk.Stored && c.accepted {
		c.line.Chunk.Acknowledged = c.site.now().UTC()
	}
}

// drainOrHangUp reads what is left of the body; where that fails nobody is left to answer.
func (c *call) drainOrHangUp() {
	if err := c.drain(); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// answerWith says what an Answer fault wants said.
func (c *call) answerWith(rule faults.Rule) {
	if !rule.Early {
		c.drainOrHangUp()
	}
	header := c.w.Header()
	if rule.RetryAfter != "" {
		header.Set("Retry-After", rule.RetryAfter)
	}
	if rule.Location != "" {
		header.Set("Location", rule.Location)
	}
	contentType, words := rule.ContentType, rule.Body
	if contentType == "" {
		contentType = "text/html; charset=utf-8"
	}
	if words == "" && !rule.Empty {
		words = fmt.Sprintf("<html><head><title>%d %s</title></head><body><h1>%[2]s</h1></body></html>\n", rule.Status, http.StatusText(rule.Status))
	}
	header.Set("Content-Type", contentType)
	c.w.WriteHeader(rule.Status)
	_, _ = io.WriteString(c.w, words)
}

// servePortal answers as a network does that wants a sign-in first.
func servePortal(w http.ResponseWriter, rule faults.Rule) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if rule.Location != "" {
		w.Header().Set("Location", rule.Location)
		w.WriteHeader(http.StatusFound)
	}
	_, _ = io.WriteString(w, "<!doctype html><html><head><title>Welcome to Hotel WiFi</title></head><body><h1>Sign in to use this network</h1></body></html>\n")
}
