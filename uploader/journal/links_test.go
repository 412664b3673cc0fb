package journal

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func fullLink(number int) LinkRecord {
	made := at(10, 0).Add(time.Duration(number) * time.Minute).Truncate(time.Millisecond)
	return LinkRecord{
		Link: uploader.Link{
			ID: uploader.LinkID(fmt.Sprintf("link-%02d", number)), Account: "acme", Site: "Acme Video", Name: "Für Ann & \"Øst\"", Title: "Interview <b>",
			Description: "first\nsecond", Tags: []string{"a b"}, Categories: []uploader.Category{{ID: "7", Title: "HR"}},
			Asked:   uploader.LinkTerms{Videos: 3, Lasts: 24 * time.Hour, Publish: true},
			Granted: uploader.LinkTerms{Videos: 2, Lasts: 12 * time.Hour}, Ends: made.Add(12 * time.Hour), Room: true, Return: "https://acme.com/thanks", Made: made, Looked: at(11, 0),
			Trouble: uploader.Reason{Code: uploader.ReasonOffline, Site: "Acme Video"},
		},
		SealedToken: []byte{0, 1, 0xff}, Generation: 2, ReturnURL: "http://192.168.1.7:4000/x", Nonce: "n1", Reminded: true,
	}
}

func linkVideo(number int) uploader.LinkVideo {
	return uploader.LinkVideo{
		VideoID: fmt.Sprint(40 + number), Title: "Interview", FileName: "øl 🎬.mov", At: at(11, number), PageURL: "https://acme.com/42",
		ManageURL: "https://acme.com/manage/42", Published: true, Length: time.Minute,
	}
}

func linksOf(t *testing.T, j *Journal) []LinkRecord {
	t.Helper()
	records, err := j.Links(t.Context())
	must(t, err)
	return records
}

func TestLinksAndWhatArrivedSurvive(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _ := open(t, path)
	older, newer, intended := fullLink(0), fullLink(1), LinkRecord{Link: uploader.Link{ID: "intended", Account: "acme", Name: "n", Title: "t"}, Nonce: "n"}
	must(t, j.SaveLinks(t.Context(), []LinkRecord{older, newer, intended}))
	for i := range 3 {
		newer.Link.Arrived = append(newer.Link.Arrived, linkVideo(i))
		past := pastUpload(i, uploader.DoneDraft)
		past.Entry.Upload.Link = newer.Link.Name
		must(t, j.Receive(t.Context(), newer, 1, []Past{past}))
	}
	newer.Link.Looked = at(12, 0)
	must(t, j.SaveLinks(t.Context(), []LinkRecord{newer}))
	must(t, j.Close())
	j, _ = open(t, path)
	if got, want := linksOf(t, j), []LinkRecord{intended, newer, older}; !reflect.DeepEqual(got, want) {
		t.Errorf("read\n%+v\nsaved\n%+v", got, want)
	}
	if !intended.Intended() || newer.Intended() {
		t.Error("what is intended is taken for what was made")
	}
	if page := historyOf(t, j, uploader.HistoryQuery{Find: "fur ANN"}, 0, 9); page.Count != 3 || page.Entries[0].Upload.Link != newer.Link.Name {
		t.Errorf("the history finds %+v", page)
	}
	must(t, j.ForgetLink(t.Context(), newer.Link.ID))
	must(t, j.ForgetLink(t.Context(), "unknown"))
	must(t, j.SaveLinks(t.Context(), []LinkRecord{fullLink(1)}))
	if got := linksOf(t, j); len(got) != 3 || len(got[1].Link.Arrived) != 0 {
		t.Errorf("what had arrived through a forgotten link came back: %+v", got)
	}
	if historyOf(t, j, uploader.HistoryQuery{}, 0, 9).Count != 3 {
		t.Error("the history forgot with it")
	}
}

