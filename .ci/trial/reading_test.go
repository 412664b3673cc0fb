//go:build trial

package trial

import (
	"fmt"
	"image"
	"strconv"
	"testing"
	"time"
)

// sees waits until the window says the words, and gives the topmost place. Where more follows on the same line the words are found as well; where
// something stands before them, their letters may lie between other points of the screen.
func (p person) sees(t *testing.T, words string) image.Rectangle {
	t.Helper()
	return p.seesBelow(t, "", words)
}

// seesBelow waits until the words are below other words, which are a field's label, say; "" is the top of the window.
func (p person) seesBelow(t *testing.T, above, words string) (place image.Rectangle) {
	t.Helper()
	what := "the window to say " + strconv.Quote(words)
	if above != "" {
		what += " below " + strconv.Quote(above)
	}
	await(t, patience, what, func() bool {
		box := p.window.box(t)
		screen := shades(p.desk.look(t), box)
		if above != "" {
			labels := find(screen, box, above)
			if len(labels) == 0 {
				return false
			}
			box.Min.Y = labels[0].Max.Y
		}
		places := find(screen, box, words)
		if len(places) > 0 {
			place = places[0]
		}
		return len(places) > 0
	})
	return place
}

// gone waits until the window says the words nowhere.
func (p person) gone(t *testing.T, words string) {
	t.Helper()
	await(t, patience, "the window not to say "+strconv.Quote(words)+" any more", func() bool {
		box := p.window.box(t)
		return len(find(shades(p.desk.look(t), box), box, words)) == 0
	})
	p.settled(t)
}

// showsReady waits until the window offers to upload so many videos, and stands still: the list on disk knows them earlier.
func (p person) showsReady(t *testing.T, count int) {
	t.Helper()
	words := "Upload 1 video"
	if count != 1 {
		words = fmt.Sprintf("Upload %d videos", count)
	}
	p.sees(t, words)
	p.settled(t)
}

// uploads presses Upload once the button says so many videos.
func (p person) uploads(t *testing.T, count int) {
	t.Helper()
	p.showsReady(t, count)
	p.desk.keys(t, "ctrl+Return")
}

// presses clicks words that stand still.
func (p person) presses(t *testing.T, words string) {
	t.Helper()
	p.pressesBelow(t, "", words)
}

// pressesBelow clicks words below other words.
func (p person) pressesBelow(t *testing.T, above, words string) {
	t.Helper()
	p.seesBelow(t, above, words)
	p.settled(t)
	p.desk.click(t, middle(p.seesBelow(t, above, words)))
}

func middle(place image.Rectangle) image.Point { return place.Min.Add(place.Size().Div(2)) }

// A field stands below its label; chips in it begin at its left.
var fieldFromLabel = image.Pt(300, 24)

// enters clicks into the field below a label of the panel.
func (p person) enters(t *testing.T, label string) {
	t.Helper()
	at := p.inPanel(t, label)
	p.desk.click(t, image.Pt(at.Min.X, at.Max.Y).Add(fieldFromLabel))
}

// inPanel turns the wheel over the panel until it shows the words, with room for what belongs to them below, and gives where they stand still.
func (p person) inPanel(t *testing.T, words string) image.Rectangle {
	t.Helper()
	return p.inPartOfPanel(t, words, 3, 5)
}

// inPartOfPanel does so in the upper part of the panel, so many of so many parts.
func (p person) inPartOfPanel(t *testing.T, words string, parts, of int) (place image.Rectangle) {
	t.Helper()
	box := p.window.box(t)
	box.Min.X, box.Min.Y = box.Max.X-panelWidth, box.Min.Y+topBarHeight
	edge := image.Pt(box.Min.X+8, box.Min.Y+box.Dy()/2) // beside the lists in the panel, which would take the wheel for themselves
	look := func() (at image.Rectangle) {
		p.settledIn(t, box)
		if places := find(shades(p.desk.look(t), box), box, words); len(places) > 0 {
			at = places[0]
		}
		return at
	}
	read := func() bool {
		before := place
		place = look()
		atEnd := place == before
		// A busy program may turn the last notch of the wheel only after the first look.
		return !place.Empty() && (atEnd || place.Max.Y <= box.Min.Y+box.Dy()*parts/of) && look() == place
	}
	if read() {
		return place
	}
	place = image.Rectangle{}
	p.desk.wheel(t, edge, upwards, aWholePanel)
	for range aWholePanel {
		if read() {
			return place
		}
		p.desk.wheel(t, edge, downwards, notches)
	}
	t.Fatalf("the panel does not say %q", words)
	return place
}

// seesDetails waits until the panel is about a file: its name stands there, however it goes on.
func (p person) seesDetails(t *testing.T, name string) {
	t.Helper()
	const letters = 12
	if runes := []rune(name); len(runes) > letters {
		name = string(runes[:letters])
	}
	await(t, patience, "the details of "+name, func() bool {
		box := p.window.box(t)
		box.Min.X = box.Max.X - panelWidth
		return len(find(shades(p.desk.look(t), box), box, name)) > 0
	})
	p.settled(t)
}

// picks clicks what the panel offers.
func (p person) picks(t *testing.T, words string) {
	t.Helper()
	p.desk.click(t, middle(p.inPartOfPanel(t, words, 1, 1)))
}

// picksUntil clicks what the panel offers until that has had its effect: below the pointer of somebody who is quick, a busy program may still move
// what it offers.
func (p person) picksUntil(t *testing.T, words string, done func() bool) {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < patience; {
		p.picks(t, words)
		for looked := time.Now(); time.Since(looked) < patience/10; time.Sleep(100 * time.Millisecond) {
			if done() {
				return
			}
		}
	}
	p.desk.picture(t, "not-picked")
	t.Fatalf("pressing %q has no effect", words)
}

const (
	panelWidth, topBarHeight = 376, 56
	// aWholePanel is more notches of the wheel than a panel is long.
	aWholePanel = 60
	// notches of the wheel move less than what is in view.
	notches = 4
	// What X calls the wheel's directions.
	upwards, downwards = "4", "5"
)

func (d *desk) wheel(t *testing.T, at image.Point, direction string, notches int) {
	t.Helper()
	d.run(t, "xdotool", "mousemove", "--sync", strconv.Itoa(at.X), strconv.Itoa(at.Y), "click", "--repeat", strconv.Itoa(notches), "--delay", "10", direction)
}
