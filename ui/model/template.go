package model

import (
	"encoding/csv"
	"strings"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Template is a spreadsheet to fill in, with a line for each video that has not arrived and what is known of it. Spreadsheet programs
// open it with a double-click: they expect a mark at the beginning, and semicolons where the comma separates decimals.
func (q *Queue) Template(w *words.Words) string {
	var text strings.Builder
	text.WriteString("\uFEFF")
	lines := csv.NewWriter(&text)
	lines.UseCRLF = true
	if w.Language() != words.English {
		lines.Comma = ';'
	}
	var headings []string
	for _, field := range uploader.SheetFields() {
		headings = append(headings, w.Field(field))
	}
	_ = lines.Write(headings)
	for _, id := range q.order {
		if upload := q.uploads[id]; !upload.State.Arrived() {
			_ = lines.Write(templateLine(w, upload))
		}
	}
	lines.Flush()
	return text.String()
}

func templateLine(w *words.Words, upload uploader.Upload) []string {
	m := upload.Metadata
	var titles []string
	for _, category := range m.Categories {
		titles = append(titles, category.Title)
	}
	who, when := w.T(words.VisibilityDraft), ""
	switch m.Visibility {
	case uploader.PublishWhenDone:
		who = w.T(words.VisibilityWhenDone)
	case uploader.PublishOnDate:
		who, when = w.T(words.VisibilityOnDate), w.InZone(m.PublishZone).Sortable(m.PublishAt)
	}
	name := upload.Source.Name
	if upload.Placeholder() {
		name = m.Title
	}
	cells := []string{name, m.Title, m.Description, strings.Join(m.Tags, ", "), strings.Join(titles, ", "), who, when}
	for i, cell := range cells {
		cells[i] = uploader.SheetText(cell)
	}
	return cells
}
