package engine

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/intake"
)

// added puts a real file into the list as a person does, and looks at it again as the program does.
func (d *desk) added(name string, size int) uploader.Source {
	d.t.Helper()
	d.recheck = intake.Recheck
	source, err := intake.Inspect(d.t.Context(), d.file(name, size).Path, time.Now())
	if err != nil {
		d.t.Fatal(err)
	}
	return source
}

// half uploads a file of 40 MB and answers when some of it is there.
func (d *desk) half() (uploader.Source, uploader.UploadID) {
	d.t.Helper()
	source := d.added("a.mp4", 24*megabyte)
	id := d.add(source, titled)
	d.engine.Start([]uploader.UploadID{id})
	d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 8*megabyte })
	return source, id
}

// unblamed asserts that what the file did was not taken for the network's doing.
func (d *desk) unblamed(id uploader.UploadID) {
	d.t.Helper()
	for _, state := range d.seen[id] {
		if state == uploader.WaitingNetwork || state == uploader.WaitingSite || state == uploader.Failed {
			d.t.Errorf("the file's trouble was blamed on somebody else: %v", d.seen[id])
			return
		}
	}
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func TestAFileThatIsMovedAndMovedBackGoesOnByItself(t *testing.T) {
	in(t, func(d *desk) {
		source, id := d.half()
		d.must(os.Rename(source.Path, source.Path+".elsewhere"))
		stopped := d.until(id, uploader.Attention, uploader.Failed, uploader.DoneDraft)
		if stopped.Reason.Code != uploader.ReasonMissing || stopped.Reason.Subject != "a.mp4" || stopped.Progress.Acked == 0 {
			d.t.Fatalf("%s %+v", stopped.State, stopped.Reason)
		}
		time.Sleep(3 * time.Hour)
		if got := d.now(id); got.State != uploader.Attention {
			d.t.Fatalf("it is %s without its file", got.State)
		}
		d.must(os.Rename(source.Path+".elsewhere", source.Path))
		back := time.Now()
		clear(d.last)
		d.until(id, uploader.Waiting, uploader.Uploading)
		if took := time.Since(back); took > 2*returnRound {
			d.t.Errorf("noticed after %v", took)
		}
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
		d.unblamed(id)
	})
}

func TestAFileThatComesBackAsAnotherIsAskedAbout(t *testing.T) {
	in(t, func(d *desk) {
		source, id := d.half()
		d.must(os.Remove(source.Path))
		d.until(id, uploader.Attention)
		d.must(os.WriteFile(source.Path, make([]byte, source.Size), 0o600))
		asked := d.when(id, func(u uploader.Upload) bool { return u.Reason.Code != uploader.ReasonMissing })
		if asked.State != uploader.Attention || asked.Reason.Code != uploader.ReasonChanged {
			d.t.Errorf("%s %s", asked.State, asked.Reason.Code)
		}
		time.Sleep(time.Hour)
		if len(d.site.videos) != 0 {
			d.t.Error("a mixture was made")
		}
	})
}

func TestAFileThatChangesWhileItIsOnItsWayStopsAndIsNeverMixed(t *testing.T) {
	for name, change := range map[string]func(uploader.Source) error{
		"truncated": func(s uploader.Source) error { return os.Truncate(s.Path, s.Size/2) },
		"emptied":   func(s uploader.Source) error { return os.Truncate(s.Path, 0) },
		"growing":   func(s uploader.Source) error { return os.Truncate(s.Path, s.Size+1) },
		"touched":   func(s uploader.Source) error { return os.Chtimes(s.Path, s.ModTime, s.ModTime.Add(time.Second)) },
		"replaced by one of its size and time": func(s uploader.Source) error {
			other := s.Path + ".other"
			return errors.Join(os.WriteFile(other, make([]byte, s.Size), 0o600), os.Chtimes(other, s.ModTime, s.ModTime), os.Rename(other, s.Path))
		},
		"a folder in its place": func(s uploader.Source) error { return errors.Join(os.Remove(s.Path), os.Mkdir(s.Path, 0o700)) },
		"a link to another": func(s uploader.Source) error {
			other := s.Path + ".other"
			return errors.Join(os.WriteFile(other, make([]byte, s.Size), 0o600), os.Remove(s.Path), os.Symlink(other, s.Path))
		},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, func(d *desk) {
				source, id := d.half()
				d.must(change(source))
				stopped := d.until(id, uploader.Attention, uploader.Failed, uploader.DoneDraft)
				if stopped.State != uploader.Attention || stopped.Reason.Code != uploader.ReasonChanged {
					d.t.Fatalf("%s %+v", stopped.State, stopped.Reason)
				}
				time.Sleep(time.Hour)
				if got := d.now(id).State; got != uploader.Attention || len(d.site.videos) != 0 {
					d.t.Errorf("it is %s, and there are %d videos", got, len(d.site.videos))
				}
				d.unblamed(id)
			})
		})
	}
}

