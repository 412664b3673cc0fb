package journal

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
)

// scene is a data folder as a kill leaves it: a good copy, a main file, and a log with what came after both.
type scene struct {
	files map[string][]byte
	// copied is what the good copy holds, all is what was saved in the end.
	copied, all map[uploader.UploadID]uploader.Upload
}

const listName = "list.db"

func makeScene(t *testing.T) scene { return sceneOf(t, 12, 4, 60) }

// sceneOf makes one with so many uploads in the copy, so many saved after it, and descriptions of so many sentences.
func sceneOf(t *testing.T, early, late, sentences int) scene {
	t.Helper()
	folder := t.TempDir()
	path := filepath.Join(folder, listName)
	j, _ := open(t, path)
	ctx := t.Context()
	s := scene{files: make(map[string][]byte), copied: make(map[uploader.UploadID]uploader.Upload)}
	for i := range early {
		upload := fullUpload(uploader.UploadID(fmt.Sprintf("upload-%02d", i)))
		upload.Metadata.Description = strings.Repeat(fmt.Sprintf("description of %d. ", i), sentences)
		must(t, j.SaveUpload(ctx, upload))
		must(t, j.SaveTransfer(ctx, upload.ID, fullTransfer()))
		s.copied[upload.ID] = upload
	}
	must(t, j.SaveAccounts(ctx, []uploader.Account{fullAccount()}, "acme"))
	j.copyNow(ctx)
	s.all = maps.Clone(s.copied)
	for i := early; i < early+late; i++ {
		upload := fullUpload(uploader.UploadID(fmt.Sprintf("upload-%02d", i)))
		must(t, j.SaveUpload(ctx, upload))
		must(t, j.Ack(ctx, "upload-00", i, uint32(i)))
		s.all[upload.ID] = upload
	}
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, entry := range entries {
		content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		must(t, err)
		s.files[entry.Name()] = content
	}
	if len(s.files[listName+walSuffix]) == 0 || len(s.files[listName+".copy-1"]) == 0 {
		t.Fatalf("the scene lacks a log or a copy: %v", slicesOfSizes(s.files))
	}
	return s
}

func slicesOfSizes(files map[string][]byte) map[string]int {
	sizes := make(map[string]int)
	for name, content := range files {
		sizes[name] = len(content)
	}
	return sizes
}

func (s scene) with(name string, content []byte) scene {
	s.files = maps.Clone(s.files)
	s.files[name] = content
	return s
}

func (s scene) without(name string) scene {
	s.files = maps.Clone(s.files)
	delete(s.files, name)
	return s
}

func (s scene) lay(t *testing.T) (path string) {
	t.Helper()
	folder := t.TempDir()
	for name, content := range s.files {
		must(t, os.WriteFile(filepath.Join(folder, name), content, 0o600))
	}
	return filepath.Join(folder, listName)
}

// judge opens the scene and checks the promise: it opens or recovers, holds at least what the copy holds, and nothing that was
// never saved.
func (s scene) judge(t *testing.T, what string) Report {
	t.Helper()
	path := s.lay(t)
	j, report, err := Open(t.Context(), path, Options{Now: clockAt(at(10, 35))})
	if err != nil {
		t.Errorf("%s: opening: %v", what, err)
		return report
	}
	defer j.Close()
	contents, err := j.Load(t.Context())
	if err != nil {
		t.Errorf("%s: loading: %v", what, err)
		return report
	}
	loaded := make(map[uploader.UploadID]bool)
	for _, record := range contents.Uploads {
		upload := record.Upload
		loaded[upload.ID] = true
		want := s.all[upload.ID]
		if report.Recovered {
			if upload.State != uploader.Attention || upload.Reason.Code != uploader.ReasonMayHaveFinished {
				t.Errorf("%s: recovered %s is %s for %q and would go on by itself", what, upload.ID, upload.State, upload.Reason.Code)
			}
			want.State, want.Reason = upload.State, upload.Reason
		}
		if !reflect.DeepEqual(upload, want) {
			t.Errorf("%s: %s became %+v", what, upload.ID, upload)
		}
	}
	for id := range s.copied {
		if !loaded[id] {
			t.Errorf("%s: %s was in the copy and is lost (%+v)", what, id, report)
		}
	}
	if report.DamagedKept != "" {
		if _, err := os.Stat(report.DamagedKept); err != nil {
			t.Errorf("%s: the damaged file was not kept: %v", what, err)
		}
	}
	if err := j.SaveUpload(t.Context(), uploader.Upload{ID: "after"}); err != nil {
		t.Errorf("%s: saving afterwards: %v", what, err)
	}
	return report
}

func TestAKillAfterTheCopyLosesNothing(t *testing.T) {
	t.Parallel()
	s := makeScene(t)
	s.copied = s.all
	if report := s.judge(t, "undamaged"); report.Recovered {
		t.Errorf("an undamaged file was replaced: %+v", report)
	}
}

