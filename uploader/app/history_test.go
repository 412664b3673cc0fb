package app

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/intake"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/words"
)

// folderWith is a data folder of an earlier start of the program that holds these uploads.
func folderWith(t *testing.T, uploads ...uploader.Upload) string {
	t.Helper()
	folder := t.TempDir()
	list, _, err := journal.Open(t.Context(), filepath.Join(folder, "list.sqlite"), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := list.SaveUploads(t.Context(), uploads); err != nil {
		t.Fatal(err)
	}
	if err := list.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}

var today = time.Date(2026, 11, 21, 12, 0, 0, 0, time.Local)

// arrivedAt is a video that arrived, made of a file that is really there.
func arrivedAt(t *testing.T, id uploader.UploadID, at time.Time) uploader.Upload {
	t.Helper()
	path := filepath.Join(t.TempDir(), string(id)+".mp4")
	if err := os.WriteFile(path, append([]byte("\x00\x00\x00\x20ftypisom"), make([]byte, 4000)...), 0o600); err != nil {
		t.Fatal(err)
	}
	source, err := intake.Inspect(t.Context(), path, at.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return uploader.Upload{
		ID: id, Account: "acme", State: uploader.DoneDraft, Metadata: uploader.Metadata{Title: "=Title of " + string(id)}, Source: source,
		Result:   uploader.Result{VideoID: "7", PageURL: "https://videos.acme.com/7", Started: at.Add(-2 * time.Minute), Arrived: at},
		Finished: at, Added: at,
	}
}

func openToday(t *testing.T, folder string) (*App, func(func(uploader.Update) bool) uploader.Update) {
	t.Helper()
	a, updates := openApp(t, Options{DataDir: folder, Now: func() time.Time { return today }})
	return a, func(enough func(uploader.Update) bool) uploader.Update { return await(t, updates, enough) }
}

func pages(update uploader.Update) bool { return len(update.HistoryPages) > 0 }

func TestWhatEarlierDaysFinishedLivesInTheHistory(t *testing.T) {
	folder := folderWith(t, arrivedAt(t, "yesterday", today.AddDate(0, 0, -1)), arrivedAt(t, "today", today.Add(-time.Hour)), arrivedAt(t, "old", today.AddDate(-2, 0, 0)))
	a, wait := openToday(t, folder)
	if list := a.engine.Uploads(); len(list) != 1 || list[0].ID != "today" {
		t.Errorf("the list holds %+v", list)
	}
	a.LoadHistory(uploader.HistoryQuery{}, 0)
	page := wait(pages).HistoryPages[0]
	if len(page.Entries) != 2 || page.Entries[0].Upload.ID != "today" || page.Entries[1].Upload.ID != "yesterday" {
		t.Errorf("the history holds %+v", page.Entries)
	}
	a.SetSettings(uploader.Settings{HistoryDays: uploader.NoHistory})
	a.retire(pruning{})
	a.LoadHistory(uploader.HistoryQuery{}, 0)
	if page := wait(pages).HistoryPages[0]; page.Count != 0 {
		t.Errorf("it is kept: %+v", page)
	}
}

func TestACancelledUploadComesBackWithWhatWasTyped(t *testing.T) {
	kept, lost := arrivedAt(t, "kept", today), arrivedAt(t, "lost", today)
	for _, one := range []*uploader.Upload{&kept, &lost} {
		one.State, one.Result, one.Metadata.Title, one.Metadata.Tags = uploader.Ready, uploader.Result{}, "Typed", []string{"hr"}
	}
	a, _ := openToday(t, folderWith(t, kept, lost))
	a.Remove([]uploader.UploadID{"kept", "lost"})
	a.engine.Uploads()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(lost.Source.Path); err != nil {
		t.Fatal(err)
	}
	a, wait := openToday(t, a.options.DataDir)
	a.LoadHistory(uploader.HistoryQuery{}, 0)
	if page := wait(pages).HistoryPages[0]; page.Count != 2 || !page.Entries[0].Cancelled() {
		t.Fatalf("the history holds %+v", page)
	}
	a.AddAgain([]uploader.UploadID{"kept", "lost"})
	result := wait(func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0]
	if len(result.Added) != 1 || len(result.Rejected) != 1 || result.Rejected[0].Reason.Code != uploader.ReasonMissing {
		t.Fatalf("added %+v", result)
	}
	if list := a.engine.Uploads(); len(list) != 1 || list[0].Metadata.Title != "Typed" || len(list[0].Metadata.Tags) != 1 {
		t.Errorf("the list holds %+v", list)
	}
	a.Remove(result.Added)
	a.AddAgain(result.Added)
	if again := wait(func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0]; len(again.Added) != 1 || again.Added[0] != result.Added[0] {
		t.Errorf("what the list still knows became %+v", again)
	}
}

func TestTheSpreadsheetOpensInEveryLanguage(t *testing.T) {
	folder := folderWith(t, arrivedAt(t, "yesterday", today.AddDate(0, 0, -1)))
	a, wait := openToday(t, folder)
	for language, want := range map[words.Language][]string{
		words.English: {"Title,File,Size (MB)", "'=Title of yesterday,yesterday.mp4,0.0,,Draft,https://videos.acme.com/7,2026-11-20 11:58,2026-11-20 12:00,Draft\r\n"},
		words.Danish:  {"Titel;Fil;Størrelse (MB)", "'=Title of yesterday;yesterday.mp4;0,0;;Kladde;https://videos.acme.com/7;20-11-2026 11:58;20-11-2026 12:00;Kladde\r\n"},
		words.German:  {"Titel;Datei;Größe (MB)", "'=Title of yesterday;yesterday.mp4;0,0;;Entwurf;https://videos.acme.com/7;20.11.2026 11:58;20.11.2026 12:00;Entwurf\r\n"},
	} {
		a.MakeSpreadsheet(language, uploader.HistoryQuery{})
		sheet := wait(func(u uploader.Update) bool { return u.Spreadsheet != nil }).Spreadsheet
		if !strings.HasPrefix(sheet.Text, "\uFEFF"+want[0]) || !strings.HasSuffix(sheet.Text, "\r\n"+want[1]) {
			t.Errorf("%s: %q", language, sheet.Text)
		}
	}
}

func TestARepeatedRunFindsItsVideoInTheHistory(t *testing.T) {
	sent := arrivedAt(t, "yesterday", today.AddDate(0, 0, -1))
	a, _ := openToday(t, folderWith(t, sent))
	ids, rejected, err := a.AddForSending(t.Context(), "acme", Sending{Paths: []string{sent.Source.Path}})
	if err != nil || len(rejected) > 0 || len(ids) != 1 || ids[0] != "yesterday" {
		t.Fatalf("%v, %v, %v", ids, rejected, err)
	}
	if list := a.engine.Uploads(); len(list) != 1 || list[0].State != uploader.DoneDraft {
		t.Errorf("the list holds %+v", list)
	}
}

func TestAFileOfTheHistoryIsAskedAboutBeforeItIsSentAgain(t *testing.T) {
	sent := arrivedAt(t, "yesterday", today.AddDate(0, 0, -1))
	a, _ := openToday(t, folderWith(t, sent))
	if reason := a.sentBefore("acme", sent.Source, nil); reason.Code != uploader.ReasonSentBefore || reason.Subject != sent.Metadata.Title {
		t.Errorf("the reason is %+v", reason)
	}
	if reason := a.sentBefore("globex", sent.Source, nil); !reason.IsZero() {
		t.Errorf("another account's site has it: %+v", reason)
	}
}

func TestAllEntriesThatFitAreGivenAtOnce(t *testing.T) {
	var past []uploader.Upload
	const many = 2*uploader.HistoryPageSize + 3
	for i := range many {
		one := arrivedAt(t, uploader.UploadID("film"+strconv.Itoa(i)), today.AddDate(0, 0, -2))
		one.Result.Published = i == 0
		past = append(past, one)
	}
	a, wait := openToday(t, folderWith(t, past...))
	query := uploader.HistoryQuery{Find: "title of film"}
	a.PickHistory(query)
	picks := wait(func(update uploader.Update) bool { return update.HistoryPicks != nil }).HistoryPicks
	if len(picks.Picks) != many || picks.Query != query {
		t.Fatalf("%d of %d, for %+v", len(picks.Picks), many, picks.Query)
	}
	for _, pick := range picks.Picks {
		if pick.Published != (pick.ID == "film0") || pick.Account != "acme" || pick.Title != "=Title of "+string(pick.ID) {
			t.Errorf("%+v", pick)
		}
	}
}
