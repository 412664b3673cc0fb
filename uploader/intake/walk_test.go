package intake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"twentythree-uploader/uploader"
)

func namesOf(selection Selection) (found, rejected []string) {
	for _, f := range selection.Found {
		found = append(found, f.Source.Name)
	}
	for _, r := range selection.Rejected {
		rejected = append(rejected, fmt.Sprintf("%s: %s", r.Name, r.Reason.Code))
	}
	return found, rejected
}

func walkAll(t *testing.T, options WalkOptions, paths ...string) Selection {
	t.Helper()
	options.Now = later()
	selection, err := Walk(t.Context(), paths, options)
	if err != nil {
		t.Fatal(err)
	}
	return selection
}

func TestFoldersAreWalkedAsAFileManagerShowsThem(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for _, name := range []string{
		"part 10.mp4", "Part 2.mp4", "part 1.mp4", "part 02b.mp4", "Ægir.mp4", ".hidden.mp4", ".git/film.mp4", "part 3/b.mp4", "part 3/A.mp4",
		"Project.fcpbundle/film.mp4",
	} {
		put(t, videoBytes, folder, filepath.FromSlash(name))
	}
	put(t, "PK\x03\x04", folder, "budget.xlsx")
	put(t, "text", folder, "part 3", "notes.txt")
	found, rejected := namesOf(walkAll(t, WalkOptions{}, folder))
	wantFound := []string{"part 1.mp4", "Part 2.mp4", "part 02b.mp4", "A.mp4", "b.mp4", "part 10.mp4", "Ægir.mp4"}
	wantRejected := []string{"budget.xlsx: not_video", "notes.txt: not_video", "Project.fcpbundle: not_video"}
	if !reflect.DeepEqual(found, wantFound) || !reflect.DeepEqual(rejected, wantRejected) {
		t.Errorf("found %q, rejected %q", found, rejected)
	}
}

func TestTheOrderOfADropIsByNameUnlessItIsMeant(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	ten, two := put(t, videoBytes, folder, "10.mp4"), put(t, videoBytes, folder, "2.mp4")
	if found, _ := namesOf(walkAll(t, WalkOptions{}, ten, two)); !reflect.DeepEqual(found, []string{"2.mp4", "10.mp4"}) {
		t.Errorf("dropped: %q", found)
	}
	if found, _ := namesOf(walkAll(t, WalkOptions{AsGiven: true}, ten, two)); !reflect.DeepEqual(found, []string{"10.mp4", "2.mp4"}) {
		t.Errorf("named in order: %q", found)
	}
}

func TestLinksBackIntoAFolderEnd(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	put(t, videoBytes, folder, "a", "film.mp4")
	link(t, folder, filepath.Join(folder, "a", "back"))
	link(t, filepath.Join(folder, "a"), filepath.Join(folder, "b"))
	found, rejected := namesOf(walkAll(t, WalkOptions{}, folder))
	if !reflect.DeepEqual(found, []string{"film.mp4"}) || len(rejected) != 0 {
		t.Errorf("found %q, rejected %q", found, rejected)
	}
}

func TestWhatTheListHoldsIsADuplicate(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := put(t, videoBytes, folder, "film.mp4")
	put(t, videoBytes, folder, "twin of the same size and time.mp4")
	first := walkAll(t, WalkOptions{}, path)
	known := []uploader.Source{first.Found[0].Source}
	found, rejected := namesOf(walkAll(t, WalkOptions{Known: known}, folder, path))
	if !reflect.DeepEqual(rejected, []string{"film.mp4: duplicate", "film.mp4: duplicate"}) || len(found) != 1 {
		t.Errorf("found %q, rejected %q", found, rejected)
	}
	known[0].FileID = ""
	put(t, videoBytes+"a new version", folder, "film.mp4")
	if found, rejected := namesOf(walkAll(t, WalkOptions{Known: known}, path)); len(found) != 1 {
		t.Errorf("a new version under the same name: found %q, rejected %q", found, rejected)
	}
}

func TestALargeFolderAsksFirst(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "Archive")
	var paths []string
	for i := range AskAbove + 1 {
		paths = append(paths, put(t, videoBytes, folder, fmt.Sprintf("%d.mp4", i)))
	}
	put(t, "text", folder, "notes.txt")
	asking := walkAll(t, WalkOptions{}, folder)
	if asking.Asking == nil || *asking.Asking != (uploader.FolderQuestion{Folder: "Archive", Count: AskAbove + 1}) {
		t.Errorf("asks %+v", asking.Asking)
	}
	if sure := walkAll(t, WalkOptions{Sure: true}, folder); sure.Asking != nil || len(sure.Found) != AskAbove+1 {
		t.Errorf("sure, and asks %+v", sure.Asking)
	}
	if chosen := walkAll(t, WalkOptions{}, paths...); chosen.Asking != nil {
		t.Errorf("files chosen one by one ask %+v", chosen.Asking)
	}
	if err := os.Remove(paths[0]); err != nil {
		t.Fatal(err)
	}
	if exactly := walkAll(t, WalkOptions{}, folder); exactly.Asking != nil {
		t.Errorf("%d files ask", AskAbove)
	}
}

func TestAWalkEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Walk(ctx, []string{t.TempDir()}, WalkOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

func TestFilesThatAreGoneOrGrowingAreNamed(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	growing := put(t, videoBytes, folder, "growing.mp4")
	age(t, growing, later())
	selection := walkAll(t, WalkOptions{}, filepath.Join(folder, "gone.mp4"), growing)
	_, rejected := namesOf(selection)
	if !reflect.DeepEqual(rejected, []string{"gone.mp4: missing"}) || len(selection.Found) != 1 || !selection.Found[0].Growing {
		t.Errorf("%+v", selection)
	}
}
