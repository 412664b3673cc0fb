//go:build trial

package trial

import (
	"image"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// window is a window on the desk, by the X server's number.
type window struct {
	desk *desk
	id   string
}

// awaitWindow waits until a window is on the screen that search finds, for example "--name", "^TwentyThree Uploader$".
func (d *desk) awaitWindow(t *testing.T, search ...string) window {
	t.Helper()
	var id string
	await(t, patience, "a window "+strings.Join(search, " "), func() bool {
		found, err := d.try("xdotool", append([]string{"search", "--onlyvisible"}, search...)...)
		lines := strings.Fields(found)
		if err != nil || len(lines) == 0 {
			return false
		}
		id = lines[len(lines)-1]
		return true
	})
	return window{d, id}
}

// place moves the window to a corner and a size of its content, and waits until it has them.
func (w window) place(t *testing.T, x, y, width, height int) {
	t.Helper()
	w.desk.run(t, "xdotool", "windowmove", w.id, strconv.Itoa(x), strconv.Itoa(y), "windowsize", w.id, strconv.Itoa(width), strconv.Itoa(height))
	await(t, patience, "the window's new size", func() bool {
		box := w.box(t)
		return box.Dx() == width && box.Dy() == height
	})
}

// box is where the window's content is on the screen. xdotool's own figure is off by the title bar.
func (w window) box(t *testing.T) image.Rectangle {
	t.Helper()
	figures := map[string]int{}
	for line := range strings.Lines(w.desk.run(t, "xwininfo", "-id", w.id)) {
		name, value, found := strings.Cut(strings.TrimSpace(line), ":")
		if figure, err := strconv.Atoi(strings.TrimSpace(value)); found && err == nil {
			figures[name] = figure
		}
	}
	corner := image.Pt(figures["Absolute upper-left X"], figures["Absolute upper-left Y"])
	return image.Rectangle{Min: corner, Max: corner.Add(image.Pt(figures["Width"], figures["Height"]))}
}

func (w window) focus(t *testing.T) {
	t.Helper()
	w.desk.run(t, "xdotool", "windowactivate", "--sync", w.id)
}

// keys presses keys one after the other, named as X names them: "ctrl+a", "Tab".
func (d *desk) keys(t *testing.T, names ...string) {
	t.Helper()
	d.run(t, "xdotool", append([]string{"key", "--clearmodifiers", "--delay", "40"}, names...)...)
}

// types types a text at a fast typist's speed.
func (d *desk) types(t *testing.T, text string) {
	t.Helper()
	// The text goes in by standard input: the process list is for everybody to read, and a key may be among what is typed.
	typist := exec.Command("xdotool", "type", "--clearmodifiers", "--delay", "30", "--file", "-")
	typist.Env, typist.Stdin = d.environment, strings.NewReader(text)
	if output, err := typist.CombinedOutput(); err != nil {
		t.Fatalf("typing: %v\n%s", err, output)
	}
}

func (d *desk) click(t *testing.T, at image.Point) {
	t.Helper()
	d.run(t, "xdotool", "mousemove", "--sync", strconv.Itoa(at.X), strconv.Itoa(at.Y), "click", "1")
}

// drag pulls what is under from to the other point with the pressed mouse, slowly enough for both programs to see it: a few small
// moves over the drag threshold, then steps. The waiting before the release gives the target time to say that it takes the drop.
func (d *desk) drag(t *testing.T, from, to image.Point) {
	t.Helper()
	move := func(at image.Point) {
		d.run(t, "xdotool", "mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y))
		time.Sleep(15 * time.Millisecond)
	}
	move(from)
	d.run(t, "xdotool", "mousedown", "1")
	for i := 1; i <= 6; i++ {
		move(from.Add(image.Pt(4*i, 2*i)))
	}
	start := from.Add(image.Pt(24, 12))
	const steps = 20
	for i := 1; i <= steps; i++ {
		move(start.Add(to.Sub(start).Mul(i).Div(steps)))
	}
	time.Sleep(300 * time.Millisecond)
	d.run(t, "xdotool", "mouseup", "1")
}

// difference finds the topmost place inside area where the screen looks different in the second picture: the middle of the
// first row of at least width changed pixels.
func difference(first, second *image.NRGBA, area image.Rectangle, width int) (image.Point, bool) {
	area = area.Intersect(first.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		run := 0
		for x := area.Min.X; x <= area.Max.X; x++ {
			if at := first.PixOffset(x, y); x < area.Max.X && [4]byte(first.Pix[at:]) != [4]byte(second.Pix[at:]) {
				run++
				continue
			}
			if run >= width {
				return image.Pt(x-run/2, y), true
			}
			run = 0
		}
	}
	return image.Point{}, false
}
