package journal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"twentythree-uploader/uploader"
)

const walSuffix = "-wal"

// writable tries what SQLite will need: to write the file, and to make others beside it.
func writable(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		err = file.Close()
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	probe, err := os.CreateTemp(filepath.Dir(path), "probe-*")
	if err != nil {
		return err
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

func cannotWrite(err error) bool {
	return errors.Is(err, fs.ErrPermission) || isReadOnlyDisk(err)
}

// openReadOnly reads a copy in the system's temporary folder: SQLite cannot read a write-ahead log in a folder it may not write.
func (j *Journal) openReadOnly(ctx context.Context, why error) (Report, error) {
	scratch, err := os.MkdirTemp("", "uploader-list-*")
	if err != nil {
		return Report{}, err
	}
	inScratch := filepath.Join(scratch, filepath.Base(j.path))
	for _, suffix := range []string{"", walSuffix} {
		if err := copyFile(j.path+suffix, inScratch+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Report{}, errors.Join(err, os.RemoveAll(scratch))
		}
	}
	database, newer, err := openWhole(ctx, inScratch)
	if err != nil {
		return Report{}, errors.Join(err, os.RemoveAll(scratch))
	}
	j.database, j.scratch = database, scratch
	j.refusal = refuse(uploader.ReasonListUnreadable, why.Error(), why)
	if newer {
		j.refusal = refuse(uploader.ReasonListNewer, "", errNewer)
	}
	return Report{ReadOnly: true, Newer: newer}, nil
}

// copyFile copies the bytes and waits until they are on the disk.
func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(target, source); err != nil {
		return errors.Join(fmt.Errorf("copying %s: %w", filepath.Base(from), err), target.Close())
	}
	return errors.Join(target.Sync(), target.Close())
}
