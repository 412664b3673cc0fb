package ui

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// scene is one thing to look at.
type scene struct {
	name string
	show func(*testing.T, *Window)
}

// scenes are everything that there is to look at, of all views.
func scenes() []scene {
	return slices.Concat(
		setupScenes(), guestScenes(), droppedScenes(),
		historyScenes(), allDoneScenes(), wrongKeysScenes(), proxyScenes(),
		linksScenes(),
		signInScenes(),
		accountScenes(),
		queueScenes(),
		thumbScenes(),
		lockedScenes(),
		settingsScenes(),
		manyScenes(),
		mainScenes(),
		extrasScenes(),
		detailsScenes(),
		newerScenes(), guideScenes(),
	)
}

// mainScenes are those of the list, the details, the settings and the help.
func mainScenes() []scene {
	return []scene{
		{"empty", func(_ *testing.T, w *Window) { w.Apply(uitest.Whole(nil)) }},
		{"empty-demo", func(_ *testing.T, w *Window) {
			update := uitest.Whole(nil)
			update.Accounts[0].Demo, update.Accounts[0].SiteName = true, "Demo site"
			w.Apply(update)
		}},
		{"work", func(_ *testing.T, w *Window) { w.Apply(uitest.Whole(uitest.AtWork())) }},
		{"details", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			open(w, "welcome")
		}},
		{"details-edited", func(_ *testing.T, w *Window) {
			uploads := uitest.AtWork()
			uploads[0].Unconfirmed = []uploader.Field{uploader.FieldTitle, uploader.FieldTags}
			w.Apply(uitest.Whole(uploads))
			open(w, "welcome")
		}},
		{"details-date", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			open(w, "ceo")
		}},
		{"done", func(_ *testing.T, w *Window) { w.Apply(uitest.Whole(uitest.AllDone())) }},
		{"attention", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.Troubled()))
			w.fix("img", uploader.FieldTitle)
		}},
		{"trouble", func(_ *testing.T, w *Window) { w.Apply(uitest.Whole(uitest.Troubled())) }},
		{"failed", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.Troubled()))
			open(w, "kind")
		}},
		{"shown-published", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.Troubled()))
			open(w, "warn")
		}},
		{"arrived-edited", func(_ *testing.T, w *Window) {
			uploads := uitest.AllDone()
			uploads[0].Unconfirmed = []uploader.Field{uploader.FieldTitle, uploader.FieldTags}
			w.Apply(uitest.Whole(uploads))
			open(w, "welcome")
		}},
		{"menu", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			typedOn(w, w.env.T(words.ButtonAddVideosPlain), fyne.KeySpace)
		}},
		{"ticked", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			open(w, "welcome")
			w.list.SelectAll()
		}},
		{"rejects", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			result := uploader.IntakeResult{Batch: 1, Added: []uploader.UploadID{"welcome", "q3"}, Rejected: []uploader.Rejection{
				{Name: "budget.xlsx", Reason: uploader.Reason{Code: uploader.ReasonNotVideo}},
				{Name: "export.mp4", Reason: uploader.Reason{Code: uploader.ReasonEmpty}},
			}}
			w.Apply(uploader.Update{Intake: []uploader.IntakeResult{result}})
		}},
		{"removed", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.list.Remove([]uploader.UploadID{"img"})
			gone, _ := w.queue.Upload("img")
			gone.State = uploader.Removed
			w.Apply(uploader.Update{Uploads: []uploader.Upload{gone}})
		}},
		{"more", func(_ *testing.T, w *Window) {
			update := uitest.Whole(uitest.AtWork())
			update.Accounts[0].Level, update.Accounts[0].Fields = uploader.LevelSuper, uitest.CompanyFields()
			past := uitest.Now().AddDate(0, 0, -3)
			update.Uploads[1].Metadata.Visibility, update.Uploads[1].Metadata.PublishAt, update.Uploads[1].Metadata.PublishZone = uploader.PublishOnDate, past, "Europe/Copenhagen"
			w.Apply(update)
			open(w, "q3")
			w.details.Attempt("q3")
			w.details.Fix(uploader.FieldCanonicalURL)
		}},
		{"calendar", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			open(w, "ceo")
			w.details.OpenCalendar()
		}},
		{"banner", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.Apply(uploader.Update{
				Banner:   &uploader.Reason{Code: uploader.ReasonWithdrawn, Site: "Acme Video"},
				Messages: []uploader.Reason{{Code: uploader.ReasonListUnreadable, At: uitest.Now()}},
				Intake:   []uploader.IntakeResult{{Batch: 3, Asking: &uploader.FolderQuestion{Folder: "Archive", Count: 240}}},
			})
		}},
		{"signed-out", func(_ *testing.T, w *Window) {
			update := uitest.Whole(uitest.Many(4))
			update.Accounts, update.Current = []uploader.Account{}, ""
			w.Apply(update)
		}},
		{"nothing-found", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.queue.Show(model.FilterAll, "xyz")
			w.list.Reload()
		}},
		{"attention-only", func(_ *testing.T, w *Window) { w.Apply(uitest.Whole(uitest.Troubled()[:1])) }},
		{"limit", func(_ *testing.T, w *Window) { w.Apply(limitedAndAwake(uitest.AtWork())) }},
		{"woke", func(_ *testing.T, w *Window) {
			update := limitedAndAwake(append(uitest.AtWork(), uitest.Many(2)...))
			update.Woke = true
			w.Apply(update)
		}},
		{"slow", func(_ *testing.T, w *Window) {
			uploads := uitest.AtWork()
			uploads[0].Reason = uploader.Reason{Code: uploader.ReasonSlow, Site: "Acme Video"}
			uploads[0].Progress.Left = 5 * time.Hour
			w.Apply(uitest.Whole(uploads))
		}},
		{"captive", func(_ *testing.T, w *Window) {
			reason := uploader.Reason{Code: uploader.ReasonCaptivePortal, Site: "videos.acme.com", Place: "videos.acme.com"}
			w.Apply(heldUp(reason))
		}},
		{"clock", func(_ *testing.T, w *Window) {
			reason := uploader.Reason{Code: uploader.ReasonUnsafeClock, Site: "videos.acme.com", Place: "videos.acme.com", At: uitest.Now().AddDate(-7, 0, 0), Offset: -7 * 365 * 24 * time.Hour}
			w.Apply(heldUp(reason))
		}},
		{"check", func(_ *testing.T, w *Window) { checkedScene(w, uitest.Checked()) }},
		{"check-running", func(_ *testing.T, w *Window) { checkedScene(w, uitest.CheckedSoFar()) }},
		{"check-offline", func(_ *testing.T, w *Window) { checkedScene(w, uitest.CheckedOffline()) }},
		{"check-captive", func(_ *testing.T, w *Window) { checkedScene(w, uitest.CheckedBehindWiFi()) }},
		{"check-clock", func(_ *testing.T, w *Window) { checkedScene(w, uitest.CheckedClock()) }},
		{"check-read-only", func(_ *testing.T, w *Window) { checkedScene(w, uitest.CheckedReadOnly()) }},
		{"check-address", func(_ *testing.T, w *Window) {
			update := uitest.Whole(nil)
			update.Accounts, update.Current = []uploader.Account{}, ""
			w.Apply(update)
			w.checkCurrent()
		}},
		{"report", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.ShowReport()
			made := uitest.Report()
			w.Apply(uploader.Update{Report: &made})
		}},
		{"help", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			eachVisible(w.top.Piece(), func(object fyne.CanvasObject) {
				if button, is := object.(*widgets.Button); is && button.AccessibilityLabel() == w.env.T(words.TopHelp) {
					button.Tapped(nil)
				}
			})
		}},
		{"keyboard", func(_ *testing.T, w *Window) { w.help().Keyboard() }},
		{"closing", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.AskToClose()
		}},
		{"closing-startup", func(_ *testing.T, w *Window) {
			w.Apply(startsWhereWanted(uitest.Whole(uitest.AtWork())))
			w.AskToClose()
		}},
	}
}

