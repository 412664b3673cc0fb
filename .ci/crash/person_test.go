//go:build crash && crashpoints && linux

package crash

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/intake"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/transfer"
	"twentythree-uploader/uploader/twentythree"
)

// task is what a person is to do. Done before, it is only carried on.
type task struct {
	Site, Data string
	Files      []film
	Edits      []edit
	// Sure is the word that an upload which may have finished is to go on.
	Sure bool
}

// film is one file and what is typed about it.
type film struct {
	Path, Title, Description string
	Tags                     []string
	// Poster and Subtitles, by language, go along with it. Placeholder makes its video before there is a file; Next is the file that takes the
	// place of its own once that has arrived.
	Poster      string
	Subtitles   map[string]string
	Placeholder bool
	Next        string
}

// edit is a new title, typed once Acked bytes of the file were confirmed.
type edit struct {
	Number int
	Path   string
	Acked  int64
	Title  string
}

// person is the engine with somebody who types.
type person struct {
	task    task
	clock   *clock
	engine  *engine.Engine
	account uploader.AccountID
	ids     map[string]uploader.UploadID
	latest  map[uploader.UploadID]uploader.Upload
}

// bePerson uploads and edits until every video holds what was typed. The engine is put together here as the program does it, but for its
// chunks, which are as small as may be.
func bePerson(text string, clock *clock) (err error) {
	ctx := context.Background()
	p := &person{clock: clock, latest: make(map[uploader.UploadID]uploader.Upload)}
	if err := json.Unmarshal([]byte(text), &p.task); err != nil {
		return err
	}
	if err := os.MkdirAll(p.task.Data, 0o700); err != nil {
		return err
	}
	list, _, err := journal.Open(ctx, filepath.Join(p.task.Data, "list.sqlite"), journal.Options{Now: clock.Now, CopyEvery: 100 * time.Millisecond})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, list.Close()) }()
	contents, err := list.Load(ctx)
	if err != nil {
		return err
	}
	session, err := p.signIn(ctx)
	if err != nil {
		return err
	}
	p.engine = engine.New(engine.Config{
		Journal: list, Contents: contents,
		Session: func(context.Context, uploader.AccountID) (*engine.Session, error) { return session, nil },
		Recheck: intake.Recheck, Classify: func(err error, host string) uploader.Reason { return network.Classify(err, host, clock.Now()) },
		Now: clock.Now, Random: rand.Reader, Logger: slog.New(slog.DiscardHandler), ChunkSize: transfer.MinChunkSize,
	})
	defer p.engine.Close()
	updates := p.engine.Subscribe()
	defer updates.Close()
	if err := p.begin(ctx); err != nil {
		return err
	}
	return p.follow(ctx, updates)
}

func (p *person) signIn(ctx context.Context) (*engine.Session, error) {
	client := &http.Client{Transport: network.NewTransport(network.Options{HTTP1Only: true})}
	door := account.Door{HTTP: client, Now: p.clock.Now, Random: rand.Reader, Classify: func(err error, host string) uploader.Reason {
		return network.Classify(err, host, p.clock.Now())
	}}
	signedIn, err := door.SignIn(ctx, p.task.Site, uploader.Keys{AccessKey: os.Getenv(keyVariable)})
	if err != nil {
		return nil, err
	}
	p.account = signedIn.Account.ID
	service, err := twentythree.New(twentythree.Config{
		Base: p.task.Site, Credential: signedIn.Secret.Credential(), HTTP: client, Upload: client, Now: p.clock.Now, SignedInBefore: true,
	})
	return &engine.Session{
		Account: signedIn.Account, Client: service,
		Seal: func(text, associated []byte) ([]byte, error) {
			return account.Seal(signedIn.Secret, text, associated, rand.Reader)
		},
		Open: func(sealed, associated []byte) ([]byte, error) {
			return account.Open(signedIn.Secret, sealed, associated)
		},
	}, err
}

// begin adds the files that the list does not know and starts all of them.
func (p *person) begin(ctx context.Context) error {
	p.ids = make(map[string]uploader.UploadID)
	for _, upload := range p.engine.Uploads() {
		p.ids[p.task.filmOf(upload)] = upload.ID
		p.latest[upload.ID] = upload
	}
	for _, film := range p.task.Files {
		if p.ids[film.Path] != "" {
			continue
		}
		source, metadata, err := p.draft(ctx, film)
		if err != nil {
			return err
		}
		added, err := p.engine.Add(p.account, []engine.Draft{{Source: source, Metadata: metadata}})
		if err != nil {
			return err
		}
		p.ids[film.Path] = added[0]
	}
	for _, id := range p.ids {
		if p.latest[id].Reason.Code == uploader.ReasonMayHaveFinished && !p.task.Sure {
			continue
		}
		p.engine.Start([]uploader.UploadID{id})
		p.engine.Resume([]uploader.UploadID{id})
		p.engine.Retry([]uploader.UploadID{id})
	}
	return nil
}

// follow types what is to be typed in its time, until the videos hold it.
func (p *person) follow(ctx context.Context, updates *engine.Subscription) error {
	for {
		update, err := updates.Next(ctx)
		if err != nil {
			return err
		}
		p.takeIn(update)
		p.typeEdits()
		if err := p.giveFiles(ctx); err != nil {
			return err
		}
		done, err := p.done()
		if done || err != nil {
			return err
		}
	}
}

func (p *person) takeIn(update uploader.Update) {
	checking := false
	for _, upload := range update.Uploads {
		p.latest[upload.ID] = upload
	}
	for id, progress := range update.Progress {
		upload := p.latest[id]
		upload.Progress = progress
		p.latest[id] = upload
	}
	for _, upload := range p.latest {
		checking = checking || upload.State == uploader.Checking
	}
	p.clock.hurryWhile(checking)
}

func (p *person) typeEdits() {
	for len(p.task.Edits) > 0 {
		next := p.task.Edits[0]
		id := p.ids[next.Path]
		if upload := p.latest[id]; upload.Progress.Acked < next.Acked && !upload.State.Arrived() {
			return
		}
		p.task.Edits = p.task.Edits[1:]
		p.engine.Edit([]uploader.UploadID{id}, uploader.Change{Title: &next.Title})
		// The engine answers in order: what it has answered is written down.
		p.hear()
		_, _ = fmt.Fprintf(os.Stdout, "edited %d\n", next.Number)
		p.engine.Update([]uploader.UploadID{id})
	}
}

// done says that every video holds what was typed. The error is that somebody is needed, and for what.
func (p *person) done() (bool, error) {
	for path, id := range p.ids {
		upload := p.latest[id]
		asked := upload.Reason.Code == uploader.ReasonMayHaveFinished && p.task.Sure
		switch {
		case asked:
			return false, nil
		case slices.Contains([]uploader.State{uploader.Failed, uploader.Attention, uploader.WaitingSignIn}, upload.State):
			return false, fmt.Errorf("%s: %s %s %s", filepath.Base(path), upload.State, upload.Reason.Code, upload.Reason.Technical)
		case !upload.State.Arrived(), len(upload.Unconfirmed) > 0, !p.task.has(path, upload):
			return false, nil
		}
	}
	return len(p.task.Edits) == 0, nil
}
