package ui

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

const (
	manyRows = 3000
	fewRows  = 30
	// moving is how many videos are on their way at once at most.
	moving = 3
)

// windowWith is a window with so many videos, of which three move.
func windowWith(app fyne.App, count int) (*Window, []uploader.Upload) {
	w, _ := newWindowOn(app, nil)
	uploads := uitest.Many(count)
	for i := range moving {
		uploads[i].State = uploader.Uploading
	}
	w.Apply(uitest.Whole(uploads))
	return w, uploads
}

// tick is what three videos report ten times a second.
func tick(uploads []uploader.Upload, number int) uploader.Update {
	progress := map[uploader.UploadID]uploader.Progress{}
	for _, upload := range uploads[:moving] {
		progress[upload.ID] = uploader.Progress{Acked: int64(number) * 1000 % upload.Source.Size, Size: upload.Source.Size}
	}
	return uploader.Update{Progress: progress}
}

// dealings are what goes on in a window while it must stay smooth, each told how often it has happened.
func dealings(w *Window, uploads []uploader.Upload) map[string]func(int) {
	list := w.list.List()
	edit := 0
	return map[string]func(int){
		"a tick of three uploads": func(i int) { w.Apply(tick(uploads, i)) },
		"another state of a video": func(i int) {
			states := []uploader.State{uploader.Waiting, uploader.Ready}
			uploads[7].State = states[i%2]
			w.Apply(uploader.Update{Uploads: uploads[7:8]})
		},
		"a letter in a title": func(int) {
			if w.details.Shown() != uploads[9].ID {
				open(w, uploads[9].ID)
				w.details.FocusTitle()
			}
			edit++
			test.Type(w.window.Canvas().Focused(), string(rune('a'+edit%26)))
			typed(w, fyne.KeyBackspace)
		},
		"a row further down": func(i int) { list.SetCursor(12 + i%8) },
	}
}

// TestThreeThousandVideosCostWhatThirtyDo counts what is allocated while the window works: with a hundred times as many videos it is the
// same, so nothing walks through all of them.
func TestThreeThousandVideosCostWhatThirtyDo(t *testing.T) {
	if underRace {
		t.Skip("the race detector allocates too")
	}
	costs := map[string][2]float64{}
	for i, count := range []int{fewRows, manyRows} {
		w, uploads := windowWith(unpainted{test.NewTempApp(t)}, count)
		// Always in the same order: what was opened before changes what a tick costs.
		all := dealings(w, uploads)
		for _, name := range slices.Sorted(maps.Keys(all)) {
			do, number := all[name], 0
			cost := costs[name]
			cost[i] = testing.AllocsPerRun(40, func() { do(number); number++ })
			costs[name] = cost
		}
		w.window.Close()
	}
	for name, cost := range costs {
		t.Logf("%s: %.0f allocations with %d videos, %.0f with %d", name, cost[0], fewRows, cost[1], manyRows)
		const slack, some = 1.5, 50
		if cost[1] > cost[0]*slack+some {
			t.Errorf("%s allocates %.0f times with %d videos and %.0f times with %d", name, cost[0], fewRows, cost[1], manyRows)
		}
	}
}

// TestMemoryStaysFlatWhileVideosReport looks at what is held after some minutes of reports.
func TestMemoryStaysFlatWhileVideosReport(t *testing.T) {
	if underRace {
		t.Skip("the race detector holds memory of its own")
	}
	w, uploads := windowWith(unpainted{test.NewTempApp(t)}, manyRows)
	const warm, long = 300, 2000
	for i := range warm {
		w.Apply(tick(uploads, i))
	}
	before := held()
	for i := range long {
		w.Apply(tick(uploads, warm+i))
	}
	const most = 2 << 20
	if after := held(); after > before+most {
		t.Errorf("%d reports later the window holds %d kB, before %d kB", long, after>>10, before>>10)
	}
	runtime.KeepAlive(w)
}

func held() uint64 {
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return memory.HeapAlloc
}

// BenchmarkOpen is the time from an empty window to the first painted rows of three thousand.
func BenchmarkOpen(b *testing.B) {
	for range b.N {
		w, _ := windowWith(test.NewApp(), manyRows)
		w.window.Canvas().Capture()
		w.window.Close()
	}
}

// BenchmarkFrame is one dealing with the window and the picture after it, painted in software, while three videos report.
func BenchmarkFrame(b *testing.B) {
	for _, count := range []int{fewRows, manyRows} {
		w, uploads := windowWith(test.NewApp(), count)
		for name, do := range dealings(w, uploads) {
			b.Run(fmt.Sprintf("%d videos, %s", count, name), func(b *testing.B) {
				for i := range b.N {
					w.Apply(tick(uploads, i))
					do(i)
					w.window.Canvas().Capture()
				}
			})
		}
		w.window.Close()
	}
}
