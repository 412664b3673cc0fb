package journal

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func reasonOf(err error) uploader.ReasonCode {
	var reason *uploader.ReasonError
	if errors.As(err, &reason) {
		return reason.Reason.Code
	}
	return uploader.ReasonCode(fmt.Sprintf("no reason: %v", err))
}

func edit(t *testing.T, path string, statements ...string) {
	t.Helper()
	database, err := connect(path)
	must(t, err)
	for _, statement := range statements {
		if _, err := database.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	must(t, database.Close())
}

func TestAJournalOfANewerVersionIsReadAndNeverWritten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _ := open(t, path)
	must(t, j.SaveUpload(t.Context(), fullUpload("u")))
	must(t, j.Close())
	edit(t, path, "PRAGMA user_version = 99", "UPDATE facts SET value = '99' WHERE key = 'schema'",
		"ALTER TABLE uploads ADD COLUMN mood TEXT NOT NULL DEFAULT 'good'")
	before, err := os.ReadFile(path)
	must(t, err)

	j, report := open(t, path)
	if !report.Newer || report.Recovered || report.Reason().Code != uploader.ReasonListNewer {
		t.Errorf("reported %+v", report)
	}
	if contents := contentsOf(t, j); !reflect.DeepEqual(contents.Uploads, []Record{{Upload: fullUpload("u")}}) {
		t.Errorf("loaded %+v", contents)
	}
	if code := reasonOf(j.SaveUpload(t.Context(), uploader.Upload{ID: "u"})); code != uploader.ReasonListNewer {
		t.Errorf("saving: %s", code)
	}
	must(t, j.Close())
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the newer file was changed (%v)", err)
	}
}

func TestANewerJournalOfAnotherShapeIsLeftAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _ := open(t, path)
	must(t, j.Close())
	edit(t, path, "PRAGMA user_version = 99", "UPDATE facts SET value = '99' WHERE key = 'schema'", "ALTER TABLE uploads RENAME TO videos")
	j, report := open(t, path)
	if _, err := j.Load(t.Context()); !report.Newer || reasonOf(err) != uploader.ReasonListNewer {
		t.Errorf("reported %+v, loading: %v", report, err)
	}
}

func TestWhatANewerVersionWroteSurvivesASave(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _ := open(t, path)
	upload := fullUpload("u")
	upload.State, upload.Reason.Code = "dancing", "music_too_loud"
	account := fullAccount()
	must(t, j.SaveUpload(t.Context(), upload))
	must(t, j.SaveTransfer(t.Context(), "u", fullTransfer()))
	must(t, j.SaveAccounts(t.Context(), []uploader.Account{account}, "acme"))
	must(t, j.Close())

	const added = `json_set(document, '$.mood', 'good', '$.metadata.colour', json('{"name":"red"}'), '$.source.codec', 'h264',
		'$.metadata.categories[0].icon', 'people')`
	database, err := connect(path)
	must(t, err)
	var document string
	must(t, database.QueryRow("SELECT "+added+" FROM uploads").Scan(&document))
	_, err = database.Exec("UPDATE uploads SET document = ?, checksum = ?", document, checksum("u", "acme", "dancing", document))
	must(t, err)
	must(t, database.QueryRow("SELECT json_set(document, '$.pace', 7, '$.confirmed.colour', 'red') FROM transfers").Scan(&document))
	_, err = database.Exec("UPDATE transfers SET document = ?, checksum = ?", document, checksum("u", document))
	must(t, err)
	must(t, database.QueryRow("SELECT json_set(document, '$.badge', 'gold', '$.fields[0].hint', 'h') FROM accounts").Scan(&document))
	_, err = database.Exec("UPDATE accounts SET document = ?, checksum = ?", document, checksum("acme", document))
	must(t, err)
	must(t, database.Close())

	j, _ = open(t, path)
	contents := contentsOf(t, j)
	if got := contents.Uploads[0].Upload; got.State != "dancing" || got.Reason.Code != "music_too_loud" {
		t.Errorf("state %q, reason %q", got.State, got.Reason.Code)
	}
	changed := contents.Uploads[0].Upload
	changed.Metadata.Title, changed.Metadata.Owner = "another title", ""
	changed.Metadata.Categories = []uploader.Category{{ID: "8", Title: "IT"}, {ID: "7", Title: "HR"}}
	must(t, j.SaveUpload(t.Context(), changed))
	must(t, j.SaveTransfer(t.Context(), "u", contents.Uploads[0].Transfer))
	must(t, j.SaveAccounts(t.Context(), contents.Accounts, contents.Current))
	for query, want := range map[string]string{
		"SELECT document ->> '$.mood' FROM uploads":                          "good",
		"SELECT document ->> '$.metadata.colour.name' FROM uploads":          "red",
		"SELECT document ->> '$.source.codec' FROM uploads":                  "h264",
		"SELECT document ->> '$.metadata.categories[1].icon' FROM uploads":   "people",
		"SELECT document ->> '$.metadata.title' FROM uploads":                "another title",
		"SELECT coalesce(document ->> '$.metadata.owner', '-') FROM uploads": "-",
		"SELECT document ->> '$.pace' FROM transfers":                        "7",
		"SELECT document ->> '$.confirmed.colour' FROM transfers":            "red",
		"SELECT document ->> '$.badge' FROM accounts":                        "gold",
		"SELECT document ->> '$.fields[0].hint' FROM accounts":               "h",
	} {
		var got string
		if err := j.database.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s gives %q, %v; want %q", query, got, err, want)
		}
	}
	contentsOf(t, j)
}

