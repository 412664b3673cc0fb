package journal

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver, in Go alone, so that tests need no C compiler

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/crashpoint"
)

//go:embed migrations/*.sql
var migrations embed.FS

const (
	// applicationID marks the file as ours in SQLite's own header: "TT23".
	applicationID = 0x54543233
	copyEvery     = 2 * time.Minute
)

var errNewer = errors.New("a newer version of the program wrote the journal")

// Open opens the journal at path, or makes a new one, with its folder. What was damaged is set aside and replaced by the newest
// good copy. A journal of a newer version and one that cannot be written are opened for reading only. The error is ErrInUse, a
// *uploader.ReasonError (disk full, list unreadable), or the context's.
func Open(ctx context.Context, path string, options Options) (*Journal, Report, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, Report{}, fmt.Errorf("the journal's path: %w", err)
	}
	j := &Journal{path: path, now: options.Now, logger: options.Logger, copyEvery: options.CopyEvery}
	if j.now == nil {
		j.now = time.Now
	}
	if j.logger == nil {
		j.logger = slog.New(slog.DiscardHandler)
	}
	if j.copyEvery == 0 {
		j.copyEvery = copyEvery
	}
	report, err := j.open(ctx)
	if err != nil {
		return nil, report, errors.Join(j.classify("opening the journal", err), j.release())
	}
	return j, report, nil
}

func (j *Journal) open(ctx context.Context) (Report, error) {
	err := os.MkdirAll(filepath.Dir(j.path), 0o700)
	if err == nil {
		err = writable(j.path)
	}
	if cannotWrite(err) {
		return j.openReadOnly(ctx, err)
	}
	if err != nil {
		return Report{}, err
	}
	if j.lock, err = hold(ctx, LockPath(j.path)); err != nil {
		return Report{}, err
	}
	report, err := j.openOrRecover(ctx)
	if err != nil {
		return report, err
	}
	if report.Newer {
		j.refusal = refuse(uploader.ReasonListNewer, "", errNewer)
		return report, nil
	}
	j.copyNow(ctx)
	return report, nil
}

func (j *Journal) openOrRecover(ctx context.Context) (Report, error) {
	lost, err := contentsGone(j.path)
	if err != nil {
		return Report{}, err
	}
	if lost == nil {
		var report Report
		report, lost = j.openAsLeft(ctx)
		if lost == nil || !isDamage(lost) {
			return report, lost
		}
	}
	j.logger.Error("the journal is damaged", "error", lost)
	report, err := j.recover(ctx)
	if err != nil {
		return report, err
	}
	j.database, report.Newer, err = openWhole(ctx, j.path)
	return report, err
}

// openAsLeft opens the file that is there. When its log was damaged, the file is a state from before some transactions, which is
// treated like a good copy.
func (j *Journal) openAsLeft(ctx context.Context) (report Report, err error) {
	report.Recovered, err = logLostCommits(j.path + walSuffix)
	if err != nil {
		return report, err
	}
	if report.Recovered {
		if err := j.keepDamagedLog(&report); err != nil {
			return report, err
		}
	}
	j.database, report.Newer, err = openWhole(ctx, j.path)
	if err != nil || !report.Recovered || report.Newer {
		return report, err
	}
	report.Asking, err = askAboutUnfinished(ctx, j.database)
	return report, err
}

// contentsGone reports, as lost, that the file is missing, empty or no database at all although there was one. SQLite would take
// some of these for a new file and drop its log, and would write into the others before they can be set aside.
func contentsGone(path string) (lost, err error) {
	head, err := readHead(path)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	case len(head) == len(sqliteMagic) && string(head) == sqliteMagic:
		return nil, nil
	case len(head) > 0:
		return damaged("the file begins with %q", head), nil
	}
	for _, trace := range append(copiesOf(path), path+walSuffix) {
		if info, err := os.Stat(trace); err == nil && info.Size() > 0 {
			return damaged("the file is empty or gone, yet there is %s", filepath.Base(trace)), nil
		}
	}
	return nil, nil
}

// sqliteMagic opens every SQLite file (its documentation of the file format).
const sqliteMagic = "SQLite format 3\x00"

