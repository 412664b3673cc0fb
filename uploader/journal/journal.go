package journal

import (
	"context"
	"database/sql"
	"errors"
	"hash/crc32"
	"log/slog"
	"os"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/crashpoint"
	"twentythree-uploader/uploader/filelock"
)

// Journal is the open file. Its methods may be called from several goroutines; they wait for each other.
type Journal struct {
	path      string
	database  *sql.DB
	now       func() time.Time
	logger    *slog.Logger
	copyEvery time.Duration
	// refusal is why nothing may be written, nil when writing is allowed.
	refusal error
	// lock keeps other programs out; nil where there are no locks and where the journal is only read.
	lock *filelock.Lock
	// scratch is a folder that goes with the journal, for a file that could only be read in a copy.
	scratch string

	copying sync.Mutex
	copied  time.Time
}

// Close makes a last good copy, if anything changed, and closes the file.
func (j *Journal) Close() error {
	crashpoint.Before("closing")
	if j.refusal == nil {
		j.copying.Lock()
		changed := !j.copied.IsZero() && j.now().After(j.copied)
		j.copying.Unlock()
		if changed {
			j.copyNow(context.Background())
		}
	}
	err := errors.Join(j.database.Close(), j.release())
	crashpoint.After("closing")
	if j.scratch != "" {
		err = errors.Join(err, os.RemoveAll(j.scratch))
	}
	return err
}

// write runs one transaction and makes the good copy when it is due. A failed copy never fails the write.
func (j *Journal) write(ctx context.Context, doing string, change func(*sql.Tx) error) error {
	if j.refusal != nil {
		return j.refusal
	}
	err := transact(ctx, j.database, func(tx *sql.Tx) error {
		err := change(tx)
		crashpoint.Before(doing)
		return err
	})
	if err != nil {
		return j.classify(doing, err)
	}
	crashpoint.After(doing)
	j.copyWhenDue(ctx)
	return nil
}

func transact(ctx context.Context, database *sql.DB, change func(*sql.Tx) error) error {
	transaction, err := database.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := change(transaction); err != nil {
		return errors.Join(err, ignoreDone(transaction.Rollback()))
	}
	return transaction.Commit()
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checksum covers each part with its end, so that text cannot move from one column to the next unseen.
func checksum(parts ...string) int64 {
	sum := crc32.New(castagnoli)
	for _, part := range parts {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	return int64(sum.Sum32())
}

func refuse(code uploader.ReasonCode, technical string, err error) error {
	return &uploader.ReasonError{Reason: uploader.Reason{Code: code, Technical: technical}, Err: err}
}
