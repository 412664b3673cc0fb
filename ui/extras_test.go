package ui

import (
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func (f *fakeSystem) ChoosePicture(chosen func(string))     { chosen(f.paths[0]) }
func (f *fakeSystem) ChooseSubtitles(chosen func([]string)) { chosen(f.paths) }

func lying(name string, size int64) uploader.Source {
	return uploader.Source{Path: "/videos/" + name, Name: name, Size: size, ModTime: uitest.Now().Add(-26 * time.Hour)}
}

// poster is a made-up picture with a horizon.
func poster(width, height int) image.Image {
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			shade := uint8(90 + 120*y/height)
			if y > height*2/3 {
				shade = uint8(60 + 40*x/width)
			}
			picture.Set(x, y, color.NRGBA{R: shade / 2, G: shade, B: 190, A: 255})
		}
	}
	return picture
}

// accompanied is a day's work whose first video has a poster and subtitles.
func accompanied() []uploader.Upload {
	uploads := uitest.AtWork()
	uploads[0].Metadata.Poster = lying("welcome-poster.jpg", 412_000)
	uploads[0].Metadata.Subtitles = []uploader.Subtitle{
		{Source: lying("welcome_final_v3.da.srt", 14_000), Locale: "da_DK"}, {Source: lying("welcome_final_v3.en.srt", 13_000), Locale: "en_US"},
	}
	return uploads
}

func previewed(upload uploader.Upload, picture image.Image) uploader.Update {
	preview := uploader.PosterPreview{Source: upload.Metadata.Poster, Picture: picture}
	return uploader.Update{Extras: []uploader.ExtrasNews{{Upload: upload.ID, Poster: &preview}}}
}

func besideIt(id uploader.UploadID, subtitles ...uploader.Subtitle) uploader.Update {
	return uploader.Update{Extras: []uploader.ExtrasNews{{Upload: id, Beside: &subtitles}}}
}

func showExtras(w *Window, id uploader.UploadID) {
	open(w, id)
	w.details.Fix(uploader.FieldPoster)
}

// replaceable is a finished video, and the file that is to take the place of its own.
func replaceable() (uploader.Upload, uploader.Source) {
	upload := uitest.AllDone()[0]
	upload.Result.Length, upload.Result.Arrived = 184*time.Second, uitest.Now().Add(-2*time.Hour)
	return upload, lying("welcome_final_v4.mp4", 1_310_000_000)
}

func extrasScenes() []scene {
	return []scene{
		{"extras", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(accompanied()))
			showExtras(w, "welcome")
			w.Apply(previewed(accompanied()[0], poster(640, 360)))
		}},
		{"extras-chosen", func(_ *testing.T, w *Window) {
			uploads := accompanied()
			uploads[0].Metadata.Subtitles[1].Locale = ""
			uploads[0].State = uploader.Attention
			uploads[0].Reason = uploader.Reason{
				Code: uploader.ReasonIncomplete, Field: uploader.FieldSubtitles, Problem: uploader.ProblemNoLanguage, Subject: "welcome_final_v3.en.srt",
			}
			w.Apply(uitest.Whole(uploads))
			w.Apply(previewed(uploads[0], poster(270, 360)))
			w.fix("welcome", uploader.FieldSubtitles)
		}},
		{"extras-none", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			showExtras(w, "q3")
		}},
		{"extras-found", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			open(w, "q3")
			w.Apply(besideIt("q3", uploader.Subtitle{Source: lying("q3.da.srt", 9), Locale: "da_DK"}, uploader.Subtitle{Source: lying("q3.en.srt", 9), Locale: "en_US"}))
		}},
		{"extras-refused", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			showExtras(w, "q3")
			w.Apply(uploader.Update{Extras: []uploader.ExtrasNews{{Upload: "q3", Problems: []uploader.Problem{
				{Field: uploader.FieldPoster, Code: uploader.ProblemNotAPicture, Value: "poster.pdf"},
				{Field: uploader.FieldSubtitles, Code: uploader.ProblemNotSubtitles, Value: "notes.docx"},
			}}}})
			w.details.Fix(uploader.FieldPoster)
		}},
		{"extras-failed", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(failedExtras()))
			showExtras(w, "welcome")
			w.Apply(previewed(failedExtras()[0], nil))
		}},
		{"replace", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AllDone()))
			upload, file := replaceable()
			w.askToReplace(upload, file)
		}},
	}
}