func TestADamagedLinkIsLeftOutAndCostsNothingElse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		damage          string
		links, arrivals int
	}{
		"a link's text":    {`UPDATE links SET document = replace(document, 'Ann', 'Bob') WHERE id = 'link-00'`, 1, 0},
		"its account":      {`UPDATE links SET account = 'globex' WHERE id = 'link-00'`, 1, 0},
		"its time":         {`UPDATE links SET made = made + 1 WHERE id = 'link-00'`, 1, 0},
		"an arrival":       {`UPDATE received SET document = replace(document, 'Interview', 'Film') WHERE video = '41'`, 2, 1},
		"an arrival's row": {`UPDATE received SET number = 7 WHERE video = '40'`, 2, 1},
	} {
		path := filepath.Join(t.TempDir(), listName)
		j, _ := open(t, path)
		must(t, j.SaveUpload(t.Context(), fullUpload("first")))
		record := fullLink(0)
		record.Link.Arrived = []uploader.LinkVideo{linkVideo(0), linkVideo(1)}
		must(t, j.Receive(t.Context(), record, 2, nil))
		must(t, j.SaveLinks(t.Context(), []LinkRecord{fullLink(1)}))
		_, err := j.database.ExecContext(t.Context(), c.damage)
		must(t, err)
		must(t, j.Close())
		j, report := open(t, path)
		if !reflect.DeepEqual(report, Report{}) || len(contentsOf(t, j).Uploads) != 1 {
			t.Errorf("%s: opening reports %+v", name, report)
		}
		for range 2 {
			records := linksOf(t, j)
			if len(records) != c.links || len(records[len(records)-1].Link.Arrived) != c.arrivals {
				t.Errorf("%s: %+v", name, records)
			}
		}
		must(t, j.SaveLinks(t.Context(), []LinkRecord{fullLink(5)}))
	}
}

func TestLinksComeBackWithAGoodCopy(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _ := open(t, path)
	record := fullLink(0)
	record.Link.Arrived = []uploader.LinkVideo{linkVideo(0)}
	must(t, j.Receive(t.Context(), record, 1, nil))
	j.copyNow(t.Context())
	must(t, j.Close())
	must(t, removeDatabase(path))
	j, report := open(t, path)
	if got := linksOf(t, j); !report.Recovered || len(got) != 1 || !reflect.DeepEqual(got[0], record) {
		t.Errorf("%+v: %+v", report, got)
	}
}

func TestWhatANewerVersionAddedToALinkStays(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), listName))
	record := fullLink(0)
	must(t, j.SaveLinks(t.Context(), []LinkRecord{record}))
	document := `{"title":"x","colour":"blue"}`
	_, err := j.database.ExecContext(t.Context(), "UPDATE links SET document = ?, checksum = ?", document,
		checksum("link-00", "acme", fmt.Sprint(record.Link.Made.UnixMilli()), document))
	must(t, err)
	must(t, j.SaveLinks(t.Context(), []LinkRecord{record}))
	var stored string
	must(t, j.database.QueryRowContext(t.Context(), "SELECT document FROM links WHERE document LIKE '%\"colour\":\"blue\"%'").Scan(&stored))
}

func TestAJournalOfTheSecondVersionIsCarriedOver(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _ := open(t, path)
	must(t, j.SaveUpload(t.Context(), fullUpload("first")))
	must(t, j.SavePast(t.Context(), []Past{pastUpload(0, uploader.DoneDraft)}))
	_, err := j.database.ExecContext(t.Context(), `DROP TABLE received; DROP TABLE links; UPDATE facts SET value = '2' WHERE key = 'schema'; PRAGMA user_version = 2`)
	must(t, err)
	must(t, errors.Join(j.database.Close(), j.release()))
	j, report := open(t, path)
	if !reflect.DeepEqual(report, Report{}) || len(contentsOf(t, j).Uploads) != 1 || historyOf(t, j, uploader.HistoryQuery{}, 0, 9).Count != 1 {
		t.Errorf("opening reports %+v", report)
	}
	must(t, j.SaveLinks(t.Context(), []LinkRecord{fullLink(0)}))
	if len(linksOf(t, j)) != 1 {
		t.Error("it takes no link")
	}
}

func TestAJournalThatCannotBeWrittenShowsItsLinks(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), listName))
	must(t, j.SaveLinks(t.Context(), []LinkRecord{fullLink(0), fullLink(1)}))
	_, err := j.database.ExecContext(t.Context(), "UPDATE links SET account = 'x' WHERE id = 'link-00'")
	must(t, err)
	j.refusal = errNewer
	if got := linksOf(t, j); len(got) != 1 || got[0].Link.ID != "link-01" {
		t.Errorf("%+v", got)
	}
	if err := j.SaveLinks(t.Context(), []LinkRecord{fullLink(2)}); !errors.Is(err, errNewer) {
		t.Error(err)
	}
}

func TestAllLinksAreSavedOrNone(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), listName))
	record := fullLink(0)
	record.Link.Arrived = []uploader.LinkVideo{linkVideo(0)}
	_, err := j.database.ExecContext(t.Context(), "CREATE TRIGGER no BEFORE INSERT ON history BEGIN SELECT raise(ABORT, 'no'); END")
	must(t, err)
	if err := j.Receive(t.Context(), record, 1, []Past{pastUpload(0, uploader.DoneDraft)}); err == nil {
		t.Fatal("the history took it")
	}
	if got := linksOf(t, j); len(got) > 0 {
		t.Errorf("a half is there: %+v", got)
	}
}
