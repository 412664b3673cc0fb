package journal

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Past is one entry of the history, with what is needed to change its video. Of a Transfer only Confirmed, UpdateDue and Telling are
// kept: nothing of the file itself is needed any more.
type Past struct {
	Entry    uploader.HistoryEntry
	Transfer Transfer
}

type pastDocument struct {
	Upload   uploadDocument   `json:"upload"`
	State    uploader.State   `json:"state"`
	Transfer transferDocument `json:"transfer,omitzero"`
}

// SaveWithHistory is SaveUploads, and in the same transaction puts what has ended into the history and takes out of it what has not
// after all.
func (j *Journal) SaveWithHistory(ctx context.Context, uploads []uploader.Upload, ended []Past, taken []uploader.UploadID) error {
	return j.write(ctx, "saving uploads", func(tx *sql.Tx) error {
		if err := saveUploads(ctx, tx, uploads); err != nil {
			return err
		}
		if err := savePast(ctx, tx, ended); err != nil {
			return err
		}
		return drop(ctx, tx, "DELETE FROM history WHERE id = ?", taken)
	})
}

// SavePast stores entries of the history.
func (j *Journal) SavePast(ctx context.Context, past []Past) error {
	return j.write(ctx, "saving the history", func(tx *sql.Tx) error { return savePast(ctx, tx, past) })
}

// Retire moves uploads from the list into the history: all of them or none. With keep false they leave without a trace.
func (j *Journal) Retire(ctx context.Context, past []Past, keep bool) error {
	return j.write(ctx, "moving uploads into the history", func(tx *sql.Tx) error {
		ids := make([]uploader.UploadID, len(past))
		for i := range past {
			ids[i] = past[i].Entry.Upload.ID
		}
		if err := drop(ctx, tx, "DELETE FROM uploads WHERE id = ?", ids); err != nil || !keep {
			return err
		}
		return savePast(ctx, tx, past)
	})
}

// ForgetPast drops entries of the history. Forgetting what is not there is no error.
func (j *Journal) ForgetPast(ctx context.Context, ids []uploader.UploadID) error {
	return j.write(ctx, "forgetting a part of the history", func(tx *sql.Tx) error {
		return drop(ctx, tx, "DELETE FROM history WHERE id = ?", ids)
	})
}

// ForgetPastBefore drops what ended before an instant; everything, when that is the zero value.
func (j *Journal) ForgetPastBefore(ctx context.Context, before time.Time) (dropped int, err error) {
	err = j.write(ctx, "forgetting the history", func(tx *sql.Tx) error {
		query, args := "DELETE FROM history", []any(nil)
		if !before.IsZero() {
			query, args = query+" WHERE ended < ?", []any{before.UnixMilli()}
		}
		result, err := tx.ExecContext(ctx, query, args...)
		if err != nil {
			return err
		}
		rows, err := result.RowsAffected()
		dropped = int(rows)
		return err
	})
	return dropped, err
}

func drop(ctx context.Context, tx *sql.Tx, statement string, ids []uploader.UploadID) error {
	if len(ids) == 0 {
		return nil
	}
	prepared, err := tx.PrepareContext(ctx, statement)
	if err != nil {
		return err
	}
	defer prepared.Close()
	for _, id := range ids {
		if _, err := prepared.ExecContext(ctx, string(id)); err != nil {
			return err
		}
	}
	return nil
}

func savePast(ctx context.Context, tx *sql.Tx, past []Past) error {
	if len(past) == 0 {
		return nil
	}
	stored, err := tx.PrepareContext(ctx, "SELECT document FROM history WHERE id = ?")
	if err != nil {
		return err
	}
	defer stored.Close()
	save, err := tx.PrepareContext(ctx, `INSERT OR REPLACE INTO history (id, ended, account, site, arrived, size, find, document, checksum)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer save.Close()
	for _, one := range past {
		upload := one.Entry.Upload
		transfer := Transfer{Confirmed: one.Transfer.Confirmed, UpdateDue: one.Transfer.UpdateDue, Telling: one.Transfer.Telling}
		document, err := encode(stored.QueryRowContext(ctx, string(upload.ID)), pastDocument{
			Upload: documentOfUpload(upload), State: upload.State, Transfer: documentOfTransfer(transfer),
		})
		if err != nil {
			return fmt.Errorf("entry %s of the history: %w", upload.ID, err)
		}
		row := pastRow{
			id: string(upload.ID), ended: one.Entry.Ended.UnixMilli(), account: string(upload.Account), site: one.Entry.Site,
			size: upload.Source.Size, find: findable(upload), document: document,
		}
		if !one.Entry.Cancelled() {
			row.arrived = 1
		}
		if _, err := save.ExecContext(ctx, row.id, row.ended, row.account, row.site, row.arrived, row.size, row.find, row.document, checksum(row.parts()...)); err != nil {
			return err
		}
	}
	return nil
}

// findable is what a search looks through: title, file name and upload link, with an end between them that nobody types.
func findable(upload uploader.Upload) string {
	text := upload.Metadata.Title + "\n" + upload.Source.Name
	if upload.Link != "" {
		text += "\n" + upload.Link
	}
	return strings.ToValidUTF8(words.Fold(text), "\uFFFD")
}

// pastRow is a row of the history as it is stored.
type pastRow struct {
	id            string
	ended         int64
	account, site string
	arrived, size int64
	find          string
	document      string
	sum           int64
}

const pastColumns = "id, ended, account, site, arrived, size, find, document, checksum"

func (r *pastRow) scan(scan func(...any) error) error {
	if err := scan(&r.id, &r.ended, &r.account, &r.site, &r.arrived, &r.size, &r.find, &r.document, &r.sum); err != nil {
		return damaged("a row of the history: %w", err)
	}
	return nil
}

// parts are what the checksum covers.
func (r *pastRow) parts() []string {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	return []string{r.id, number(r.ended), r.account, r.site, number(r.arrived), number(r.size), r.find, r.document}
}

func (r *pastRow) past() (Past, error) {
	var document pastDocument
	if err := decode(r.document, &document, r.sum, r.parts()...); err != nil {
		return Past{}, fmt.Errorf("entry %s of the history: %w", r.id, err)
	}
	upload := document.Upload.upload()
	upload.ID, upload.Account, upload.State = uploader.UploadID(r.id), uploader.AccountID(r.account), document.State
	return Past{
		Entry:    uploader.HistoryEntry{Upload: upload, Ended: time.UnixMilli(r.ended).UTC(), Site: r.site},
		Transfer: document.Transfer.transfer(),
	}, nil
}
