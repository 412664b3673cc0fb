package journal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"twentythree-uploader/uploader"
)

func TestMain(m *testing.M) {
	if os.Getenv(starterVariable) != "" {
		beStarter(os.Stdin, os.Stdout)
		return
	}
	goleak.VerifyTestMain(m)
}

func at(hour, minute int) time.Time { return time.Date(2026, 3, 4, hour, minute, 5, 678, time.UTC) }

func clockAt(t time.Time) func() time.Time { return func() time.Time { return t } }

func open(t *testing.T, path string) (*Journal, Report) {
	t.Helper()
	j, report, err := Open(t.Context(), path, Options{Now: clockAt(at(10, 35))})
	if err != nil {
		t.Fatalf("opening: %v", err)
	}
	t.Cleanup(func() { j.Close() })
	return j, report
}

func contentsOf(t *testing.T, j *Journal) Contents {
	t.Helper()
	contents, err := j.Load(t.Context())
	if err != nil {
		t.Fatalf("loading: %v", err)
	}
	return contents
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func fullUpload(id uploader.UploadID) uploader.Upload {
	return uploader.Upload{
		ID: id, Account: "acme", State: uploader.Uploading,
		Source: uploader.Source{
			Path: "/home/ann/Vidéos/# 100%+ 🎬\xff.mp4", Name: "# 100%+ 🎬\xff.mp4", Size: 1 << 40, ModTime: at(9, 0), FileID: "64769:17",
		},
		Metadata: uploader.Metadata{
			Title: "Ærø & \"Øst\"", Description: "first line\nsecond <b>line</b>", TitleKept: true, Tags: []string{"a b", "ø"},
			Categories: []uploader.Category{{ID: "7", Title: "HR"}}, Visibility: uploader.PublishOnDate, PublishAt: at(11, 0),
			PublishZone: "Europe/Copenhagen", PastDateAccepted: true, CanonicalURL: "https://acme.com/v", Owner: "9",
			Company: map[string]string{"department": "HR"},
			Poster:  fullSource("p\xff.jpg"), Subtitles: []uploader.Subtitle{{Source: fullSource("a.srt"), Locale: "da_DK"}, {Source: fullSource("b.srt")}},
		},
		Reason: uploader.Reason{
			Code: uploader.ReasonNotAsAsked, Site: "Acme", Subject: "x", Fields: []uploader.Field{uploader.FieldTitle}, NextTry: at(12, 0),
			Offset: time.Minute, Bytes: 7, Technical: "t",
		},
		Progress: uploader.Progress{Acked: 512, Written: 512, Size: 1 << 40, Processing: 0.5},
		Result: uploader.Result{
			VideoID: "42", PageURL: "https://acme.com/42", ManageURL: "https://acme.com/manage/42", Published: true, PublishAt: at(13, 0),
			Started: at(8, 0), Arrived: at(8, 30), Length: 64 * time.Second,
			Poster: fullSource("q.jpg"), Subtitles: []uploader.Subtitle{{Source: fullSource("a.srt"), Locale: "da_DK"}},
		},
		Replaces:    uploader.Replacement{VideoID: "41", Sure: true},
		Unconfirmed: []uploader.Field{uploader.FieldTags}, Link: "For Ann", Added: at(7, 0), Finished: at(8, 31),
	}
}

func fullTransfer() Transfer {
	confirmed := fullUpload("").Metadata
	return Transfer{
		SealedToken: []byte{0, 1, 0xff}, TokenValidUntil: at(23, 0), Generation: 2, Identifier: "abc", ChunkSize: 4 << 20,
		Acked: map[int]uint32{1: 0, 2: 0xffffffff, 9999: 7}, CompletingSince: at(9, 1), TokensUsed: 1, Direct: true, DirectSince: at(9, 2), UpdateDue: true, Telling: []uploader.Field{uploader.FieldVisibility},
		Confirmed: &confirmed, Subtitle: "da_DK", SubtitleSum: 1 << 31,
		Before: &Before{Placeholder: true, Encoded: true, FileName: "old.mp4", Length: 90 * time.Second},
	}
}

func fullSource(name string) uploader.Source {
	return uploader.Source{Path: "/home/ann/" + name, Name: name, Size: 9, ModTime: at(6, 0), FileID: "1:2"}
}

func fullAccount() uploader.Account {
	return uploader.Account{
		ID: "acme", SiteName: "Acme Video", Host: "videos.acme.com", BaseURL: "https://videos.acme.com", UserID: "3", Person: "ann@acme.com",
		Level: uploader.LevelWrite, Zone: "Europe/Copenhagen", SignedIn: true, Kept: uploader.KeptInKeyring, Demo: true, Checked: at(6, 0),
		Invitation: &uploader.Invitation{From: "Acme press", Title: "Interview", Description: "a\nb", Videos: 3, Ends: at(9, 30), Publishes: true},
		Fields: []uploader.FieldDefinition{{
			Key: "department", Label: "Department", Help: "Yours", Kind: uploader.FieldChoice, Choices: []string{"HR", "IT"},
			Required: uploader.RequiredBeforeUpload,
		}},
	}
}

func TestEverythingSavedIsThereAfterReopening(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new folder", "list # 1 %20.db")
	j, report := open(t, path)
	if !reflect.DeepEqual(report, Report{}) || !report.Reason().IsZero() {
		t.Errorf("a new journal reports %+v", report)
	}
	ctx := t.Context()
	first, second := fullUpload("first"), fullUpload("second")
	transfer := fullTransfer()
	must(t, j.SaveUploads(ctx, []uploader.Upload{first, second}))
	must(t, j.SaveTransfer(ctx, "second", transfer))
	must(t, j.Ack(ctx, "second", 3, 33))
	transfer.Acked[3] = 33
	must(t, j.SaveAccounts(ctx, []uploader.Account{fullAccount(), {ID: "other"}}, "other"))
	must(t, j.SaveSetting(ctx, "look", "dark"))
	must(t, j.SaveSetting(ctx, "look", "light"))
	must(t, j.Event(ctx, "first", at(5, 0), "started", "with 4 connections"))
	must(t, j.Event(ctx, "first", at(5, 1), "stopped", ""))

	check := func(j *Journal) {
		t.Helper()
		want := Contents{
			Uploads:  []Record{{Upload: first}, {Upload: second, Transfer: transfer}},
			Accounts: []uploader.Account{fullAccount(), {ID: "other"}}, Current: "other", Settings: map[string]string{"look": "light"},
		}
		if got := contentsOf(t, j); !reflect.DeepEqual(got, want) {
			t.Errorf("loaded\n%+v\nsaved\n%+v", got, want)
		}
		events, err := j.Events(ctx, "first")
		if err != nil || len(events) != 2 || events[0] != (Event{At: at(5, 0), Kind: "started", Detail: "with 4 connections"}) {
			t.Errorf("events %v, %v", events, err)
		}
	}
	check(j)
	must(t, j.Close())
	reopened, report := open(t, path)
	if !reflect.DeepEqual(report, Report{}) {
		t.Errorf("reopening reports %+v", report)
	}
	check(reopened)
}

func TestSavingATransferDropsAcksItDoesNotHold(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), "list.db"))
	must(t, j.SaveUpload(t.Context(), uploader.Upload{ID: "u"}))
	must(t, j.SaveTransfer(t.Context(), "u", fullTransfer()))
	must(t, j.SaveTransfer(t.Context(), "u", Transfer{Identifier: "again"}))
	if got := contentsOf(t, j).Uploads[0].Transfer; !reflect.DeepEqual(got, Transfer{Identifier: "again"}) {
		t.Errorf("after an announced restart: %+v", got)
	}
}

