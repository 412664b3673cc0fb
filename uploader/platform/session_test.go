package platform

import (
	"slices"
	"testing"
)

func TestWindowsIsAnsweredOnceEverythingIsWritten(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		message, wish uintptr
		answer        uintptr
		about         bool
		done          []string
	}{
		"may the session end":           {message: 0x11, answer: 1, about: true},
		"it ends":                       {message: 0x16, wish: 1, about: true, done: []string{"asked to end", "written"}},
		"another program wants it open": {message: 0x16, about: true},
		"a key":                         {message: 0x100, wish: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var done []string
			s := session{end: func() { done = append(done, "asked to end") }, left: func() { done = append(done, "written") }}
			answer, about := s.answer(test.message, test.wish)
			if answer != test.answer || about != test.about || !slices.Equal(done, test.done) {
				t.Errorf("answered %d (%v) after %q", answer, about, done)
			}
		})
	}
}
