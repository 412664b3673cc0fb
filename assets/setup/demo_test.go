package main

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		line string
		want request
	}{
		{"demo", request{does: demo}},
		{"demo -y", request{does: demo, yes: true}},
		{"demo -y -look dark film.mp4", request{does: demo, yes: true, passedOn: []string{"-look", "dark", "film.mp4"}}},
		{"demo -lang da -y", request{does: demo, passedOn: []string{"-lang", "da", "-y"}}},
		{"demo -- -y", request{does: demo, passedOn: []string{"-y"}}},
		{"check", request{does: check}},
		{"install", request{does: installOnly}},
		{"install -y", request{does: installOnly, yes: true}},
	} {
		got, err := parse(strings.Fields(test.line))
		if err != nil || got.yes != test.want.yes || got.does != test.want.does || !slices.Equal(got.passedOn, test.want.passedOn) {
			t.Errorf("%q gives %+v, %v", test.line, got, err)
		}
	}
	for _, line := range []string{"", "dmeo", "check now", "check -y", "install gcc"} {
		if _, err := parse(strings.Fields(line)); err == nil || !strings.Contains(err.Error(), "go run ./assets/setup demo") {
			t.Errorf("%q says %v, want the usage", line, err)
		}
	}
}

func TestDisplayProblem(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		change func(*computer)
		part   string
	}{
		{"a display", func(*computer) {}, ""},
		{"no display", func(c *computer) { c.display = "" }, "There is no display here"},
		{"Wayland only", func(c *computer) { c.display, c.wayland = "", "wayland-0" }, ""},
		{"a display that is gone", func(c *computer) { c.display, c.displayAnswers = ":9", false }, "No display answers at :9"},
		{"Windows", func(c *computer) { c.os, c.display = "windows", "" }, ""},
	} {
		c := complete(apt)
		test.change(&c)
		got := string(displayProblem(c))
		if (test.part == "") != (got == "") || !strings.Contains(got, test.part) {
			t.Errorf("%s: %q, want %q", test.name, got, test.part)
		}
	}
}

func TestHeartbeat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		built := make(chan error, 1)
		refused := errors.New("exit status 1")
		time.AfterFunc(80*time.Second, func() { built <- refused })
		ticker := time.NewTicker(beat)
		defer ticker.Stop()
		if err := heartbeat(&out, built, ticker.C); !errors.Is(err, refused) {
			t.Errorf("gave %v", err)
		}
		want := "Building the window. The first time takes a few minutes…\n" +
			"Still building, 0:30 minutes so far…\nStill building, 0:45 minutes so far…\n" +
			"Still building, 1:00 minutes so far…\nStill building, 1:15 minutes so far…\n"
		if out.String() != want {
			t.Errorf("said %q, want %q", out.String(), want)
		}
	})
	var out bytes.Buffer
	built := make(chan error, 1)
	built <- nil
	if err := heartbeat(&out, built, nil); err != nil || out.Len() != 0 {
		t.Errorf("a finished build said %q, %v", out.String(), err)
	}
}