func TestBytesThatChangeBehindTheTimeAreProvenByTheChunkThatGoesAgain(t *testing.T) {
	in(t, func(d *desk) {
		source := d.added("a.mp4", 9*megabyte)
		d.hook(func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/redeem-upload-token" && len(d.site.parts) == 1 {
				for _, parts := range d.site.parts {
					if len(parts) == 1 {
						return text(200, "text/plain", "ok"), nil // and forgets it
					}
				}
			}
			return nil, nil
		}, nil)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Checking)
		content, err := os.ReadFile(source.Path)
		d.must(err)
		for i := range content {
			content[i] ^= 0xFF
		}
		d.must(errors.Join(os.WriteFile(source.Path, content, 0o600), os.Chtimes(source.Path, source.ModTime, source.ModTime)))
		d.hook(nil, nil)
		stopped := d.until(id, uploader.Attention, uploader.Failed, uploader.DoneDraft)
		if stopped.Reason.Code != uploader.ReasonChanged || len(d.site.videos) != 0 {
			d.t.Errorf("%s %s, %d videos", stopped.State, stopped.Reason.Code, len(d.site.videos))
		}
	})
}

func TestARightThatIsTakenAndGivenBack(t *testing.T) {
	for code, want := range map[uploader.ReasonCode]struct {
		rounds int
		err    error
	}{
		uploader.ReasonUnreadable: {1, os.ErrPermission},
		uploader.ReasonLocked:     {lockedRounds, syscall.EBUSY},
	} {
		t.Run(string(code), func(t *testing.T) {
			in(t, func(d *desk) {
				source := d.added("a.mp4", 20*megabyte)
				var refused atomic.Bool
				var tries atomic.Int64
				d.openFile = func(source uploader.Source) (File, error) {
					if tries.Add(1); refused.Load() {
						return nil, intake.ReadingFailed(source.Path, want.err)
					}
					return intake.Open(source)
				}
				refused.Store(true)
				id := d.add(source, titled)
				d.engine.Start([]uploader.UploadID{id})
				stopped := d.until(id, uploader.Attention, uploader.Failed)
				if stopped.Reason.Code != code {
					d.t.Fatalf("%s %+v", stopped.State, stopped.Reason)
				}
				before := tries.Load()
				time.Sleep(10 * time.Minute)
				d.bannerSettles()
				every := time.Duration(want.rounds) * returnRound
				if asked := time.Duration(tries.Load()-before) * every; asked < 9*time.Minute || asked > 11*time.Minute {
					d.t.Errorf("looked %d times in 10 minutes", tries.Load()-before)
				}
				if changes := len(slices.Compact(d.seen[id])); changes > 5 || d.last[id].State != uploader.Attention {
					d.t.Errorf("the row flickers: %v", d.seen[id])
				}
				refused.Store(false)
				back := time.Now()
				d.until(id, uploader.Waiting, uploader.Uploading)
				if took := time.Since(back); took > every+returnRound {
					d.t.Errorf("noticed after %v", took)
				}
				d.until(id, uploader.DoneDraft)
				d.exactlyOne(source)
				d.unblamed(id)
			})
		})
	}
}

// scratched is a file on a disk that cannot read all of it.
type scratched struct {
	File
	broken *atomic.Bool
}

// ReadAt implements io.ReaderAt.
func (f scratched) ReadAt(buffer []byte, offset int64) (int, error) {
	if f.broken.Load() && offset >= 12*megabyte {
		return 0, &os.PathError{Op: "read", Path: "a.mp4", Err: syscall.EIO}
	}
	return f.File.ReadAt(buffer, offset)
}

