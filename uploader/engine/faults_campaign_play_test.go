package engine

import (
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
)

// campaign is one plan: a site that fails, a client, and the person before it.
type campaign struct {
	t       *testing.T
	tell    func(string, ...any)
	random  *rand.Rand
	folder  string
	plan    faults.Document
	line    *emulated
	site    *demo.Site
	server  *http.Server
	served  chan struct{}
	clients []*http.Transport
	witness *witness
	journal *journal.Journal
	engine  *Engine
	updates *Subscription
	account uploader.Account
	begun   time.Time
	struck  map[faults.Kind]int

	beside   *beside
	reels    []*reel
	broken   error
	retries  int
	restarts int
}

// reel is one file of the person's.
type reel struct {
	id     uploader.UploadID
	source uploader.Source
	wanted uploader.Metadata
	// mark ends the description of its video. sums are those of the files it was given, held is which of them its video was seen to have, next
	// are the files that follow.
	mark string
	sums []string
	held int
	next []uploader.Source
	// poster and spoken are the sums of the picture and, by language, of the subtitles that were last chosen.
	poster string
	spoken map[string]string
	// upload is as it was shown last; acked the confirmed bytes shown last, said that a restart was announced since they were.
	upload      uploader.Upload
	acked       int64
	said        bool
	askedPublic bool
}

func newCampaign(t *testing.T, seed uint64, tell func(string, ...any)) *campaign {
	random := rand.New(rand.NewPCG(seed, 23))
	c := &campaign{t: t, tell: tell, random: random, folder: memoryFolder(t), begun: time.Now(), struck: map[faults.Kind]int{}}
	rate := oneOf(random, 0.05, 0.15, 0.3, 0.5, 0.8)
	c.beside = newBeside(seed)
	c.plan = c.beside.aimed(faults.Random(seed, rate))
	c.line = newEmulated(oneOf(random, 2e5, 1e6, 5e6, 2e7), time.Duration(1+random.IntN(80))*time.Millisecond)
	c.openSite()
	c.openClient()
	c.account = uploader.Account{
		ID: "acme", SiteName: "Acme Video", Host: "127.0.0.1", BaseURL: "http://127.0.0.1", Level: uploader.LevelWrite, Zone: "Europe/Copenhagen",
		SignedIn: true,
	}
	c.openEngine()
	return c
}

func oneOf[T any](random *rand.Rand, values ...T) T { return values[random.IntN(len(values))] }

