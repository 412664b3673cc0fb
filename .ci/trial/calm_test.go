//go:build trial

package trial

import (
	"strings"
	"testing"
)

// disturbed are what the toolkit says when the window is touched from the wrong goroutine, or the keyboard sent to a piece that is gone.
var disturbed = []string{"Error in Fyne call thread", "Failed to focus", "panic:", "fatal error:", "WARNING: DATA RACE"}

// mustBeCalm checks that a program never said that something in its window went wrong.
func (p *process) mustBeCalm(t *testing.T) {
	t.Helper()
	said := p.said(t)
	for _, words := range disturbed {
		if count := strings.Count(said, words); count > 0 {
			t.Errorf("the program said %q %d times: %s", words, count, p.log)
		}
	}
}
