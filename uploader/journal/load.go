package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"twentythree-uploader/uploader"
)

// Load reads everything but the events.
func (j *Journal) Load(ctx context.Context) (Contents, error) {
	contents, err := load(ctx, j.database)
	if err != nil && errors.Is(j.refusal, errNewer) {
		return Contents{}, refuse(uploader.ReasonListNewer, err.Error(), err)
	}
	return contents, j.classify("reading the list", err)
}

// load also checks every checksum, so that it serves as the proof that a file is whole.
func load(ctx context.Context, database *sql.DB) (Contents, error) {
	contents := Contents{Settings: make(map[string]string)}
	places, err := loadUploads(ctx, database, &contents)
	if err != nil {
		return Contents{}, err
	}
	if err := loadTransfers(ctx, database, contents.Uploads, places); err != nil {
		return Contents{}, err
	}
	if err := loadAcks(ctx, database, contents.Uploads, places); err != nil {
		return Contents{}, err
	}
	if err := loadAccounts(ctx, database, &contents); err != nil {
		return Contents{}, err
	}
	err = each(ctx, database, "SELECT key, value FROM settings", func(scan func(...any) error) error {
		var key, value string
		err := scan(&key, &value)
		contents.Settings[key] = value
		return err
	})
	return contents, err
}

func each(ctx context.Context, database *sql.DB, query string, use func(scan func(...any) error) error) error {
	rows, err := database.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := use(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func loadUploads(ctx context.Context, database *sql.DB, contents *Contents) (places map[string]int, err error) {
	places = make(map[string]int)
	const query = "SELECT id, account, state, document, checksum FROM uploads ORDER BY position, id"
	err = each(ctx, database, query, func(scan func(...any) error) error {
		var id, account, state, text string
		var sum int64
		if err := scan(&id, &account, &state, &text, &sum); err != nil {
			return damaged("an upload's row: %w", err)
		}
		var document uploadDocument
		if err := decode(text, &document, sum, id, account, state, text); err != nil {
			return fmt.Errorf("upload %s: %w", id, err)
		}
		upload := document.upload()
		upload.ID, upload.Account, upload.State = uploader.UploadID(id), uploader.AccountID(account), uploader.State(state)
		places[id] = len(contents.Uploads)
		contents.Uploads = append(contents.Uploads, Record{Upload: upload})
		return nil
	})
	return places, err
}

func loadTransfers(ctx context.Context, database *sql.DB, records []Record, places map[string]int) error {
	return each(ctx, database, "SELECT upload, document, checksum FROM transfers", func(scan func(...any) error) error {
		var id, text string
		var sum int64
		if err := scan(&id, &text, &sum); err != nil {
			return damaged("a transfer's row: %w", err)
		}
		var document transferDocument
		if err := decode(text, &document, sum, id, text); err != nil {
			return fmt.Errorf("transfer of upload %s: %w", id, err)
		}
		place, found := places[id]
		if !found {
			return damaged("a transfer of the unknown upload %s", id)
		}
		records[place].Transfer = document.transfer()
		return nil
	})
}

func loadAcks(ctx context.Context, database *sql.DB, records []Record, places map[string]int) error {
	return each(ctx, database, "SELECT upload, chunk, crc, checksum FROM acks", func(scan func(...any) error) error {
		var id string
		var chunk, crc, sum int64
		if err := scan(&id, &chunk, &crc, &sum); err != nil {
			return damaged("a confirmed chunk's row: %w", err)
		}
		place, found := places[id]
		if !found || sum != ackChecksum(id, chunk, crc) {
			return damaged("chunk %d of upload %s does not fit its checksum", chunk, id)
		}
		transfer := &records[place].Transfer
		if transfer.Acked == nil {
			transfer.Acked = make(map[int]uint32)
		}
		transfer.Acked[int(chunk)] = uint32(crc)
		return nil
	})
}

func loadAccounts(ctx context.Context, database *sql.DB, contents *Contents) error {
	const query = "SELECT id, document, checksum FROM accounts ORDER BY position, id"
	err := each(ctx, database, query, func(scan func(...any) error) error {
		var id, text string
		var sum int64
		if err := scan(&id, &text, &sum); err != nil {
			return damaged("an account's row: %w", err)
		}
		var document accountDocument
		if err := decode(text, &document, sum, id, text); err != nil {
			return fmt.Errorf("account %s: %w", id, err)
		}
		contents.Accounts = append(contents.Accounts, document.account(uploader.AccountID(id)))
		return nil
	})
	if err != nil {
		return err
	}
	current, err := fact(ctx, database, factCurrentAccount)
	contents.Current = uploader.AccountID(current)
	return err
}

// decode proves a row by its checksum and reads its document. A field whose kind a newer version changed is left at zero.
func decode(text string, document any, sum int64, parts ...string) error {
	if sum != checksum(parts...) {
		return damaged("the row does not fit its checksum")
	}
	var changedKind *json.UnmarshalTypeError
	if err := json.Unmarshal([]byte(text), document); err != nil && !errors.As(err, &changedKind) {
		return damaged("the document: %w", err)
	}
	return nil
}

func fact(ctx context.Context, database *sql.DB, key string) (string, error) {
	var value string
	err := database.QueryRowContext(ctx, "SELECT value FROM facts WHERE key = ?", key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

// Events lists what was told about an upload, oldest first.
func (j *Journal) Events(ctx context.Context, id uploader.UploadID) ([]Event, error) {
	events, err := j.events(ctx, id)
	return events, j.classify("reading events", err)
}

func (j *Journal) events(ctx context.Context, id uploader.UploadID) ([]Event, error) {
	rows, err := j.database.QueryContext(ctx, "SELECT at, kind, detail FROM events WHERE upload = ? ORDER BY number", string(id))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var events []Event
	for rows.Next() {
		var at string
		var event Event
		if err := rows.Scan(&at, &event.Kind, &event.Detail); err != nil {
			return nil, err
		}
		if event.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
			return nil, damaged("the time of an event: %w", err)
		}
		events = append(events, event)
	}
	return events, rows.Err()
}
