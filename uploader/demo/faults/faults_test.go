package faults

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func parsed(t *testing.T, text string) *Set {
	t.Helper()
	document, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s := &Set{}
	s.Replace(document)
	return s
}

func TestACountHealsItself(t *testing.T) {
	t.Parallel()
	s := parsed(t, `{"faults":[{"kind":"answer","path":"photo/list","status":503,"skip":1,"count":2}]}`)
	var struck []bool
	for range 5 {
		_, ok := s.Take(Answer, Arrived, Request{Method: "GET", Path: "photo/list"})
		struck = append(struck, ok)
	}
	want := []bool{false, true, true, false, false}
	for i := range want {
		if struck[i] != want[i] {
			t.Fatalf("struck %v, want %v", struck, want)
		}
	}
	if applied := s.Document().Faults[0].Applied; applied != 2 {
		t.Errorf("applied %d", applied)
	}
	if _, ok := s.Take(Answer, Arrived, Request{Path: "photo/update"}); ok {
		t.Error("struck another path")
	}
}

func TestWhichRequestsAreStruck(t *testing.T) {
	t.Parallel()
	for text, c := range map[string]struct {
		kind  Kind
		stage Stage
		yes   Request
		no    Request
	}{
		`{"kind":"close","chunk":3}`:                                    {Close, Reading, Request{Chunk: 3}, Request{Chunk: 2}},
		`{"kind":"swallow"}`:                                            {Swallow, Done, Request{Completing: true}, Request{Chunk: 2}},
		`{"kind":"swallow","path":"photo/update"}`:                      {Swallow, Done, Request{Path: "photo/update"}, Request{Path: "photo/list"}},
		`{"kind":"answer","status":500,"completing":true}`:              {Answer, Reading, Request{Completing: true}, Request{}},
		`{"kind":"answer","status":500,"handled":true,"path":"photo*"}`: {Answer, Done, Request{Path: "photo"}, Request{Path: "album"}},
		`{"kind":"slow","bytes_per_second":5,"method":"post"}`:          {Slow, Arrived, Request{Method: "POST"}, Request{Method: "GET"}},
	} {
		s := parsed(t, `{"faults":[`+text+`]}`)
		if _, ok := s.Take(c.kind, c.stage, c.no); ok {
			t.Errorf("%s struck %+v", text, c.no)
		}
		if _, ok := s.Take(c.kind, c.stage, c.yes); !ok {
			t.Errorf("%s missed %+v", text, c.yes)
		}
	}
}

func TestBadDocumentsSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"faults":[{"kind":"explode"}]}`:                        "unknown kind",
		`{"faults":[{"kind":"slow"}]}`:                           "bytes_per_second",
		`{"faults":[{"kind":"answer"}]}`:                         "status",
		`{"faults":[{"kind":"date","path":"["}]}`:                "path",
		`{"faults":[{"kind":"date","secs":1}]}`:                  "secs",
		`{"faults":[{"kind":"delay"}]}`:                          "seconds",
		`{"faults":[{"kind":"trickle","seconds":-1}]}`:           "seconds",
		`{"faults":[{"kind":"length"}]}`:                         "bytes",
		`{"faults":[{"kind":"informational"}]}`:                  "times",
		`{"faults":[{"kind":"gzip","share":1.5}]}`:               "share",
		`{"faults":[{"kind":"close","after_bytes":-1}]}`:         "negative",
		`{"faults":[{"kind":"date"},{"kind":"date","per":"x"}]}`: "fault 2",
		`{`: "invalid",
	} {
		if _, err := Parse([]byte(text)); !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := Parse([]byte(`{}`)); err != nil {
		t.Error(err)
	}
}

func TestAFileIsCut(t *testing.T) {
	t.Parallel()
	var got strings.Builder
	f := &Filter{To: &got}
	f.Cut(300)
	for range 3 {
		if n, err := f.Write([]byte(strings.Repeat("x", 100))); n != 100 || err != nil {
			t.Fatal(n, err)
		}
	}
	if _, err := f.Write([]byte("y")); !errors.Is(err, ErrCut) || got.String() != strings.Repeat("x", 300) {
		t.Errorf("%d bytes passed, %v", got.Len(), err)
	}
}

func TestSlowBodiesTakeTheirTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		b := &Body{Source: strings.NewReader(strings.Repeat("x", 10_000)), Context: t.Context(), Throttle: &Throttle{}, PerSecond: 1000}
		if _, err := io.Copy(io.Discard, b); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took < 9900*time.Millisecond || took > 10100*time.Millisecond {
			t.Errorf("10 000 bytes at 1 000 a second took %v", took)
		}
	})
}

func TestReplacingTheFaultsEndsSlowness(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		s := &Set{}
		b := &Body{Source: strings.NewReader(strings.Repeat("x", 10_000)), Context: t.Context(), Throttle: &Throttle{}, PerSecond: 1, Over: s.Changed()}
		go func() {
			time.Sleep(5 * time.Second)
			s.Replace(Document{})
		}()
		if _, err := io.Copy(io.Discard, b); err != nil || time.Since(start) != 5*time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestSharedThrottleIsForAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		shared := &Throttle{}
		done := make(chan error)
		for range 4 {
			go func() {
				_, err := io.Copy(io.Discard, &Body{Source: strings.NewReader(strings.Repeat("x", 2500)), Context: t.Context(), Throttle: shared, PerSecond: 1000})
				done <- err
			}()
		}
		for range 4 {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took < 9900*time.Millisecond || took > 10100*time.Millisecond {
			t.Errorf("10 000 bytes at 1 000 a second took %v", took)
		}
	})
}

func TestAStallPassesAndAnEndedRequestDoesNotWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var got strings.Builder
		f := &Filter{To: &got}
		f.Stall(4, func() error { return Rest(t.Context(), nil, nil, 30*time.Second) })
		if n, err := f.Write([]byte("0123456789")); err != nil || n != 10 || got.String() != "0123456789" || time.Since(start) != 30*time.Second {
			t.Errorf("%d %q %v after %v", n, got.String(), err, time.Since(start))
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		f.Stall(4, func() error { return Rest(ctx, nil, nil, time.Hour) })
		if _, err := f.Write([]byte("more")); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"faults":[{"kind":"answer","status":503,"path":"photo/*","count":1}]}`))
	f.Add([]byte(`{"faults":[{"kind":"swallow","never":true,"share":0.5,"seed":9},{"kind":"stall","seconds":1e300}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		document, err := Parse(text)
		if err != nil {
			return
		}
		s := &Set{}
		s.Replace(document)
		for _, stage := range []Stage{Arrived, Reading, Done} {
			for _, rule := range document.Faults {
				if pause := rule.Pause(); pause < 0 || pause > longest {
					t.Errorf("a pause of %v", pause)
				}
				s.Take(rule.Kind, stage, Request{Method: "POST", Path: "photo/list", Chunk: 1, Completing: true})
			}
		}
	})
}
