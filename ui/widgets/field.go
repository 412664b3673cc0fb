package widgets

import (
	"image/color"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Field is a text field: the toolkit's editing with our frame and ring.
type Field struct {
	widget.Entry
	kit      Kit
	label    string
	bare     bool
	careful  bool
	focused  bool
	frame    *canvas.Rectangle
	onEdited func(string)
	onFocus  func(bool)
	onKey    func(*fyne.KeyEvent) bool
	onRune   func(rune) bool
	onPaste  func(string) bool
	onTapped func()
	quiet    bool
}

// NewField makes a field of one line. label is what a screen reader says; edited is told every change a person makes.
func NewField(kit Kit, label, hint string, edited func(string)) *Field {
	f := &Field{kit: kit, label: label, onEdited: edited, frame: canvas.NewRectangle(color.Transparent)}
	f.PlaceHolder = hint
	f.OnChanged = func(text string) {
		if !f.quiet && f.onEdited != nil {
			f.onEdited(text)
		}
	}
	f.ExtendBaseWidget(f)
	return f
}

// NewArea makes a field of several lines.
func NewArea(kit Kit, label, hint string, rows int, edited func(string)) *Field {
	f := NewField(kit, label, hint, edited)
	f.MultiLine, f.Wrapping = true, fyne.TextWrapWord
	f.SetMinRowsVisible(rows)
	return f
}

// Fill sets the text without telling anybody. A text that is there already keeps the cursor where it is.
func (f *Field) Fill(text string) {
	if f.Text == text {
		return
	}
	f.quiet = true
	f.SetText(text)
	if !f.MultiLine && !f.focused {
		f.CursorColumn = utf8.RuneCountInString(text)
	}
	f.quiet = false
}

// Resume gives another field, which takes this one's place, what is typed here and the place of the cursor, without telling anybody.
func (f *Field) Resume(other *Field) {
	other.Fill(f.Text)
	other.CursorRow, other.CursorColumn = f.CursorRow, f.CursorColumn
	other.Entry.Refresh()
}

// SelectAll selects the whole text, so that typing replaces it.
func (f *Field) SelectAll() { f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// OnFocus is told when the keyboard comes (true) and goes.
func (f *Field) OnFocus(told func(bool)) *Field {
	f.onFocus = told
	return f
}

// OnKey may take a key before the field does, by returning true.
func (f *Field) OnKey(take func(*fyne.KeyEvent) bool) *Field {
	f.onKey = take
	return f
}

// OnPaste may take a pasted text instead of the field, by returning true.
func (f *Field) OnPaste(take func(string) bool) *Field {
	f.onPaste = take
	return f
}

// Careful marks the field as one to look at.
func (f *Field) Careful(careful bool) {
	if f.careful != careful {
		f.careful = careful
		f.Refresh()
	}
}

// AcceptsTab is false: Tab moves on, also from several lines.
func (f *Field) AcceptsTab() bool { return false }

// AccessibilityLabel says the label and what is typed.
func (f *Field) AccessibilityLabel() string {
	if f.Password {
		return f.label
	}
	return f.label + ": " + f.Text
}

// AccessibilityRole is text.
func (f *Field) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Tapped puts the cursor there.
func (f *Field) Tapped(at *fyne.PointEvent) {
	f.Entry.Tapped(at)
	if f.onTapped != nil {
		f.onTapped()
	}
}

// FocusGained draws the ring.
func (f *Field) FocusGained() {
	f.focused = true
	f.Entry.FocusGained()
	if f.kit.Focused != nil {
		f.kit.Focused()
	}
	if f.onFocus != nil {
		f.onFocus(true)
	}
}

// FocusLost takes it away.
func (f *Field) FocusLost() {
	f.focused = false
	f.Entry.FocusLost()
	if f.onFocus != nil {
		f.onFocus(false)
	}
}

// TypedRune types, unless somebody else takes the letter.
func (f *Field) TypedRune(r rune) {
	if f.onRune == nil || !f.onRune(r) {
		f.Entry.TypedRune(r)
	}
}

// TypedKey edits; Esc, F1 and F6 are the window's.
func (f *Field) TypedKey(event *fyne.KeyEvent) {
	if f.onKey != nil && f.onKey(event) {
		return
	}
	switch event.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF6:
		if f.kit.Key != nil {
			f.kit.Key(event)
		}
	default:
		f.Entry.TypedKey(event)
	}
}

// TypedShortcut edits (copy, paste, undo …); the window has the shortcuts that are its own.
func (f *Field) TypedShortcut(shortcut fyne.Shortcut) {
	if paste, ok := shortcut.(*fyne.ShortcutPaste); ok && f.onPaste != nil && f.onPaste(paste.Clipboard.Content()) {
		return
	}
	_, undo := shortcut.(*fyne.ShortcutUndo)
	custom, is := shortcut.(*desktop.CustomShortcut)
	redo := is && custom.KeyName == fyne.KeyZ && custom.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift
	if (undo || redo) && f.bare && f.Text == "" && f.kit.Shortcut != nil {
		// Of what became a chip the field has nothing left to take back, nor to bring again.
		f.kit.Shortcut(shortcut)
		return
	}
	if redo {
		shortcut = &fyne.ShortcutRedo{}
	}
	if custom, is := shortcut.(*desktop.CustomShortcut); is && f.kit.Shortcut != nil && !f.edits(custom) {
		f.kit.Shortcut(shortcut)
		return
	}
	f.Entry.TypedShortcut(shortcut)
}

// edits tells the toolkit's own editing shortcuts, which move by words and lines.
func (f *Field) edits(shortcut *desktop.CustomShortcut) bool {
	switch shortcut.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyUp, fyne.KeyDown:
		return true
	}
	return false
}

// CreateRenderer draws our frame in place of the toolkit's, which is the first two objects of its renderer.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	inner := f.Entry.CreateRenderer()
	const toolkitFrame = 2
	over := newWheel(inner.Objects(), f.MultiLine, f.kit.Scroll)
	paint := func() {
		f.frame.CornerRadius = look.RadiusControl
		f.frame.FillColor = look.Colour(look.ColourBackground)
		f.frame.StrokeWidth, f.frame.StrokeColor = 1, look.Colour(look.ColourControl)
		switch {
		case f.focused:
			f.frame.StrokeWidth, f.frame.StrokeColor = look.FocusThickness, look.Colour(look.ColourFocus)
		case f.careful:
			f.frame.StrokeWidth, f.frame.StrokeColor = 1.5, look.Colour(look.ColourCareful)
		}
		show(f.frame, !f.bare)
	}
	paint()
	return drawn{
		objects: func() []fyne.CanvasObject {
			return append(append([]fyne.CanvasObject{f.frame}, inner.Objects()[toolkitFrame:]...), over)
		},
		layout: func(size fyne.Size) {
			f.frame.Resize(size)
			inner.Layout(size)
			over.Resize(size)
		},
		minSize: inner.MinSize,
		refresh: func() {
			paint()
			f.frame.Refresh()
			inner.Refresh()
		},
	}
}

// Insert writes at the cursor, as if it were typed.
func (f *Field) Insert(text string) {
	for _, r := range text {
		f.Entry.TypedRune(r)
	}
}
