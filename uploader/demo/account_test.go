package demo

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader/demo/faults"
)

func (w *world) accounts() []FileAccount {
	w.Helper()
	log, err := os.Open(filepath.Join(w.options.Dir, "requests.jsonl"))
	if err != nil {
		w.Fatal(err)
	}
	defer func() { _ = log.Close() }()
	accounts, err := ReadAccounts(log)
	if err != nil {
		w.Fatal(err)
	}
	return accounts
}

func TestTheLogSaysWhichBytesCameTwice(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Now: time.Now})
	f := newFilm(w.token())
	f.content, f.chunkSize = strings.Repeat("x", 3500), 1000
	w.fault(faults.Rule{Kind: faults.Close, Chunk: 1, AfterBytes: 400, Count: 1}, faults.Rule{Kind: faults.Swallow, Chunk: 2, Count: 1})
	w.chunk(f, 1) // cut
	w.chunk(f, 1)
	w.chunk(f, 2) // its confirmation is lost
	w.chunk(f, 2)
	w.chunk(f, 1) // confirmed before
	w.fault(faults.Rule{Kind: faults.Answer, Status: 503, Chunk: 3, Count: 1})
	w.chunk(f, 3) // not carried out
	w.chunk(f, 3)
	g := newFilm(w.token())
	w.all(g)
	accounts := w.accounts()
	if len(accounts) != 2 {
		t.Fatalf("%d files", len(accounts))
	}
	a := accounts[0]
	a.Upload = ""
	want := FileAccount{
		Name: "film.mp4", Size: 3500, Requests: 7, Received: 400 + 3*1000 + 1000 + 2*1500, Acknowledged: 3500, Again: 1000, Cut: 400, Unconfirmed: 1000 + 1500,
	}
	if a != want {
		t.Errorf("got  %+v\nwant %+v", a, want)
	}
	b := accounts[1]
	if b.Received != 250 || b.Acknowledged != 250 || b.Again+b.Cut+b.Unconfirmed != 0 || b.Upload == accounts[0].Upload {
		t.Errorf("%+v", b)
	}
}

func TestAChunkThatAsksForALostVideoIsToldFromOthers(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Now: time.Now})
	f := newFilm(w.token())
	w.fault(faults.Rule{Kind: faults.DropParts, Chunk: 2, Count: 1})
	w.chunk(f, 1)
	w.chunk(f, 2) // confirmed, and no video comes of it
	w.chunk(f, 2)
	if a := w.accounts()[0]; a.Again != 150 || a.AgainComplete != 150 {
		t.Errorf("%+v", a)
	}
}

func TestAFileInOnePieceIsItsOwnChunk(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Now: time.Now})
	w.direct(Write, part{"publish", "", "0"}, part{"file", "a film.mp4", "content"})
	if a := w.accounts()[0]; a.Name != "a film.mp4" || a.Received != 7 || a.Acknowledged != 7 {
		t.Errorf("%+v", a)
	}
}

func FuzzReadAccounts(f *testing.F) {
	f.Add(`{"time":"2026-01-01T00:00:00Z","chunk":{"upload":"a","name":"b","number":1,"count":1,"received":5,"stored":true}}` + "\n")
	f.Fuzz(func(t *testing.T, text string) {
		accounts, err := ReadAccounts(strings.NewReader(text))
		for _, a := range accounts {
			if err != nil || a.Requests < 1 {
				t.Errorf("%+v with %v", a, err)
			}
		}
	})
}
