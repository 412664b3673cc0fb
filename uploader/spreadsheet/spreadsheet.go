// Package spreadsheet writes tables as text that spreadsheet programs open as they are meant, in every language that the window speaks.
// Anybody may call it; it does no input or output.
package spreadsheet

import "strings"

// Separator stands between two cells.
type Separator byte

// The separators that spreadsheet programs expect: a semicolon where the decimal sign is a comma.
const (
	Comma     Separator = ','
	Semicolon Separator = ';'
)

// byteOrderMark lets programs that would guess otherwise read the text as UTF-8.
const byteOrderMark = "\uFEFF"

// Text writes rows of cells, with a byte order mark and an end of line as RFC 4180 wants it. Every cell is what it says: one that a
// program would take for a formula gets an apostrophe before it, which shows that it is text.
func Text(separator Separator, rows [][]string) string {
	var text strings.Builder
	text.WriteString(byteOrderMark)
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				text.WriteByte(byte(separator))
			}
			writeCell(&text, separator, harmless(cell))
		}
		text.WriteString("\r\n")
	}
	return text.String()
}

func writeCell(text *strings.Builder, separator Separator, cell string) {
	if !strings.ContainsAny(cell, string(separator)+"\"\r\n\t") && strings.TrimSpace(cell) == cell {
		text.WriteString(cell)
		return
	}
	text.WriteByte('"')
	text.WriteString(strings.ReplaceAll(cell, `"`, `""`))
	text.WriteByte('"')
}

// harmless keeps a program from calculating with a cell: the characters that begin a formula in one of them, also after what it skips. Their
// wide forms count as well, since some programs take them for the narrow ones.
func harmless(cell string) string {
	inner := strings.TrimLeft(cell, " \t\r\n\u00a0\"")
	if inner != "" && strings.ContainsAny(inner[:firstSize(inner)], "=+-@＝＋－＠|") || strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
		return "'" + cell
	}
	return cell
}

func firstSize(text string) int {
	for i := range text {
		if i > 0 {
			return i
		}
	}
	return len(text)
}