// failedExtras is a finished day on which one file of subtitles was not taken.
func failedExtras() []uploader.Upload {
	uploads := uitest.AllDone()
	uploads[0].Metadata = accompanied()[0].Metadata
	uploads[0].State = uploader.DoneWarning
	uploads[0].Result.Poster = uploads[0].Metadata.Poster
	uploads[0].Result.Subtitles = uploads[0].Metadata.Subtitles[1:]
	uploads[0].Unconfirmed = []uploader.Field{uploader.FieldSubtitles}
	uploads[0].Reason = uploader.Reason{
		Code: uploader.ReasonExtrasFailed, Site: "Acme Video", Subject: "welcome_final_v3.da.srt", Field: uploader.FieldSubtitles,
		Fields: []uploader.Field{uploader.FieldSubtitles},
	}
	return uploads
}

func panelSays(t *testing.T, w *Window, text string) {
	t.Helper()
	if said := allWords(w.details.Piece()); !strings.Contains(said, text) {
		t.Errorf("nothing says %q in %q", text, said)
	}
}

func pressedIn(t *testing.T, w *Window, said string) {
	t.Helper()
	button := buttonOf(w.details.Piece(), said)
	if button == nil {
		t.Fatalf("there is no %q in %q", said, allWords(w.details.Piece()))
	}
	button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
}

// labelled is the piece of the panel that is called so for somebody who does not see it, nil where there is none.
func labelled(w *Window, label string) fyne.Focusable {
	return widgets.Find(w.details.Piece(), func(piece fyne.Focusable) bool {
		named, is := piece.(interface{ AccessibilityLabel() string })
		return is && named.AccessibilityLabel() == label
	})
}

func TestPosterAndSubtitlesAreChosenInTheDetails(t *testing.T) {
	w, door := newTestWindow(t, nil)
	system := w.system.(*fakeSystem)
	w.Apply(uitest.Whole(uitest.AtWork()))
	showExtras(w, "q3")
	system.paths = []string{"/pictures/p.jpg"}
	pressedIn(t, w, w.env.T(words.ButtonChoosePicture))
	if door.Last() != "poster q3 /pictures/p.jpg" {
		t.Error(door.Last())
	}
	system.paths = []string{"/a.srt", "/b.vtt"}
	pressedIn(t, w, w.env.T(words.ButtonAddSubtitles))
	if door.Last() != `subtitles q3 ["/a.srt" "/b.vtt"]` {
		t.Error(door.Last())
	}
	w.Apply(uploader.Update{Extras: []uploader.ExtrasNews{{Upload: "q3", Problems: []uploader.Problem{
		{Field: uploader.FieldPoster, Code: uploader.ProblemNotAPicture, Value: "p.jpg"},
	}}}})
	panelSays(t, w, "p.jpg” is not a picture")
	pressedIn(t, w, w.env.T(words.ButtonChoosePicture))
	uploads := uitest.AtWork()
	uploads[1].Metadata.Poster = lying("p.png", 5)
	w.Apply(uploader.Update{Uploads: uploads[1:2]})
	if said := allWords(w.details.Piece()); strings.Contains(said, "is not a picture") || !strings.Contains(said, "p.png") {
		t.Errorf("after another choice it says %q", said)
	}
}

