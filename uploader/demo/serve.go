package demo

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/faults"
)

// ServeHTTP answers one request and writes its line to requests.jsonl.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	started := s.now()
	seen := &recorder{ResponseWriter: w}
	read := &faults.Body{Source: r.Body, Context: r.Context()}
	line := &LogLine{Time: started.UTC(), Method: r.Method, Host: r.Host, Path: r.URL.Path}
	defer func() {
		gone := recover()
		line.Status, line.Bytes, line.Took = seen.status, read.Received, s.now().Sub(started).Milliseconds()
		if gone != nil {
			line.Status = 0
		}
		if err := s.requests.write(*line); err != nil {
			s.log.Warn("writing the log of requests", "error", err)
		}
		if gone != nil {
			panic(gone)
		}
	}()
	w.Header().Set("Date", started.UTC().Format(http.TimeFormat))
	w.Header().Set("Server", "TwentyThree demo site")
	if strings.HasPrefix(r.URL.Path, "/_demo/") {
		s.serveControl(seen, r)
		return
	}
	method, version := interfacePath(r.URL.Path)
	request := faults.Request{Method: r.Method, Path: method}
	if rule, struck := s.faults.Take(faults.Portal, faults.Arrived, request); struck {
		line.Fault = append(line.Fault, string(faults.Portal))
		servePortal(seen, rule)
		return
	}
	if version == 0 {
		s.servePage(seen, r)
		return
	}
	c := &call{
		site: s, w: seen, r: r, body: read, line: line, behaviour: s.Behaviour(), now: started, clock: started, version: version, method: method,
	}
	line.Version = version
	c.serve(request)
}

// interfacePath splits a path into a method and the interface's generation; 0 is a page.
func interfacePath(path string) (method string, version int) {
	if rest, found := strings.CutPrefix(path, "/api/2/"); found {
		return strings.Trim(rest, "/"), 2
	}
	if rest, found := strings.CutPrefix(path, "/api/"); found {
		return strings.Trim(rest, "/"), 1
	}
	return "", 0
}

func mediaType(header string) (kind, boundary string) {
	kind, parameters, err := mime.ParseMediaType(header)
	if err != nil {
		return "", ""
	}
	return kind, parameters["boundary"]
}

func (c *call) serve(request faults.Request) {
	defer func() {
		if c.stream != nil {
			c.stream.Release()
		}
		c.line.Parameters = withoutSecrets(c.values)
	}()
	c.w.Header().Set("Access-Control-Allow-Origin", "*")
	if c.r.Method == http.MethodOptions {
		c.w.Header().Set("Access-Control-Allow-Methods", "GET, POST")
		c.w.Header().Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
		c.w.WriteHeader(http.StatusNoContent)
		return
	}
	c.arrive(request)
	if rule, struck := c.strike(faults.Answer, faults.Arrived, request); struck {
		c.answerWith(rule)
		return
	}
	out := c.carryOut()
	done := request
	done.Chunk, done.Completing = c.chunkNumber(), c.made != nil
	if _, struck := c.strike(faults.Swallow, faults.Done, done); struck {
		panic(http.ErrAbortHandler)
	}
	if rule, struck := c.strike(faults.Answer, faults.Done, done); struck {
		c.answerWith(rule)
		return
	}
	c.send(out)
}

// strike takes a fault and notes it.
func (c *call) strike(kind faults.Kind, stage faults.Stage, request faults.Request) (faults.Rule, bool) {
	rule, struck := c.site.faults.Take(kind, stage, request)
	if struck {
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
	if rule, struck := c.strike(faults.Slow, faults.Arrived, request); struck {
		c.slow(rule)
	}
	if _, struck := c.strike(faults.EndTokens, faults.Arrived, request); struck {
		c.site.EndTokens()
	}
	if _, struck := c.strike(faults.DropParts, faults.Arrived, request); struck {
		c.site.parts.DropAll()
	}
	_, c.refuseSignIn = c.strike(faults.RefuseSignIn, faults.Arrived, request)
}

func (c *call) slow(rule faults.Rule) {
	c.body.PerSecond, c.body.Throttle, c.body.Over = rule.BytesPerSecond, &faults.Throttle{}, c.site.faults.Changed()
	if rule.Per == "site" {
		c.body.Throttle = c.site.faults.Shared()
	}
}

// beforeFile lets the faults strike that need to know the chunk. It says whether the request is answered already.
func (c *call) beforeFile(completing bool) (answered bool) {
	request := faults.Request{Method: c.r.Method, Path: c.method, Chunk: c.chunkNumber(), Completing: completing}
	if rule, struck := c.strike(faults.Close, faults.Reading, request); struck {
		if c.stream == nil {
			panic(http.ErrAbortHandler)
		}
		c.filter.Cut(rule.AfterBytes)
	}
	if rule, struck := c.strike(faults.Stall, faults.Reading, request); struck {
		c.filter.Stall(c.r.Context(), c.site.faults.Changed(), rule.AfterBytes, time.Duration(rule.Seconds*float64(time.Second)))
	}
	if _, struck := c.strike(faults.DropParts, faults.Reading, request); struck {
		c.site.parts.DropAll()
	}
	if rule, struck := c.strike(faults.Slow, faults.Reading, request); struck {
		c.slow(rule)
	}
	if _, struck := c.strike(faults.EndTokens, faults.Reading, request); struck {
		c.site.EndTokens()
	}
	if rule, struck := c.strike(faults.Answer, faults.Reading, request); struck {
		c.answerWith(rule)
		return true
	}
	return false
}

// answerWith says what an Answer fault wants said.
func (c *call) answerWith(rule faults.Rule) {
	if !rule.Early {
		if err := c.drain(); err != nil {
			panic(http.ErrAbortHandler)
		}
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
	if words == "" {
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