func TestOrderIsKeptAndNewUploadsGoToTheEnd(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), "list.db"))
	ctx := t.Context()
	for _, id := range []uploader.UploadID{"c", "a", "b"} {
		must(t, j.SaveUpload(ctx, uploader.Upload{ID: id}))
	}
	must(t, j.SaveOrder(ctx, []uploader.UploadID{"b", "gone"}))
	must(t, j.SaveUploads(ctx, []uploader.Upload{{ID: "z"}, {ID: "y"}, {ID: "a", State: uploader.Ready}}))
	var got []uploader.UploadID
	for _, record := range contentsOf(t, j).Uploads {
		got = append(got, record.Upload.ID)
	}
	if want := []uploader.UploadID{"b", "c", "a", "z", "y"}; !reflect.DeepEqual(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
}

func TestForgettingLeavesNothingBehindAndLateFactsSaySo(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), "list.db"))
	ctx := t.Context()
	must(t, j.SaveUploads(ctx, []uploader.Upload{{ID: "gone"}, {ID: "stays"}}))
	must(t, j.SaveTransfer(ctx, "gone", fullTransfer()))
	must(t, j.Event(ctx, "gone", at(1, 0), "k", "d"))
	must(t, j.Forget(ctx, "gone"))
	must(t, j.Forget(ctx, "never there"))
	for name, err := range map[string]error{
		"ack": j.Ack(ctx, "gone", 1, 1), "transfer": j.SaveTransfer(ctx, "gone", Transfer{}), "event": j.Event(ctx, "gone", at(1, 0), "k", "d"),
	} {
		if !errors.Is(err, ErrUnknownUpload) {
			t.Errorf("%s for a forgotten upload: %v", name, err)
		}
	}
	must(t, j.SaveUpload(ctx, uploader.Upload{ID: "gone"}))
	contents := contentsOf(t, j)
	events, err := j.Events(ctx, "gone")
	if len(contents.Uploads) != 2 || !reflect.DeepEqual(contents.Uploads[1].Transfer, Transfer{}) || len(events) != 0 || err != nil {
		t.Errorf("what belonged to the forgotten upload came back: %+v, %v, %v", contents.Uploads, events, err)
	}
}

