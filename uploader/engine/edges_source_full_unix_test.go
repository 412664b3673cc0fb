//go:build unix

package engine

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

// onSmallDisk runs a test on a desk whose list is on a disk of 512 KB, which needs the administrator of the computer.
func onSmallDisk(t *testing.T, test func(d *desk, fill func(), free func())) {
	t.Helper()
	folder := t.TempDir()
	if output, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: no small disk can be mounted here: %v %s", err, output)
	}
	t.Cleanup(func() {
		if output, err := exec.Command("umount", folder).CombinedOutput(); err != nil {
			t.Errorf("unmounting: %v %s", err, output)
		}
	})
	filler := filepath.Join(folder, "filler")
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t)
		d.close()
		files := d.folder
		d.folder = folder
		d.open()
		d.folder = files
		defer func() { d.folder = folder }()
		test(d, func() {
			file, err := os.Create(filler)
			d.must(err)
			defer file.Close()
			for block := make([]byte, 4096); err == nil; {
				_, err = file.Write(block)
			}
		}, func() { d.must(os.Remove(filler)) })
	})
}

func TestARunningUploadGoesOnOnAFullDiskAndNoneStarts(t *testing.T) {
	onSmallDisk(t, func(d *desk, fill, free func()) {
		source, id := d.half()
		second := d.add(d.added("b.mp4", 9*megabyte), titled)
		d.engine.Start([]uploader.UploadID{second})
		fill()
		time.Sleep(10 * time.Minute)
		d.bannerSettles()
		if d.banner.Code != uploader.ReasonDiskFull {
			d.t.Errorf("the banner says %+v", d.banner)
		}
		got := d.now(id)
		if got.State != uploader.Uploading && got.State != uploader.Finishing || got.Progress.Acked < 16*megabyte {
			d.t.Errorf("%s %+v with %d bytes", got.State, got.Reason, got.Progress.Acked)
		}
		if other := d.now(second); other.State != uploader.Waiting {
			d.t.Errorf("another one is %s %+v", other.State, other.Reason)
		}
		free()
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
		d.until(second, uploader.DoneDraft)
		d.bannerSettles()
		if !d.banner.IsZero() {
			d.t.Errorf("the banner says %+v", d.banner)
		}
		d.unblamed(id)
		d.unblamed(second)
	})
}

func TestAPauseOnAFullDiskForgetsNothingOnceThereIsSpace(t *testing.T) {
	onSmallDisk(t, func(d *desk, fill, free func()) {
		source, id := d.half()
		fill()
		d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 16*megabyte })
		d.engine.Pause([]uploader.UploadID{id})
		paused := d.until(id, uploader.Paused)
		time.Sleep(time.Minute)
		free()
		time.Sleep(time.Minute)
		contents, err := d.journal.Load(d.t.Context())
		d.must(err)
		record := contents.Uploads[0]
		if kept := planOf(record.Transfer, source).AckedBytes(record.Transfer.Acked); kept < paused.Progress.Acked || record.Upload.State != uploader.Paused {
			d.t.Errorf("the list says %s with %d of %d bytes", record.Upload.State, kept, paused.Progress.Acked)
		}
		d.engine.Resume([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
	})
}