func (c *campaign) openSite() {
	random := c.random
	site, err := demo.Open(demo.Options{
		Dir: filepath.Join(c.folder, "site"), TranscodeTime: 3 * time.Second,
		Behaviour: c.beside.behaves(demo.Behaviour{
			RedeemAnswer:   oneOf(random, "", "", "number", "object", "ok", "message", "empty"),
			ChunkAnswer:    oneOf(random, "", "", "empty", "envelope"),
			TokenCheck:     oneOf(random, "chunk", "start"),
			BadTokenStatus: oneOf(random, 0, 0, 400, 403, 410), CachedSeconds: oneOf(random, 0, 0, 30), PostRefused: oneOf(random, false, false, true),
			LooseTypes: oneOf(random, false, true), V1Statuses: oneOf(random, false, true),
		}),
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.site, c.served = site, make(chan struct{})
	c.server = &http.Server{
		Handler: site, ReadHeaderTimeout: 30 * time.Second, IdleTimeout: 3 * time.Minute, ErrorLog: log.New(io.Discard, "", 0),
	}
	go func() {
		defer close(c.served)
		_ = c.server.Serve(c.line)
	}()
	if err := site.SetFaults(c.plan); err != nil {
		c.t.Fatal(err)
	}
}

// transport is the program's own, over the network in memory.
func (c *campaign) transport(options network.Options) *http.Client {
	options.Proxy = func(*http.Request) (*url.URL, error) { return nil, nil }
	transport := network.NewTransport(options)
	transport.DialContext = c.line.dial
	c.clients = append(c.clients, transport)
	return &http.Client{Transport: transport}
}

func (c *campaign) openClient() {
	list, _, err := journal.Open(context.Background(), filepath.Join(c.folder, "list.sqlite"), journal.Options{CopyEvery: 100_000 * time.Hour})
	if err != nil {
		c.t.Fatal(err)
	}
	c.journal = list
}

func (c *campaign) openEngine() {
	keys := c.site.Credentials()
	var credential twentythree.Credential = twentythree.Bearer{Token: keys.Bearer}
	generation := twentythree.GenerationV2
	if c.random.IntN(3) == 0 {
		credential = twentythree.OAuth{
			ConsumerKey: keys.ConsumerKey, ConsumerSecret: keys.ConsumerSecret, Token: keys.AccessToken, TokenSecret: keys.AccessTokenSecret,
		}
		generation = oneOf(c.random, twentythree.GenerationV1, twentythree.GenerationV2, twentythree.GenerationAuto)
	}
	clock := &network.Clock{}
	upload := c.transport(network.Options{HTTP1Only: true})
	c.witness = &witness{next: upload.Transport}
	upload.Transport = c.witness
	client, err := twentythree.New(twentythree.Config{
		Base: c.account.BaseURL, Credential: credential, Generation: generation, SignedInBefore: true,
		HTTP:   c.transport(network.Options{AnswerTimeout: time.Minute}),
		Upload: upload, Now: clock.Now, OnDate: func(date time.Time, refused bool) { clock.Learn(date, time.Now(), refused) },
	})
	if err != nil {
		c.t.Fatal(err)
	}
	plain := func(text, _ []byte) ([]byte, error) { return text, nil }
	session := &Session{Account: c.account, Client: client, Seal: plain, Open: plain}
	handler := slog.Handler(listener(c.breaks))
	if c.tell != nil {
		handler = teller{c}
	}
	c.engine = New(Config{
		Journal: c.journal, Recheck: recheck, Files: 1 + c.random.IntN(2), Chunks: c.random.IntN(9), ChunkSize: oneOf[int64](c.random, 1<<20, 1<<20, 2<<20, 0),
		Session:  func(context.Context, uploader.AccountID) (*Session, error) { return session, nil },
		Classify: func(err error, host string) uploader.Reason { return network.Classify(err, host, time.Now()) },
		Now:      time.Now, Random: &randomness{source: rand.NewChaCha8([32]byte{byte(c.random.Uint64())})}, Logger: slog.New(handler),
	})
	c.engine.SignedIn(c.account)
	c.updates = c.engine.Subscribe()
}

// teller tells everything, for a plan that is played alone.
type teller struct{ c *campaign }

// Enabled implements slog.Handler.
func (teller) Enabled(context.Context, slog.Level) bool { return true }

// Handle implements slog.Handler.
func (l teller) Handle(ctx context.Context, record slog.Record) error {
	text := record.Message
	record.Attrs(func(a slog.Attr) bool { text += " " + a.String(); return true })
	l.c.tell("%8.1f s  %s", time.Since(l.c.begun).Seconds(), text)
	if record.Level >= slog.LevelError {
		return listener(l.c.breaks).Handle(ctx, record)
	}
	return nil
}

// WithAttrs implements slog.Handler.
func (l teller) WithAttrs([]slog.Attr) slog.Handler { return l }

// WithGroup implements slog.Handler.
func (l teller) WithGroup(string) slog.Handler { return l }

// add makes the files and starts their uploads.
func (c *campaign) add() {
	for i := range 1 + c.random.IntN(3) {
		size := oneOf(c.random, 1+c.random.IntN(1<<20), (1+c.random.IntN(4))<<20, 1<<20+c.random.IntN(4<<20), 1<<20+c.random.IntN(11<<20))
		content := make([]byte, size)
		_, _ = (&randomness{source: rand.NewChaCha8([32]byte{byte(i), byte(c.random.Uint64())})}).Read(content)
		mark := fmt.Sprintf("reel %d", i)
		r := &reel{
			source: c.write(fmt.Sprintf("film %d.mp4", i), content, 0), mark: mark,
			wanted: uploader.Metadata{
				Title: fmt.Sprintf("Film %d: <æøå> & \"more\"", i), TitleKept: true, Description: "First line\nSecond: 5 < 6 & so on, " + mark,
				Tags: []string{"annual report", fmt.Sprintf("reel%d", i)},
			},
		}
		if c.random.IntN(4) == 0 {
			r.wanted.Visibility, r.askedPublic = uploader.PublishWhenDone, true
		}
		c.accompany(r)
		if r.source != (uploader.Source{}) {
			r.sums = []string{sumOf(content)}
		}
		ids, err := c.engine.Add(c.account.ID, []Draft{{Source: r.source, Metadata: r.wanted}})
		if err != nil {
			c.t.Fatal(err)
		}
		r.id = ids[0]
		c.reels = append(c.reels, r)
		c.engine.Start(ids)
	}
}

// close ends everything. Faults that last end with the plan.
func (c *campaign) close() {
	c.engine.Close()
	c.heal()
	for _, transport := range c.clients {
		transport.CloseIdleConnections()
	}
	_ = c.journal.Close()
	_ = c.server.Close()
	<-c.served
	c.line.cut(true)
	if err := c.site.Close(); err != nil {
		c.t.Error(err)
	}
	// What still writes to a connection that is gone finds out.
	time.Sleep(time.Minute)
}

// heal makes the site a good one, and notes what it has done.
func (c *campaign) heal() {
	for _, rule := range c.site.Faults().Faults {
		if rule.Applied > 0 {
			c.struck[rule.Kind] += rule.Applied
		}
	}
	if err := c.site.SetFaults(faults.Document{}); err != nil {
		c.t.Error(err)
	}
}