func TestAFullDiskIsSaidAndNothingThatWasThereIsLost(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _ := open(t, path)
	must(t, j.SaveUpload(t.Context(), fullUpload("before")))
	_, err := j.database.Exec("PRAGMA max_page_count = 1")
	must(t, err)
	big := fullUpload("too big")
	big.Metadata.Description = strings.Repeat("x", 1<<20)
	if code := reasonOf(j.SaveUploads(t.Context(), []uploader.Upload{fullUpload("small"), big})); code != uploader.ReasonDiskFull {
		t.Errorf("saving on a full disk: %s", code)
	}
	if contents := contentsOf(t, j); len(contents.Uploads) != 1 {
		t.Errorf("half of a refused save is there: %d uploads", len(contents.Uploads))
	}
	_, err = j.database.Exec("PRAGMA max_page_count = 1000000")
	must(t, err)
	must(t, j.SaveUpload(t.Context(), big))
	must(t, j.Close())
	j, report := open(t, path)
	if contents := contentsOf(t, j); len(contents.Uploads) != 2 || report.Recovered {
		t.Errorf("after making space: %d uploads, %+v", len(contents.Uploads), report)
	}
}

// smallDisk mounts a memory disk of 512 KiB, which needs the administrator of the computer.
func smallDisk(t *testing.T, options string) string {
	t.Helper()
	folder := t.TempDir()
	if output, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=512k"+options, "tmpfs", folder).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: no small disk can be mounted here: %v %s", err, output)
	}
	t.Cleanup(func() {
		if output, err := exec.Command("umount", folder).CombinedOutput(); err != nil {
			t.Errorf("unmounting: %v %s", err, output)
		}
	})
	return folder
}

func TestARealFullDiskKeepsEveryConfirmedSave(t *testing.T) {
	path := filepath.Join(smallDisk(t, ""), listName)
	j, _, err := Open(t.Context(), path, Options{Now: clockAt(at(10, 35))})
	must(t, err)
	saved := 0
	for ; saved < 10000; saved++ {
		upload := fullUpload(uploader.UploadID(fmt.Sprint(saved)))
		upload.Metadata.Description = strings.Repeat("long ", 400)
		if err = j.SaveUpload(t.Context(), upload); err != nil {
			break
		}
	}
	if code := reasonOf(err); code != uploader.ReasonDiskFull {
		t.Errorf("after %d saves: %s", saved, code)
	}
	if contents := contentsOf(t, j); len(contents.Uploads) != saved {
		t.Errorf("%d of %d", len(contents.Uploads), saved)
	}
	must(t, os.Remove(path+".copy-1"))
	if err := j.SaveUpload(t.Context(), fullUpload("space again")); err != nil {
		t.Errorf("with space again: %v", err)
	}
	must(t, j.Close())
	j, report, err := Open(t.Context(), path, Options{Now: clockAt(at(10, 35))})
	must(t, err)
	if contents := contentsOf(t, j); len(contents.Uploads) != saved+1 || report.Recovered {
		t.Errorf("after reopening: %d of %d, %+v", len(contents.Uploads), saved+1, report)
	}
	must(t, j.Close())
}

