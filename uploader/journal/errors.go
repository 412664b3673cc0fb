package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlitecode "modernc.org/sqlite/lib"

	"twentythree-uploader/uploader"
)

var (
	// ErrInUse means that another program has the journal open.
	ErrInUse = errors.New("the journal is in use by another program")
	// ErrUnknownUpload means that a fact came for an upload the journal does not hold, because it was forgotten meanwhile.
	ErrUnknownUpload = errors.New("the journal does not hold this upload")

	errDamaged = errors.New("damaged journal")
)

func damaged(format string, details ...any) error {
	return fmt.Errorf("%w: %w", errDamaged, fmt.Errorf(format, details...))
}

func sqliteCode(err error) (primary int, found bool) {
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return 0, false
	}
	return failure.Code() & 0xff, true
}

// isDamage reports whether err means that the content of the file is wrong, and not that the computer could not read or write it.
func isDamage(err error) bool {
	if errors.Is(err, errDamaged) {
		return true
	}
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return false
	}
	if failure.Code() == sqlitecode.SQLITE_IOERR_SHORT_READ {
		return true
	}
	switch failure.Code() & 0xff {
	case sqlitecode.SQLITE_BUSY, sqlitecode.SQLITE_LOCKED, sqlitecode.SQLITE_FULL, sqlitecode.SQLITE_READONLY, sqlitecode.SQLITE_PERM,
		sqlitecode.SQLITE_CANTOPEN, sqlitecode.SQLITE_IOERR, sqlitecode.SQLITE_INTERRUPT, sqlitecode.SQLITE_ABORT:
		return false
	}
	return true
}

// classify makes what SQLite and the system said into the reason a person can act on.
func (j *Journal) classify(doing string, err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s: %w", doing, err)
	code, fromSQLite := sqliteCode(err)
	reason := uploader.ReasonUnknown
	switch {
	case fromSQLite && (code == sqlitecode.SQLITE_BUSY || code == sqlitecode.SQLITE_LOCKED):
		return fmt.Errorf("%w: %w", ErrInUse, err)
	case fromSQLite && code == sqlitecode.SQLITE_FULL, isDiskFull(err),
		fromSQLite && code == sqlitecode.SQLITE_IOERR && folderIsFull(filepath.Dir(j.path)):
		reason = uploader.ReasonDiskFull
	case isDamage(err), errors.Is(err, os.ErrPermission),
		fromSQLite && (code == sqlitecode.SQLITE_READONLY || code == sqlitecode.SQLITE_PERM || code == sqlitecode.SQLITE_CANTOPEN):
		reason = uploader.ReasonListUnreadable
	case !fromSQLite:
		return err
	}
	return &uploader.ReasonError{Reason: uploader.Reason{Code: reason, Technical: err.Error()}, Err: err}
}

// folderIsFull tries a small file: SQLite reports a full disk as a plain input/output error in places.
func folderIsFull(folder string) bool {
	probe, err := os.CreateTemp(folder, "probe-*")
	if err != nil {
		return isDiskFull(err)
	}
	_, err = probe.Write(make([]byte, 16<<10))
	err = errors.Join(err, probe.Sync(), probe.Close(), os.Remove(probe.Name()))
	return isDiskFull(err)
}
