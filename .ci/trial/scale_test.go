//go:build trial

package trial

import (
	"database/sql"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestThousandsOfRows measures the window with TRIAL_ROWS videos in its list, 3000 say: how soon the first rows are there, what a scroll and
// a letter cost, what three uploads cost, and the memory all the while. It takes minutes, so it runs only when asked for.
func TestThousandsOfRows(t *testing.T) {
	count, err := strconv.Atoi(os.Getenv("TRIAL_ROWS"))
	if err != nil {
		t.Skip("TRIAL_ROWS does not say how many")
	}
	d := newDesk(t)
	s := d.startSite(t)
	p, running := d.sitDown(t, s)
	small, _ := running.memory(t)
	p.addThousands(t, count, running)
	running.close(t)
	p.chooseFiles(t, 3)

	begun := time.Now()
	running, p.window = d.openProgram(t, "-data", p.data)
	placed := time.Since(begun)
	p.settled(t)
	d.picture(t, "opened-with-thousands")
	t.Logf("started with %d rows: the window stood in its place after %.2f s, its rows at rest after %.2f s at most", count, placed.Seconds(), time.Since(begun).Seconds())
	before, _ := running.memory(t)
	t.Logf("memory: %d MB with no row, %d MB with %d rows", small>>20, before>>20, count)

	p.measure(t, running, "before an upload")
	s.faults(t, map[string]any{"kind": "slow", "bytes_per_second": 3 << 20, "per": "site"})
	d.keys(t, "Escape", "Escape", "Home", "space", "Down", "space", "Down", "space", "ctrl+Return")
	await(t, patience, "three uploads at once", func() bool {
		moving := 0
		for _, r := range list(t, p.data) {
			if r.State == "uploading" {
				moving++
			}
		}
		return moving == 3
	})
	idle := running.cost(t, func() { time.Sleep(10 * time.Second) })
	t.Logf("three uploads: %.0f %% of a core", 10*idle.Seconds())
	d.picture(t, "three-uploads")
	p.measure(t, running, "during three uploads")
	after, most := running.memory(t)
	t.Logf("memory: %d MB after, %d MB at most", after>>20, most>>20)
	if after > before+before/4 {
		t.Errorf("the window holds %d MB, before the work %d MB", after>>20, before>>20)
	}
	running.close(t)
}

// addThousands adds so many small files and three big ones at once.
func (p person) addThousands(t *testing.T, count int, running *process) {
	t.Helper()
	parent := t.TempDir()
	films := filepath.Join(parent, "Archive")
	if err := os.Mkdir(films, 0o700); err != nil {
		t.Fatal(err)
	}
	seed := filepath.Join(parent, "seed.mp4")
	makeVideo(t, seed, "-f", "lavfi", "-i", "testsrc2=size=64x36:rate=5:duration=1", "-c:v", "libx264", "-preset", "ultrafast")
	content, err := os.ReadFile(seed)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(seed); err != nil {
		t.Fatal(err)
	}
	for i := range count {
		path := filepath.Join(films, fmt.Sprintf("Video %05d.mp4", i+1))
		text := slices.Concat(content, []byte(strconv.Itoa(i)))
		if i < 3 {
			text = append(text, make([]byte, 64<<20)...)
		}
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		// A file of this moment is watched first, in case another program still writes it.
		before := time.Now().Add(-time.Hour)
		if err := os.Chtimes(path, before, before); err != nil {
			t.Fatal(err)
		}
	}
	begun := time.Now()
	cost := running.cost(t, func() {
		p.paste(t, parent)
		yes := "Add " + grouped(count) + " videos"
		p.sees(t, yes)
		p.settled(t)
		p.desk.picture(t, "asks-about-the-folder")
		box := p.window.box(t)
		places := find(shades(p.desk.look(t), box), box, yes)
		begun = time.Now()
		p.desk.click(t, middle(places[len(places)-1])) // the question says the same before its button
		await(t, patience, "the first rows", func() bool { return len(list(t, p.data)) > 0 })
		t.Logf("the first rows were in the list within %.1f s of the yes", time.Since(begun).Seconds())
		await(t, 4*time.Minute, "all rows to be ready", func() bool {
			rows := list(t, p.data)
			return len(rows) == count && strings.Join(states(rows), "") == "ready"
		})
	})
	t.Logf("%d files were in the list within %.1f s of the yes, for %.1f s of processor time in all", count, time.Since(begun).Seconds(), cost.Seconds())
	p.settled(t)
	p.desk.picture(t, "thousands")
}

// grouped is a number as the window writes it in English.
func grouped(number int) string {
	if number < 1000 {
		return strconv.Itoa(number)
	}
	return grouped(number/1000) + fmt.Sprintf(",%03d", number%1000)
}

// chooseFiles settles how many videos are sent at once, in the list that the program keeps.
func (p person) chooseFiles(t *testing.T, files int) {
	t.Helper()
	database, err := sql.Open("sqlite", filepath.Join(p.data, "list.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	if _, err := database.ExecContext(t.Context(), "INSERT OR REPLACE INTO settings (key, value) VALUES ('choices', ?)", fmt.Sprintf(`{"files":%d}`, files)); err != nil {
		t.Fatal(err)
	}
}

// measure scrolls and types, and says what each costs the program. Without a graphics card each picture is drawn by the processor.
func (p person) measure(t *testing.T, running *process, when string) {
	t.Helper()
	const times = 100
	p.desk.keys(t, "Escape", "Escape", "Home")
	say := func(what string, do func()) {
		begun := time.Now()
		cost := running.cost(t, do)
		t.Logf("%s, %s: %.1f ms of processor time each, %.1f ms apart", when, what, cost.Seconds()*1000/times, time.Since(begun).Seconds()*1000/times)
	}
	say("a page further down", func() { p.desk.keys(t, slices.Repeat([]string{"Next"}, times)...) })
	box := p.window.box(t)
	middle := image.Pt(box.Min.X+box.Dx()/3, box.Min.Y+box.Dy()/2)
	p.desk.run(t, "xdotool", "mousemove", strconv.Itoa(middle.X), strconv.Itoa(middle.Y))
	say("a notch of the wheel", func() { p.desk.run(t, "xdotool", "click", "--repeat", strconv.Itoa(times), "--delay", "40", "5") })
	p.open(t, 4)
	say("a letter in a title", func() { p.desk.types(t, strings.Repeat("letters   ", times/10)) })
	p.desk.keys(t, "Escape")
}

// cost is the processor time that the program takes while something is done.
func (p *process) cost(t *testing.T, do func()) time.Duration {
	t.Helper()
	before := p.processorTime(t)
	do()
	return p.processorTime(t) - before
}

func (p *process) processorTime(t *testing.T) time.Duration {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.command.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	// The name in brackets may hold spaces; user and system time are the 12th and 13th field after it, in hundredths of a second.
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	var hundredths int
	for _, field := range fields[11:13] {
		figure, err := strconv.Atoi(field)
		if err != nil {
			t.Fatal(err)
		}
		hundredths += figure
	}
	return time.Duration(hundredths) * 10 * time.Millisecond
}

// memory is what the program holds in memory, and what it held at most, in bytes.
func (p *process) memory(t *testing.T) (now, most int64) {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		figure, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		switch name {
		case "VmRSS":
			now = figure << 10
		case "VmHWM":
			most = figure << 10
		}
	}
	return now, most
}
