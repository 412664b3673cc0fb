package check

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
)

// run is one run. What a check found for those after it is written before its line is over and read after that.
type run struct {
	config Config
	tell   func([]uploader.Check)
	base   *url.URL // nil without an address
	wrong  uploader.Reason
	call   *http.Transport
	upload *http.Transport
	clock  network.Clock

	proxy  *url.URL
	site   string
	dated  bool
	client *twentythree.Client
	level  uploader.PermissionLevel

	gate  sync.Mutex
	lines []uploader.Check // guarded by gate
	// withheld says that the sign-in is in a password store that is locked; guarded by gate.
	withheld bool
}

// step is one check. It begins when those that it needs are over, and is not made when one of them stops uploads or was not made.
type step struct {
	id    uploader.CheckID
	needs []uploader.CheckID
	limit time.Duration
	do    func(context.Context) uploader.Check
}

// Run makes the checks and gives their lines. tell, which may be nil, hears the whole list at every change, never two at once; it must
// return soon. What has not come to its end when ctx does is told as not checked.
func Run(ctx context.Context, config Config, tell func([]uploader.Check)) []uploader.Check {
	config = config.ready()
	r := &run{config: config, tell: tell, site: config.Site}
	r.clock.Base = config.Now
	r.call = config.Way.Transport(network.Options{RootCAs: config.Way.RootCAs, Proxy: config.Way.Proxy, AnswerTimeout: answerLimit})
	r.upload = config.Way.Transport(network.Options{RootCAs: config.Way.RootCAs, Proxy: config.Way.Proxy, HTTP1Only: true, Wrap: config.Speed.Wrap})
	defer r.call.CloseIdleConnections()
	defer r.upload.CloseIdleConnections()
	r.findAddress(ctx)
	steps := r.steps()
	for _, s := range steps {
		r.lines = append(r.lines, r.named(uploader.Check{ID: s.id, Result: uploader.CheckWaiting}))
	}
	r.show()
	over := make(map[uploader.CheckID]chan struct{}, len(steps))
	for _, s := range steps {
		over[s.id] = make(chan struct{})
	}
	var running sync.WaitGroup
	for at, s := range steps {
		running.Go(func() {
			defer close(over[s.id])
			for _, need := range s.needs {
				if done, made := over[need]; made {
					<-done
				}
			}
			r.take(ctx, at, s)
		})
	}
	running.Wait()
	return r.lines
}

// take makes one check and notes how it went.
func (r *run) take(ctx context.Context, at int, s step) {
	if ctx.Err() != nil || r.inTheWay(s.needs) {
		r.set(at, uploader.Check{ID: s.id, Result: uploader.CheckNotChecked})
		return
	}
	r.set(at, uploader.Check{ID: s.id, Result: uploader.CheckRunning})
	limited, cancel := context.WithTimeout(ctx, s.limit)
	defer cancel()
	line := s.do(limited)
	line.ID = s.id
	if ctx.Err() != nil {
		line = uploader.Check{ID: s.id, Result: uploader.CheckNotChecked}
	}
	r.set(at, line)
}

func (r *run) inTheWay(needs []uploader.CheckID) bool {
	r.gate.Lock()
	defer r.gate.Unlock()
	return slices.ContainsFunc(r.lines, func(line uploader.Check) bool {
		return slices.Contains(needs, line.ID) && (line.Result == uploader.CheckBad || line.Result == uploader.CheckNotChecked)
	})
}

func (r *run) set(at int, line uploader.Check) {
	r.gate.Lock()
	defer r.gate.Unlock()
	r.lines[at] = r.named(line)
	r.show()
}

func (r *run) show() {
	if r.tell != nil {
		r.tell(slices.Clone(r.lines))
	}
}

// named gives a line the site that it is about.
func (r *run) named(line uploader.Check) uploader.Check {
	if r.base != nil {
		line.Host = r.base.Host
	}
	if line.Site == "" {
		line.Site = line.Host
	}
	if line.Reason.IsZero() {
		return line
	}
	if line.Reason.Site == "" || line.Reason.Site == line.Host && r.site != "" {
		line.Reason.Site = cmp.Or(r.site, line.Site)
	}
	return line
}

// findAddress reads what was typed. Of the vendor's usual hosts for a single word it takes the first that has an address.
func (r *run) findAddress(ctx context.Context) {
	if r.config.Address == "" {
		return
	}
	read := network.SiteAddress
	if r.config.AllowHTTP {
		read = network.SiteAddressAllowingHTTP
	}
	base, candidates, wrong := read(r.config.Address)
	if !wrong.IsZero() {
		r.wrong = wrong
		return
	}
	if base == "" {
		ctx, cancel := context.WithTimeout(ctx, nameLimit)
		defer cancel()
		base = candidates[0]
		for _, candidate := range candidates {
			if address, err := url.Parse(candidate); err == nil && r.resolves(ctx, address.Hostname()) {
				base = candidate
				break
			}
		}
	}
	r.base, _ = url.Parse(base)
}

func (r *run) resolves(ctx context.Context, name string) bool {
	_, err := r.config.Way.LookUp(ctx, name)
	return err == nil
}

// explain says what it means that the site did not do as asked.
func (r *run) explain(ctx context.Context, err error) uploader.Reason {
	var known *uploader.ReasonError
	var answered *twentythree.Error
	switch {
	case errors.As(err, &known):
		return known.Reason
	case errors.As(err, &answered):
		return answered.Reason(r.name())
	}
	evidence := r.config.Way.Evidence
	evidence.Offset = r.clock.Offset()
	return evidence.Classify(context.WithoutCancel(ctx), err, r.base.Host, r.config.Now())
}

func (r *run) name() string {
	if r.site != "" {
		return r.site
	}
	return r.base.Host
}

// bad is a check that went wrong for a reason.
func bad(reason uploader.Reason) uploader.Check {
	return uploader.Check{Result: uploader.CheckBad, Reason: reason}
}
