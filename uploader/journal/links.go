package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"twentythree-uploader/uploader"
)

// SaveLinks stores what is known of upload links, all of them or none. What has arrived is left as it is.
func (j *Journal) SaveLinks(ctx context.Context, records []LinkRecord) error {
	return j.write(ctx, "saving links", func(tx *sql.Tx) error {
		for _, record := range records {
			if err := saveLink(ctx, tx, record); err != nil {
				return err
			}
		}
		return nil
	})
}

// Receive stores a link together with the last count of its Arrived, which are new, and what they are in the history.
func (j *Journal) Receive(ctx context.Context, record LinkRecord, count int, past []Past) error {
	return j.write(ctx, "saving what arrived", func(tx *sql.Tx) error {
		if err := saveLink(ctx, tx, record); err != nil {
			return err
		}
		id, arrived := string(record.Link.ID), record.Link.Arrived
		for i := len(arrived) - count; i < len(arrived); i++ {
			video := arrived[i].VideoID
			stored := tx.QueryRowContext(ctx, "SELECT document FROM received WHERE link = ? AND video = ?", id, video)
			document, err := encode(stored, documentOfLinkVideo(arrived[i]))
			if err != nil {
				return fmt.Errorf("what arrived through link %s: %w", id, err)
			}
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO received (link, video, number, document, checksum) VALUES (?, ?, ?, ?, ?)",
				id, video, i, document, checksum(id, video, strconv.Itoa(i), document)); err != nil {
				return err
			}
		}
		return savePast(ctx, tx, past)
	})
}

// ForgetLink drops a link with what is known of its arrivals; their entries of the history stay. Forgetting what is not there is no error.
func (j *Journal) ForgetLink(ctx context.Context, id uploader.LinkID) error {
	return j.write(ctx, "forgetting a link", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM links WHERE id = ?", string(id))
		return err
	})
}

func saveLink(ctx context.Context, tx *sql.Tx, record LinkRecord) error {
	id, account, made := string(record.Link.ID), string(record.Link.Account), milliseconds(record.Link.Made)
	stored := tx.QueryRowContext(ctx, "SELECT document FROM links WHERE id = ?", id)
	document, err := encode(stored, documentOfLink(record))
	if err != nil {
		return fmt.Errorf("link %s: %w", id, err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO links (id, account, made, document, checksum) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET account = excluded.account, made = excluded.made, document = excluded.document, checksum = excluded.checksum`,
		id, account, made, document, checksum(id, account, strconv.FormatInt(made, 10), document))
	return err
}

func milliseconds(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMilli()
}

// Links gives every link, the newest first, those first that were about to be made. A damaged one is left out and dropped: as with the history, it
// never makes the list fall back to an older copy.
func (j *Journal) Links(ctx context.Context) ([]LinkRecord, error) {
	records, spoiled, err := readLinks(ctx, j.database)
	if err != nil {
		return nil, j.classify("reading the links", err)
	}
	for _, where := range spoiled {
		j.logger.Error("a part of the links is damaged and is dropped", "link", where.link, "video", where.video)
		if j.refusal == nil {
			err = errors.Join(err, j.dropReceived(ctx, where))
		}
	}
	return records, err
}

// spoiledLink is a link that does not fit its checksum, or a video that came through it where one is named.
type spoiledLink struct{ link, video string }

func (j *Journal) dropReceived(ctx context.Context, where spoiledLink) error {
	if where.video == "" {
		return j.ForgetLink(ctx, uploader.LinkID(where.link))
	}
	return j.write(ctx, "forgetting what arrived", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM received WHERE link = ? AND video = ?", where.link, where.video)
		return err
	})
}

func readLinks(ctx context.Context, database *sql.DB) (records []LinkRecord, spoiled []spoiledLink, err error) {
	places := make(map[string]int)
	const links = "SELECT id, account, made, document, checksum FROM links ORDER BY made = 0 DESC, made DESC, id"
	err = each(ctx, database, links, func(scan func(...any) error) error {
		var id, account, text string
		var made, sum int64
		if err := scan(&id, &account, &made, &text, &sum); err != nil {
			return damaged("a link's row: %w", err)
		}
		var document linkDocument
		if decode(text, &document, sum, id, account, strconv.FormatInt(made, 10), text) != nil {
			spoiled = append(spoiled, spoiledLink{link: id})
			return nil
		}
		record := document.record()
		record.Link.ID, record.Link.Account = uploader.LinkID(id), uploader.AccountID(account)
		if made != 0 {
			record.Link.Made = time.UnixMilli(made).UTC()
		}
		places[id] = len(records)
		records = append(records, record)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	const received = "SELECT link, video, number, document, checksum FROM received ORDER BY link, number, video"
	err = each(ctx, database, received, func(scan func(...any) error) error {
		var id, video, text string
		var number, sum int64
		if err := scan(&id, &video, &number, &text, &sum); err != nil {
			return damaged("what arrived: %w", err)
		}
		place, known := places[id]
		var document linkVideoDocument
		switch {
		case decode(text, &document, sum, id, video, strconv.FormatInt(number, 10), text) != nil:
			spoiled = append(spoiled, spoiledLink{id, video})
		case known:
			records[place].Link.Arrived = append(records[place].Link.Arrived, document.video(video))
		}
		return nil
	})
	return records, spoiled, err
}
