//go:build trial

package trial

import (
	"image"
	"slices"
	"testing"
	"time"
)

// person is somebody at the window. What they do is done with keys and the mouse; whether it worked is read from the list that
// the program keeps on disk, because that is what must not be lost.
type person struct {
	desk   *desk
	window window
	data   string
}

// signInButton is in the top bar, counted from the window's upper right corner.
var signInButton = image.Pt(120, 28)

// signIn types the site's address and the access key, as an administrator handed them out.
func (p person) signIn(t *testing.T, s *site) {
	t.Helper()
	p.findSite(t, s)
	p.desk.picture(t, "sign-in-key")
	p.desk.types(t, s.Bearer)
	p.desk.keys(t, "Return")
	await(t, patience, "the account in the program's list", func() bool { return accounts(t, p.data) == 1 })
	p.settled(t)
	p.desk.picture(t, "signed-in")
	p.desk.keys(t, "Return") // "Start uploading" has the keyboard
	p.settled(t)
}

// findSite presses "Sign in" and types the site's address.
func (p person) findSite(t *testing.T, s *site) {
	t.Helper()
	box := p.window.box(t)
	p.desk.click(t, image.Pt(box.Max.X-signInButton.X, box.Min.Y+signInButton.Y))
	p.settled(t)
	p.desk.types(t, s.URL)
	p.desk.keys(t, "Return")
	p.settled(t)
}

// settled waits until the window has stopped changing, as a person waits for a page to be there.
func (p person) settled(t *testing.T) {
	t.Helper()
	p.settledIn(t, p.window.box(t))
}

// settledIn does so for a part of the screen.
func (p person) settledIn(t *testing.T, box image.Rectangle) {
	t.Helper()
	before := p.desk.picture(t, "settling-0")
	await(t, patience, "the window to stop changing", func() bool {
		time.Sleep(300 * time.Millisecond)
		now := p.desk.picture(t, "settling-1")
		// The text cursor blinks for ever, so a change as narrow as it does not count.
		_, changed := difference(t, before, now, box, 4)
		before = p.desk.picture(t, "settling-0")
		return !changed
	})
}

// open opens the details of the row with that number, counted from the top, with the keyboard in the title. Esc closes the details
// and brings the keyboard back into the list.
func (p person) open(t *testing.T, row int) {
	t.Helper()
	p.desk.keys(t, "Escape", "Escape", "Home") // the first Esc may only close a list of suggestions
	for range row {
		p.desk.keys(t, "Down")
	}
	p.desk.keys(t, "Return")
	p.settled(t)
}

// replaces types over everything in the field that has the keyboard.
func (p person) replaces(t *testing.T, text string) {
	t.Helper()
	p.desk.keys(t, "ctrl+a")
	p.desk.types(t, text)
}

// becomes waits until the list on disk says about a file what it should.
func (p person) becomes(t *testing.T, name, what string, good func(row) bool) {
	t.Helper()
	await(t, patience, name+" to have "+what, func() bool {
		r, found := named(list(t, p.data), name)
		return found && good(r)
	})
}

func states(rows []row) []string {
	var all []string
	for _, r := range rows {
		all = append(all, r.State)
	}
	return slices.Compact(slices.Sorted(slices.Values(all)))
}

// tell goes on from the title to the description, the category and the tags.
func (p person) tell(t *testing.T, want wanted) {
	t.Helper()
	p.desk.keys(t, "Tab")
	p.desk.types(t, want.description)
	p.desk.keys(t, "Tab")
	p.desk.types(t, want.category)
	p.desk.keys(t, "Return", "Tab")
	for _, tag := range want.tags {
		p.desk.types(t, tag+",")
	}
}

// How often Tab is pressed from the title to each choice of who can see the video: description, category, tags, then the choices.
const (
	publishWhenDone = 5
	publishOnDate   = 6
)

// choose goes from the title to a choice of visibility and takes it.
func (p person) choose(t *testing.T, tabs int) {
	t.Helper()
	for range tabs {
		p.desk.keys(t, "Tab")
	}
	p.desk.keys(t, "space")
}

// typeDate goes on from the choice of a date to the day and the time.
func (p person) typeDate(t *testing.T, day, clock string) {
	t.Helper()
	p.settled(t)
	p.desk.keys(t, "Tab")
	p.replaces(t, day)
	p.desk.keys(t, "Tab", "Tab") // past the calendar's button
	p.replaces(t, clock)
}
