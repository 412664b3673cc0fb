package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// inView reports whether a piece is whole within what scrolls around it.
func (w *Window) inView(root, piece fyne.CanvasObject) bool {
	var around []*container.Scroll
	place := w.app.Driver().AbsolutePositionForObject
	at := place(piece).Y
	if !w.findScrolls(root, piece, &around) || len(around) == 0 {
		return false
	}
	const slack = 1
	for _, scroll := range around {
		if top := place(scroll).Y; at < top-slack || at+piece.Size().Height > top+scroll.Size().Height+slack {
			return false
		}
	}
	return true
}

// inEveryShape tries something in the window's languages, at every size of window and text.
func inEveryShape(t *testing.T, try func(t *testing.T, name string, w *Window)) {
	t.Helper()
	for _, form := range shapes {
		app := unpainted{test.NewTempApp(t)}
		for _, language := range words.Languages() {
			w, _ := newWindowOn(app, func(c *Config) { c.Choices = Choices{Language: language, Look: look.Light, TextScale: form.text} })
			w.window.Resize(fyne.NewSize(form.width, form.height))
			try(t, form.String()+", "+string(language), w)
			w.window.Close()
		}
	}
}

// radio is the choice with these words.
func radio(piece fyne.CanvasObject, said string) (found *widgets.Tick) {
	eachVisible(piece, func(object fyne.CanvasObject) {
		if tick, is := object.(*widgets.Tick); is && strings.HasSuffix(tick.AccessibilityLabel(), said) {
			found = tick
		}
	})
	return found
}

func TestADateThatIsChosenForSeveralIsInView(t *testing.T) {
	inEveryShape(t, func(t *testing.T, name string, w *Window) {
		w.Apply(uitest.Whole(uitest.Several()[:3]))
		w.list.SelectAll()
		w.chosen(true)
		choice := radio(w.many.Piece(), w.env.T(words.DetailsPublishDate))
		w.window.Canvas().Focus(choice)
		choice.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		for _, label := range []string{w.env.T(words.DetailsDate), w.env.T(words.DetailsTime)} {
			if field := labelledField(w.many.Piece(), label); field == nil || !w.inView(w.many.Piece(), field) {
				t.Errorf("%s: %s is hidden", name, label)
			}
		}
		if !w.inView(w.many.Piece(), choice) {
			t.Errorf("%s: what was pressed is hidden", name)
		}
	})
}

func TestTheButtonsOfSeveralLeaveRoomForTheForm(t *testing.T) {
	inEveryShape(t, func(t *testing.T, name string, w *Window) {
		uploads := uitest.Several()
		uploads[0].State, uploads[0].Unconfirmed = uploader.DoneDraft, []uploader.Field{uploader.FieldTitle}
		uploads[1].State = uploader.Waiting
		w.Apply(uitest.Whole(uploads))
		w.list.SelectAll()
		w.chosen(true)
		var room float32
		eachVisible(w.many.Piece(), func(object fyne.CanvasObject) {
			if scroll, is := object.(*container.Scroll); is && scroll.Size().Width > 200 {
				room = max(room, scroll.Size().Height)
			}
		})
		whole := w.many.Piece().Size().Height
		if button := look.Scaled(24) + 16 + 21; room < whole*4/5 && whole-room > button {
			t.Errorf("%s: of %v the form has %v", name, whole, room)
		}
		update := buttonOf(w.many.Piece(), w.env.T(words.ButtonUpdate))
		if update == nil || update.Size().Width < update.MinSize().Width-0.5 {
			t.Errorf("%s: the button that only stands here is cut or missing", name)
		}
	})
}

// TestWhatHasNoRoomIsInAMenu presses a button that a small window leaves no room for.
func TestWhatHasNoRoomIsInAMenu(t *testing.T) {
	w, door := newTestWindow(t, func(c *Config) { c.Choices.TextScale = 2 })
	w.window.Resize(fyne.NewSize(800, 560))
	w.Apply(uitest.Whole(uitest.Several()))
	w.list.SelectAll()
	w.chosen(true)
	if buttonOf(w.many.Piece(), "Upload 4 videos (1 goes public on a date)") != nil {
		t.Fatal("there is room for all, so nothing is tried")
	}
	var more *widgets.Button
	eachVisible(w.many.Piece(), func(object fyne.CanvasObject) {
		if button, is := object.(*widgets.Button); is && button.AccessibilityLabel() == w.env.T(words.ListMore) {
			more = button
		}
	})
	if more == nil {
		t.Fatal("nothing leads to the others")
	}
	test.Tap(more)
	chooseLine(t, w, menuLines(w)[0])
	if door.Last() != "start [week_1_welcome.mp4 week_1_it.mp4 week_2_safety.mov week_3_product.mp4]" {
		t.Error(door.Last())
	}
}
