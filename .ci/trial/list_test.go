//go:build trial

package trial

import (
	"database/sql"
	"encoding/json"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the list's file format
)

// row is one upload as the program keeps it on disk: what a person would lose if the computer stopped now.
type row struct {
	State    string
	Position int
	Source   struct {
		Name string `json:"name"`
	} `json:"source"`
	Metadata struct {
		Title      string    `json:"title"`
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

// list reads the program's list from outside, in the order of the window. A list that is not there yet is empty.
func list(t *testing.T, data string) []row {
	t.Helper()
	database, err := sql.Open("sqlite", listAddress(data))
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	found, err := database.QueryContext(t.Context(), "SELECT state, position, document FROM uploads ORDER BY position")
	if err != nil {
		return nil // the program has not made its list yet, or writes right now: whoever awaits asks again
	}
	defer found.Close()
	var rows []row
	for found.Next() {
		var r row
		var document string
		if err := found.Scan(&r.State, &r.Position, &document); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(document), &r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
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
	database, err := sql.Open("sqlite", listAddress(data))
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	var count int
	if err := database.QueryRowContext(t.Context(), "SELECT count(*) FROM accounts").Scan(&count); err != nil {
		return 0 // not there yet
	}
	return count
}

func listAddress(data string) string {
	address := url.URL{Scheme: "file", Opaque: filepath.Join(data, "list.sqlite"), RawQuery: "mode=ro"}
	return address.String()
}