func TestFilesCutShortOpenOrRecover(t *testing.T) {
	t.Parallel()
	s := makeScene(t)
	for _, name := range []string{listName, listName + walSuffix} {
		content := s.files[name]
		step := max(1, len(content)/25)
		for _, offset := range []int{0, 1, 15, 16, 31, 32, 99, 100, 4095, 4096, 4097, len(content) - 1} {
			s.with(name, content[:min(offset, len(content))]).judge(t, fmt.Sprintf("%s cut at %d", name, offset))
		}
		for offset := 0; offset < len(content); offset += step {
			s.with(name, content[:offset]).judge(t, fmt.Sprintf("%s cut at %d", name, offset))
		}
	}
}

func TestDamagedBytesOpenOrRecover(t *testing.T) {
	t.Parallel()
	s := makeScene(t)
	random := rand.New(rand.NewPCG(23, 23))
	recovered := 0
	for _, name := range []string{listName, listName + walSuffix} {
		offsets := make([]int, 0, 300)
		for offset := range 100 {
			offsets = append(offsets, offset)
		}
		for range 40 {
			offsets = append(offsets, random.IntN(len(s.files[name])))
		}
		for _, offset := range offsets {
			content := append([]byte(nil), s.files[name]...)
			length := min(1+random.IntN(16), len(content)-offset)
			for i := range length {
				content[offset+i] ^= byte(1 + random.IntN(255))
			}
			if s.with(name, content).judge(t, fmt.Sprintf("%s damaged at %d for %d", name, offset, length)).Recovered {
				recovered++
			}
		}
	}
	if recovered == 0 {
		t.Error("no damage was ever noticed")
	}
}

func TestZeroedPagesOpenOrRecover(t *testing.T) {
	t.Parallel()
	s := makeScene(t)
	content := s.files[listName]
	for page := 0; page < len(content); page += 4096 {
		zeroed := append([]byte(nil), content...)
		clear(zeroed[page : page+4096])
		s.with(listName, zeroed).judge(t, fmt.Sprintf("page at %d zeroed", page))
	}
}

func TestAMissingFileIsRecoveredFromItsCopy(t *testing.T) {
	t.Parallel()
	report := makeScene(t).without(listName).judge(t, "main file gone")
	if !report.Recovered || report.CopyFrom.IsZero() || report.DamagedKept == "" {
		t.Errorf("the log was not kept, or the copy not used: %+v", report)
	}
	if reason := report.Reason(); reason.Code != uploader.ReasonListUnreadable || !reason.At.Equal(report.CopyFrom) {
		t.Errorf("the person is told %+v", reason)
	}
}

func TestTheSecondCopyStandsInForADamagedFirst(t *testing.T) {
	t.Parallel()
	s := makeScene(t)
	garbage := []byte(strings.Repeat("no database at all ", 500))
	s = s.with(listName+".copy-2", s.files[listName+".copy-1"]).with(listName+".copy-1", garbage).with(listName, garbage)
	if report := s.judge(t, "first copy damaged too"); !report.Recovered || len(report.Asking) != len(s.copied) {
		t.Errorf("reported %+v", report)
	}
}

func TestWithoutAnyCopyTheListStartsEmptyAndTheDamageIsKept(t *testing.T) {
	t.Parallel()
	s := makeScene(t)
	s.copied = nil
	garbage := []byte(strings.Repeat("no database at all ", 500))
	s = s.with(listName, garbage).without(listName + ".copy-1").without(listName + ".copy-2")
	report := s.judge(t, "nothing left")
	kept, err := os.ReadFile(report.DamagedKept)
	if !report.Recovered || !report.CopyFrom.IsZero() || err != nil || string(kept) != string(garbage) {
		t.Errorf("reported %+v, kept %d bytes, %v", report, len(kept), err)
	}
}

func TestTwoDamagesInOneSecondKeepBothFiles(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	for range 2 {
		must(t, os.WriteFile(path, []byte(strings.Repeat("garbage", 1000)), 0o600))
		j, report := open(t, path)
		if report.DamagedKept == "" {
			t.Fatal("nothing was kept")
		}
		must(t, j.Close())
	}
	kept, err := filepath.Glob(path + ".damaged-*")
	if err != nil || len(kept) != 2 {
		t.Errorf("kept %v, %v", kept, err)
	}
}

func TestACrashWhileCopyingLeavesTheListAlone(t *testing.T) {
	t.Parallel()
	s := makeScene(t)
	s.copied = s.all
	if report := s.with(listName+".new", []byte("half a copy")).judge(t, "half a copy"); report.Recovered {
		t.Errorf("reported %+v", report)
	}
}

func TestReadyAndFinishedUploadsComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _ := open(t, path)
	must(t, j.SaveUploads(t.Context(), []uploader.Upload{
		{ID: "ready", State: uploader.Ready},
		{ID: "done", State: uploader.DonePublic},
		{ID: "paused", State: uploader.Paused},
		{ID: "later", State: "a state of tomorrow"},
	}))
	j.copyNow(t.Context())
	must(t, j.Close())
	must(t, os.Truncate(path, 100))
	j, report := open(t, path)
	states := make(map[uploader.UploadID]uploader.State)
	for _, record := range contentsOf(t, j).Uploads {
		states[record.Upload.ID] = record.Upload.State
	}
	want := map[uploader.UploadID]uploader.State{
		"ready": uploader.Ready, "done": uploader.DonePublic, "paused": uploader.Attention, "later": "a state of tomorrow",
	}
	if !maps.Equal(states, want) || !reflect.DeepEqual(report.Asking, []uploader.UploadID{"paused"}) {
		t.Errorf("states %v, asking about %v", states, report.Asking)
	}
}

func TestADamagedLogIsNoticedWhenConfirmedWordsAreLost(t *testing.T) {
	t.Parallel()
	s := makeScene(t)
	content := append([]byte(nil), s.files[listName+walSuffix]...)
	content[logHeaderSize+logFrameSize+100] ^= 1
	report := s.with(listName+walSuffix, content).judge(t, "first frame of the log damaged")
	if !report.Recovered || len(report.Asking) == 0 {
		t.Errorf("reported %+v", report)
	}
	kept, err := os.ReadFile(report.DamagedKept + walSuffix)
	if err != nil || string(kept) != string(content) {
		t.Errorf("the damaged log was not kept: %d bytes, %v", len(kept), err)
	}
}

func TestATransactionThatAKillCutShortIsNoDamage(t *testing.T) {
	t.Parallel()
	s := makeScene(t)
	content := s.files[listName+walSuffix]
	for cut := 1; cut < 4096+logFrameSize; cut += 97 {
		if report := s.with(listName+walSuffix, content[:len(content)-cut]).judge(t, "last frame cut"); report.Recovered {
			t.Fatalf("cut by %d: reported %+v", cut, report)
		}
	}
	torn := append([]byte(nil), content...)
	torn[len(torn)-1] ^= 1
	if report := s.with(listName+walSuffix, torn).judge(t, "last frame torn"); report.Recovered {
		t.Errorf("reported %+v", report)
	}
}

func FuzzLogOfAnyBytes(f *testing.F) {
	f.Add([]byte("\x37\x7f\x06\x82"))
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "log")
		must(t, os.WriteFile(path, content, 0o600))
		if _, err := logLostCommits(path); err != nil {
			t.Error(err)
		}
	})
}

func TestAShortFileThatIsNoJournalIsKept(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	must(t, os.WriteFile(path, []byte("somebody's notes"), 0o600))
	_, report := open(t, path)
	kept, err := os.ReadFile(report.DamagedKept)
	if !report.Recovered || err != nil || string(kept) != "somebody's notes" {
		t.Errorf("reported %+v, kept %q, %v", report, kept, err)
	}
}

// TestAValueChangedBehindTheChecksumIsNoticed covers what SQLite takes for whole: a page with another value in it.
func TestAValueChangedBehindTheChecksumIsNoticed(t *testing.T) {
	t.Parallel()
	s := makeScene(t)
	for _, change := range []string{
		"UPDATE acks SET crc = crc + 1 WHERE upload = 'upload-03' AND chunk = 2",
		"UPDATE acks SET chunk = 77 WHERE upload = 'upload-03' AND chunk = 2",
		"UPDATE uploads SET state = 'ready' WHERE id = 'upload-03'",
		"UPDATE uploads SET account = 'other' WHERE id = 'upload-03'",
		"UPDATE uploads SET document = replace(document, 'Ærø', 'Aero') WHERE id = 'upload-03'",
		"UPDATE transfers SET document = replace(document, 'abc', 'abd') WHERE upload = 'upload-03'",
		"UPDATE accounts SET document = replace(document, 'Acme', 'Acne')",
		"UPDATE facts SET value = '1' WHERE key = 'schema'",
		"PRAGMA application_id = 7",
		"PRAGMA user_version = 7",
	} {
		path := s.lay(t)
		edit(t, path, change)
		if _, report := open(t, path); !report.Recovered {
			t.Errorf("%s was not noticed", change)
		}
	}
}

func TestEveryTransactionIsOnTheDiskBeforeTheNext(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), listName))
	for pragma, want := range map[string]string{"synchronous": "2", "journal_mode": "wal", "foreign_keys": "1"} {
		var got string
		if err := j.database.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", pragma, got, err, want)
		}
	}
}
