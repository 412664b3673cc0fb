package engine

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/intake"
	"twentythree-uploader/uploader/transfer"
	"twentythree-uploader/uploader/twentythree"
)

// File is an upload's file, open for reading at any place.
type File interface {
	io.ReaderAt
	io.Closer
}

const (
	// drivePatience is how long a drive may take to answer one question. A disk that sleeps needs ten seconds to wake, a network drive
	// more.
	drivePatience = 30 * time.Second
	// readPatience is the same for reading on. It is shorter than what a silent connection is given, so that the drive is held
	// responsible and not the network.
	readPatience = 20 * time.Second
	// requestEnds is how soon a request ends once it is given up, if it does not wait for the drive.
	requestEnds = 500 * time.Millisecond
	// handlesAgain is how often opening is tried again while this computer has no more handles to give.
	handlesAgain = time.Second
)

// drives remembers the folders whose drive does not answer. The zero value knows of none.
type drives struct {
	mu     sync.Mutex
	silent map[string]int // by folder, how many calls hang
}

func (d *drives) isSilent(folder string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.silent[folder] > 0
}

func (d *drives) note(folder string, calls int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.silent == nil {
		d.silent = make(map[string]int)
	}
	if d.silent[folder] += calls; d.silent[folder] == 0 {
		delete(d.silent, folder)
	}
}

// onDrive makes a call to the drive that source is on, and waits for it until ctx ends, at most drivePatience. The system takes a call
// that hangs back for nobody: it is left behind on its goroutine, leftover is handed what it answers after all, and until then the drive is
// not asked for anything else in that folder.
func onDrive[T any](ctx context.Context, d *drives, source uploader.Source, call func() (T, error), leftover func(T)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	var nothing T
	folder := filepath.Dir(source.Path)
	if d.isSilent(folder) {
		return nothing, intake.Silent(source.Path, drivePatience)
	}
	answered, nobodyWaits := make(chan outcome), make(chan struct{})
	hung := 0
	go func() {
		value, err := call()
		select {
		case answered <- outcome{value, err}:
		case <-nobodyWaits:
			d.note(folder, -hung)
			if err == nil {
				leftover(value)
			}
		}
	}()
	patience := time.NewTimer(drivePatience)
	defer patience.Stop()
	defer close(nobodyWaits)
	select {
	case got := <-answered:
		return got.value, got.err
	case <-ctx.Done():
		return nothing, ctx.Err()
	case <-patience.C:
		hung = 1
		d.note(folder, hung)
		return nothing, intake.Silent(source.Path, drivePatience)
	}
}

// recheck proves that a file is still the one that was added.
func (e *Engine) recheck(ctx context.Context, source uploader.Source) error {
	current, err := onDrive(ctx, &e.drives, source, func() (uploader.Source, error) { return e.config.Recheck(source) }, func(uploader.Source) {})
	if err != nil {
		return err
	}
	if !current.SameFile(source) {
		return &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonChanged, Subject: source.Name}}
	}
	return nil
}

// openSource opens an upload's file, after it was seen to be the one that was added. While this computer has no handles left, it waits
// for one.
func (e *Engine) openSource(ctx context.Context, source uploader.Source) (*sourceFile, error) {
	for {
		if err := e.recheck(ctx, source); err != nil {
			return nil, err
		}
		file, err := onDrive(ctx, &e.drives, source, func() (File, error) { return e.openFile(source) }, func(late File) { _ = late.Close() })
		if err == nil {
			return &sourceFile{File: file, source: source}, nil
		}
		if !errors.Is(err, intake.ErrNoHandles) {
			return nil, err
		}
		if err := rest(ctx, handlesAgain); err != nil {
			return nil, err
		}
	}
}

func (e *Engine) openFile(source uploader.Source) (File, error) {
	if e.config.Open != nil {
		return e.config.Open(source)
	}
	return intake.Open(source)
}

// sourceFile is an open file whose trouble has a reason of its own: without one, what a drive does would be blamed on the network.
type sourceFile struct {
	File
	source        uploader.Source
	reading, read atomic.Int64 // reads that have begun and have not ended; reads that have ended
}

// ReadAt implements io.ReaderAt.
func (f *sourceFile) ReadAt(buffer []byte, offset int64) (int, error) {
	f.reading.Add(1)
	n, err := f.File.ReadAt(buffer, offset)
	f.read.Add(1)
	f.reading.Add(-1)
	switch {
	case err == nil:
		return n, nil
	case err != io.EOF:
		return n, intake.ReadingFailed(f.source.Path, err)
	case offset+int64(n) < f.source.Size:
		return n, intake.CutShort(f.source.Path)
	}
	return n, err
}

// watched gives a context that ends, with the reason as its cause, when the drive stops answering in the middle of a read. stop ends the
// watch, waits for it and closes the file; a read that hangs keeps it open.
func (f *sourceFile) watched(ctx context.Context) (watching context.Context, stop func()) {
	watching, end := context.WithCancelCause(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		ticker := time.NewTicker(readPatience / 4)
		defer ticker.Stop()
		var still time.Duration
		var last int64
		for {
			select {
			case <-watching.Done():
				return
			case <-ticker.C:
			}
			read := f.read.Load()
			if still += readPatience / 4; read != last || f.reading.Load() == 0 {
				last, still = read, 0
			}
			if still >= readPatience {
				end(intake.Silent(f.source.Path, readPatience))
			}
		}
	}()
	return watching, func() {
		end(nil)
		<-done
		if f.reading.Load() > 0 {
			go f.Close() // a drive that hangs may hold this, too
			return
		}
		_ = f.Close()
	}
}

// leaveBehind makes a request that reads from the file, and comes back soon after ctx has ended although the request waits for the drive:
// the connection is closed by then, so that nothing of it can arrive any more.
func leaveBehind[T any](ctx context.Context, f *sourceFile, request func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	ended := make(chan outcome, 1)
	go func() {
		value, err := request()
		ended <- outcome{value, err}
	}()
	select {
	case got := <-ended:
		return got.value, got.err
	case <-ctx.Done():
	}
	ticker := time.NewTicker(requestEnds)
	defer ticker.Stop()
	for {
		select {
		case got := <-ended:
			return got.value, got.err
		case <-ticker.C:
			if f.reading.Load() > 0 {
				var nothing T
				return nothing, context.Cause(ctx)
			}
		}
	}
}

// patientService leaves chunks behind that wait for the drive.
type patientService struct {
	transfer.Service
	file *sourceFile
}

// SendChunk implements transfer.Service.
func (s patientService) SendChunk(ctx context.Context, chunk twentythree.Chunk) (twentythree.ChunkAnswer, error) {
	return leaveBehind(ctx, s.file, func() (twentythree.ChunkAnswer, error) { return s.Service.SendChunk(ctx, chunk) })
}

// whyEnded is the reason for which a watched context ended, where it has one, and err otherwise.
func whyEnded(ctx context.Context, err error) error {
	if _, known := reasonOf(context.Cause(ctx)); err != nil && known {
		return context.Cause(ctx)
	}
	return err
}
