package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

// onEachPage opens each page of a window that has videos, some of them ticked.
var onEachPage = map[page]func(*Window){
	videosPage: func(*Window) {},
	historyPage: func(w *Window) {
		pastOf(w, uitest.LongPast(3))
		w.history.List().Row(0).Content().Actions[1].Do()
		w.pastTicks.Choose("past00000")
	},
	signInPage: func(w *Window) { w.ShowSignIn(true) },
	checkPage:  func(w *Window) { w.checkCurrent() },
	linksPage: func(w *Window) {
		w.Apply(uploader.Update{Links: uitest.Links()})
		w.ShowLinks()
		w.links.Forget("used")
	},
}

func pastOf(w *Window, entries []uploader.HistoryEntry) {
	w.ShowHistory()
	w.Apply(uploader.Update{HistoryPages: []uploader.HistoryPage{uitest.PastPage(w.past.Query(), entries)}})
}

// whatKeysDo is what a person notices of each key, by page: the page that is gone to, what is asked of the engine, what opens, where the
// keyboard goes, how many rows are ticked. "" is nothing at all.
var whatKeysDo = map[string][5]string{
	"Ctrl+O":       {`add ["/v/new.mp4"]`, `videos; list; add ["/v/new.mp4"]`, `videos; list; add ["/v/new.mp4"]`, `videos; list; add ["/v/new.mp4"]`, `videos; list; forget link used; add ["/v/new.mp4"]`},
	"Ctrl+Shift+O": {`add ["/v/new.mp4"]`, `videos; list; add ["/v/new.mp4"]`, `videos; list; add ["/v/new.mp4"]`, `videos; list; add ["/v/new.mp4"]`, `videos; list; forget link used; add ["/v/new.mp4"]`},
	"Ctrl+V":       {`add ["/v/copied.mp4"]`, `videos; list; add ["/v/copied.mp4"]`, `videos; list; add ["/v/copied.mp4"]`, `videos; list; add ["/v/copied.mp4"]`, `videos; list; forget link used; add ["/v/copied.mp4"]`},
	"Ctrl+Enter":   {`ticked 0; start [new]`, `start [new]`, `ticked 0; start [new]`, `ticked 0; start [new]`, `ticked 0; start [new]`},
	"Ctrl+P":       {`pause [q3]`},
	"Ctrl+Shift+P": {`pause [welcome q3]`, `pause [welcome q3]`, `pause [welcome q3]`, `pause [welcome q3]`, `pause [welcome q3]`},
	"Ctrl+R":       {`retry [lost]`},
	"Ctrl+L":       {`copied https://videos.acme.com/tour`, `copied https://videos.acme.com/past00000`},
	"Ctrl+Z":       {`restore [safety]`, `published [past00000] false`},
	"Ctrl+Shift+Z": {`remove [ceo]`},
	"Ctrl+A":       {`ticked 8`, `ticked 3`},
	"Alt+↑":        {`move [q3 lost new] before "welcome"`},
	"Alt+↓":        {`move [q3 lost new] before ""`},
	"Alt+Home":     {`move [q3 lost new] before "welcome"`},
	"Ctrl+F":       {`*widgets.Field`, `*widgets.Field`, ``, ``, `*widgets.Field`},
	"Shift+F6":     {`*widgets.Tab`, `*widgets.Tab`, `*widgets.Tab`, `*widgets.Tab`, `*widgets.Tab`},
	"Ctrl+1":       {`list`, `videos; list`, `videos; list`, `videos; list`, `videos; list; forget link used`},
	"Ctrl+2":       {`links; *widgets.Button`, `links; *widgets.Button`, `links; *widgets.Button`, `links; *widgets.Button`},
	"Ctrl+3":       {`history; *widgets.Field; history "" "" from 0`, ``, `history; *widgets.Field; history "" "" from 0`, `history; *widgets.Field; history "" "" from 0`, `history; *widgets.Field; forget link used; history "" "" from 0`},
	"Ctrl+,":       {`sheet`, `sheet`, `sheet`, `sheet`, `sheet`},
	"Ctrl+W":       {`sheet`, `sheet`, `sheet`, `sheet`, `sheet`},
	"Ctrl+Q":       {`sheet`, `sheet`, `sheet`, `sheet`, `sheet`},
}

func TestEveryKeyActsOnlyOnWhatIsSeen(t *testing.T) {
	app := unpainted{test.NewTempApp(t)}
	w, _ := newWindowOn(app, nil)
	for _, binding := range w.bindings() {
		for _, shortcut := range binding.shortcuts {
			name := nameOf(shortcut)
			for on, want := range whatKeysDo[name] {
				if got := noticed(app, page(on), shortcut); got != want {
					t.Errorf("%s on page %d: %q, not %q", name, on, got, want)
				}
			}
			if _, told := whatKeysDo[name]; !told {
				t.Errorf("what %s does on which page is not told", name)
			}
		}
	}
}

func noticed(app fyne.App, on page, shortcut fyne.Shortcut) string {
	w, door := newWindowOn(app, nil)
	defer w.window.Close()
	lost, ready := uitest.Upload("lost", "Lost", "lost.mp4", 7_000_000, uploader.Failed, nil), uitest.Upload("new", "New", "new.mp4", 7_000_000, uploader.Ready, nil)
	w.Apply(uitest.Whole(append(uitest.AtWork(), lost, ready)))
	w.list.Remove([]uploader.UploadID{"safety"})
	w.list.Remove([]uploader.UploadID{"ceo"})
	w.list.Undo()
	for _, id := range []uploader.UploadID{"q3", "lost", "new", "tour"} {
		w.selection.Toggle(id)
	}
	w.selection.Choose("tour")
	w.fake().paths, w.fake().copiedFiles = []string{"/v/new.mp4"}, []string{"/v/copied.mp4"}
	onEachPage[on](w)
	door.Calls = nil
	before, focused, ticked := w.desk.page, w.window.Canvas().Focused(), w.tickedOn(on)
	w.shortcut(shortcut)
	var seen []string
	if w.desk.page != before {
		seen = append(seen, []string{"videos", "history", "sign-in", "check", "links"}[w.desk.page])
	}
	switch at := w.window.Canvas().Focused(); {
	case w.window.Canvas().Overlays().Top() != nil:
		seen = append(seen, "sheet")
	case at == focused:
	case at == fyne.Focusable(w.list.List()):
		seen = append(seen, "list")
	default:
		seen = append(seen, fmt.Sprintf("%T", at))
	}
	if now := w.tickedOn(on); now != ticked {
		seen = append(seen, fmt.Sprintf("ticked %d", now))
	}
	seen = append(seen, door.Calls...)
	for _, copied := range w.fake().copied {
		seen = append(seen, "copied "+copied)
	}
	return strings.Join(seen, "; ")
}

func (w *Window) tickedOn(on page) int {
	if on == historyPage {
		return w.pastTicks.Count()
	}
	return w.selection.Count()
}
