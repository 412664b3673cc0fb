package engine

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/png"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/intake"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
)

// demoDesk is an engine on the demo site, which is written from the service's documentation alone.
type demoDesk struct {
	t       *testing.T
	site    *demo.Site
	folder  string
	engine  *Engine
	updates *Subscription
}

func newDemoDesk(t *testing.T, options demo.Options, generation twentythree.Generation) *demoDesk {
	options.Dir, options.TranscodeTime = t.TempDir(), time.Millisecond
	site, err := demo.Open(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = site.Close() })
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	transport := network.NewTransport(network.Options{HTTP1Only: true})
	t.Cleanup(transport.CloseIdleConnections)
	d := &demoDesk{t: t, site: site, folder: t.TempDir()}
	list, _, err := journal.Open(t.Context(), filepath.Join(d.folder, "list.sqlite"), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = list.Close() })
	c := site.Credentials()
	client, err := twentythree.New(twentythree.Config{
		Base: server.URL, Generation: generation, HTTP: clientOf(transport), Upload: clientOf(transport), Credential: twentythree.OAuth{
			ConsumerKey: c.ConsumerKey, ConsumerSecret: c.ConsumerSecret, Token: c.AccessToken, TokenSecret: c.AccessTokenSecret,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	account := uploader.Account{ID: "demo", SiteName: "Acme Video", BaseURL: server.URL, Zone: "Europe/Copenhagen", Level: uploader.LevelWrite}
	plain := func(text, _ []byte) ([]byte, error) { return text, nil }
	d.engine = New(Config{
		Journal: list, Session: func(context.Context, uploader.AccountID) (*Session, error) {
			return &Session{Account: account, Client: client, Seal: plain, Open: plain}, nil
		},
		Recheck: intake.Recheck, ChunkSize: megabyte,
		Classify: func(err error, host string) uploader.Reason { return network.Classify(err, host, time.Now()) },
		Now:      time.Now, Random: rand.Reader, Logger: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(d.engine.Close)
	d.updates = d.engine.Subscribe()
	return d
}

func (d *demoDesk) file(name string, content []byte) uploader.Source {
	d.t.Helper()
	path := filepath.Join(d.folder, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		d.t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		d.t.Fatal(err)
	}
	source, err := intake.Recheck(uploader.Source{Path: path, Name: name, Size: info.Size(), ModTime: info.ModTime()})
	if source.Name == "" {
		d.t.Fatal(err)
	}
	return source
}

func (d *demoDesk) film(name string, size int) (uploader.Source, string) {
	content := slices.Concat([]byte("\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"), make([]byte, size))
	_, _ = rand.Read(content[32:])
	sum := sha256.Sum256(content)
	return d.file(name, content), hex.EncodeToString(sum[:])
}

func (d *demoDesk) ends(id uploader.UploadID) uploader.Upload {
	d.t.Helper()
	return untilDone(d.t, d.updates, id)
}

func (d *demoDesk) start(source uploader.Source, metadata uploader.Metadata) uploader.UploadID {
	d.t.Helper()
	ids, err := d.engine.Add("demo", []Draft{{Source: source, Metadata: metadata}})
	if err != nil {
		d.t.Fatal(err)
	}
	d.engine.Start(ids)
	return ids[0]
}

func (d *demoDesk) only() demo.Video {
	d.t.Helper()
	videos := d.site.Videos()
	if len(videos) != 1 {
		d.t.Fatalf("the site has %d videos", len(videos))
	}
	return videos[0]
}

func (d *demoDesk) accompanied() uploader.Metadata {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewNRGBA(image.Rect(0, 0, 32, 18))); err != nil {
		d.t.Fatal(err)
	}
	return uploader.Metadata{
		Title: "Welcome to Acme", Poster: d.file("poster æøå.png", picture.Bytes()), Subtitles: []uploader.Subtitle{
			{Source: d.file("film.da.srt", []byte(spoken)), Locale: "da_DK"}, {Source: d.file("film.en.srt", []byte(spoken)), Locale: "en_US"},
		},
	}
}

func TestPosterAndSubtitlesReachTheDemoSite(t *testing.T) {
	t.Parallel()
	d := newDemoDesk(t, demo.Options{}, twentythree.GenerationV2)
	film, sum := d.film("film.mp4", 3*megabyte)
	done := d.ends(d.start(film, d.accompanied()))
	video := d.only()
	if done.State != uploader.DoneDraft || video.SHA256 != sum || video.Poster == nil || len(video.Subtitles) != 2 {
		t.Fatalf("%s %+v; the site has %+v and %+v", done.State, done.Reason, video.Poster, video.Subtitles)
	}
	for _, subtitle := range video.Subtitles {
		if subtitle.Times != 1 || subtitle.Draft || subtitle.Type != "general" || subtitle.Size != int64(len(spoken)) {
			t.Errorf("%+v", subtitle)
		}
	}
}

func TestASiteThatTakesNoSubtitlesStillHasTheVideo(t *testing.T) {
	t.Parallel()
	d := newDemoDesk(t, demo.Options{}, twentythree.GenerationV2)
	film, _ := d.film("film.mp4", megabyte)
	metadata := d.accompanied()
	metadata.Subtitles[0].Locale = "tlh_KX"
	done := d.ends(d.start(film, metadata))
	video := d.only()
	if done.State != uploader.DoneWarning || done.Reason.Code != uploader.ReasonExtrasFailed || done.Reason.Subject != "film.da.srt" || len(video.Subtitles) != 1 {
		t.Fatalf("%s %+v; the site has %+v", done.State, done.Reason, video.Subtitles)
	}
}

func TestAPlaceholderOfTheDemoSiteGetsItsFile(t *testing.T) {
	t.Parallel()
	for _, generation := range []twentythree.Generation{twentythree.GenerationV1, twentythree.GenerationV2} {
		for name, behaviour := range map[string]demo.Behaviour{
			"as it is": {}, "a number": {RedeemAnswer: "number"}, "ok": {RedeemAnswer: "ok"}, "nothing": {RedeemAnswer: "empty"}, "text": {ReplaceAnswer: "text"},
		} {
			t.Run(generation.String()+" "+name, func(t *testing.T) {
				t.Parallel()
				d := newDemoDesk(t, demo.Options{Behaviour: behaviour}, generation)
				id := d.start(uploader.Source{}, uploader.Metadata{Title: "Coming soon"})
				if made := d.ends(id); made.State != uploader.DonePlaceholder {
					t.Fatalf("%s %+v", made.State, made.Reason)
				}
				film, sum := d.film("film.mp4", 5*megabyte+77)
				d.engine.NewFile(id, film)
				done := d.ends(id)
				if video := d.only(); done.State != uploader.DoneDraft || video.SHA256 != sum || video.Placeholder || video.FileReplaced != 1 {
					t.Fatalf("%s %+v; the site has %+v", done.State, done.Reason, video)
				}
				other, sum := d.film("other.mp4", 2*megabyte)
				d.engine.ReplaceFile(id, other)
				done = d.ends(id)
				if video := d.only(); done.State != uploader.DoneDraft || video.SHA256 != sum || video.FileReplaced != 2 {
					t.Fatalf("%s %+v; the site has %+v", done.State, done.Reason, video)
				}
			})
		}
	}
}
