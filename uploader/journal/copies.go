package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/crashpoint"
)

// copiesOf names the good copies, newest first.
func copiesOf(path string) []string { return []string{path + ".copy-1", path + ".copy-2"} }

func unfinishedCopy(path string) string { return path + ".new" }

func (j *Journal) copyWhenDue(ctx context.Context) {
	j.copying.Lock()
	due := j.now().Sub(j.copied) >= j.copyEvery || j.now().Before(j.copied)
	j.copying.Unlock()
	if due {
		j.copyNow(ctx)
	}
}

// copyNow makes the newest good copy. It only logs a failure: the journal itself is as good as it was, and the copies before are
// untouched.
func (j *Journal) copyNow(ctx context.Context) {
	j.copying.Lock()
	defer j.copying.Unlock()
	if err := j.copyAside(ctx); err != nil {
		j.logger.Warn("the good copy of the list could not be made", "error", err)
	}
	j.copied = j.now()
}

func (j *Journal) copyAside(ctx context.Context) error {
	crashpoint.Before("checkpoint")
	// What a copy holds must be in the main file too: a damaged write-ahead log then never costs what a copy still has.
	if _, err := j.database.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return err
	}
	crashpoint.After("checkpoint")
	fresh := unfinishedCopy(j.path)
	if err := removeDatabase(fresh); err != nil {
		return err
	}
	if err := keepPrivate(fresh); err != nil {
		return err
	}
	crashpoint.Here("copying")
	if _, err := j.database.ExecContext(ctx, "VACUUM INTO ?", fresh); err != nil {
		return errors.Join(err, removeDatabase(fresh))
	}
	if err := j.proveCopy(ctx, fresh); err != nil {
		return errors.Join(err, removeDatabase(fresh))
	}
	crashpoint.Before("copy takes its place")
	copies := copiesOf(j.path)
	if err := os.Rename(copies[0], copies[1]); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	crashpoint.Here("copies half exchanged")
	err := os.Rename(fresh, copies[0])
	crashpoint.After("copy takes its place")
	return err
}

func (j *Journal) proveCopy(ctx context.Context, path string) error {
	database, _, err := openWhole(ctx, path)
	if err != nil {
		return err
	}
	if err := database.Close(); err != nil {
		return err
	}
	made := j.now()
	return errors.Join(syncFile(path), os.Chtimes(path, made, made))
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

func removeDatabase(path string) error {
	for _, suffix := range []string{"", walSuffix, "-shm", "-journal"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// recover puts the newest good copy, or an empty list, in the place of the damaged file. It is made ready beside it first, so that
// a crash half-way leaves either the damaged file or the finished replacement.
func (j *Journal) recover(ctx context.Context) (Report, error) {
	report := Report{Recovered: true}
	fresh := unfinishedCopy(j.path)
	for _, candidate := range copiesOf(j.path) {
		info, err := os.Stat(candidate)
		if err != nil {
			continue
		}
		asking, err := prepareReplacement(ctx, candidate, fresh)
		if err == nil {
			report.CopyFrom, report.Asking = info.ModTime(), asking
			break
		}
		if !isDamage(err) {
			return report, err
		}
		j.logger.Error("a copy of the journal is damaged", "copy", filepath.Base(candidate), "error", err)
	}
	if report.CopyFrom.IsZero() {
		if err := removeDatabase(fresh); err != nil {
			return report, err
		}
	}
	crashpoint.Before("keeping the damaged file aside")
	kept, err := j.setAside()
	if err != nil {
		return report, err
	}
	crashpoint.After("keeping the damaged file aside")
	report.DamagedKept = kept
	if report.CopyFrom.IsZero() {
		return report, nil
	}
	return report, os.Rename(fresh, j.path)
}

func prepareReplacement(ctx context.Context, from, to string) (asking []uploader.UploadID, err error) {
	if err := removeDatabase(to); err != nil {
		return nil, err
	}
	if err := copyFile(from, to); err != nil {
		return nil, err
	}
	database, newer, err := openWhole(ctx, to)
	if err != nil {
		return nil, err
	}
	if newer {
		return nil, database.Close()
	}
	asking, err = askAboutUnfinished(ctx, database)
	return asking, errors.Join(err, database.Close())
}

// askAboutUnfinished stops every upload that had begun: the copy is older than the file it replaces, so the upload may have
// finished since, and carrying on could make a second video.
func askAboutUnfinished(ctx context.Context, database *sql.DB) ([]uploader.UploadID, error) {
	contents, err := load(ctx, database)
	if err != nil {
		return nil, err
	}
	var asking []uploader.UploadID
	var stopped []uploader.Upload
	for _, record := range contents.Uploads {
		upload := record.Upload
		if !upload.State.Started() {
			continue
		}
		upload.State = uploader.Attention
		upload.Reason = uploader.Reason{Code: uploader.ReasonMayHaveFinished, Subject: upload.DisplayTitle()}
		asking, stopped = append(asking, upload.ID), append(stopped, upload)
	}
	if len(stopped) == 0 {
		return nil, nil
	}
	return asking, transact(ctx, database, func(tx *sql.Tx) error { return saveUploads(ctx, tx, stopped) })
}

// keepDamagedLog copies file and log aside before SQLite drops what it cannot read of the log.
func (j *Journal) keepDamagedLog(report *Report) error {
	j.logger.Error("the log of the journal is damaged")
	info, err := os.Stat(j.path)
	if err != nil {
		return err
	}
	report.CopyFrom, report.DamagedKept = info.ModTime(), j.asidePath()
	return errors.Join(copyFile(j.path, report.DamagedKept), copyFile(j.path+walSuffix, report.DamagedKept+walSuffix))
}

func (j *Journal) asidePath() string {
	stem := j.path + ".damaged-" + j.now().UTC().Format("20060102T150405Z")
	aside := stem
	for attempt := 2; exists(aside) || exists(aside+walSuffix); attempt++ {
		aside = fmt.Sprintf("%s-%d", stem, attempt)
	}
	return aside
}

// setAside renames the damaged file and its log, so that nothing of them is lost, and gives the path it has now.
func (j *Journal) setAside() (string, error) {
	aside := j.asidePath()
	kept := ""
	for _, suffix := range []string{"", walSuffix} {
		crashpoint.Here("damaged file half aside")
		err := os.Rename(j.path+suffix, aside+suffix)
		switch {
		case err == nil && kept == "":
			kept = aside + suffix
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return "", err
		}
	}
	return kept, os.RemoveAll(j.path + "-shm")
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
