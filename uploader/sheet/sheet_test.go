package sheet

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"twentythree-uploader/uploader"
)

func utf16Bytes(text string, order binary.AppendByteOrder, mark bool) []byte {
	var data []byte
	if mark {
		data = order.AppendUint16(data, 0xFEFF)
	}
	for _, unit := range utf16.Encode([]rune(text)) {
		data = order.AppendUint16(data, unit)
	}
	return data
}

func TestEveryUsualFileIsRead(t *testing.T) {
	t.Parallel()
	const semicolons = "Filnavn;Titel;Kategori\r\nfilm.mp4;Årsmøde;\"HR, intern\"\r\n"
	for name, data := range map[string][]byte{
		"UTF-8":                  []byte(semicolons),
		"UTF-8 with a mark":      []byte("\uFEFF" + semicolons),
		"UTF-16":                 utf16Bytes(semicolons, binary.LittleEndian, true),
		"UTF-16, the other way":  utf16Bytes(semicolons, binary.BigEndian, true),
		"UTF-16 without a mark":  utf16Bytes(semicolons, binary.LittleEndian, false),
		"Windows-1252":           []byte(strings.NewReplacer("Å", "\xc5", "ø", "\xf8").Replace(semicolons)),
		"old Mac lines":          []byte(strings.ReplaceAll(semicolons, "\r\n", "\r")),
		"the separator is told":  []byte("sep=;\r\n" + semicolons),
		"tabs":                   []byte(strings.ReplaceAll(semicolons, ";", "\t")),
		"commas":                 []byte(strings.ReplaceAll(semicolons, ";", ",")),
		"blank lines in between": []byte("\r\n;;\r\n" + strings.ReplaceAll(semicolons, "film", "\r\n;\r\nfilm")),
	} {
		table, err := Read(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.Equal(table.Headings, []string{"Filnavn", "Titel", "Kategori"}) || len(table.Lines) != 1 ||
			!slices.Equal(table.Lines[0].Cells, []string{"film.mp4", "Årsmøde", "HR, intern"}) {
			t.Errorf("%s: %q %+v", name, table.Headings, table.Lines)
		}
		if got := table.Guess(); !slices.Equal(got, []uploader.Field{uploader.FieldFileName, uploader.FieldTitle, uploader.FieldCategories}) {
			t.Errorf("%s: the columns are taken for %v", name, got)
		}
	}
}

func TestALineKeepsItsNumberAfterACellOfSeveralLines(t *testing.T) {
	t.Parallel()
	table, err := Read([]byte("file,description\na.mp4,\"one\ntwo, \"\"three\"\"\"\nb.mp4\n"))
	if err != nil || len(table.Lines) != 2 {
		t.Fatalf("%+v, %v", table, err)
	}
	if table.Lines[0].Cells[1] != "one\ntwo, \"three\"" || table.Lines[1].Number != 4 || len(table.Lines[1].Cells) != 2 {
		t.Errorf("%+v", table.Lines)
	}
}

func TestWhatIsNoSpreadsheetSaysWhy(t *testing.T) {
	t.Parallel()
	for why, data := range map[uploader.SheetProblem][]byte{
		uploader.SheetWorkbook: []byte("PK\x03\x04 and so on"),
		uploader.SheetNoText:   []byte("a,b\n\x00,\x00x\n"),
		uploader.SheetEmpty:    []byte("file,title\n\n,\n"),
		uploader.SheetTooLarge: make([]byte, MaxSize+1),
		uploader.SheetTooLong:  []byte("file\n" + strings.Repeat("a\n", maxLines+1)),
	} {
		_, err := Read(data)
		var known *Problem
		if !errors.As(err, &known) || known.Code != why {
			t.Errorf("%s: %v", why, err)
		}
	}
	if _, err := Read(nil); err == nil {
		t.Error("an empty file is taken for a spreadsheet")
	}
}

func TestHeadingsAreKnownInEveryLanguage(t *testing.T) {
	t.Parallel()
	for heading, want := range map[string]uploader.Field{
		"File name": uploader.FieldFileName, "FILNAVN": uploader.FieldFileName, "Dateiname": uploader.FieldFileName, "file_name": uploader.FieldFileName,
		"Who can see it?": uploader.FieldVisibility, "Hvem kan se den?": uploader.FieldVisibility, "Sichtbarkeit": uploader.FieldVisibility,
		"Schlagwörter": uploader.FieldTags, "Nøgleord": uploader.FieldTags, "Beschreibung:": uploader.FieldDescription,
		"Udgiv den": uploader.FieldPublishAt, "Speaker": "", "": "",
	} {
		table := Table{Headings: []string{heading}}
		if got := table.Guess()[0]; got != want {
			t.Errorf("%q is taken for %q", heading, got)
		}
	}
	twice := Table{Headings: []string{"Title", "Name"}}
	if got := twice.Guess(); got[0] != uploader.FieldTitle || got[1] != "" {
		t.Errorf("two titles: %v", got)
	}
}

var copenhagen, _ = time.LoadLocation("Europe/Copenhagen")

func TestDates(t *testing.T) {
	t.Parallel()
	day := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, copenhagen)
	}
	for text, want := range map[string]time.Time{
		"2026-12-04":           day(12, 4, 0, 0),
		"2026-12-04 09:00":     day(12, 4, 9, 0),
		"2026-12-04T09:00:30":  day(12, 4, 9, 0),
		"04.12.2026 09:00 Uhr": day(12, 4, 9, 0),
		"4.12.26":              day(12, 4, 0, 0),
		"04-12-2026 kl. 09.05": day(12, 4, 9, 5),
		"12/12/2026 9:15 PM":   day(12, 12, 21, 15),
		"12/12/2026 12:15 am":  day(12, 12, 0, 15),
	} {
		if at, why := readDate(text, unknown, copenhagen); why != "" || !at.Equal(want) {
			t.Errorf("%q: %v %s", text, at, why)
		}
	}
	for text, want := range map[string]uploader.SheetCellProblem{
		"3/4/2026": uploader.SheetCellTwoDates, "31.2.2026": uploader.SheetCellDate, "soon": uploader.SheetCellDate,
		"2026-12-04 25:00": uploader.SheetCellDate, "2026-12-04 later": uploader.SheetCellDate, "2026-13-01": uploader.SheetCellDate,
		"2026-12-04 13:00 pm": uploader.SheetCellDate, "46000": uploader.SheetCellDate,
	} {
		if at, why := readDate(text, unknown, copenhagen); why != want {
			t.Errorf("%q: %v %q, not %q", text, at, why, want)
		}
	}
}

