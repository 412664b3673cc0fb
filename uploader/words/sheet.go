package words

import (
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

func sheetKey[T ~string](part string, why T) Key { return Key("sheet." + part + "." + string(why)) }

// SheetProblem is why a file cannot be used as a spreadsheet, and what to do.
func (w *Words) SheetProblem(s uploader.Sheet) string {
	return w.T(sheetKey("problem", s.Problem), Text("name", s.Name))
}

// SheetColumn names a column by its heading and its first value.
func (w *Words) SheetColumn(column uploader.SheetColumn) string {
	if column.Sample == "" {
		return w.T(SheetColumnEmpty, Text("heading", column.Heading))
	}
	return w.T(SheetColumn, Text("heading", column.Heading), Text("sample", shortened(column.Sample)))
}

// SheetMiss is why a line is about no video.
func (w *Words) SheetMiss(line uploader.SheetLine) string {
	number, why := Text("number", strconv.Itoa(line.Number)), Text("why", w.T(sheetKey("miss", line.Miss)))
	if line.File == "" {
		return w.T(SheetLineUnnamed, number, why)
	}
	return w.T(SheetLine, number, Text("file", shortened(line.File)), why)
}

// SheetCell is what is wrong with a cell.
func (w *Words) SheetCell(cell uploader.SheetCell) string {
	return w.T(sheetKey("cell", cell.Why), Text("text", shortened(cell.Text)))
}

// SheetChanges are what a line makes of its video, one field a text: "Title: Annual meeting".
func (w *Words) SheetChanges(upload uploader.Upload, line uploader.SheetLine) []string {
	upload.Metadata = line.Change.Apply(upload.Metadata)
	m := upload.Metadata
	var changes []string
	for i, field := range line.Fields {
		value := ""
		switch field {
		case uploader.FieldTitle:
			value = m.Title
		case uploader.FieldDescription:
			value = strings.Join(strings.Fields(m.Description), " ")
		case uploader.FieldTags:
			value = strings.Join(m.Tags, ", ")
		case uploader.FieldCategories:
			value = categoryTitles(m.Categories)
		case uploader.FieldVisibility:
			value = w.Visibility(upload)
		case uploader.FieldPublishAt:
			// Who can see the video says the date as well.
			if i > 0 && line.Fields[i-1] == uploader.FieldVisibility {
				continue
			}
			field, value = uploader.FieldVisibility, w.Visibility(upload)
		}
		changes = append(changes, w.T(SheetValue, Text("field", w.Field(field)), Text("value", shortened(value))))
	}
	return changes
}

// SheetApply is the button that changes videos: how many, and how many of them go public, once they are uploaded or on a date.
func (w *Words) SheetApply(count, atOnce, dated int) string {
	if count == 0 {
		return w.T(SheetApplyNone)
	}
	apply := w.T(SheetApply, Count("count", count))
	public := w.goesPublic(Overall{Public: atOnce, Dated: dated})
	if public == "" {
		return apply
	}
	return w.T(ButtonUploadPublic, Text("upload", apply), Text("public", public))
}

// shortened keeps the beginning of a long text.
func shortened(text string) string {
	const most = 120
	if characters := []rune(text); len(characters) > most {
		return strings.TrimSpace(string(characters[:most])) + "…"
	}
	return text
}

// Sortable is a date and time in the one form that every language reads alike: "2026-12-04 09:00".
func (w *Words) Sortable(at time.Time) string { return at.In(w.zone).Format("2006-01-02 15:04") }
