package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/twentythree"
)

// model is a person at a desk, a computer that can be killed, and what both may expect.
type model struct {
	t       *testing.T
	site    *modelSite
	random  *randomness
	folder  string
	journal *journal.Journal
	engine  *Engine
	updates *Subscription
	line    *line
	life    int
	films   []*film
	out     bool // nobody is signed in

	mu     sync.Mutex
	broken error // the first broken promise that another goroutine met

	interrupted int // how often transfers were cut short by a person or a crash
}

// atOnce is how many chunks are under way at once.
const atOnce = 2

// film is one upload as the person knows it.
type film struct {
	id       uploader.UploadID
	name     string
	source   uploader.Source
	versions [][]byte
	title    string
	publish  bool
	// askedPublic says that it was ever to be published.
	askedPublic bool
	again       int
	// acked is the last confirmed figure shown; fresh says that the person began anew, so that it may go back.
	acked   int64
	fresh   bool
	upload  uploader.Upload
	gone    bool
	changed bool // the file on disk is another version than the one added
	// mark tells the film's videos from all others', whatever their file is called. least is the oldest version the video may end with.
	mark  string
	least int
	alongside
}

// randomness is random bytes that come again with the same seed.
type randomness struct {
	mu     sync.Mutex
	source *rand.ChaCha8
}

// Read implements io.Reader.
func (r *randomness) Read(bytes []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.source.Read(bytes)
}

// line is one life of the program's connection to the site: what leaves a killed program no longer arrives.
type line struct {
	site http.RoundTripper
	cut  atomic.Bool
}

// RoundTrip implements http.RoundTripper.
func (l *line) RoundTrip(request *http.Request) (*http.Response, error) {
	if l.cut.Load() {
		return nil, errLost
	}
	return l.site.RoundTrip(request)
}

// memoryFolder holds files without a disk where the system has such a place: thousands of histories flush a journal each.
func memoryFolder(t *testing.T) string {
	folder, err := os.MkdirTemp("/dev/shm", "histories")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

func newModel(t *testing.T, seed uint64) *model {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	m := &model{t: t, random: &randomness{source: rand.NewChaCha8(key)}, folder: memoryFolder(t)}
	m.site = newModelSite(m)
	m.open(filepath.Join(m.folder, "life0"))
	return m
}

func (m *model) close() {
	m.engine.Close()
	_ = m.journal.Close()
}

// breaks notes a broken promise from any goroutine.
func (m *model) breaks(format string, details ...any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.broken == nil {
		m.broken = fmt.Errorf(format, details...)
	}
}

func (m *model) open(folder string) {
	list, _, err := journal.Open(context.Background(), filepath.Join(folder, "list.sqlite"), journal.Options{CopyEvery: 100_000 * time.Hour})
	if err != nil {
		m.t.Fatal(err)
	}
	contents, err := list.Load(context.Background())
	if err != nil {
		m.t.Fatal(err)
	}
	m.line = &line{site: m.site}
	m.journal = list
	m.engine = New(Config{
		Journal: list, Contents: contents, Session: m.session(m.line), Recheck: recheck, ChunkSize: megabyte, Chunks: atOnce,
		Classify: func(error, string) uploader.Reason { return uploader.Reason{Code: uploader.ReasonOffline} },
		Now:      time.Now, Random: m.random, Logger: slog.New(listener(m.breaks)),
	})
	if !m.out {
		m.engine.SignedIn(acme)
	}
	m.updates = m.engine.Subscribe()
}

var errSignedOut = &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn}}

func (m *model) session(l *line) func(context.Context, uploader.AccountID) (*Session, error) {
	client := &http.Client{Transport: l}
	plain := func(text, _ []byte) ([]byte, error) { return text, nil }
	return func(context.Context, uploader.AccountID) (*Session, error) {
		m.mu.Lock()
		out := m.out
		m.mu.Unlock()
		if out {
			return nil, errSignedOut
		}
		service, err := twentythree.New(twentythree.Config{
			Base: acme.BaseURL, Credential: fourKeys, HTTP: client, Upload: client, Generation: twentythree.GenerationV2,
		})
		return &Session{Account: acme, Client: service, Seal: plain, Open: plain}, err
	}
}

