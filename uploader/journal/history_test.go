package journal

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func pastUpload(number int, state uploader.State) Past {
	upload := fullUpload(uploader.UploadID(fmt.Sprintf("past-%05d", number)))
	upload.State, upload.Metadata.Title, upload.Source.Size = state, fmt.Sprintf("Ærø %d", number), 1000
	confirmed := upload.Metadata.Clone()
	return Past{
		Entry:    uploader.HistoryEntry{Upload: upload, Ended: at(12, 0).Add(time.Duration(number) * time.Minute).Truncate(time.Millisecond), Site: "Acme Video"},
		Transfer: Transfer{Confirmed: &confirmed, UpdateDue: true, Telling: []uploader.Field{uploader.FieldTags}},
	}
}

func idsOf(page uploader.HistoryPage) (ids []uploader.UploadID) {
	for _, entry := range page.Entries {
		ids = append(ids, entry.Upload.ID)
	}
	return ids
}

func historyOf(t *testing.T, j *Journal, query uploader.HistoryQuery, from, limit int) uploader.HistoryPage {
	t.Helper()
	page, err := j.History(t.Context(), query, from, limit)
	must(t, err)
	return page
}

func TestTheHistorySurvivesAndIsReadNewestFirstInPages(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _ := open(t, path)
	var past []Past
	for i := range 7 {
		past = append(past, pastUpload(i, uploader.DoneDraft))
	}
	past[3].Entry.Upload.State = uploader.Removed
	past[4].Entry.Upload.Account, past[4].Entry.Site = "globex", "Globex"
	must(t, j.SavePast(t.Context(), past))
	must(t, j.Close())
	j, _ = open(t, path)

	page := historyOf(t, j, uploader.HistoryQuery{}, 2, 3)
	if !slices.Equal(idsOf(page), []uploader.UploadID{"past-00004", "past-00003", "past-00002"}) {
		t.Errorf("the page holds %v", idsOf(page))
	}
	if page.From != 2 || page.Count != 7 || page.Videos != 6 || page.Bytes != 6000 || page.Kept != 7 {
		t.Errorf("the page says %+v", page)
	}
	if !reflect.DeepEqual(page.Sites, []uploader.HistorySite{{Account: "acme", Site: "Acme Video"}, {Account: "globex", Site: "Globex"}}) {
		t.Errorf("sites %+v", page.Sites)
	}
	found, err := j.PastOf(t.Context(), []uploader.UploadID{"past-00002", "unknown"})
	if err != nil || len(found) != 1 || !reflect.DeepEqual(found[0], past[2]) {
		t.Errorf("%v: read\n%+v\nsaved\n%+v", err, found, past[2])
	}
}

func TestTheHistoryIsSearched(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), listName))
	past := []Past{pastUpload(0, uploader.DoneDraft), pastUpload(1, uploader.DonePublic), pastUpload(2, uploader.Removed)}
	past[1].Entry.Upload.Metadata.Title, past[2].Entry.Upload.Account = "ÅRSMØDE 100%_", "globex"
	past[2].Entry.Upload.Source.Name = "Sommerfest.MOV"
	must(t, j.SavePast(t.Context(), past))
	for name, c := range map[string]struct {
		query uploader.HistoryQuery
		want  []uploader.UploadID
	}{
		"capitals":  {uploader.HistoryQuery{Find: " arsmode "}, []uploader.UploadID{"past-00001"}},
		"wildcards": {uploader.HistoryQuery{Find: "%_"}, []uploader.UploadID{"past-00001"}},
		"file name": {uploader.HistoryQuery{Find: "fest.mov"}, []uploader.UploadID{"past-00002"}},
		"nothing":   {uploader.HistoryQuery{Find: "' OR 1=1"}, nil},
		"account":   {uploader.HistoryQuery{Account: "globex"}, []uploader.UploadID{"past-00002"}},
		"since":     {uploader.HistoryQuery{Since: past[1].Entry.Ended}, []uploader.UploadID{"past-00002", "past-00001"}},
		"together":  {uploader.HistoryQuery{Since: past[1].Entry.Ended, Account: "acme", Find: "års"}, []uploader.UploadID{"past-00001"}},
	} {
		if page := historyOf(t, j, c.query, 0, 10); !slices.Equal(idsOf(page), c.want) || page.Count != len(c.want) || page.Kept != 3 {
			t.Errorf("%s: %v, %d of %d", name, idsOf(page), page.Count, page.Kept)
		}
	}
	same, err := j.PastOfFile(t.Context(), "acme", 1000)
	if err != nil || len(same) != 2 || same[0].Entry.Upload.ID != "past-00001" {
		t.Errorf("%v, %v", same, err)
	}
}

func TestAnUploadIsInTheListOrInTheHistoryOrInBoth(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), listName))
	done, cancelled, gone := pastUpload(0, uploader.DonePublic), pastUpload(1, uploader.Removed), pastUpload(2, uploader.DoneDraft)
	uploads := []uploader.Upload{done.Entry.Upload, cancelled.Entry.Upload, gone.Entry.Upload}
	must(t, j.SaveWithHistory(t.Context(), uploads, []Past{done, cancelled}, nil))
	must(t, j.SaveTransfer(t.Context(), "past-00000", fullTransfer()))
	must(t, j.SaveWithHistory(t.Context(), uploads[1:2], nil, []uploader.UploadID{"past-00001"}))
	if got := idsOf(historyOf(t, j, uploader.HistoryQuery{}, 0, 9)); !slices.Equal(got, []uploader.UploadID{"past-00000"}) {
		t.Errorf("the history holds %v", got)
	}
	must(t, j.Retire(t.Context(), []Past{done}, true))
	must(t, j.Retire(t.Context(), []Past{gone}, false))
	if got := contentsOf(t, j).Uploads; len(got) != 1 || got[0].Upload.ID != "past-00001" {
		t.Errorf("the list holds %+v", got)
	}
	if got := idsOf(historyOf(t, j, uploader.HistoryQuery{}, 0, 9)); !slices.Equal(got, []uploader.UploadID{"past-00000"}) {
		t.Errorf("the history holds %v", got)
	}
}

