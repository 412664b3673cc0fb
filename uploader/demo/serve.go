package demo

import (
	"mime"
	"net/http"
	"strings"

	"twentythree-uploader/uploader/demo/faults"
)

// ServeHTTP answers one request and writes its line to requests.jsonl.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	started := s.now()
	seen := &recorder{ResponseWriter: w}
	read := &faults.Body{Source: r.Body, Context: r.Context()}
	c := &call{}
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
		if c.afterwards != nil {
			c.afterwards()
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
	if version == 0 && method == "" {
		s.servePage(seen, r)
		return
	}
	*c = call{
		site: s, w: seen, r: r, body: read, line: line, behaviour: s.Behaviour(), now: started, clock: started, version: version, method: method,
	}
	line.Version = version
	if version == 0 {
		c.serveLegs(request)
		return
	}
	c.serve(request)
}

// interfacePath splits a path into a method and the interface's generation; 0 is a leg of a sign-in, or a page where there is no method.
func interfacePath(path string) (method string, version int) {
	if rest, found := strings.CutPrefix(path, "/api/2/"); found {
		return strings.Trim(rest, "/"), 2
	}
	if rest, found := strings.CutPrefix(path, "/api/"); found {
		return strings.Trim(rest, "/"), 1
	}
	if strings.HasPrefix(path, "/oauth/") {
		return strings.Trim(path, "/"), 0
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

// asksFirst lets pages from elsewhere read answers, as far as the behaviour does. It says whether the request was only a browser that asks
// before it sends, which is answered already.
func (c *call) asksFirst() bool {
	asks, allowed := c.r.Method == http.MethodOptions, c.behaviour.CrossOrigin
	if allowed == "refuse" || (asks && allowed == "unasked") {
		if asks {
			c.w.WriteHeader(http.StatusMethodNotAllowed)
		}
		return asks
	}
	c.w.Header().Set("Access-Control-Allow-Origin", "*")
	if asks {
		c.w.Header().Set("Access-Control-Allow-Methods", "GET, POST")
		c.w.Header().Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
		c.w.WriteHeader(http.StatusNoContent)
	}
	return asks
}

func (c *call) serve(request faults.Request) {
	defer func() {
		if c.stream != nil {
			c.stream.Release()
		}
		c.line.Parameters = withoutSecrets(c.values)
	}()
	if c.asksFirst() {
		return
	}
	c.arrive(request)
	if c.answeredInstead(faults.Arrived, request) {
		return
	}
	c.spoolForTwice()
	defer c.dropSpool()
	out := c.carryOut()
	if out.plain != nil && out.plain.status == 0 {
		return
	}
	done := request
	done.Chunk, done.Completing = c.chunkNumber(), c.made != nil
	if _, struck := c.strike(faults.Duplicate, faults.Done, done); struck {
		out = c.carryOutAgain()
	}
	c.conclude(out, done)
}
