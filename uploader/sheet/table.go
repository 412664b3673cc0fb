package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"twentythree-uploader/uploader"
)

// Table is a spreadsheet as it stands in the file. Every line has as many cells as there are headings.
type Table struct {
	Headings []string
	Lines    []Line
}

// Line is one line below the headings.
type Line struct {
	// Number is the line of the file in which it begins, 1 for the headings.
	Number int
	Cells  []string
}

// The most that is read. Cells are cut, not refused: the site has limits of its own.
const (
	maxLines   = 10_000
	maxColumns = 60
)

// Read reads a file. The error is a *Problem.
func Read(data []byte) (Table, error) {
	text, err := decode(data)
	if err != nil {
		return Table{}, err
	}
	text, separator := separated(text)
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = separator, -1, true
	var table Table
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Table{}, problem(uploader.SheetNoText)
		}
		if cells = tidy(cells); len(cells) == 0 {
			continue
		}
		number, _ := reader.FieldPos(0)
		switch {
		case table.Headings == nil:
			table.Headings = cells
		case len(table.Lines) == maxLines:
			return Table{}, problem(uploader.SheetTooLong)
		default:
			table.Lines = append(table.Lines, Line{Number: number, Cells: cells})
		}
	}
	if len(table.Lines) == 0 {
		return Table{}, problem(uploader.SheetEmpty)
	}
	table.square()
	return table, nil
}

// separated takes away the line with which one program tells the separator to another, and finds it out where nobody tells.
func separated(text string) (rest string, separator rune) {
	first, others, _ := strings.Cut(text, "\n")
	if told, is := strings.CutPrefix(strings.TrimSpace(strings.ToLower(first)), "sep="); is && len(told) == 1 && strings.Contains(",;|", told) {
		return others, rune(told[0])
	}
	best, most := ',', 0
	for _, candidate := range []rune{';', '\t', ',', '|'} {
		if columns := columnsWith(text, candidate); columns > most {
			best, most = candidate, columns
		}
	}
	return text, best
}

// columnsWith is how many columns the headings have with a separator, fewer where the next lines have others.
func columnsWith(text string, separator rune) int {
	const enough = 5
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = separator, -1, true
	columns, fitting := 0, 0
	for range enough {
		cells, err := reader.Read()
		if err != nil {
			break
		}
		if columns == 0 {
			columns = len(cells)
		}
		if len(cells) == columns {
			fitting++
		}
	}
	if columns <= 1 {
		return columns
	}
	return columns + fitting
}

// tidy trims cells and gives nil for a line without any text.
func tidy(cells []string) []string {
	cells = slices.Clone(cells[:min(len(cells), maxColumns)])
	some := false
	for i := range cells {
		cells[i] = uploader.TextOfSheet(strings.TrimFunc(cells[i], isBlank))
		some = some || cells[i] != ""
	}
	if !some {
		return nil
	}
	return cells
}

// isBlank knows also the spaces that stay behind when text is copied from a web page.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\u00a0', '\u200b', '\u202f', '\ufeff':
		return true
	}
	return false
}

// square gives every line as many cells as there are headings.
func (t *Table) square() {
	width := len(t.Headings)
	for i, line := range t.Lines {
		for len(line.Cells) < width {
			line.Cells = append(line.Cells, "")
		}
		t.Lines[i].Cells = line.Cells[:width]
	}
}

// Columns are the headings with the first value below each and what it is taken for.
func (t *Table) Columns(fields []uploader.Field) []uploader.SheetColumn {
	columns := make([]uploader.SheetColumn, len(t.Headings))
	for i, heading := range t.Headings {
		columns[i] = uploader.SheetColumn{Heading: heading, Field: fields[i]}
		for _, line := range t.Lines {
			if line.Cells[i] != "" {
				columns[i].Sample = line.Cells[i]
				break
			}
		}
	}
	return columns
}
