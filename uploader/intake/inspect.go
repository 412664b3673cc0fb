package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"twentythree-uploader/uploader"
)

// SettleTime is how long a file must have stayed the same before it counts as finished.
const SettleTime = 5 * time.Second

// headSize holds three packets of a transport stream, and enough of anything else to tell text from video.
const headSize = 4096

// Inspect looks at one file. now tells whether it was changed a moment ago. The error is a *uploader.ReasonError that says why the
// file cannot be uploaded, or the context's; with uploader.ReasonGrowing the source is given too, as it is now.
func Inspect(ctx context.Context, path string, now time.Time) (uploader.Source, error) {
	return await(ctx, func() (uploader.Source, error) { return inspect(path, now) })
}

func inspect(path string, now time.Time) (uploader.Source, error) {
	source, info, err := identify(path)
	if err != nil {
		return uploader.Source{}, refusal(path, err)
	}
	if reason := refuseUnread(path, info); reason != uploader.NoReason {
		return uploader.Source{}, refusalFor(path, reason, nil)
	}
	head, err := readHead(source.Path)
	if err != nil {
		return uploader.Source{}, refusal(path, err)
	}
	growing := changedJustNow(source, now)
	switch verdict := judge(source.Name, head); {
	case verdict == uploader.ReasonNotVideo && growing && knownExtensions[extension(source.Name)]:
		// Its first bytes may not be the final ones yet.
	case verdict != uploader.NoReason:
		return uploader.Source{}, refusalFor(path, verdict, nil)
	}
	if growing {
		return source, refusalFor(path, uploader.ReasonGrowing, nil)
	}
	return source, nil
}

func changedJustNow(source uploader.Source, now time.Time) bool {
	return now.Sub(source.ModTime).Abs() < SettleTime
}

// identify follows links to the file itself. It keeps the name a person sees, unless only the file's own name has an extension.
func identify(path string) (uploader.Source, fs.FileInfo, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return uploader.Source{}, nil, err
	}
	resolved, err := resolve(absolute)
	if err != nil {
		return uploader.Source{}, nil, err
	}
	info, err := os.Stat(resolved)
	if err != nil {
		return uploader.Source{}, nil, err
	}
	name := filepath.Base(absolute)
	if filepath.Ext(name) == "" && filepath.Ext(resolved) != "" {
		name = filepath.Base(resolved)
	}
	id, err := fileID(resolved, info)
	return uploader.Source{Path: resolved, Name: name, Size: info.Size(), ModTime: info.ModTime(), FileID: id}, info, err
}

// refuseUnread finds what can be refused without opening it. Opening a pipe would wait for its other end.
func refuseUnread(path string, info fs.FileInfo) uploader.ReasonCode {
	ending := extension(path)
	switch {
	case !info.Mode().IsRegular():
		return uploader.ReasonNotVideo
	case "."+ending == uploader.SetupExtension:
		return uploader.ReasonNotVideo
	case shortcutExtensions[ending]:
		return uploader.ReasonShortcut
	case unfinishedExtensions[ending]:
		return uploader.ReasonGrowing
	case info.Size() == 0:
		return uploader.ReasonEmpty
	}
	return uploader.NoReason
}

func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
}

func readHead(path string) ([]byte, error) {
	file, err := openToRead(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(file, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

// Recheck looks quickly whether the file is still there and still the same. The error is a *uploader.ReasonError; with
// uploader.ReasonChanged the file is given as it is now.
func Recheck(source uploader.Source) (uploader.Source, error) {
	current, info, err := identify(source.Path)
	if err != nil {
		return uploader.Source{}, refusal(source.Path, err)
	}
	current.Name = source.Name
	if !info.Mode().IsRegular() || !source.SameFile(current) {
		return current, refusalFor(source.Path, uploader.ReasonChanged, nil)
	}
	return current, nil
}

// ErrNoHandles means that this computer lets the program open no more files for now. Waiting mends it.
var ErrNoHandles = errors.New("no more files can be opened for now")

// Open opens the very file that source describes, for reading at any place. It never waits for the other end of a pipe that took the
// file's place. The error is a *uploader.ReasonError, uploader.ReasonChanged where another file is there, or wraps ErrNoHandles.
func Open(source uploader.Source) (*os.File, error) {
	file, err := openToRead(source.Path)
	if err != nil {
		if isOutOfHandles(err) {
			return nil, fmt.Errorf("%w: %w", ErrNoHandles, err)
		}
		return nil, refusal(source.Path, err)
	}
	// The file may have been replaced since it was last looked at: what was opened counts.
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(refusal(source.Path, err), file.Close())
	}
	if !info.Mode().IsRegular() || info.Size() != source.Size || !info.ModTime().Equal(source.ModTime) {
		return nil, errors.Join(refusalFor(source.Path, uploader.ReasonChanged, nil), file.Close())
	}
	return file, nil
}

// ReadingFailed says why the file at path could not be read on although it had been opened.
func ReadingFailed(path string, err error) error { return refusal(path, err) }

// CutShort says that the file at path ended before its end: it was truncated while it was read.
func CutShort(path string) error {
	return refusalFor(path, uploader.ReasonChanged, io.ErrUnexpectedEOF)
}

// Silent says that the drive that the file at path is on does not answer.
func Silent(path string, waited time.Duration) error {
	return refusalFor(path, uploader.ReasonDriveGone, fmt.Errorf("no answer for %v", waited))
}

// refusal classifies what the system said about a path.
func refusal(path string, err error) error {
	code := uploader.ReasonUnreadable
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case isDriveError(err):
		code = uploader.ReasonDriveGone
	case errors.Is(err, fs.ErrNotExist), isNoSuchPath(err):
		code = uploader.ReasonMissing
		if drive, known := driveOf(path); known && !exists(drive) {
			code = uploader.ReasonDriveGone
		}
	case isLockedByAnother(err):
		code = uploader.ReasonLocked
	case isOutOfHandles(err):
		code = uploader.ReasonUnknown
	}
	return refusalFor(path, code, err)
}

func refusalFor(path string, code uploader.ReasonCode, err error) error {
	reason := uploader.Reason{Code: code, Subject: readable(filepath.Base(path)), Place: readable(filepath.Base(filepath.Dir(path)))}
	if drive, known := driveOf(path); known && code == uploader.ReasonDriveGone {
		reason.Place = readable(filepath.Base(drive))
	}
	if err != nil {
		reason.Technical = readable(err.Error())
	}
	return &uploader.ReasonError{Reason: reason, Err: err}
}

// readable keeps a sentence showable when a file name is not UTF-8. The path itself is never changed.
func readable(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