func TestAColumnTellsHowItsSlashesAreMeant(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		texts []string
		want  order
	}{
		{[]string{"3/4/2026", "13/4/2026"}, dayFirst},
		{[]string{"3/4/2026", "4/13/2026 10:00"}, monthFirst},
		{[]string{"3/4/2026"}, unknown},
		{[]string{"13/4/2026", "4/13/2026"}, unknown},
	} {
		if got := orderOf(row.texts); got != row.want {
			t.Errorf("%q: %v", row.texts, got)
		}
	}
	if at, why := readDate("3/4/2026", monthFirst, copenhagen); why != "" || at.Month() != time.March {
		t.Errorf("%v %s", at, why)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("file;title\na.mp4;\"A\n"))
	f.Add([]byte("\xff\xfef\x00i\x00\n\x00"))
	f.Add([]byte("sep=,\na,b\n1,2"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Read(data)
		if err != nil {
			return
		}
		if len(table.Headings) == 0 || len(table.Lines) == 0 {
			t.Fatal("nothing was read and nothing is said")
		}
		before := 0
		for _, line := range table.Lines {
			if len(line.Cells) != len(table.Headings) || line.Number <= before {
				t.Fatalf("line %d after %d has %d cells of %d", line.Number, before, len(line.Cells), len(table.Headings))
			}
			before = line.Number
		}
		fields := table.Guess()
		table.Columns(fields)
		table.Match(uploader.SheetFields(), sample())
	})
}

func FuzzDate(f *testing.F) {
	f.Add("2026-12-04 09:00")
	f.Add("4/13/26 12:00 am")
	f.Fuzz(func(t *testing.T, text string) {
		if at, why := readDate(text, dayFirst, copenhagen); why == "" && (at.IsZero() || at.Year() > 9999) {
			t.Errorf("%q is %v", text, at)
		}
	})
}