func TestManyAtOnceAreAllOrNothing(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), "list.db"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := j.SaveUploads(ctx, []uploader.Upload{{ID: "a"}, {ID: "b"}}); !errors.Is(err, context.Canceled) {
		t.Errorf("saving after cancelling: %v", err)
	}
	if contents := contentsOf(t, j); len(contents.Uploads) != 0 {
		t.Errorf("a cancelled save left %d uploads", len(contents.Uploads))
	}
}

func TestYearsThatJSONCannotWriteSurvive(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), "list.db"))
	upload := fullUpload("u")
	upload.Source.ModTime = time.Date(30828, 9, 14, 2, 48, 5, 12, time.UTC)
	upload.Reason.At = upload.Source.ModTime
	must(t, j.SaveUpload(t.Context(), upload))
	if got := contentsOf(t, j).Uploads[0].Upload; !got.Source.SameFile(upload.Source) {
		t.Errorf("modification time %v became %v", upload.Source.ModTime, got.Source.ModTime)
	}
}

func TestASecondProgramIsTold(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "list.db")
	open(t, path)
	if _, _, err := Open(t.Context(), path, Options{}); !errors.Is(err, ErrInUse) {
		t.Errorf("second opening: %v", err)
	}
}

func TestThreeThousandUploadsLoadQuickly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.db")
	j, _ := open(t, path)
	uploads := make([]uploader.Upload, 3000)
	for i := range uploads {
		uploads[i] = fullUpload(uploader.UploadID(fmt.Sprint("upload ", i)))
		uploads[i].Metadata.Description = strings.Repeat("What new colleagues need to know. ", 20)
	}
	must(t, j.SaveUploads(t.Context(), uploads))
	must(t, j.Close())
	begun := time.Now()
	j, _ = open(t, path)
	contents := contentsOf(t, j)
	took := time.Since(begun)
	t.Logf("opening, copying and loading %d uploads took %v", len(contents.Uploads), took)
	if len(contents.Uploads) != len(uploads) {
		t.Errorf("%d uploads of %d", len(contents.Uploads), len(uploads))
	}
	if limit := 2 * time.Minute; took > limit {
		t.Errorf("took %v, more than %v even for a loaded computer with the race detector", took, limit)
	}
}

func TestTheFilesAreForTheirOwnerOnly(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	j, _ := open(t, filepath.Join(folder, "list.db"))
	must(t, j.SaveUpload(t.Context(), uploader.Upload{ID: "u"}))
	files, err := os.ReadDir(folder)
	must(t, err)
	for _, file := range files {
		info, err := file.Info()
		must(t, err)
		if info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
			t.Errorf("%s has rights %v", file.Name(), info.Mode())
		}
	}
}
