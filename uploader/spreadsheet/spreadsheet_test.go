package spreadsheet

import (
	"encoding/csv"
	"strings"
	"testing"
)

func TestATableIsWrittenAsProgramsReadIt(t *testing.T) {
	t.Parallel()
	rows := [][]string{{"Title", "Größe; MB"}, {`Say "hi"`, "310,5"}, {"two\nlines", " edge "}}
	got := Text(Semicolon, rows)
	want := "\uFEFFTitle;\"Größe; MB\"\r\n\"Say \"\"hi\"\"\";310,5\r\n\"two\nlines\";\" edge \"\r\n"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := Text(Comma, [][]string{{"310,5", "a;b"}}); got != "\uFEFF\"310,5\",a;b\r\n" {
		t.Errorf("got %q", got)
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	t.Parallel()
	for _, cell := range []string{"=1+1", "+49 1", "-2", "@SUM(A1)", " =1", "\t=1", "\"=1", "＝1", "\u00a0=cmd|' /C calc'!A0", "\r=1", "\t1", "|calc"} {
		read := read(t, Text(Semicolon, [][]string{{cell}}), Semicolon)
		if !strings.HasPrefix(read[0][0], "'") {
			t.Errorf("%q became %q", cell, read[0][0])
		}
	}
	for _, cell := range []string{"", "Tour", "3-2", "2026-11-21 10:52", "https://videos.acme.com/a=b", "Årsmøde", "'quoted'"} {
		if got := harmless(cell); got != cell {
			t.Errorf("%q became %q", cell, got)
		}
	}
}

func read(t *testing.T, text string, separator Separator) [][]string {
	t.Helper()
	reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, byteOrderMark)))
	reader.Comma = rune(separator)
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatalf("%v: %q", err, text)
	}
	return rows
}

func FuzzEveryCellComesBack(f *testing.F) {
	f.Add("a", "=b")
	f.Add("\"\r\n;", "\xff")
	f.Fuzz(func(t *testing.T, first, second string) {
		for _, separator := range []Separator{Comma, Semicolon} {
			rows := read(t, Text(separator, [][]string{{"head", "head"}, {first, second}}), separator)
			if len(rows) != 2 || len(rows[1]) != 2 {
				t.Fatalf("%q and %q became %q", first, second, rows)
			}
			for i, cell := range []string{first, second} {
				// The reader of the standard library takes CRLF inside a cell for LF.
				plain := func(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }
				if plain(rows[1][i]) != plain(harmless(cell)) {
					t.Errorf("%q became %q", cell, rows[1][i])
				}
			}
		}
	})
}