func readHead(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	head := make([]byte, len(sqliteMagic))
	n, err := io.ReadFull(file, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

// openWhole opens the file at path, brings its schema up to date and proves that all of it can be read.
func openWhole(ctx context.Context, path string) (database *sql.DB, newer bool, err error) {
	if err := keepPrivate(path); err != nil {
		return nil, false, err
	}
	database, err = connect(path)
	if err != nil {
		return nil, false, err
	}
	newer, err = prove(ctx, database)
	if err != nil {
		return nil, false, errors.Join(err, database.Close())
	}
	return database, newer, nil
}

// keepPrivate makes the file before SQLite does, readable by its owner only; SQLite gives its companions the same rights.
func keepPrivate(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

func connect(path string) (*sql.DB, error) {
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	if !strings.HasPrefix(address.Path, "/") {
		address.Path = "/" + address.Path
	}
	query := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(" + strconv.FormatInt(busyWait.Milliseconds(), 10) + ")",
		"foreign_keys(1)", "journal_size_limit(4194304)", "locking_mode(exclusive)", "synchronous(full)",
	}}
	database, err := sql.Open("sqlite", "file://"+address.EscapedPath()+"?"+query.Encode())
	if err != nil {
		return nil, err
	}
	database.SetMaxOpenConns(1)
	database.SetMaxIdleConns(1)
	return database, nil
}

func prove(ctx context.Context, database *sql.DB) (newer bool, err error) {
	var mode string
	if err := database.QueryRowContext(ctx, "PRAGMA journal_mode = wal").Scan(&mode); err != nil {
		return false, err
	}
	if mode != "wal" {
		return false, fmt.Errorf("the journal cannot be kept crash-safe here: mode %q", mode)
	}
	if newer, err = migrate(ctx, database); err != nil {
		return false, err
	}
	var verdict string
	if err := database.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return false, err
	}
	if verdict != "ok" {
		return false, damaged("quick_check: %s", verdict)
	}
	if newer {
		_, err := database.ExecContext(ctx, "PRAGMA query_only = 1")
		return true, err
	}
	_, err = load(ctx, database)
	return false, err
}

// migrate brings the schema up to date, one transaction a step. The version stands in the header and in a row, so that one
// flipped bit is taken for damage and not for a newer program.
func migrate(ctx context.Context, database *sql.DB) (newer bool, err error) {
	steps, err := migrations.ReadDir("migrations")
	if err != nil {
		return false, err
	}
	version, err := schemaVersion(ctx, database)
	if err != nil || version > len(steps) {
		return version > len(steps), err
	}
	for ; version < len(steps); version++ {
		text, err := migrations.ReadFile("migrations/" + steps[version].Name())
		if err != nil {
			return false, err
		}
		script := fmt.Sprintf("%s;\nINSERT OR REPLACE INTO facts (key, value) VALUES ('%s', '%d');\nPRAGMA user_version = %d;\nPRAGMA application_id = %d;",
			text, factSchema, version+1, version+1, applicationID)
		transaction, err := database.BeginTx(ctx, nil)
		if err != nil {
			return false, err
		}
		if _, err := transaction.ExecContext(ctx, script); err != nil {
			return false, errors.Join(err, transaction.Rollback())
		}
		crashpoint.Before("migration")
		if err := transaction.Commit(); err != nil {
			return false, err
		}
		crashpoint.After("migration")
	}
	return false, nil
}

func schemaVersion(ctx context.Context, database *sql.DB) (int, error) {
	var version, application, tables int
	err := database.QueryRowContext(ctx, `SELECT (SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)`).Scan(&version, &application, &tables)
	if err != nil {
		return 0, err
	}
	if tables == 0 && version == 0 && application == 0 {
		return 0, nil
	}
	if application != applicationID {
		return 0, damaged("the file belongs to application %#x", application)
	}
	written, err := fact(ctx, database, factSchema)
	if err != nil {
		return 0, err
	}
	if written != strconv.Itoa(version) {
		return 0, damaged("the header says schema %d, the file %q", version, written)
	}
	return version, nil
}
