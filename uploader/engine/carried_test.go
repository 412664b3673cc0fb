package engine

import (
	"os"
	"path/filepath"
	"testing"

	"twentythree-uploader/uploader"
)

// putBack closes the program, gives its list the content it had, and starts it again.
func (d *desk) putBack(list []byte) {
	d.t.Helper()
	d.close()
	for _, suffix := range []string{"-wal", "-shm", ".copy-1", ".copy-2"} {
		if err := os.RemoveAll(filepath.Join(d.folder, "list.sqlite"+suffix)); err != nil {
			d.t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(d.folder, "list.sqlite"), list, 0o600); err != nil {
		d.t.Fatal(err)
	}
	clear(d.last)
	d.open()
}

func TestAListPutBackFromABackupMakesNoSecondVideo(t *testing.T) {
	for name, direct := range map[string]bool{"chunks": false, "one request": true} {
		t.Run(name, func(t *testing.T) {
			in(t, func(d *desk) {
				if direct {
					d.credential = fourKeys
				}
				var ids []uploader.UploadID
				for _, file := range []string{"a.mp4", "b.mp4"} {
					added, err := d.engine.Add(acme.ID, []Draft{{Source: d.file(file, 3*megabyte), Metadata: titled, Direct: direct}})
					if err != nil {
						d.t.Fatal(err)
					}
					ids = append(ids, added...)
				}
				d.engine.Start(ids)
				d.engine.Uploads()
				d.close()
				backup, err := os.ReadFile(filepath.Join(d.folder, "list.sqlite"))
				if err != nil {
					d.t.Fatal(err)
				}
				d.open()
				for _, id := range ids {
					d.until(id, uploader.DoneDraft)
				}
				d.putBack(backup)
				for _, id := range ids {
					if asked := d.until(id, uploader.Attention, uploader.DoneDraft); asked.Reason.Code != uploader.ReasonMayHaveFinished {
						d.t.Errorf("%s %q instead of a question", asked.State, asked.Reason.Code)
					}
				}
				if made := len(d.site.videos); made != 2 {
					d.t.Fatalf("the site has %d videos of two files", made)
				}
				clear(d.last)
				d.engine.UploadAgain(ids[1])
				d.until(ids[1], uploader.DoneDraft)
				if made := len(d.site.videos); made != 3 {
					d.t.Errorf("the site has %d videos although one more was asked for", made)
				}
			})
		})
	}
}
