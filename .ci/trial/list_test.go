//go:build trial

package trial

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the list's file format
)

// row is one upload as the program keeps it on disk: what a person would lose if the computer stopped now.
type row struct {
	State  string
	Source struct {
		Name string `json:"name"`
	} `json:"source"`
	Metadata struct {
		Title       string   `json:"title"`
		Description string   `json:"description"`
		Tags        []string `json:"tags"`
		Categories  []struct {
			Title string `json:"title"`
		} `json:"categories"`
		Visibility string    `json:"visibility"`
		PublishAt  time.Time `json:"publish_at"`
	} `json:"metadata"`
	Progress struct {
		Acked int64 `json:"acked"`
	} `json:"progress"`
	Reason struct {
		Code string `json:"code"`
	} `json:"reason"`
}

// snapshot copies the program's list file as it is on disk this moment, as if the power had gone, and opens the copy: the program
// lets nobody else look into the file itself. Nothing to open yet is nil.
func snapshot(t *testing.T, data string) *sql.DB {
	t.Helper()
	path, copied := filepath.Join(data, "list.sqlite"), filepath.Join(t.TempDir(), "list.sqlite")
	var content, log []byte
	await(t, patience, "the list to be copied whole", func() bool {
		// What the log held is in the file before the log begins anew, so the copy is whole unless it did so meanwhile.
		before := logOf(t, path)
		content, _ = os.ReadFile(path)
		log = logOf(t, path)
		return bytes.Equal(before[:min(len(before), logHead)], log[:min(len(log), logHead)])
	})
	if content == nil {
		return nil
	}
	if err := os.WriteFile(copied, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(copied+"-wal", log, 0o600); err != nil {
		t.Fatal(err)
	}
	database, err := sql.Open("sqlite", copied)
	if err != nil {
		t.Fatal(err)
	}
	return database
}

// logHead is how long the head of a write-ahead log is, which is another whenever the log begins anew (SQLite's documentation of the file
// format).
const logHead = 32

// logOf is the write-ahead log of a list, empty where there is none: a program that ended in order leaves one file.
func logOf(t *testing.T, path string) []byte {
	t.Helper()
	log, err := os.ReadFile(path + "-wal")
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return log
}

// list reads the program's list from outside, in the order of the window, without what was removed and can still be brought back. A list that is not there yet is empty.
func list(t *testing.T, data string) []row {
	t.Helper()
	database := snapshot(t, data)
	if database == nil {
		return nil
	}
	defer database.Close()
	found, err := database.QueryContext(t.Context(), "SELECT state, document FROM uploads WHERE state <> 'removed' ORDER BY position")
	if err != nil {
		return nil
	}
	defer found.Close()
	var rows []row
	for found.Next() {
		var r row
		var document string
		if err := found.Scan(&r.State, &document); err != nil {
			return nil
		}
		if err := json.Unmarshal([]byte(document), &r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	if found.Err() != nil {
		return nil
	}
	return rows
}

// named finds the row of a file.
func named(rows []row, name string) (row, bool) {
	for _, r := range rows {
		if r.Source.Name == name {
			return r, true
		}
	}
	return row{}, false
}

// accounts is how many accounts the program knows.
func accounts(t *testing.T, data string) int {
	t.Helper()
	database := snapshot(t, data)
	if database == nil {
		return 0
	}
	defer database.Close()
	var count int
	if err := database.QueryRowContext(t.Context(), "SELECT count(*) FROM accounts").Scan(&count); err != nil {
		return 0 // not there yet
	}
	return count
}