func TestAFullDiskAtTheFirstStartIsSaid(t *testing.T) {
	folder := smallDisk(t, "")
	must(t, fill(filepath.Join(folder, "filler")))
	if _, _, err := Open(t.Context(), filepath.Join(folder, "data", listName), Options{}); reasonOf(err) != uploader.ReasonDiskFull {
		t.Errorf("opening: %v", err)
	}
}

func fill(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	for block := make([]byte, 4096); err == nil; {
		_, err = file.Write(block)
	}
	return file.Close()
}

func TestAFolderThatCannotBeWrittenIsRead(t *testing.T) {
	folder := smallDisk(t, "")
	path := filepath.Join(folder, listName)
	j, _, err := Open(t.Context(), path, Options{})
	must(t, err)
	must(t, j.SaveUpload(t.Context(), fullUpload("u")))
	must(t, j.Close())
	if output, err := exec.Command("mount", "-o", "remount,ro", folder).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: the small disk cannot be made read-only: %v %s", err, output)
	}
	j, report, err := Open(t.Context(), path, Options{})
	must(t, err)
	if !report.ReadOnly || report.Reason().Code != uploader.ReasonListUnreadable {
		t.Errorf("reported %+v", report)
	}
	if contents := contentsOf(t, j); len(contents.Uploads) != 1 {
		t.Errorf("%d uploads", len(contents.Uploads))
	}
	if code := reasonOf(j.SaveUpload(t.Context(), fullUpload("v"))); code != uploader.ReasonListUnreadable {
		t.Errorf("saving: %s", code)
	}
	scratch := j.scratch
	must(t, j.Close())
	if exists(scratch) {
		t.Error("the copy in the temporary folder was left behind")
	}
}

// TestKilledChildLosesNoConfirmedAck kills a second process in the middle of its saves, again and again.
func TestKilledChildLosesNoConfirmedAck(t *testing.T) {
	if path := os.Getenv("JOURNAL_CHILD"); path != "" {
		ackForEver(t, path)
		return
	}
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	confirmed := 0
	for round := range 5 {
		child := exec.Command(os.Args[0], "-test.run=^TestKilledChildLosesNoConfirmedAck$")
		child.Env = append(os.Environ(), "JOURNAL_CHILD="+path)
		output, err := child.StdoutPipe()
		must(t, err)
		must(t, child.Start())
		lines := bufio.NewScanner(output)
		for count := 0; count < 20+13*round && lines.Scan(); count++ {
			if _, err := fmt.Sscanf(lines.Text(), "acked %d", &confirmed); err != nil {
				t.Fatalf("the child said %q", lines.Text())
			}
		}
		must(t, child.Process.Kill())
		for lines.Scan() {
			fmt.Sscanf(lines.Text(), "acked %d", &confirmed)
		}
		child.Wait()

		j, report := open(t, path)
		acked := contentsOf(t, j).Uploads[0].Transfer.Acked
		for chunk := 1; chunk <= confirmed; chunk++ {
			if acked[chunk] != uint32(chunk*7) {
				t.Fatalf("round %d: chunk %d of %d confirmed ones is lost", round, chunk, confirmed)
			}
		}
		if report.Recovered {
			t.Errorf("a kill was taken for damage: %+v", report)
		}
		must(t, j.Close())
	}
}

func ackForEver(t *testing.T, path string) {
	j, _, err := Open(t.Context(), path, Options{CopyEvery: time.Nanosecond})
	must(t, err)
	must(t, j.SaveUpload(t.Context(), uploader.Upload{ID: "u"}))
	next := len(contentsOf(t, j).Uploads[0].Transfer.Acked) + 1
	for ; next < 100000; next++ {
		must(t, j.Ack(t.Context(), "u", next, uint32(next*7)))
		fmt.Println("acked", next)
	}
}
