//go:build soak && linux

package soak

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/app"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/intake"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/transfer"
	"twentythree-uploader/uploader/twentythree"
)

// task is what the engine in a process of its own is to do and how long.
type task struct {
	Site, Folder string
	// Size is the big file's, in bytes; Queued is how many more wait behind it; Chunks bounds its connections.
	Size           int64
	Queued, Chunks int
	// Rate bounds the connections together, in bytes a second; 0 does not.
	Rate int64
	// Small is how often a small upload is added and, once it has its video, taken off the list again; 0 is never.
	Small time.Duration
	// For is how long it goes on, Every how often a sample is taken, Collect whether garbage is collected before.
	For, Every time.Duration
	Collect    bool
}

// bench is the engine with what it is made of.
type bench struct {
	task        task
	account     uploader.AccountID
	engine      *engine.Engine
	connections atomic.Int64
	latest      map[uploader.UploadID]uploader.Upload
	big         uploader.UploadID
	small       int
}

func beEngine(ctx context.Context, text string) int {
	b := &bench{latest: make(map[uploader.UploadID]uploader.Upload)}
	err := json.Unmarshal([]byte(text), &b.task)
	if err == nil {
		err = b.run(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func (b *bench) run(ctx context.Context) (err error) {
	app.SpareMemory()
	b.take(true)
	list, _, err := journal.Open(ctx, filepath.Join(b.task.Folder, "list.sqlite"), journal.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, list.Close()) }()
	limiter := &network.Limiter{}
	limiter.SetRate(b.task.Rate)
	bytes := network.NewTransport(network.Options{HTTP1Only: true, Wrap: func(c net.Conn) net.Conn {
		b.connections.Add(1)
		return limiter.Wrap(&connection{Conn: c, open: &b.connections})
	}})
	defer bytes.CloseIdleConnections()
	session, err := b.signIn(ctx, &http.Client{Transport: bytes})
	if err != nil {
		return err
	}
	b.engine = engine.New(engine.Config{
		Journal: list, Session: func(context.Context, uploader.AccountID) (*engine.Session, error) { return session, nil },
		Recheck: intake.Recheck, Classify: func(err error, host string) uploader.Reason { return network.Classify(err, host, time.Now()) },
		Now: time.Now, Random: rand.Reader, Logger: slog.New(slog.DiscardHandler), Files: 2, Chunks: b.task.Chunks,
	})
	defer b.engine.Close()
	return b.carryOn(ctx)
}

// connection counts itself off when it is closed.
type connection struct {
	net.Conn
	open   *atomic.Int64
	closed atomic.Bool
}

func (c *connection) Close() error {
	if !c.closed.Swap(true) {
		c.open.Add(-1)
	}
	return c.Conn.Close()
}

func (b *bench) signIn(ctx context.Context, upload *http.Client) (*engine.Session, error) {
	calls := &http.Client{Transport: network.NewTransport(network.Options{})}
	classify := func(err error, host string) uploader.Reason { return network.Classify(err, host, time.Now()) }
	door := account.Door{HTTP: calls, Now: time.Now, Random: rand.Reader, Classify: classify}
	var signedIn account.SignedIn
	var err error
	for range 20 { // the site fails now and then
		if signedIn, err = door.SignIn(ctx, b.task.Site, uploader.Keys{AccessKey: os.Getenv(keyVariable)}); err == nil {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	b.account = signedIn.Account.ID
	client, err := twentythree.New(twentythree.Config{
		Base: b.task.Site, Credential: signedIn.Secret.Credential(), HTTP: calls, Upload: upload, Now: time.Now, SignedInBefore: true,
	})
	return &engine.Session{
		Account: signedIn.Account, Client: client,
		Seal: func(text, associated []byte) ([]byte, error) {
			return account.Seal(signedIn.Secret, text, associated, rand.Reader)
		},
		Open: func(sealed, associated []byte) ([]byte, error) {
			return account.Open(signedIn.Secret, sealed, associated)
		},
	}, err
}

// carryOn uploads for as long as the task says and prints a sample now and then.
func (b *bench) carryOn(ctx context.Context) error {
	updates := b.engine.Subscribe()
	defer updates.Close()
	news := make(chan uploader.Update)
	ctx, stop := context.WithTimeout(ctx, b.task.For)
	defer stop()
	go func() {
		defer close(news)
		for {
			update, err := updates.Next(ctx)
			if err != nil {
				return
			}
			select {
			case news <- update:
			case <-ctx.Done():
				return
			}
		}
	}()
	ids, err := b.add(ctx, "big.mp4", b.task.Size)
	if err != nil {
		return err
	}
	b.big = ids
	// Beside the listening, as in the program: what nobody fetches would be counted as the engine's.
	filled := make(chan error, 1)
	go func() { filled <- b.fillQueue() }()
	sample := time.NewTicker(b.task.Every)
	defer sample.Stop()
	var small <-chan time.Time
	if b.task.Small > 0 {
		ticker := time.NewTicker(b.task.Small)
		defer ticker.Stop()
		small = ticker.C
	}
	for {
		select {
		case update, open := <-news:
			if !open {
				return heapInto(os.Getenv(profileVariable))
			}
			b.takeIn(update)
		case err := <-filled:
			if err != nil {
				return err
			}
		case <-sample.C:
			b.take(b.task.Collect)
		case <-small:
			b.small++
			if _, err := b.add(ctx, fmt.Sprintf("small %d.mp4", b.small), 2*transfer.MinChunkSize+1); err != nil {
				return err
			}
		}
	}
}

func (b *bench) add(ctx context.Context, name string, size int64) (uploader.UploadID, error) {
	path := filepath.Join(b.task.Folder, name)
	if err := sparse(path, size); err != nil {
		return "", err
	}
	source, err := intake.Inspect(ctx, path, time.Now())
	if err != nil {
		return "", err
	}
	ids, err := b.engine.Add(b.account, []engine.Draft{{Source: source, Metadata: uploader.Metadata{Title: name, TitleKept: true}}})
	if err != nil {
		return "", err
	}
	b.engine.Start(ids)
	return ids[0], nil
}

// fillQueue adds the uploads that only wait.
func (b *bench) fillQueue() error {
	drafts := make([]engine.Draft, b.task.Queued)
	for i := range drafts {
		name := fmt.Sprintf("Interview %05d, take 2.mp4", i)
		drafts[i] = engine.Draft{
			Source:   uploader.Source{Path: filepath.Join(b.task.Folder, "films", name), Name: name, Size: 1 << 30, ModTime: time.Now()},
			Metadata: uploader.Metadata{Title: name, Description: "A first line\nand a second one.", Tags: []string{"annual report", "HR"}},
		}
	}
	ids, err := b.engine.Add(b.account, drafts)
	if err == nil && b.task.Small == 0 {
		b.engine.Start(ids)
	}
	return err
}

// takeIn helps on what stands still, as a person would, and takes small videos that are done off the list.
func (b *bench) takeIn(update uploader.Update) {
	for _, upload := range update.Uploads {
		if upload.State == uploader.Ready || upload.State == uploader.Waiting {
			continue // the queue is not to be kept twice
		}
		b.latest[upload.ID] = upload
		id := []uploader.UploadID{upload.ID}
		switch {
		case upload.State == uploader.Removed:
			delete(b.latest, upload.ID)
		case upload.State.Arrived():
			b.engine.Remove(id)
			_ = os.Remove(upload.Source.Path)
		case upload.Reason.Code == uploader.ReasonUnclearEnd:
			b.engine.UploadAgain(upload.ID)
		case upload.State == uploader.Failed, upload.State == uploader.Attention, upload.State == uploader.WaitingSignIn:
			b.engine.Retry(id)
		}
	}
	for id, progress := range update.Progress {
		if upload, known := b.latest[id]; known {
			upload.Progress = progress
			b.latest[id] = upload
		}
	}
}
