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

// What the window says at each step of a sign-in.
const (
	saysSignIn    = "Sign in…"
	asksSite      = "Address of your video site"
	saysFound     = "Found “Acme Video”"
	asksKey       = "Access key"
	saysStartWork = "Start uploading"
)

// signIn types the site's address and the access key, as an administrator handed them out.
func (p person) signIn(t *testing.T, s *site) {
	t.Helper()
	p.findSite(t, s)
	p.givesKey(t, s)
	p.desk.keys(t, "Return") // "Start uploading" has the keyboard
	p.settled(t)
}

// findSite presses "Sign in…" and types the site's address.
func (p person) findSite(t *testing.T, s *site) {
	t.Helper()
	p.presses(t, saysSignIn)
	label := p.sees(t, asksSite)
	p.settled(t)
	p.desk.click(t, image.Pt(label.Min.X, label.Max.Y).Add(fieldFromLabel))
	p.desk.types(t, s.URL)
	p.desk.keys(t, "Return")
	p.sees(t, saysFound)
}

// givesKey types the access key where the window asks for it.
func (p person) givesKey(t *testing.T, s *site) {
	t.Helper()
	p.sees(t, asksKey)
	p.desk.picture(t, "sign-in-key")
	p.desk.types(t, s.Bearer)
	p.desk.keys(t, "Return")
	await(t, patience, "the account in the program's list", func() bool { return accounts(t, p.data) == 1 })
	p.sees(t, saysStartWork)
	p.desk.picture(t, "signed-in")
}

// settled waits until the window has stopped changing, as a person waits for a page to be there.
func (p person) settled(t *testing.T) {
	t.Helper()
	p.settledIn(t, p.window.box(t))
}

// settledIn does so for a part of the screen.
func (p person) settledIn(t *testing.T, box image.Rectangle) {
	t.Helper()
	before := p.desk.look(t)
	await(t, patience, "the window to stop changing", func() bool {
		time.Sleep(300 * time.Millisecond)
		now := p.desk.look(t)
		// The text cursor blinks for ever, so a change as narrow as it does not count.
		_, changed := difference(before, now, box, 4)
		before = now
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

// What the panel calls its fields and choices.
const (
	labelDescription = "Description"
	labelCategory    = "Category"
	labelTags        = "Tags"
	labelPreset      = "Preset"
	choiceDraft      = "Draft: not shown to viewers yet"
	choicePublish    = "Publish when the upload is done"
	choiceDate       = "Publish on a date…"
)

// tell fills in the description, the category and the tags.
func (p person) tell(t *testing.T, want wanted) {
	t.Helper()
	p.enters(t, labelDescription)
	p.desk.types(t, want.description)
	p.enters(t, labelCategory)
	p.desk.types(t, want.category)
	p.desk.keys(t, "Return")
	p.enters(t, labelTags)
	for _, tag := range want.tags {
		p.desk.types(t, tag+",")
	}
}

// Below the choice of a date stand the fields for the day and, further right, for the time.
var dayFromChoice, clockFromChoice = image.Pt(40, 26), image.Pt(220, 26)

// typeDate types the day and the time of the date that is chosen.
func (p person) typeDate(t *testing.T, day, clock string) {
	t.Helper()
	for _, one := range []struct {
		field image.Point
		words string
	}{{dayFromChoice, day}, {clockFromChoice, clock}} {
		choice := p.inPanel(t, choiceDate)
		p.desk.click(t, image.Pt(choice.Min.X, choice.Max.Y).Add(one.field))
		p.replaces(t, one.words)
	}
}