// startsWhereWanted adds that the system can start the program with the computer.
func startsWhereWanted(update uploader.Update) uploader.Update {
	update.Startup = &uploader.Startup{Possible: true}
	return update
}

// limitedAndAwake are videos that are sent at a limited speed, by a computer that is kept awake for them.
func limitedAndAwake(uploads []uploader.Upload) uploader.Update {
	update := uitest.Whole(uploads)
	awake := true
	update.Settings, update.Awake = &uploader.Settings{Files: 1, Limit: 20_000_000 / 8}, &awake
	return update
}

// checkedScene is "Check my connection" with the lines of a run.
func checkedScene(w *Window, run uploader.Checks) {
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.checkCurrent()
	w.Apply(uploader.Update{Checks: &run})
}

// heldUp are videos that wait for the network because of reason.
func heldUp(reason uploader.Reason) uploader.Update {
	uploads := uitest.AtWork()
	uploads[0].State, uploads[0].Reason = uploader.WaitingNetwork, reason
	update := uitest.Whole(uploads)
	update.Banner = &reason
	return update
}

func open(w *Window, id uploader.UploadID) {
	w.selection.Choose(id)
	w.list.Reload()
	w.chosen(true)
}

// shape is a size of window and text.
type shape struct {
	name          string
	width, height float32
	text          float32
}

var shapes = []shape{{"", 1200, 780, 1}, {"-large", 1200, 780, 2}, {"-small", 800, 560, 1}, {"-small-large", 800, 560, 2}}

// String says what the shape is, for the sheet of all pictures.
func (s shape) String() string {
	return fmt.Sprintf("%.0f × %.0f, %.0f %% text", s.width, s.height, 100*s.text)
}
