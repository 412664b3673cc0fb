package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// SheetDoor is what details from a spreadsheet need of the engine. How it is understood comes as an update.
type SheetDoor interface {
	OpenSheet(path string)
	MapSheet(number int, fields []uploader.Field)
	LeaveSheet(number int)
}

// SheetCheck shows what a spreadsheet would change, line by line, before anything is changed.
type SheetCheck struct {
	env   *Env
	door  SheetDoor
	apply func(edits []uploader.Edit)
	// gone is called when the sheet is.
	gone func()

	sheet uploader.Sheet
	// off are the lines that are not ticked, by their number.
	off     map[int]bool
	page    int
	columns bool

	kit    widgets.Kit
	lines  *fyne.Container
	button *widgets.Button
	piece  *widgets.Sheet
}

// linesOnPage is how many lines are drawn at once: a spreadsheet may have thousands.
const linesOnPage = 25

// ShowSheetCheck opens the sheet, or says why the file cannot be used; then it gives nil. apply is told what to change.
func ShowSheetCheck(env *Env, door SheetDoor, sheet uploader.Sheet, apply func([]uploader.Edit), gone func()) *SheetCheck {
	if sheet.Problem != "" {
		widgets.ShowSheet(env.Kit, env.T(words.SheetNotUsable), env.Words.SheetProblem(sheet), gone,
			widgets.SheetAction{Words: env.T(words.ButtonClose), Kind: widgets.Primary, Do: gone})
		return nil
	}
	s := &SheetCheck{env: env, door: door, apply: apply, gone: gone, sheet: sheet, off: map[int]bool{}}
	s.columns = !s.named()
	s.lines = widgets.NewColumn(12, widgets.Insets{})
	s.piece = widgets.ShowReview(env.Kit, env.T(words.SheetTitle, words.Text("name", sheet.Name)),
		func(kit widgets.Kit) []fyne.CanvasObject {
			s.kit = kit
			return []fyne.CanvasObject{s.lines}
		},
		func(kit widgets.Kit) []fyne.CanvasObject {
			s.button = widgets.NewButton(kit, widgets.Primary, "", s.Apply).Tall()
			return []fyne.CanvasObject{widgets.NewButton(kit, widgets.Plain, env.T(words.ButtonCancel), s.leave).Tall(), s.button}
		}, s.left)
	s.fill()
	return s
}

// Number is the sheet's own number.
func (s *SheetCheck) Number() int { return s.sheet.Number }

// Take shows how the same file is understood now.
func (s *SheetCheck) Take(sheet uploader.Sheet) {
	s.sheet = sheet
	s.page = min(s.page, max(s.pages()-1, 0))
	s.fill()
}

func (s *SheetCheck) leave() {
	s.piece.Close()
	s.left()
}

func (s *SheetCheck) left() {
	s.door.LeaveSheet(s.sheet.Number)
	s.gone()
}

// Apply closes the sheet and changes what is ticked.
func (s *SheetCheck) Apply() {
	edits := s.edits()
	s.leave()
	if len(edits) > 0 {
		s.apply(edits)
	}
}

func (s *SheetCheck) edits() (edits []uploader.Edit) {
	for _, line := range s.sheet.Lines {
		if len(line.Fields) > 0 && !s.off[line.Number] {
			edits = append(edits, uploader.Edit{ID: line.Upload, Change: line.Change})
		}
	}
	return edits
}

// public is how many videos go public that were to stay drafts, or go public at another time: once they have arrived, and on a date.
func (s *SheetCheck) public() (atOnce, dated int) {
	for _, edit := range s.edits() {
		switch {
		case edit.Change.Visibility == nil || *edit.Change.Visibility == uploader.Draft:
		case *edit.Change.Visibility == uploader.PublishOnDate:
			dated++
		default:
			atOnce++
		}
	}
	return atOnce, dated
}

// named reports whether a column holds the file names.
func (s *SheetCheck) named() bool {
	return slices.ContainsFunc(s.sheet.Columns, func(column uploader.SheetColumn) bool { return column.Field == uploader.FieldFileName })
}

