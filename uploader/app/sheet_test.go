package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/sheet"
	"twentythree-uploader/uploader/words"
)

func awaitSheet(t *testing.T, updates *engine.Subscription) uploader.Sheet {
	t.Helper()
	return *await(t, updates, func(update uploader.Update) bool { return update.Sheet != nil }).Sheet
}

func TestASpreadsheetIsReadAndMatchedAndChangesNothing(t *testing.T) {
	t.Parallel()
	a, updates := openApp(t, Options{})
	folder := t.TempDir()
	for _, name := range []string{"one.mp4", "two.mp4"} {
		writeFile(t, filepath.Join(folder, name), "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"+name)
	}
	a.AddPaths([]string{filepath.Join(folder, "one.mp4"), filepath.Join(folder, "two.mp4")})
	await(t, updates, func(update uploader.Update) bool { return len(update.Intake) > 0 })
	path := filepath.Join(folder, "details.csv")
	writeFile(t, path, "Datei;Überschrift;Titel\none;x;First film\nthree.mp4;;Third\n")
	a.OpenSheet(path)
	opened := awaitSheet(t, updates)
	if opened.Name != "details.csv" || len(opened.Columns) != 3 || opened.Columns[0].Field != uploader.FieldFileName || opened.Columns[1].Sample != "x" {
		t.Fatalf("%+v", opened)
	}
	if first := opened.Lines[0]; first.Upload == "" || !slices.Equal(first.Fields, []uploader.Field{uploader.FieldTitle}) || opened.Lines[1].Miss != uploader.SheetNoVideo {
		t.Errorf("%+v", opened.Lines)
	}
	a.MapSheet(opened.Number, []uploader.Field{uploader.FieldFileName, uploader.FieldDescription, ""})
	again := awaitSheet(t, updates)
	if again.Number != opened.Number || !slices.Equal(again.Lines[0].Fields, []uploader.Field{uploader.FieldDescription}) {
		t.Errorf("after saying what the columns hold: %+v", again.Lines)
	}
	if titles := a.engine.Uploads(); titles[0].Metadata.Title != "one" || titles[0].Metadata.Description != "" {
		t.Errorf("looking at it changed %+v", titles[0].Metadata)
	}
	a.LeaveSheet(opened.Number)
	if _, _, _, there := a.sheets.get(opened.Number); there {
		t.Error("it is kept after it was left")
	}
}

func TestAFileThatIsNoSpreadsheetSaysWhy(t *testing.T) {
	t.Parallel()
	a, updates := openApp(t, Options{})
	folder := t.TempDir()
	writeFile(t, filepath.Join(folder, "book.xlsx"), "PK\x03\x04")
	for path, want := range map[string]uploader.SheetProblem{
		filepath.Join(folder, "book.xlsx"): uploader.SheetWorkbook,
		filepath.Join(folder, "gone.csv"):  uploader.SheetUnreadable,
		folder:                             uploader.SheetUnreadable,
	} {
		a.OpenSheet(path)
		if opened := awaitSheet(t, updates); opened.Problem != want {
			t.Errorf("%s: %+v", path, opened)
		}
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestATemplateIsUnderstoodInEveryLanguage reads what a template's headings and choices say.
func TestATemplateIsUnderstoodInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, language := range words.Languages() {
		w := words.New(language, time.UTC, time.Now)
		var headings []string
		for _, field := range uploader.SheetFields() {
			headings = append(headings, w.Field(field))
		}
		var lines []string
		for _, choice := range []words.Key{words.VisibilityDraft, words.VisibilityWhenDone, words.VisibilityOnDate} {
			lines = append(lines, "'=film.mp4;;;;;"+w.T(choice)+";2050-12-04 09:00")
		}
		table, err := sheet.Read([]byte(strings.Join(headings, ";") + "\n" + strings.Join(lines, "\n")))
		if err != nil || !slices.Equal(table.Guess(), uploader.SheetFields()) {
			t.Errorf("%s: %q is understood as %q, %v", language, headings, table.Guess(), err)
			continue
		}
		film := uploader.Upload{ID: "film", Source: uploader.Source{Name: "=film.mp4"}, State: uploader.Ready}
		film.Metadata.Visibility = uploader.PublishWhenDone
		for i, want := range []uploader.Visibility{uploader.Draft, uploader.PublishOnDate, uploader.PublishOnDate} {
			table.Lines = table.Lines[i : i+1]
			line := table.Match(table.Guess(), sheet.List{Uploads: []uploader.Upload{film}, Zone: inNoZone, Local: time.UTC, Now: time.Now()})[0]
			if line.Change.Visibility == nil || *line.Change.Visibility != want {
				t.Errorf("%s: %q says %+v", language, lines[i], line)
			}
			table, _ = sheet.Read([]byte(strings.Join(headings, ";") + "\n" + strings.Join(lines, "\n")))
		}
	}
}

func inNoZone(uploader.AccountID) string { return "" }
