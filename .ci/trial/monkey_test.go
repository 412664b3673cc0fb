//go:build trial

package trial

import (
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// How long the monkey sits at the window, and as how many monkeys, each with a seed of its own: for a long night by hand
//
//	TRIAL_MONKEY=3m TRIAL_MONKEYS=10 go test -tags trial -timeout 1h -run TestAMonkeyAtTheWindow ./.ci/trial
const (
	monkeyTime  = "TRIAL_MONKEY"
	monkeyCount = "TRIAL_MONKEYS"
)

// monkeyKeys are the keys that do something in the window, and some that do not. Those that end the program are not among them.
var monkeyKeys = strings.Fields("Tab Tab Tab shift+Tab Up Down Down Home End Next Prior Left Right Return space Escape Escape Delete BackSpace Menu " +
	"F6 shift+F6 F1 F5 a x 7 shift+Down shift+Up ctrl+a ctrl+c ctrl+x ctrl+v ctrl+z ctrl+shift+z ctrl+f ctrl+p ctrl+shift+p ctrl+r ctrl+l ctrl+Return " +
	"alt+Up alt+Down alt+Home ctrl+1 ctrl+2 ctrl+3 ctrl+comma")

// monkey does at random what people do with a window.
type monkey struct {
	person
	random *rand.Rand
	folder window
	hold   image.Point // where a file can be taken hold of
	box    image.Rectangle
	diary  *os.File
}

// TestAMonkeyAtTheWindow clicks, types, scrolls, drops and resizes at random: the program lives and still uploads.
func TestAMonkeyAtTheWindow(t *testing.T) {
	lasts, count := 20*time.Second, 1
	if text := os.Getenv(monkeyTime); text != "" {
		var err error
		if lasts, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	if text := os.Getenv(monkeyCount); text != "" {
		var err error
		if count, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	for seed := range count {
		t.Run("seed "+strconv.Itoa(seed+1), func(t *testing.T) {
			t.Parallel()
			playMonkey(t, uint64(seed+1), lasts)
		})
	}
}

func playMonkey(t *testing.T, seed uint64, lasts time.Duration) {
	t.Helper()
	const rows = 12
	d := newDesk(t)
	d.bringOpener(t)
	films, toDrop := t.TempDir(), t.TempDir()
	small := filepath.Join(toDrop, "drop.mp4")
	makeVideo(t, small, smallVideo...)
	for i := range rows {
		makeVideo(t, filepath.Join(films, fmt.Sprintf("film %02d.mp4", i+1)), append(smallVideo[:len(smallVideo):len(smallVideo)], "-metadata", "comment="+strconv.Itoa(i))...)
	}
	s := d.startSite(t)
	p, running := d.sitDown(t, s)
	p.drop(t, films, rows)
	p.pressesIntoASheet(t)

	diary, err := os.Create(filepath.Join(d.results, "monkey.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer diary.Close()
	m := &monkey{person: p, random: rand.New(rand.NewPCG(seed, 23)), folder: d.openFolder(t, toDrop), diary: diary}
	m.hold = m.folder.selectEverything(t).Add(image.Pt(0, 8))
	p.window.focus(t)
	m.box = p.window.box(t)
	done := 0
	for begun := time.Now(); time.Since(begun) < lasts && running.running(); done++ {
		m.act(t)
	}
	d.picture(t, "after-the-monkey")
	t.Logf("the monkey did %d things", done)
	if !running.running() {
		t.Fatalf("the program ended: %s", running.log)
	}
	p.stillUploads(t, s)
	running.close(t)
}

// pressesIntoASheet takes the keyboard from every piece of a sheet by a click into its empty part, then types.
func (p person) pressesIntoASheet(t *testing.T) {
	t.Helper()
	p.desk.keys(t, "ctrl+comma")
	p.settled(t)
	box := p.window.box(t)
	for _, at := range []image.Point{box.Min.Add(image.Pt(box.Dx()/2, 12)), box.Max.Sub(image.Pt(box.Dx()/2, 40))} {
		p.desk.click(t, at)
		p.desk.keys(t, "a", "Down", "space", "F6", "ctrl+Return")
	}
	p.desk.picture(t, "pressed-into-a-sheet")
	p.desk.keys(t, "Escape", "Escape", "Escape")
	p.settled(t)
}

// act does one thing and writes it down.
func (m *monkey) act(t *testing.T) {
	t.Helper()
	note := func(format string, facts ...any) { fmt.Fprintf(m.diary, format+"\n", facts...) }
	at := image.Pt(m.box.Min.X+m.random.IntN(m.box.Dx()), m.box.Min.Y+m.random.IntN(m.box.Dy()))
	xdotool := func(arguments ...string) { m.desk.run(t, "xdotool", arguments...) }
	to := []string{"mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y)}
	switch chance := m.random.IntN(100); {
	case chance < 38:
		button := []string{"1", "1", "1", "1", "3"}[m.random.IntN(5)]
		repeat := 1 + m.random.IntN(8)/7
		note("click %s at %v, %d times", button, at.Sub(m.box.Min), repeat)
		xdotool(append(to, "click", "--repeat", strconv.Itoa(repeat), "--delay", "60", button)...)
	case chance < 78:
		var names []string
		for range 1 + m.random.IntN(4) {
			names = append(names, monkeyKeys[m.random.IntN(len(monkeyKeys))])
		}
		note("keys %v", names)
		xdotool(append([]string{"key", "--delay", "20"}, names...)...)
	case chance < 84:
		text := []string{"x", "first week", "æøå ß", "100 % #1", "2031-03-04", "\"quoted\",", "  "}[m.random.IntN(7)]
		note("type %q", text)
		m.desk.types(t, text)
	case chance < 92:
		direction := []string{upwards, downwards}[m.random.IntN(2)]
		note("wheel %s at %v", direction, at.Sub(m.box.Min))
		m.desk.wheel(t, at, direction, 1+m.random.IntN(6))
	case chance < 95:
		note("drag the mouse to %v", at.Sub(m.box.Min))
		xdotool(append([]string{"mousedown", "1"}, append(to, "mouseup", "1")...)...)
	case chance < 98:
		width, height := 800+m.random.IntN(460), 560+m.random.IntN(400)
		note("resize to %d×%d", width, height)
		xdotool("windowsize", m.window.id, strconv.Itoa(width), strconv.Itoa(height))
		m.box = m.window.box(t)
	default:
		note("drop at %v", at.Sub(m.box.Min))
		m.desk.drag(t, m.hold, at)
		m.window.focus(t)
	}
}

// stillUploads closes what the monkey left open and uploads one more video.
func (p person) stillUploads(t *testing.T, s *site) {
	t.Helper()
	p.window.focus(t)
	p.desk.keys(t, "Escape", "Escape", "Escape", "Escape", "Escape")
	p.settled(t)
	p.cancelsTheToolkitsFileWindow(t)
	p.desk.keys(t, "Escape", "Escape", "Escape", "Escape", "Escape", "ctrl+1", "Escape", "Escape")
	p.settled(t)
	p.desk.picture(t, "tidied")
	if accounts(t, p.data) == 0 {
		p.signIn(t, s)
	}
	const name = "after the monkey.mp4"
	folder := t.TempDir()
	makeVideo(t, filepath.Join(folder, name), append(smallVideo[:len(smallVideo):len(smallVideo)], "-metadata", "comment=after")...)
	p.paste(t, folder)
	p.becomes(t, name, "a row", func(r row) bool { return r.State != "preparing" })
	paused := false
	p.becomes(t, name, "an end", func(r row) bool {
		switch {
		case r.State == "ready": // the window knows it a moment later than the list on disk, and may speak any language now
			p.desk.keys(t, "ctrl+Return")
		case r.State == "paused" && !paused:
			paused = true
			p.desk.keys(t, "ctrl+shift+p")
		}
		return strings.HasPrefix(r.State, "done_")
	})
}

// cancelsTheToolkitsFileWindow presses its button in whatever language it is. On a desk without a file window of its own, as the monkey's is,
// the toolkit's comes instead, and its name field keeps Escape to itself.
func (p person) cancelsTheToolkitsFileWindow(t *testing.T) {
	t.Helper()
	box := p.window.box(t)
	screen := shades(p.desk.look(t), box)
	for _, words := range []string{"Cancel", "Annuller", "Annullér", "Abbrechen"} {
		if places := find(screen, box, words); len(places) > 0 {
			p.desk.click(t, middle(places[0]))
			p.settled(t)
			return
		}
	}
}
