package engine

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/intake"
)

// drive is a network drive that can stop answering.
type drive struct {
	mu      sync.Mutex
	answers chan struct{} // closed while it answers
	asked   int           // calls that hung
}

func newDrive() *drive {
	d := &drive{answers: make(chan struct{})}
	close(d.answers)
	return d
}

func (d *drive) hang() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.answers = make(chan struct{})
}

func (d *drive) wake() {
	d.mu.Lock()
	defer d.mu.Unlock()
	close(d.answers)
}

func (d *drive) wait() {
	d.mu.Lock()
	answers := d.answers
	select {
	case <-answers:
	default:
		d.asked++
	}
	d.mu.Unlock()
	<-answers
}

// untilAsked waits until a call hangs.
func (d *drive) untilAsked() {
	for {
		d.mu.Lock()
		asked := d.asked
		d.mu.Unlock()
		if asked > 0 {
			return
		}
		runtime.Gosched()
	}
}

// onNet is a file on the drive.
type onNet struct {
	File
	drive *drive
}

// ReadAt implements io.ReaderAt.
func (f onNet) ReadAt(buffer []byte, offset int64) (int, error) {
	f.drive.wait()
	if f.File == nil {
		return len(buffer), nil
	}
	return f.File.ReadAt(buffer, offset)
}

// plug puts the files of one folder on the drive.
func (d *desk) plug(where string, net *drive, stat, open, read bool) {
	d.recheck = func(source uploader.Source) (uploader.Source, error) {
		if stat && filepath.Dir(source.Path) == where {
			net.wait()
		}
		return intake.Recheck(source)
	}
	d.openFile = func(source uploader.Source) (File, error) {
		if open && filepath.Dir(source.Path) == where {
			net.wait()
		}
		file, err := intake.Open(source)
		if err == nil && read && filepath.Dir(source.Path) == where {
			return onNet{file, net}, nil
		}
		return file, err
	}
}

func TestADriveThatStopsAnsweringHoldsUpNothingElse(t *testing.T) {
	for name, at := range map[string]struct{ stat, open, read bool }{
		"at every look": {stat: true}, "at opening": {open: true}, "at reading": {read: true}, "at everything": {true, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, func(d *desk) {
				net := newDrive()
				near := d.file("near.mp4", 9*megabyte)
				d.folder = t.TempDir() // only new files go there
				away := d.added("away.mp4", 24*megabyte)
				d.plug(filepath.Dir(away.Path), net, at.stat, at.open, at.read)
				nearSource, err := intake.Inspect(d.t.Context(), near.Path, time.Now())
				d.must(err)
				first, second := d.add(away, titled), d.add(nearSource, titled)
				if at.open && !at.stat {
					net.hang()
				}
				d.engine.Start([]uploader.UploadID{first, second})
				if !at.open || at.stat {
					d.when(first, func(u uploader.Upload) bool { return u.Progress.Acked > 8*megabyte })
					net.hang()
				}
				stopped := d.until(first, uploader.Attention, uploader.Failed)
				if stopped.Reason.Code != uploader.ReasonDriveGone {
					d.t.Fatalf("%s %+v", stopped.State, stopped.Reason)
				}
				d.until(second, uploader.DoneDraft)
				time.Sleep(5 * time.Hour)
				synctest.Wait()
				if net.mu.Lock(); net.asked > 40 {
					d.t.Errorf("%d calls hang on a drive that does not answer", net.asked)
				}
				net.mu.Unlock()
				d.unblamed(first)
				net.wake()
				d.until(first, uploader.DoneDraft)
				if videos := len(d.site.videos); videos != 2 {
					d.t.Errorf("%d videos", videos)
				}
			})
		})
	}
}

func TestPauseAndCloseDoNotWaitForADrive(t *testing.T) {
	in(t, func(d *desk) {
		net := newDrive()
		source := d.added("a.mp4", 24*megabyte)
		d.plug(filepath.Dir(source.Path), net, true, true, true)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 8*megabyte })
		net.hang()
		defer net.wake()
		time.Sleep(5 * time.Second)
		begun := time.Now()
		d.engine.Pause([]uploader.UploadID{id})
		d.until(id, uploader.Paused)
		d.engine.Resume([]uploader.UploadID{id})
		d.until(id, uploader.Uploading)
		d.engine.Close()
		if took := time.Since(begun); took > time.Second {
			d.t.Errorf("it took %v", took)
		}
		d.restart()
		if got := d.now(id); got.Progress.Acked <= 8*megabyte {
			d.t.Errorf("what was sent is forgotten: %+v", got.Progress)
		}
	})
}

// TestARealRequestIsLeftBehindWhenItsFileHangs: the standard library's transport waits for a body that is being read, whatever ends.
func TestARealRequestIsLeftBehindWhenItsFileHangs(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) }))
	defer server.Close()
	net := newDrive()
	net.hang()
	file := &sourceFile{File: onNet{drive: net}, source: uploader.Source{Path: "a.mp4", Size: 10}}
	ctx, cancel := context.WithCancel(t.Context())
	client := server.Client()
	ended, behind := make(chan error, 1), make(chan struct{})
	go func() {
		_, err := leaveBehind(ctx, file, func() (int, error) {
			defer close(behind)
			request, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, io.NewSectionReader(file, 0, 10))
			if err != nil {
				return 0, err
			}
			response, err := client.Do(request)
			if err == nil {
				err = response.Body.Close()
			}
			return 0, err
		})
		ended <- err
	}()
	net.untilAsked()
	cancel()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it waits for the drive")
	}
	net.wake()
	<-behind
	client.CloseIdleConnections()
}