func TestADiskThatCannotReadInTheMiddleIsTheFilesTrouble(t *testing.T) {
	in(t, func(d *desk) {
		source := d.added("a.mp4", 24*megabyte)
		var broken atomic.Bool
		var tries atomic.Int64
		broken.Store(true)
		d.openFile = func(source uploader.Source) (File, error) {
			tries.Add(1)
			file, err := intake.Open(source)
			return scratched{file, &broken}, err
		}
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		stopped := d.until(id, uploader.Attention, uploader.Failed)
		if stopped.Reason.Code != uploader.ReasonUnreadable || stopped.Reason.Technical == "" {
			d.t.Fatalf("%s %+v", stopped.State, stopped.Reason)
		}
		time.Sleep(2 * time.Hour)
		d.bannerSettles()
		if looked := tries.Load(); looked > 60 {
			d.t.Errorf("tried %d times in two hours, each time for bytes that go nowhere", looked)
		}
		if d.now(id).Progress.Acked < stopped.Progress.Acked {
			d.t.Error("confirmed bytes were lost")
		}
		broken.Store(false)
		d.engine.Retry([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
		d.unblamed(id)
	})
}

func TestNoMoreHandlesIsWaitedFor(t *testing.T) {
	in(t, func(d *desk) {
		source := d.added("a.mp4", 9*megabyte)
		full := time.Now().Add(10 * time.Minute)
		d.openFile = func(source uploader.Source) (File, error) {
			if time.Now().Before(full) {
				return nil, intake.ErrNoHandles
			}
			return intake.Open(source)
		}
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		done := d.until(id, uploader.DoneDraft, uploader.Attention, uploader.Failed)
		if done.State != uploader.DoneDraft {
			d.t.Fatalf("%s %+v", done.State, done.Reason)
		}
		d.exactlyOne(source)
		d.unblamed(id)
	})
}

func TestALinkThatIsSetElsewhereChangesNothing(t *testing.T) {
	in(t, func(d *desk) {
		first, second := d.added("first.mp4", 24*megabyte), d.added("second.mp4", 40*megabyte)
		link := filepath.Join(d.folder, "link.mp4")
		d.must(os.Symlink(first.Path, link))
		source, err := intake.Inspect(d.t.Context(), link, time.Now())
		d.must(err)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 8*megabyte })
		d.must(errors.Join(os.Remove(link), os.Symlink(second.Path, link)))
		d.until(id, uploader.DoneDraft)
		if video := d.exactlyOne(first); video.file != "link.mp4" {
			d.t.Errorf("the site calls it %q", video.file)
		}
	})
}

func TestAFileThatIsStillBeingSavedIsWaitedForAfterARestart(t *testing.T) {
	in(t, func(d *desk) {
		source := d.added("a.mp4", megabyte)
		ids, err := d.engine.Add(acme.ID, []Draft{{Source: source, Metadata: titled, Growing: true}})
		d.must(err)
		d.restart()
		clear(d.last)
		for size := range 10 {
			d.must(os.Truncate(source.Path, int64(2*megabyte+size)))
			time.Sleep(2 * time.Second)
			if state := d.now(ids[0]).State; state != uploader.Preparing {
				d.t.Fatalf("it is %s while it grows", state)
			}
		}
		ready := d.until(ids[0], uploader.Ready, uploader.Attention, uploader.Failed)
		if ready.State != uploader.Ready || ready.Source.Size != 2*megabyte+9 || ready.Progress.Size != ready.Source.Size {
			d.t.Fatalf("%s %+v of %d bytes", ready.State, ready.Reason, ready.Source.Size)
		}
		d.engine.Start(ids)
		d.until(ids[0], uploader.DoneDraft)
		d.exactlyOne(ready.Source)
	})
}

func TestAFileIsNotReadBeyondWhatWasAnnounced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.mp4")
	if err := os.WriteFile(path, []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	short := &sourceFile{File: file, source: uploader.Source{Path: path, Size: 20}}
	defer short.Close()
	if _, err := short.ReadAt(make([]byte, 10), 5); codeOf(err) != uploader.ReasonChanged {
		t.Errorf("cut short: %v", err)
	}
	whole := &sourceFile{File: file, source: uploader.Source{Path: path, Size: 10}}
	if n, err := whole.ReadAt(make([]byte, 10), 5); n != 5 || !errors.Is(err, io.EOF) {
		t.Errorf("to its end: %d, %v", n, err)
	}
}

func codeOf(err error) uploader.ReasonCode {
	reason, _ := reasonOf(err)
	return reason.Code
}

func TestAnAbsenceIsLookedForOftenUnlessTheFileKeepsComingBackInVain(t *testing.T) {
	t.Parallel()
	gone := uploader.Upload{Reason: uploader.Reason{Code: uploader.ReasonMissing}}
	var a absence
	for round := 1; round < 10; round++ {
		if !a.noted(gone, round) {
			t.Errorf("not looked for in round %d", round)
		}
	}
	var looked []int
	for round := 10; round < 200; round++ {
		if a.back = a.back || round == 10; a.noted(gone, round) {
			looked = append(looked, round)
			a.back = true
		}
	}
	if want := []int{11, 15, 23, 39, 71, 135}; !slices.Equal(looked, want) {
		t.Errorf("looked in rounds %v", looked)
	}
	gone.Progress.Acked++
	a.back = true
	if a.noted(gone, 200); a.wait != 1 {
		t.Errorf("after the site got more of it, still every %d rounds", a.wait)
	}
}
