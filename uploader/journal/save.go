package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"twentythree-uploader/uploader"
)

// SaveUpload stores one upload; a new one goes to the end of the list.
func (j *Journal) SaveUpload(ctx context.Context, upload uploader.Upload) error {
	return j.SaveUploads(ctx, []uploader.Upload{upload})
}

// SaveUploads stores all of them or none; new ones go to the end of the list in the order given.
func (j *Journal) SaveUploads(ctx context.Context, uploads []uploader.Upload) error {
	return j.write(ctx, "saving uploads", func(tx *sql.Tx) error { return saveUploads(ctx, tx, uploads) })
}

func saveUploads(ctx context.Context, tx *sql.Tx, uploads []uploader.Upload) error {
	stored, err := tx.PrepareContext(ctx, "SELECT document FROM uploads WHERE id = ?")
	if err != nil {
		return err
	}
	defer stored.Close()
	var end int64
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(position), -1) FROM uploads").Scan(&end); err != nil {
		return err
	}
	save, err := tx.PrepareContext(ctx, `INSERT INTO uploads (id, position, account, state, document, checksum)
		VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET account = excluded.account, state = excluded.state, document = excluded.document,
			checksum = excluded.checksum`)
	if err != nil {
		return err
	}
	defer save.Close()
	for _, upload := range uploads {
		document, err := encode(stored.QueryRowContext(ctx, string(upload.ID)), documentOfUpload(upload))
		if err != nil {
			return fmt.Errorf("upload %s: %w", upload.ID, err)
		}
		id, account, state := string(upload.ID), string(upload.Account), string(upload.State)
		end++
		if _, err := save.ExecContext(ctx, id, end, account, state, document, checksum(id, account, state, document)); err != nil {
			return err
		}
	}
	return nil
}

// encode gives the text to store: document, with what a newer version had added to the stored one.
func encode[T any](stored *sql.Row, document T) (string, error) {
	fresh, err := json.Marshal(document)
	if err != nil {
		return "", err
	}
	var before []byte
	switch err := stored.Scan(&before); {
	case errors.Is(err, sql.ErrNoRows):
		return string(fresh), nil
	case err != nil:
		return "", err
	}
	return string(keepUnknown(before, fresh, reflect.TypeFor[T]())), nil
}

// SaveOrder puts the named uploads first, in that order; the others follow in the order they had.
func (j *Journal) SaveOrder(ctx context.Context, order []uploader.UploadID) error {
	return j.write(ctx, "saving the order", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE uploads SET position = position + ?", len(order)); err != nil {
			return err
		}
		place, err := tx.PrepareContext(ctx, "UPDATE uploads SET position = ? WHERE id = ?")
		if err != nil {
			return err
		}
		defer place.Close()
		for position, id := range order {
			if _, err := place.ExecContext(ctx, position, string(id)); err != nil {
				return err
			}
		}
		return nil
	})
}

// SaveTransfer stores how far an upload's file has come, whole: acks that transfer does not hold are dropped.
func (j *Journal) SaveTransfer(ctx context.Context, id uploader.UploadID, transfer Transfer) error {
	return j.write(ctx, "saving a transfer", func(tx *sql.Tx) error {
		if err := holds(ctx, tx, id); err != nil {
			return err
		}
		before := tx.QueryRowContext(ctx, "SELECT document FROM transfers WHERE upload = ?", string(id))
		document, err := encode(before, documentOfTransfer(transfer))
		if err != nil {
			return fmt.Errorf("transfer of upload %s: %w", id, err)
		}
		if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO transfers (upload, document, checksum) VALUES (?, ?, ?)",
			string(id), document, checksum(string(id), document)); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM acks WHERE upload = ?", string(id)); err != nil {
			return err
		}
		for chunk, crc := range transfer.Acked {
			if err := ack(ctx, tx, id, chunk, crc); err != nil {
				return err
			}
		}
		return nil
	})
}

// Ack stores that the site confirmed a chunk, by its number from 1 and the CRC-32C of its bytes.
func (j *Journal) Ack(ctx context.Context, id uploader.UploadID, chunk int, crc uint32) error {
	return j.write(ctx, "saving a confirmed chunk", func(tx *sql.Tx) error {
		return ack(ctx, tx, id, chunk, crc)
	})
}

// ack is one statement, because every few megabytes of every upload cost one.
func ack(ctx context.Context, tx *sql.Tx, id uploader.UploadID, chunk int, crc uint32) error {
	stored, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO acks (upload, chunk, crc, checksum) SELECT id, ?, ?, ? FROM uploads WHERE id = ?",
		chunk, int64(crc), ackChecksum(string(id), int64(chunk), int64(crc)), string(id))
	if err != nil {
		return err
	}
	if rows, err := stored.RowsAffected(); err != nil || rows > 0 {
		return err
	}
	return fmt.Errorf("%w: %s", ErrUnknownUpload, id)
}

func ackChecksum(id string, chunk, crc int64) int64 {
	return checksum(id, strconv.FormatInt(chunk, 10), strconv.FormatInt(crc, 10))
}

func holds(ctx context.Context, tx *sql.Tx, id uploader.UploadID) error {
	var found int
	err := tx.QueryRowContext(ctx, "SELECT 1 FROM uploads WHERE id = ?", string(id)).Scan(&found)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%w: %s", ErrUnknownUpload, id)
	}
	return err
}

// Forget drops an upload with all that belongs to it. Forgetting what is not there is no error.
func (j *Journal) Forget(ctx context.Context, id uploader.UploadID) error {
	return j.write(ctx, "forgetting an upload", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM uploads WHERE id = ?", string(id))
		return err
	})
}

// SaveAccounts stores the whole list of accounts and which of them new videos go to.
func (j *Journal) SaveAccounts(ctx context.Context, accounts []uploader.Account, current uploader.AccountID) error {
	return j.write(ctx, "saving accounts", func(tx *sql.Tx) error {
		documents := make([]string, len(accounts))
		for i, account := range accounts {
			before := tx.QueryRowContext(ctx, "SELECT document FROM accounts WHERE id = ?", string(account.ID))
			document, err := encode(before, documentOfAccount(account))
			if err != nil {
				return fmt.Errorf("account %s: %w", account.ID, err)
			}
			documents[i] = document
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM accounts"); err != nil {
			return err
		}
		for i, account := range accounts {
			if _, err := tx.ExecContext(ctx, "INSERT INTO accounts (id, position, document, checksum) VALUES (?, ?, ?, ?)",
				string(account.ID), i, documents[i], checksum(string(account.ID), documents[i])); err != nil {
				return err
			}
		}
		return saveFact(ctx, tx, factCurrentAccount, string(current))
	})
}

// SaveSetting stores one setting.
func (j *Journal) SaveSetting(ctx context.Context, key, value string) error {
	return j.write(ctx, "saving a setting", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", key, value)
		return err
	})
}

// Event adds one thing worth telling about an upload. kind is a stable word, detail is for people who help.
func (j *Journal) Event(ctx context.Context, id uploader.UploadID, at time.Time, kind, detail string) error {
	return j.write(ctx, "saving an event", func(tx *sql.Tx) error {
		if err := holds(ctx, tx, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO events (upload, at, kind, detail) VALUES (?, ?, ?, ?)",
			string(id), at.UTC().Format(time.RFC3339Nano), kind, detail)
		return err
	})
}

// The facts: what the file says about itself and the list as a whole.
const (
	factSchema         = "schema"
	factCurrentAccount = "current_account"
)

func saveFact(ctx context.Context, tx *sql.Tx, key, value string) error {
	_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO facts (key, value) VALUES (?, ?)", key, value)
	return err
}
