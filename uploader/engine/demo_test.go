package engine

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/http"
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

// The demo site is written from the service's documentation and never from this client: what both understand alike is right.
func TestAVideoReachesTheDemoSiteByteForByte(t *testing.T) {
	t.Parallel()
	credentials := func(site *demo.Site) map[string]twentythree.Credential {
		c := site.Credentials()
		return map[string]twentythree.Credential{
			"access key": twentythree.Bearer{Token: c.Bearer},
			"four keys": twentythree.OAuth{
				ConsumerKey: c.ConsumerKey, ConsumerSecret: c.ConsumerSecret, Token: c.AccessToken, TokenSecret: c.AccessTokenSecret,
			},
		}
	}
	for _, way := range []string{"access key", "four keys"} {
		for _, generation := range []twentythree.Generation{twentythree.GenerationV1, twentythree.GenerationV2} {
			if way == "access key" && generation == twentythree.GenerationV1 {
				continue
			}
			t.Run(way+" "+generation.String(), func(t *testing.T) {
				t.Parallel()
				site, err := demo.Open(demo.Options{Dir: t.TempDir(), TranscodeTime: time.Millisecond})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = site.Close() })
				server := httptest.NewServer(site)
				t.Cleanup(server.Close)
				uploadToDemo(t, site, server.URL, credentials(site)[way], generation)
			})
		}
	}
}

func uploadToDemo(t *testing.T, site *demo.Site, address string, credential twentythree.Credential, generation twentythree.Generation) {
	transport := network.NewTransport(network.Options{HTTP1Only: true})
	defer transport.CloseIdleConnections()
	folder := t.TempDir()
	list, _, err := journal.Open(t.Context(), filepath.Join(folder, "list.sqlite"), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	client, err := twentythree.New(twentythree.Config{
		Base: address, Credential: credential, Generation: generation, HTTP: clientOf(transport), Upload: clientOf(transport),
	})
	if err != nil {
		t.Fatal(err)
	}
	account := uploader.Account{ID: "demo", SiteName: "Acme Video", BaseURL: address, Zone: "Europe/Copenhagen", Level: uploader.LevelWrite}
	plain := func(text, _ []byte) ([]byte, error) { return text, nil }
	e := New(Config{
		Journal: list,
		Session: func(context.Context, uploader.AccountID) (*Session, error) {
			return &Session{Account: account, Client: client, Seal: plain, Open: plain}, nil
		},
		Recheck:  intake.Recheck,
		Classify: func(err error, host string) uploader.Reason { return network.Classify(err, host, time.Now()) },
		Now:      time.Now, Random: rand.Reader, Logger: slog.New(slog.DiscardHandler),
	})
	defer e.Close()

	path := filepath.Join(folder, "film æøå #%+' 🎬.mp4")
	content := slices.Concat([]byte("\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"), make([]byte, 13<<20))
	_, _ = rand.Read(content[32:])
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	source, err := intake.Inspect(t.Context(), path, time.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(72 * time.Hour).Truncate(time.Minute)
	metadata := uploader.Metadata{
		Title: "Føler & ser <3 🎬", Description: "First line\n5 < 6 & \"more\"", Tags: []string{"annual report", "HR"},
		Visibility: uploader.PublishOnDate, PublishAt: later, PublishZone: "Europe/Copenhagen", TitleKept: true,
	}
	ids, err := e.Add(account.ID, []Draft{{Source: source, Metadata: metadata}})
	if err != nil {
		t.Fatal(err)
	}
	updates := e.Subscribe()
	e.Start(ids)
	done := untilDone(t, updates, ids[0])
	if done.State != uploader.DoneScheduled {
		t.Errorf("ended as %s %+v", done.State, done.Reason)
	}
	videos := site.Videos()
	if len(videos) != 1 {
		t.Fatalf("%d videos", len(videos))
	}
	sum := sha256.Sum256(content)
	video := videos[0]
	if video.SHA256 != hex.EncodeToString(sum[:]) {
		t.Error("other bytes arrived")
	}
	if video.Title != metadata.Title || !slices.Equal(video.Tags, metadata.Tags) || video.Published {
		t.Errorf("the site holds %q %q published %v", video.Title, video.Tags, video.Published)
	}
}

func untilDone(t *testing.T, updates *Subscription, id uploader.UploadID) uploader.Upload {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		update, err := updates.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, upload := range update.Uploads {
			if upload.ID == id && (upload.State.Done() || upload.State == uploader.Failed || upload.State == uploader.Attention) {
				return upload
			}
		}
	}
}

func clientOf(transport *http.Transport) *http.Client { return &http.Client{Transport: transport} }
