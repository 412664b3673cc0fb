package journal

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// History gives a part of the history, newest first: at most limit entries from the one at from, all of them where limit is negative.
func (j *Journal) History(ctx context.Context, query uploader.HistoryQuery, from, limit int) (uploader.HistoryPage, error) {
	for {
		page, err := j.history(ctx, query, max(from, 0), limit)
		if mended := j.dropSpoiled(ctx, err); !mended {
			return page, j.classify("reading the history", err)
		}
	}
}

func (j *Journal) history(ctx context.Context, query uploader.HistoryQuery, from, limit int) (uploader.HistoryPage, error) {
	page := uploader.HistoryPage{Query: query, From: from}
	where, args := conditions(query)
	const figures = "SELECT count(*), coalesce(sum(arrived), 0), coalesce(sum(CASE WHEN arrived THEN size END), 0) FROM history"
	if err := j.database.QueryRowContext(ctx, figures+where, args...).Scan(&page.Count, &page.Videos, &page.Bytes); err != nil {
		return page, err
	}
	if err := j.database.QueryRowContext(ctx, "SELECT count(*) FROM history").Scan(&page.Kept); err != nil {
		return page, err
	}
	// SQLite gives the site of the row that has the greatest end (its documentation of bare columns in an aggregate query).
	const sites = "SELECT account, site, max(ended) FROM history GROUP BY account ORDER BY site, account"
	err := each(ctx, j.database, sites, func(scan func(...any) error) error {
		var site uploader.HistorySite
		var newest int64
		err := scan(&site.Account, &site.Site, &newest)
		page.Sites = append(page.Sites, site)
		return err
	})
	if err != nil {
		return page, err
	}
	chosen := "SELECT id FROM history" + where + " ORDER BY ended DESC, id DESC LIMIT ? OFFSET ?"
	past, err := j.past(ctx, "SELECT "+pastColumns+" FROM history WHERE id IN ("+chosen+") ORDER BY ended DESC, id DESC", append(args, limit, from)...)
	for _, one := range past {
		page.Entries = append(page.Entries, one.Entry)
	}
	return page, err
}

func conditions(query uploader.HistoryQuery) (where string, args []any) {
	var parts []string
	if !query.Since.IsZero() {
		parts, args = append(parts, "ended >= ?"), append(args, query.Since.UnixMilli())
	}
	if query.Account != "" {
		parts, args = append(parts, "account = ?"), append(args, string(query.Account))
	}
	if find := words.Fold(strings.TrimSpace(query.Find)); find != "" {
		parts, args = append(parts, "instr(find, ?) > 0"), append(args, find)
	}
	if len(parts) == 0 {
		return "", nil
	}
	return " WHERE " + strings.Join(parts, " AND "), args
}

// PastOf gives the entries with these ids that the history holds.
func (j *Journal) PastOf(ctx context.Context, ids []uploader.UploadID) ([]Past, error) {
	var found []Past
	for _, id := range ids {
		past, err := j.past(ctx, "SELECT "+pastColumns+" FROM history WHERE id = ?", string(id))
		if err != nil && !j.dropSpoiled(ctx, err) {
			return found, j.classify("reading the history", err)
		}
		found = append(found, past...)
	}
	return found, nil
}

// PastOfFile gives the videos of an account that were made of a file of that size, newest first.
func (j *Journal) PastOfFile(ctx context.Context, account uploader.AccountID, size int64) ([]Past, error) {
	past, err := j.past(ctx, "SELECT "+pastColumns+" FROM history WHERE size = ? AND account = ? AND arrived ORDER BY ended DESC", size, string(account))
	if j.dropSpoiled(ctx, err) {
		err = nil
	}
	return past, j.classify("reading the history", err)
}

// spoiled are entries that do not fit their checksums.
type spoiled struct{ ids []uploader.UploadID }

func (s *spoiled) Error() string { return fmt.Sprintf("%d damaged entries", len(s.ids)) }

func (s *spoiled) Unwrap() error { return errDamaged }

// dropSpoiled takes damaged entries out and reports whether there were any. The history is worth less than the list: it never makes the
// list fall back to an older copy.
func (j *Journal) dropSpoiled(ctx context.Context, err error) bool {
	var found *spoiled
	if !errors.As(err, &found) || j.refusal != nil {
		return false
	}
	j.logger.Error("entries of the history are damaged and are dropped", "entries", found.ids)
	return j.ForgetPast(ctx, found.ids) == nil
}

func (j *Journal) past(ctx context.Context, query string, args ...any) ([]Past, error) {
	rows, err := j.database.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []Past
	var bad spoiled
	for rows.Next() {
		var row pastRow
		if err := row.scan(rows.Scan); err != nil {
			return nil, err
		}
		past, err := row.past()
		if err != nil {
			bad.ids = append(bad.ids, uploader.UploadID(row.id))
			continue
		}
		found = append(found, past)
	}
	if err := rows.Err(); err != nil || len(bad.ids) == 0 {
		return found, err
	}
	return found, &bad
}