func TestFoundSubtitlesAreOfferedOnceAndUsedWithOnePress(t *testing.T) {
	danish := uploader.Subtitle{Source: lying("q3.da.srt", 9), Locale: "da_DK"}
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "q3")
	w.Apply(besideIt("q3", danish))
	panelSays(t, w, "Danish. Use them?")
	pressedIn(t, w, w.env.T(words.ButtonUseSubtitles))
	if last := door.Edits[len(door.Edits)-1]; !slices.Equal(last.AddSubtitles, []uploader.Subtitle{danish}) {
		t.Errorf("%+v", last)
	}
	if said := allWords(w.details.Piece()); strings.Contains(said, "Use them?") || !strings.Contains(said, "q3.da.srt") {
		t.Errorf("after the answer it says %q", said)
	}

	w, door = newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "q3")
	w.Apply(besideIt("q3", danish))
	pressedIn(t, w, w.env.T(words.ButtonNoThanks))
	open(w, "welcome")
	open(w, "q3")
	if said := allWords(w.details.Piece()); strings.Contains(said, "Use them?") || len(door.Edits) > 0 {
		t.Errorf("it asks again: %q, %v", said, door.Edits)
	}
}

func TestSubtitlesAreRemovedAndWhatTheSiteHasIsNot(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(accompanied()))
	showExtras(w, "welcome")
	labelled(w, w.env.T(words.DetailsRemoveFile, words.Text("file", "welcome_final_v3.da.srt"))).TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if last := door.Edits[len(door.Edits)-1].Subtitles; last == nil || len(*last) != 1 || (*last)[0].Locale != "en_US" {
		t.Errorf("%+v", last)
	}

	w, _ = newTestWindow(t, nil)
	w.Apply(uitest.Whole(failedExtras()))
	showExtras(w, "welcome")
	panelSays(t, w, "welcome_final_v3.en.srt · On your site")
	panelSays(t, w, "welcome-poster.jpg · On your site")
	panelSays(t, w, "The video is there, the subtitles are not. welcome_final_v3.da.srt was not accepted.")
	if labelled(w, w.env.T(words.DetailsRemoveFile, words.Text("file", "welcome_final_v3.en.srt"))) != nil {
		t.Error("what the site has can be removed")
	}
}

func TestWhatWasRefusedHasOneButtonThatHelps(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(failedExtras()))
	showExtras(w, "welcome")
	if buttonOf(w.details.Piece(), "Update") != nil {
		t.Error("beside trying again there is an update")
	}
	pressedIn(t, w, "Try again")
	if door.Last() != "retry [welcome]" {
		t.Error(door.Last())
	}
	w.details.FocusTitle()
	test.Type(w.window.Canvas().Focused(), "New ")
	if again := buttonOf(w.details.Piece(), "Try again"); again == nil || !again.Disabled() || buttonOf(w.details.Piece(), "Update") == nil {
		t.Error("with something typed there are two ways, or none")
	}
}

func TestAFinishedVideosFileIsReplacedOnlyAfterAYes(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.system.(*fakeSystem).paths = []string{"/videos/new.mp4"}
	upload, file := replaceable()
	w.Apply(uitest.Whole(uitest.AllDone()))
	w.list.Act(upload, words.ActionReplace)
	if door.Last() != "look at welcome /videos/new.mp4" {
		t.Fatal(door.Last())
	}
	w.Apply(uploader.Update{Uploads: []uploader.Upload{upload}, Extras: []uploader.ExtrasNews{{Upload: "welcome", Candidate: &file}}})
	sheet := w.window.Canvas().Overlays().Top()
	if sheet == nil {
		t.Fatal("nothing asks")
	}
	said := allWords(sheet)
	for _, part := range []string{"welcome_final_v4.mp4", "1.3\u00a0GB", upload.Source.Name, "cannot be undone", "3\u00a0min"} {
		if !strings.Contains(said, part) {
			t.Errorf("the question does not say %q: %q", part, said)
		}
	}
	calls := len(door.Calls)
	typed(w, fyne.KeyReturn)
	if w.window.Canvas().Overlays().Top() != nil || len(door.Calls) != calls {
		t.Errorf("Enter did %v", door.Calls[calls:])
	}
	w.askToReplace(upload, file)
	buttonOf(w.window.Canvas().Overlays().Top(), w.env.T(words.ReplaceDo)).TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if door.Last() != "replace welcome /videos/welcome_final_v4.mp4" {
		t.Error(door.Last())
	}
}
