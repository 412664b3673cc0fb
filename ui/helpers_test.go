package ui

import (
	"time"

	"twentythree-uploader/ui/views"
)

type systemOf = views.System

// manualTimers keep what is to run later until a test lets it.
type manualTimers struct {
	waiting []*waitingTimer
}

type waitingTimer struct {
	after     time.Duration
	do        func()
	cancelled bool
}

func (m *manualTimers) After(d time.Duration, do func()) (cancel func()) {
	timer := &waitingTimer{after: d, do: do}
	m.waiting = append(m.waiting, timer)
	return func() { timer.cancelled = true }
}

// pass runs what is due within d and was not cancelled.
func (m *manualTimers) pass(d time.Duration) {
	due := m.waiting
	m.waiting = nil
	for _, timer := range due {
		switch {
		case timer.cancelled:
		case timer.after <= d:
			timer.do()
		default:
			m.waiting = append(m.waiting, timer)
		}
	}
}

// fakeSystem answers file windows with what a test put in.
type fakeSystem struct {
	paths  []string
	opened []string
	copied []string
}

func (f *fakeSystem) ChooseVideos(chosen func([]string)) { chosen(f.paths) }
func (f *fakeSystem) ChooseFolder(chosen func([]string)) { chosen(f.paths) }
func (f *fakeSystem) ChooseFile(chosen func(string))     { chosen(f.paths[0]) }
func (f *fakeSystem) OpenWeb(address string)             { f.opened = append(f.opened, address) }
func (f *fakeSystem) CopyText(text string)               { f.copied = append(f.copied, text) }
