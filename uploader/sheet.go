package uploader

import "strings"

// FieldFileName is the column of a spreadsheet that says which video a line is about. It is no field of a form.
const FieldFileName Field = "file_name"

// SheetFields are what the columns of a spreadsheet can hold, in the order in which a template has them.
func SheetFields() []Field {
	return []Field{FieldFileName, FieldTitle, FieldDescription, FieldTags, FieldCategories, FieldVisibility, FieldPublishAt}
}

// Sheet is a spreadsheet with details of videos, as far as it was understood. Opening one changes nothing.
type Sheet struct {
	// Number names the opened sheet; Name is the file's base name.
	Number int
	Name   string
	// Problem says why the file cannot be used, "" when it can.
	Problem SheetProblem
	// Columns are all columns with what they are taken for.
	Columns []SheetColumn
	// Lines are those below the heading, without empty ones, in the order of the file.
	Lines []SheetLine
}

// SheetColumn is one column.
type SheetColumn struct {
	// Heading is what stands above it, Sample the first value below.
	Heading, Sample string
	// Field is what it holds, "" for something that is left aside.
	Field Field
}

// SheetProblem is why a file cannot be used as a spreadsheet.
type SheetProblem string

// What can be wrong with a whole file.
const (
	SheetUnreadable SheetProblem = "unreadable" // it cannot be opened
	SheetTooLarge   SheetProblem = "too_large"
	SheetWorkbook   SheetProblem = "workbook" // a spreadsheet program's own kind of file
	SheetNoText     SheetProblem = "no_text"  // not text at all
	SheetEmpty      SheetProblem = "empty"    // nothing below the headings
	SheetTooLong    SheetProblem = "too_long" // more lines than a list of videos has
)

// SheetProblems lists them all.
func SheetProblems() []SheetProblem {
	return []SheetProblem{SheetUnreadable, SheetTooLarge, SheetWorkbook, SheetNoText, SheetEmpty, SheetTooLong}
}

// SheetLine is one line: which video it is about and what it would change.
type SheetLine struct {
	// Number is the line in the file, 1 for the headings. File is the file name as it is written there.
	Number int
	File   string
	// Upload is the video, "" where there is none; Miss says why.
	Upload UploadID
	Miss   SheetMiss
	// Change is what the line says and the video does not yet; Fields are what it names, in the order of the form.
	Change Change
	Fields []Field
	// Unread are the cells that were not understood. They change nothing.
	Unread []SheetCell
}

// SheetMiss is why a line is about no video.
type SheetMiss string

// Why there is none.
const (
	SheetFound   SheetMiss = ""
	SheetNoName  SheetMiss = "no_name" // no file name in the line
	SheetNoVideo SheetMiss = "no_video"
	SheetSeveral SheetMiss = "several" // several videos have that file name
	SheetTwice   SheetMiss = "twice"   // an earlier line is about the same video
	SheetArrived SheetMiss = "arrived" // the video is on its site already
)

// SheetMisses lists them all but SheetFound.
func SheetMisses() []SheetMiss {
	return []SheetMiss{SheetNoName, SheetNoVideo, SheetSeveral, SheetTwice, SheetArrived}
}

// SheetCell is a cell that was not understood, or only in part.
type SheetCell struct {
	Field Field
	// Text is what was not understood: of categories, those that are not known.
	Text string
	Why  SheetCellProblem
}

// SheetCellProblem is why a cell was not understood.
type SheetCellProblem string

// What can be wrong with a cell.
const (
	SheetCellCategory   SheetCellProblem = "category"   // the site has none of that name
	SheetCellCategories SheetCellProblem = "categories" // the site's categories are not known yet
	SheetCellDate       SheetCellProblem = "date"       // not a date
	SheetCellTwoDates   SheetCellProblem = "two_dates"  // could be two dates: 3/4/2026
	SheetCellNoDate     SheetCellProblem = "no_date"    // publishing on a date without one
	SheetCellUnused     SheetCellProblem = "unused"     // a date for a video that stays a draft
	SheetCellVisibility SheetCellProblem = "visibility" // none of the three choices
	SheetCellNotAllowed SheetCellProblem = "not_allowed"
	SheetCellQuote      SheetCellProblem = "quote" // a tag with a quote mark, which the site cannot keep
	SheetCellPassed     SheetCellProblem = "passed"
)

// SheetCellProblems lists them all.
func SheetCellProblems() []SheetCellProblem {
	return []SheetCellProblem{
		SheetCellCategory, SheetCellCategories, SheetCellDate, SheetCellTwoDates, SheetCellNoDate, SheetCellUnused,
		SheetCellVisibility, SheetCellNotAllowed, SheetCellQuote, SheetCellPassed,
	}
}

// formulaSigns begin what a spreadsheet program takes for a formula instead of a text.
const formulaSigns = "=+-@"

// SheetText is a text as it is written into a spreadsheet, so that no program takes it for a formula.
func SheetText(text string) string {
	if text != "" && strings.ContainsRune(formulaSigns, rune(text[0])) {
		return "'" + text
	}
	return text
}

// TextOfSheet takes back what SheetText did.
func TextOfSheet(text string) string {
	if len(text) > 1 && text[0] == '\'' && strings.ContainsRune(formulaSigns, rune(text[1])) {
		return text[1:]
	}
	return text
}
