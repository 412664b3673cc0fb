package engine

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/intake"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/twentythree"
)

// desk is an engine on a fake site with a journal on disk that can be stopped and started again.
type desk struct {
	t          *testing.T
	site       *fakeSite
	folder     string
	engine     *Engine
	journal    *journal.Journal
	credential twentythree.Credential
	session    func(context.Context, uploader.AccountID) (*Session, error)
	withheld   func(uploader.AccountID) uploader.Reason
	recheck    func(uploader.Source) (uploader.Source, error)
	openFile   func(uploader.Source) (File, error)
	shift      atomic.Int64 // how far this computer's clock is off, in nanoseconds
	banner     uploader.Reason
	moves      []bool
	updates    *Subscription
	seen       map[uploader.UploadID][]uploader.State
	last       map[uploader.UploadID]uploader.Upload
}

var acme = uploader.Account{
	ID: "acme", SiteName: "Acme Video", Host: "videos.acme.com", BaseURL: "https://videos.acme.com", Level: uploader.LevelWrite,
	Zone: "Europe/Copenhagen", SignedIn: true,
}

func newDesk(t *testing.T) *desk {
	d := &desk{
		t: t, site: newFakeSite(), folder: t.TempDir(), credential: twentythree.Bearer{Token: "secret"},
		seen: make(map[uploader.UploadID][]uploader.State), last: make(map[uploader.UploadID]uploader.Upload),
	}
	d.session, d.recheck = d.signedIn, recheck
	d.openFile = func(source uploader.Source) (File, error) { return intake.Open(source) }
	d.open()
	t.Cleanup(d.close)
	return d
}

func (d *desk) signedIn(context.Context, uploader.AccountID) (*Session, error) {
	return d.signedInOn(d.site)
}

func (d *desk) signedInOn(site *fakeSite) (*Session, error) {
	client := &http.Client{Transport: site}
	service, err := twentythree.New(twentythree.Config{
		Base: acme.BaseURL, Credential: d.credential, HTTP: client, Upload: client,
		Generation: twentythree.GenerationV2,
	})
	plain := func(text, _ []byte) ([]byte, error) { return text, nil }
	return &Session{Account: acme, Client: service, Seal: plain, Open: plain}, err
}

func (d *desk) open() {
	d.t.Helper()
	list, _, err := journal.Open(context.Background(), filepath.Join(d.folder, "list.sqlite"), journal.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	contents, err := list.Load(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	d.journal = list
	d.engine = New(Config{
		Journal: list, Contents: contents, Session: func(ctx context.Context, id uploader.AccountID) (*Session, error) { return d.session(ctx, id) },
		Withheld: func(id uploader.AccountID) uploader.Reason {
			if d.withheld == nil {
				return uploader.Reason{}
			}
			return d.withheld(id)
		},
		Recheck:  func(source uploader.Source) (uploader.Source, error) { return d.recheck(source) },
		Open:     func(source uploader.Source) (File, error) { return d.openFile(source) },
		Classify: func(error, string) uploader.Reason { return uploader.Reason{Code: uploader.ReasonOffline} },
		Moving:   func(moves bool) { d.moves = append(d.moves, moves) },
		Now:      func() time.Time { return time.Now().Add(time.Duration(d.shift.Load())) }, Random: rand.Reader, Logger: slog.New(listener(d.t.Errorf)),
	})
	d.engine.SignedIn(acme)
	d.updates = d.engine.Subscribe()
}

// listener hears when the engine logs what must never happen.
type listener func(format string, details ...any)

// Enabled implements slog.Handler.
func (listener) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelError }

// Handle implements slog.Handler.
func (l listener) Handle(_ context.Context, record slog.Record) error {
	text := record.Message
	record.Attrs(func(a slog.Attr) bool { text += " " + a.String(); return true })
	l("the log says: %s", text)
	return nil
}

// WithAttrs implements slog.Handler.
func (l listener) WithAttrs([]slog.Attr) slog.Handler { return l }

// WithGroup implements slog.Handler.
func (l listener) WithGroup(string) slog.Handler { return l }

func (d *desk) close() {
	d.engine.Close()
	_ = d.journal.Close()
}

// restart stops the program and starts it again on the same folder.
func (d *desk) restart() {
	d.close()
	d.open()
}

func (d *desk) file(name string, size int) uploader.Source {
	d.t.Helper()
	content := make([]byte, size)
	for i := range content {
		content[i] = byte(i>>8) ^ byte(i*31)
	}
	path := filepath.Join(d.folder, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		d.t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		d.t.Fatal(err)
	}
	return uploader.Source{Path: path, Name: name, Size: info.Size(), ModTime: info.ModTime()}
}

func (d *desk) add(source uploader.Source, metadata uploader.Metadata) uploader.UploadID {
	d.t.Helper()
	ids, err := d.engine.Add(acme.ID, []Draft{{Source: source, Metadata: metadata}})
	if err != nil {
		d.t.Fatal(err)
	}
	return ids[0]
}

// until reads updates until the upload is in one of the states, and gives it.
func (d *desk) until(id uploader.UploadID, states ...uploader.State) uploader.Upload {
	d.t.Helper()
	return d.when(id, func(u uploader.Upload) bool {
		for _, state := range states {
			if u.State == state {
				return true
			}
		}
		return false
	})
}

func (d *desk) when(id uploader.UploadID, enough func(uploader.Upload) bool) uploader.Upload {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 6*time.Hour)
	defer cancel()
	if u, known := d.last[id]; known && enough(u) {
		return u
	}
	for {
		update, err := d.updates.Next(ctx)
		if err != nil {
			d.t.Fatalf("waiting for %s: %v; it went through %v, last %+v", id, err, d.seen[id], d.last[id].Reason)
		}
		if update.Banner != nil {
			d.banner = *update.Banner
		}
		var hit *uploader.Upload
		for _, u := range update.Uploads {
			d.seen[u.ID] = append(d.seen[u.ID], u.State)
			d.last[u.ID] = u
			if u.ID == id && enough(u) && hit == nil {
				hit = &u
			}
		}
		for other, progress := range update.Progress {
			u := d.last[other]
			u.Progress = progress
			d.last[other] = u
			if other == id && enough(u) && hit == nil {
				hit = &u
			}
		}
		if hit != nil {
			return *hit
		}
	}
}

// exactlyOne asserts that the site has one video with the bytes of source.
func (d *desk) exactlyOne(source uploader.Source) *fakeVideo {
	d.t.Helper()
	d.site.mu.Lock()
	defer d.site.mu.Unlock()
	if len(d.site.videos) != 1 {
		d.t.Fatalf("the site has %d videos", len(d.site.videos))
	}
	content, err := os.ReadFile(source.Path)
	if err != nil {
		d.t.Fatal(err)
	}
	if sha256.Sum256(content) != sha256.Sum256(d.site.videos[0].content) {
		d.t.Fatal("the site has other bytes")
	}
	return d.site.videos[0]
}