func TestTheHistoryIsForgotten(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), listName))
	past := []Past{pastUpload(0, uploader.DoneDraft), pastUpload(1, uploader.DonePublic), pastUpload(2, uploader.DonePublic)}
	must(t, j.SavePast(t.Context(), past))
	if dropped, err := j.ForgetPastBefore(t.Context(), past[1].Entry.Ended); dropped != 1 || err != nil {
		t.Errorf("dropped %d, %v", dropped, err)
	}
	must(t, j.ForgetPast(t.Context(), []uploader.UploadID{"past-00002", "unknown"}))
	if got := idsOf(historyOf(t, j, uploader.HistoryQuery{}, 0, 9)); !slices.Equal(got, []uploader.UploadID{"past-00001"}) {
		t.Errorf("the history holds %v", got)
	}
	if dropped, err := j.ForgetPastBefore(t.Context(), time.Time{}); dropped != 1 || err != nil {
		t.Errorf("dropped %d, %v", dropped, err)
	}
}

func TestAJournalOfTheFirstVersionIsCarriedOver(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _ := open(t, path)
	must(t, j.SaveUpload(t.Context(), fullUpload("first")))
	must(t, j.SaveTransfer(t.Context(), "first", fullTransfer()))
	must(t, j.SaveSetting(t.Context(), "look", "dark"))
	want := contentsOf(t, j)
	_, err := j.database.ExecContext(t.Context(), `DROP TABLE history; DROP TABLE received; DROP TABLE links; UPDATE facts SET value = '1' WHERE key = 'schema'; PRAGMA user_version = 1`)
	must(t, err)
	must(t, errors.Join(j.database.Close(), j.release()))

	j, report := open(t, path)
	if !reflect.DeepEqual(report, Report{}) {
		t.Errorf("opening reports %+v", report)
	}
	if got := contentsOf(t, j); !reflect.DeepEqual(got, want) {
		t.Errorf("read\n%+v\nthere was\n%+v", got, want)
	}
	must(t, j.SavePast(t.Context(), []Past{pastUpload(0, uploader.DoneDraft)}))
	if historyOf(t, j, uploader.HistoryQuery{}, 0, 9).Count != 1 {
		t.Error("the history does not take an entry")
	}
}

func TestADamagedEntryIsLeftOutAndCostsNothingElse(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]string{
		"title":    `UPDATE history SET find = 'other' WHERE id = 'past-00000'`,
		"end":      `UPDATE history SET ended = ended + 1 WHERE id = 'past-00000'`,
		"document": `UPDATE history SET document = replace(document, 'Ærø', 'Fyn') WHERE id = 'past-00000'`,
		"size":     `UPDATE history SET size = 7 WHERE id = 'past-00000'`,
	} {
		path := filepath.Join(t.TempDir(), listName)
		j, _ := open(t, path)
		must(t, j.SaveUpload(t.Context(), fullUpload("first")))
		must(t, j.SavePast(t.Context(), []Past{pastUpload(0, uploader.DoneDraft), pastUpload(1, uploader.DoneDraft)}))
		_, err := j.database.ExecContext(t.Context(), damage)
		must(t, err)
		must(t, j.Close())
		j, report := open(t, path)
		if !reflect.DeepEqual(report, Report{}) || len(contentsOf(t, j).Uploads) != 1 {
			t.Errorf("%s: opening reports %+v", name, report)
		}
		if page := historyOf(t, j, uploader.HistoryQuery{}, 0, 9); !slices.Equal(idsOf(page), []uploader.UploadID{"past-00001"}) || page.Count != 1 {
			t.Errorf("%s: the history holds %v", name, idsOf(page))
		}
	}
}

func TestTwentyThousandEntriesAreReadQuickly(t *testing.T) {
	j, _ := open(t, filepath.Join(t.TempDir(), listName))
	for begin := 0; begin < 20_000; begin += 1000 {
		var past []Past
		for i := range 1000 {
			past = append(past, pastUpload(begin+i, uploader.DoneDraft))
		}
		must(t, j.SavePast(t.Context(), past))
	}
	begun := time.Now()
	page := historyOf(t, j, uploader.HistoryQuery{Find: "ærø 1"}, 10_000, uploader.HistoryPageSize)
	if took := time.Since(begun); len(page.Entries) != uploader.HistoryPageSize || took > 20*time.Second {
		t.Errorf("%d entries of %d after %v", len(page.Entries), page.Count, took)
	}
	t.Logf("a page in the middle took %v", time.Since(begun))
	begun = time.Now()
	historyOf(t, j, uploader.HistoryQuery{}, 10_000, uploader.HistoryPageSize)
	t.Logf("one without a search %v", time.Since(begun))
	begun = time.Now()
	j.copyNow(t.Context())
	t.Logf("a copy took %v", time.Since(begun))
}
