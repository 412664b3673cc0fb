//go:build crash && crashpoints && linux

package crash

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// repeats is how often each scene below is played.
const repeats = 6

// TestTwoStartsOnOneFolder starts the program twice at the same moment. One of them is refused, or waits until the other is done; the file
// travels once.
func TestTwoStartsOnOneFolder(t *testing.T) {
	for index := range uint64(repeats) {
		random := rand.New(rand.NewPCG(*seed, index))
		u := newUpload(t, random)
		if index%2 == 1 {
			// The list is there already, with chunks confirmed.
			u.startAndKill(t, plan{kind: "byte", bytes: 2 << 20})
		}
		first, firstSaid := u.child("")
		second, secondSaid := u.child("")
		ended := make(chan error, 2)
		go func() { ended <- first.Run() }()
		timer := time.AfterFunc(time.Duration(random.IntN(60))*time.Millisecond, func() { ended <- second.Run() })
		defer timer.Stop()
		done := 0
		for range 2 {
			err := <-ended
			var failed *exec.ExitError
			switch {
			case err == nil:
				done++
			case !errors.As(err, &failed):
				t.Fatal(err)
			}
		}
		said := firstSaid.String() + secondSaid.String()
		if done == 0 {
			t.Errorf("neither start brought the file over:\n%s", said)
		}
		refused := strings.Contains(said, "in use by another program") || strings.Contains(said, "Another run is using the folder")
		if done == 1 && !refused {
			t.Errorf("the start that was refused does not say why:\n%s", said)
		}
		u.heard(said)
		u.finish(t)
		u.judge(t, &outcome{})
	}
}

// TestABackupOfTheListPutBack copies the list while uploads are on their way, lets them finish, and puts the copy back. The token of the file
// under way is good for one video; of the files behind it, which had no token yet, the site is asked before they get one. There is no
// second video of any without the person's word.
func TestABackupOfTheListPutBack(t *testing.T) {
	for _, point := range []string{"before a token:1", "after a token:1", "after an acknowledgement:2", "before completing:1", "after completing:1", "before the video's id:1"} {
		for index := range uint64(2) {
			t.Run(point, func(t *testing.T) {
				u := newUpload(t, rand.New(rand.NewPCG(*seed, index)))
				u.task.Edits = nil
				u.startAndKill(t, plan{kind: "point", point: point})
				backup := filepath.Join(t.TempDir(), "backup")
				must(t, os.CopyFS(backup, os.DirFS(u.data)))
				u.finish(t)
				must(t, os.RemoveAll(u.data))
				must(t, os.CopyFS(u.data, os.DirFS(backup)))
				child, said := u.child("")
				if err := child.Run(); err != nil && !strings.Contains(said.String(), string(uploader.ReasonMayHaveFinished)) {
					t.Errorf("%v: %s", err, said)
				}
				made := map[string]int{}
				for _, video := range u.place.site.Videos() {
					made[video.OriginalName]++
				}
				for _, film := range u.task.Files {
					if name := filepath.Base(film.Path); made[name] != 1 {
						t.Errorf("there are %d videos of %s:\n%s", made[name], name, said)
					}
				}
			})
		}
	}
}

// TestADamagedListWhileUploading garbles the list of an upload that had begun, and ends the program at every moment of putting the damaged
// file aside. Whatever the good copy knows to have begun waits for the person's word, and then makes one video.
func TestADamagedListWhileUploading(t *testing.T) {
	for _, point := range []string{"", "before keeping the damaged file aside:1", "damaged file half aside:1", "damaged file half aside:2", "after keeping the damaged file aside:1"} {
		t.Run(point, func(t *testing.T) {
			u := &upload{place: openPlace(t), role: rolePerson, data: filepath.Join(t.TempDir(), "data"), sums: make(map[string]string)}
			u.task = task{Site: u.place.server.URL, Data: u.data}
			u.addFilm(t, rand.New(rand.NewPCG(*seed, 3)), filepath.Join(t.TempDir(), "Årsmøde.mp4"))
			u.startAndKill(t, plan{kind: "point", point: "after an acknowledgement:1"})
			u.startAndKill(t, plan{kind: "point", point: "after an acknowledgement:2"})
			before := readList(t, u.data)["Årsmøde.mp4"].Transfer.Identifier
			garble(t, filepath.Join(u.data, "list.sqlite"))
			if point != "" {
				u.startAndKill(t, plan{kind: "point", point: point, damaged: true})
			}
			if said := u.refused(t); !strings.Contains(said, "attention may_have_finished") {
				t.Fatalf("nobody was asked whether the upload had finished: %s", said)
			}
			if again := readList(t, u.data)["Årsmøde.mp4"].Transfer.Identifier; again != before {
				t.Errorf("the parts were collected under %q and are now under %q", before, again)
			}
			kept, err := filepath.Glob(filepath.Join(u.data, "list.sqlite.damaged-*"))
			if err != nil || len(kept) == 0 {
				t.Errorf("the damaged file was not kept: %v", err)
			}
			u.task.Sure = true
			u.finish(t)
			u.kills = nil // the copy is older than the last confirmed chunk
			u.judge(t, &outcome{})
		})
	}
}

// refused starts the child and gives what it said of why it needs somebody.
func (u *upload) refused(t *testing.T) string {
	t.Helper()
	child, said := u.child("")
	if err := child.Run(); err == nil {
		t.Errorf("the upload went on by itself:\n%s", said)
	}
	return said.String()
}

func garble(t *testing.T, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	copy(content, bytes.Repeat([]byte("?"), min(len(content), 5000)))
	must(t, os.WriteFile(path, content, 0o600))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