func recheck(source uploader.Source) (uploader.Source, error) {
	info, err := os.Stat(source.Path)
	if err != nil {
		return source, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonMissing}, Err: err}
	}
	source.Size, source.ModTime = info.Size(), info.ModTime()
	return source, nil
}

// restart stops the program and starts it again.
func (m *model) restart() {
	m.look()
	folder := filepath.Dir(m.journalPath())
	m.close()
	m.open(folder)
}

func (m *model) journalPath() string {
	return filepath.Join(m.folder, fmt.Sprintf("life%d", m.life), "list.sqlite")
}

// kill ends the program without a word: what it had written down stays, what had left arrives at the site or not, and nothing else does.
func (m *model) kill(arrives bool) {
	m.look()
	from := m.journalPath()
	m.life++
	to := m.journalPath()
	if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o700), copyOf(from, to), copyOf(from+"-wal", to+"-wal")); err != nil {
		m.t.Fatal(err)
	}
	m.line.cut.Store(true)
	if arrives {
		time.Sleep(2 * m.site.slowest())
	}
	m.site.deaf(true)
	m.close()
	m.site.deaf(false)
	m.open(filepath.Dir(to))
}

func copyOf(from, to string) error {
	content, err := os.ReadFile(from)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o600)
}

// look takes in what the program shows, and finds confirmed bytes that went back unsaid.
func (m *model) look() {
	nothing, cancel := context.WithCancel(context.Background())
	cancel()
	for {
		update, err := m.updates.Next(nothing)
		if err != nil {
			return
		}
		for _, u := range update.Uploads {
			if f := m.filmOf(u.ID); f != nil {
				f.upload = u
				m.shows(f, u.Progress, u.Reason.Code == uploader.ReasonStartsAgain)
			}
		}
		for id, progress := range update.Progress {
			if f := m.filmOf(id); f != nil {
				f.upload.Progress = progress
				m.shows(f, progress, f.upload.Reason.Code == uploader.ReasonStartsAgain)
			}
		}
		for _, id := range update.Gone {
			if f := m.filmOf(id); f != nil {
				f.gone = true
			}
		}
	}
}

func (m *model) shows(f *film, progress uploader.Progress, said bool) {
	switch {
	case progress.Acked > progress.Size || progress.Written < progress.Acked:
		m.breaks("%s shows %d confirmed and %d written of %d bytes", f.name, progress.Acked, progress.Written, progress.Size)
	case progress.Acked < f.acked && !said && !f.fresh:
		m.breaks("%s showed %d confirmed bytes, now %d in state %s %s", f.name, f.acked, progress.Acked, f.upload.State, f.upload.Reason.Code)
	case progress.Acked < f.acked:
		f.fresh = false
	}
	f.acked = progress.Acked
}

func (m *model) filmOf(id uploader.UploadID) *film {
	for _, f := range m.films {
		if f.id == id {
			return f
		}
	}
	return nil
}

// kept gives the first promise that is broken now.
func (m *model) kept() error {
	m.look()
	m.mu.Lock()
	broken := m.broken
	m.mu.Unlock()
	if broken != nil {
		return broken
	}
	if err := m.sentAgain(); err != nil {
		return err
	}
	return m.videos()
}

// videos asserts that no upload has more videos than the person asked for, each of one version of its file.
func (m *model) videos() error {
	m.site.mu.Lock()
	defer m.site.mu.Unlock()
	for _, f := range m.films {
		made := 0
		for _, video := range m.site.videos {
			if !f.made(video) {
				continue
			}
			made++
			if err := f.holds(video); err != nil {
				return err
			}
			if video.form.Get("publish") != "0" && !f.askedPublic {
				return fmt.Errorf("%s is public, which nobody asked for", f.name)
			}
		}
		if made > 1+f.again {
			return fmt.Errorf("%s has %d videos, a second one was asked for %d times", f.name, made, f.again)
		}
	}
	return nil
}

// sentAgain asserts that no more chunks went twice than were under way when something went wrong.
func (m *model) sentAgain() error {
	m.site.mu.Lock()
	defer m.site.mu.Unlock()
	again := 0
	for _, times := range m.site.taken {
		again += times - 1
	}
	// A failure can end a run, which cuts off the other chunk under way, too.
	if allowed := atOnce * (m.site.failures + m.interrupted); again > allowed {
		return fmt.Errorf("%d chunks went again, %d can have been lost", again, allowed)
	}
	return nil
}
