package check

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/network"
)

func TestTheSpeedIsThatOfTheLine(t *testing.T) {
	t.Parallel()
	const rate = 1_000_000
	w := newWorld(t, nil)
	limiter := new(network.Limiter)
	limiter.SetRate(rate)
	w.config.Speed.Wrap, w.config.Speed.Limit = limiter.Wrap, rate
	// The test's own way of dialling leaves the wrap out.
	inner := w.config.Way.Transport
	w.config.Way.Transport = func(options network.Options) *http.Transport {
		transport := inner(options)
		if wrap := options.Wrap; wrap != nil {
			transport.DialContext = wrapped(transport.DialContext, wrap)
		}
		return transport
	}
	line := w.check(t)[uploader.CheckSpeed]
	if said(line) != "good speed.measured" || line.Rate < rate*0.7 || line.Rate > rate*1.3 || line.Limit != rate {
		t.Errorf("%s, %.0f bytes a second over a line of %d", said(line), line.Rate, rate)
	}
}

func TestALineThatTakesTooLongIsCalledSlow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(inner http.Handler) http.Handler {
		return http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
			if request.Method == http.MethodPost && request.ContentLength > sizes()[0] {
				_, _ = io.Copy(io.Discard, request.Body)
				<-request.Context().Done()
				return
			}
			inner.ServeHTTP(answer, request)
		})
	})
	if line := w.check(t)[uploader.CheckSpeed]; said(line) != "attention speed.slow" {
		t.Errorf("%s %s", said(line), line.Reason.Technical)
	}
}

func TestASiteThatDoesNotReadSaysNothingAboutTheSpeed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(inner http.Handler) http.Handler {
		return http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
			if request.Method == http.MethodPost {
				http.Error(answer, "too much", http.StatusRequestEntityTooLarge)
				return
			}
			inner.ServeHTTP(answer, request)
		})
	})
	if line := w.check(t)[uploader.CheckSpeed]; said(line) != "unknown speed.unknown" {
		t.Error(said(line))
	}
}

// TestMeasuringGivesWayToUploads starts an upload while it is measured: no further byte is sent.
func TestMeasuringGivesWayToUploads(t *testing.T) {
	t.Parallel()
	var moving atomic.Bool
	var sent atomic.Int64
	w := newWorld(t, func(inner http.Handler) http.Handler {
		return http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
			if request.Method == http.MethodPost && strings.HasSuffix(request.URL.Path, "/site/get") {
				sent.Add(request.ContentLength)
				moving.Store(request.ContentLength > sizes()[0])
			}
			inner.ServeHTTP(answer, request)
		})
	})
	w.config.Speed.Moving = func() (float64, bool) { return 1, moving.Load() }
	w.check(t)
	if sent.Load() > 2*sizes()[0] {
		t.Errorf("%d bytes went out beside an upload", sent.Load())
	}
}