// worthShowing are the lines that change something or need a look.
func (s *SheetCheck) worthShowing() (lines []uploader.SheetLine) {
	for _, line := range s.sheet.Lines {
		if line.Miss != uploader.SheetFound || len(line.Fields)+len(line.Unread) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

func (s *SheetCheck) pages() int { return (len(s.worthShowing()) + linesOnPage - 1) / linesOnPage }

// fill draws everything anew; the keyboard stays where it is.
func (s *SheetCheck) fill() {
	s.lines.Objects = append(s.summary(), s.columnPieces()...)
	if s.named() {
		s.lines.Objects = append(s.lines.Objects, s.linePieces()...)
		s.lines.Objects = append(s.lines.Objects, s.pager()...)
	}
	s.showButton()
	s.piece.Relayout()
}

func (s *SheetCheck) showButton() {
	edits := s.edits()
	atOnce, dated := s.public()
	s.button.Set(s.env.Words.SheetApply(len(edits), atOnce, dated))
	if len(edits) == 0 {
		s.button.Disable()
	} else {
		s.button.Enable()
	}
}

// summary says how much was understood.
func (s *SheetCheck) summary() []fyne.CanvasObject {
	var finds, same, misses, doubts int
	for _, line := range s.sheet.Lines {
		switch {
		case line.Miss != uploader.SheetFound:
			misses++
		case len(line.Fields) > 0:
			finds++
		case len(line.Unread) == 0:
			same++
		}
		doubts += len(line.Unread)
	}
	head := s.env.T(words.SheetFindsNone)
	switch {
	case !s.named():
		return []fyne.CanvasObject{widgets.NewParagraph(s.env.T(words.SheetNeedsName), widgets.StyleCareful)}
	case finds > 0:
		head = s.env.T(words.SheetFinds, count(finds))
	}
	pieces := []fyne.CanvasObject{widgets.NewParagraph(head, widgets.StyleStrong)}
	if same > 0 {
		pieces = append(pieces, widgets.NewParagraph(s.env.T(words.SheetSame, count(same)), widgets.StyleSmall))
	}
	if misses > 0 {
		pieces = append(pieces, widgets.NewParagraph(s.env.T(words.SheetMisses, count(misses)), widgets.StyleCareful))
	}
	if doubts > 0 {
		pieces = append(pieces, widgets.NewParagraph(s.env.T(words.SheetDoubts, count(doubts)), widgets.StyleCareful))
	}
	return []fyne.CanvasObject{widgets.NewColumn(2, widgets.Insets{}, pieces...)}
}

// columnPieces let the person say what each column holds.
func (s *SheetCheck) columnPieces() []fyne.CanvasObject {
	names := []string{s.env.T(words.SheetLeftOut)}
	fields := append([]uploader.Field{""}, uploader.SheetFields()...)
	for _, field := range fields[1:] {
		names = append(names, s.env.Words.Field(field))
	}
	body := widgets.NewColumn(10, widgets.Insets{Top: 4, Bottom: 6})
	for i, column := range s.sheet.Columns {
		label := s.env.Words.SheetColumn(column)
		choice := widgets.NewSelect(s.kit, label, "", names, func(chosen string) { s.hold(i, fields[slices.Index(names, chosen)]) })
		choice.Fill(names[max(slices.Index(fields, column.Field), 0)])
		body.Add(widgets.NewLabelled(label, "", choice, nil).Container)
	}
	fold := widgets.NewFold(s.kit, s.env.T(words.SheetColumns), func(open bool) {
		s.columns = open
		widgets.Visible(body, open)
		s.piece.Relayout()
	})
	widgets.Visible(body, s.columns)
	if s.columns {
		fold.Set(true)
	}
	return []fyne.CanvasObject{fold, body}
}

// hold says what a column holds. A field that another column held moves over.
func (s *SheetCheck) hold(index int, field uploader.Field) {
	fields := make([]uploader.Field, len(s.sheet.Columns))
	for i, column := range s.sheet.Columns {
		if fields[i] = column.Field; field != "" && column.Field == field {
			fields[i] = ""
		}
	}
	fields[index] = field
	s.page = 0
	s.door.MapSheet(s.sheet.Number, fields)
}

func (s *SheetCheck) linePieces() []fyne.CanvasObject {
	lines := s.worthShowing()
	from := s.page * linesOnPage
	var pieces []fyne.CanvasObject
	for _, line := range lines[from:min(from+linesOnPage, len(lines))] {
		pieces = append(pieces, s.linePiece(line))
	}
	return pieces
}

func (s *SheetCheck) linePiece(line uploader.SheetLine) fyne.CanvasObject {
	if line.Miss != uploader.SheetFound {
		return widgets.NewParagraph(s.env.Words.SheetMiss(line), widgets.StyleCareful)
	}
	const belowTick = 28
	changes := widgets.NewColumn(0, widgets.Insets{Left: belowTick})
	upload, _ := s.env.Queue.Upload(line.Upload)
	for _, change := range s.env.Words.SheetChanges(upload, line) {
		changes.Add(widgets.NewParagraph(change, widgets.StyleBody))
	}
	for _, cell := range line.Unread {
		changes.Add(widgets.NewParagraph(s.env.Words.SheetCell(cell), widgets.StyleCareful))
	}
	name := first(upload.Source.Name, upload.DisplayTitle(), line.File)
	if len(line.Fields) == 0 {
		return widgets.NewColumn(0, widgets.Insets{}, widgets.NewParagraph(name, widgets.StyleStrong), changes)
	}
	tick := widgets.NewTick(s.kit, name, !s.off[line.Number], func(on bool) {
		s.off[line.Number] = !on
		s.showButton()
		s.piece.Relayout()
	})
	return widgets.NewColumn(0, widgets.Insets{}, tick, changes)
}

// pager leads through the lines where they are many.
func (s *SheetCheck) pager() []fyne.CanvasObject {
	pages := s.pages()
	if pages <= 1 {
		return nil
	}
	turn := func(by int) func() {
		return func() {
			s.page += by
			s.fill()
			s.piece.ToTop()
			s.kit.Focus(s.button)
		}
	}
	previous := widgets.NewButton(s.kit, widgets.Plain, s.env.T(words.SheetPrevious), turn(-1))
	next := widgets.NewButton(s.kit, widgets.Plain, s.env.T(words.SheetNext), turn(1))
	if s.page == 0 {
		previous.Disable()
	}
	if s.page == pages-1 {
		next.Disable()
	}
	where := widgets.NewText(s.env.T(words.SheetPage, words.Text("page", s.env.Words.Number(s.page+1)), words.Text("pages", s.env.Words.Number(pages))), widgets.StyleSecondary)
	return []fyne.CanvasObject{widgets.NewFlow(12, fyne.TextAlignCenter, previous, where, next)}
}

// ApplySheet changes videos as a spreadsheet says, in one step that can be taken back.
func (q *Queue) ApplySheet(edits []uploader.Edit) {
	changes := make(map[uploader.UploadID]uploader.Change, len(edits))
	uploads := make([]uploader.Upload, 0, len(edits))
	for _, edit := range edits {
		if upload, there := q.env.Queue.Upload(edit.ID); there {
			changes[edit.ID] = edit.Change
			uploads = append(uploads, upload)
		}
	}
	text := q.env.T(words.SheetApplied, count(len(edits)))
	step := q.env.rewrite(q.door, uploads, func(int) string { return text }, func(_ int, upload uploader.Upload) uploader.Change { return changes[upload.ID] })
	if step == nil {
		q.Say(text)
		return
	}
	q.offerUndo(step, nil)
}

// OpenSheet lets a person choose a spreadsheet with details of the videos.
func (q *Queue) OpenSheet() { q.env.System.ChooseSheet(q.door.OpenSheet) }

// SaveTemplate saves a spreadsheet to fill in.
func (q *Queue) SaveTemplate() {
	q.env.System.SaveText(SavedText{
		Title: q.env.asTitle(words.SheetTemplate), Name: q.env.T(words.SheetTemplateName), Kind: q.env.T(words.SheetKinds), Text: q.env.Queue.Template(q.env.Words),
	}, func(name string) {
		if name == "" {
			q.Warn(q.env.T(words.SheetTemplateNotSaved))
			return
		}
		q.Say(q.env.T(words.SheetTemplateSaved, words.Text("name", name)))
	})
}

// Warn says what could not be done, until it is closed.
func (q *Queue) Warn(text string) {
	content := widgets.StripContent{Icon: look.IconWarning, Colour: look.ColourCareful, Words: text, Close: q.env.T(words.ButtonClose)}
	q.setStrip(stripSaid, widgets.NewStrip(q.env.Kit, content, func() { q.dropStrip(stripSaid) }, nil))
}
