package twentythree_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/twentythree"
)

// stand is the demo site, written from the same documentation by other hands, and a client of it.
type stand struct {
	*testing.T
	site   *demo.Site
	url    string
	client *twentythree.Client
}

var ctx = context.Background()

func newStand(t *testing.T, behaviour demo.Behaviour, level demo.Level, oauth bool) *stand {
	t.Helper()
	site, err := demo.Open(demo.Options{Dir: t.TempDir(), Behaviour: behaviour, Secret: []byte("a fixed secret of the tests")})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(site.Handler())
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		server.Close()
		if err := site.Close(); err != nil {
			t.Error(err)
		}
	})
	keys := site.CredentialsFor(level)
	var credential twentythree.Credential = twentythree.Bearer{Token: keys.Bearer}
	if oauth {
		credential = twentythree.OAuth{
			ConsumerKey: keys.ConsumerKey, ConsumerSecret: keys.ConsumerSecret, Token: keys.AccessToken, TokenSecret: keys.AccessTokenSecret,
		}
	}
	client, err := twentythree.New(twentythree.Config{
		Base: server.URL, Credential: credential, HTTP: &http.Client{Transport: transport}, Upload: &http.Client{Transport: transport},
	})
	if err != nil {
		t.Fatal(err)
	}
	return &stand{T: t, site: site, url: server.URL, client: client}
}

func wanted() uploader.Metadata {
	return uploader.Metadata{
		Title: "Q3: R&D, æøå 🎬 100 % +1", Description: "first <line> & more\n\nthird line", Tags: []string{"two words", "Berlin", "æ"},
		Visibility: uploader.Draft, CanonicalURL: "https://elsewhere.example/q3?a=b&c=d",
	}
}

func film(size int) []byte {
	content := bytes.Repeat([]byte{0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 7}, size/13+1)
	return content[:size]
}

// upload sends content in three pieces, the middle one last.
func (s *stand) upload(token twentythree.UploadToken, content []byte, withCredential bool) (twentythree.VideoRef, error) {
	const chunkSize = 1000
	count := max(1, len(content)/chunkSize)
	order := []int{1, count}
	for number := 2; number < count; number++ {
		order = append(order, number)
	}
	var video twentythree.VideoRef
	for _, number := range slices.Compact(order) {
		from, to := (number-1)*chunkSize, number*chunkSize
		if number == count {
			to = len(content)
		}
		answer, err := s.client.SendChunk(ctx, twentythree.Chunk{
			Token: token, Identifier: "abcdef0123456789", FileName: "Q3 æøå #%+'.mp4", Number: number, Count: count, ChunkSize: chunkSize,
			TotalSize: int64(len(content)), Length: int64(to - from), WithCredential: withCredential,
			Open: func() (io.Reader, error) { return bytes.NewReader(content[from:to]), nil },
		})
		if err != nil {
			return video, err
		}
		if answer.Video.VideoID != "" {
			video = answer.Video
		}
	}
	return video, nil
}

func TestFromTokenToReadBack(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		behaviour  demo.Behaviour
		oauth      bool
		generation twentythree.Generation
		named      bool
	}{
		"bearer":                  {demo.Behaviour{}, false, twentythree.GenerationV2, true},
		"four keys":               {demo.Behaviour{}, true, twentythree.GenerationV2, true},
		"first generation":        {demo.Behaviour{NoV2: true}, true, twentythree.GenerationV1, true},
		"v1 with statuses":        {demo.Behaviour{NoV2: true, V1Statuses: true}, true, twentythree.GenerationV1, true},
		"bare number":             {demo.Behaviour{RedeemAnswer: "number"}, false, twentythree.GenerationV2, true},
		"object":                  {demo.Behaviour{RedeemAnswer: "object"}, true, twentythree.GenerationV2, true},
		"just ok":                 {demo.Behaviour{RedeemAnswer: "ok"}, false, twentythree.GenerationV2, false},
		"a sentence":              {demo.Behaviour{RedeemAnswer: "message"}, false, twentythree.GenerationV2, false},
		"nothing":                 {demo.Behaviour{RedeemAnswer: "empty", ChunkAnswer: "empty"}, false, twentythree.GenerationV2, false},
		"envelopes":               {demo.Behaviour{ChunkAnswer: "envelope"}, false, twentythree.GenerationV2, true},
		"GET only":                {demo.Behaviour{PostRefused: true}, false, twentythree.GenerationV2, true},
		"GET only, four keys":     {demo.Behaviour{PostRefused: true}, true, twentythree.GenerationV2, true},
		"loose types":             {demo.Behaviour{LooseTypes: true}, false, twentythree.GenerationV2, true},
		"reads are kept":          {demo.Behaviour{CachedSeconds: 1800}, false, twentythree.GenerationV2, true},
		"closed workspace":        {demo.Behaviour{ClosedWorkspace: true}, false, twentythree.GenerationV2, true},
		"closed, first gen.":      {demo.Behaviour{ClosedWorkspace: true, NoV2: true}, true, twentythree.GenerationV1, true},
		"no company fields there": {demo.Behaviour{CustomRefusedOnToken: true, CustomRefusedOnUpdate: true}, false, twentythree.GenerationV2, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStand(t, example.behaviour, demo.Write, example.oauth)
			s.fromTokenToReadBack(example.generation, example.named)
		})
	}
}

func (s *stand) fromTokenToReadBack(generation twentythree.Generation, named bool) {
	s.Helper()
	me, err := s.client.Me(ctx)
	if err != nil || me.Level != uploader.LevelWrite || me.ID == "" {
		s.Fatalf("me: %+v %v", me, err)
	}
	categories, err := s.client.Categories(ctx)
	if err != nil || len(categories) < 2 {
		s.Fatalf("categories: %v %v", categories, err)
	}
	zone, err := time.LoadLocation(me.Zone)
	if err != nil {
		s.Fatal(err)
	}
	m := wanted()
	m.Categories = categories[:2]
	token, err := s.client.RequestUploadToken(ctx, twentythree.Parameters(m, zone, time.Now()), twentythree.TokenOptions{})
	if err != nil || token.Generation != generation || s.client.Generation() != generation || time.Until(token.ValidUntil) < 23*time.Hour {
		s.Fatalf("token of %v until %v: %v", token.Generation, token.ValidUntil, err)
	}
	if videos, err := s.client.VideosByToken(ctx, token); err != nil || len(videos) != 0 {
		s.Fatalf("before: %v %v", videos, err)
	}
	m.Title += ", edited"
	if err := s.client.UpdateUploadToken(ctx, token, "", twentythree.Parameters(m, zone, time.Now())); err != nil {
		s.Fatal(err)
	}
	content := film(4321)
	video, err := s.upload(token, content, false)
	if err != nil || (video.VideoID != "") != named {
		s.Fatalf("upload: %v %v", video, err)
	}
	s.readBack(token, m, zone, content)
}

func (s *stand) readBack(token twentythree.UploadToken, m uploader.Metadata, zone *time.Location, content []byte) {
	s.Helper()
	videos, err := s.client.VideosByToken(ctx, token)
	if err != nil || len(videos) != 1 {
		s.Fatalf("after: %v %v", videos, err)
	}
	kept := s.site.Videos()
	sum := sha256.Sum256(content)
	if len(kept) != 1 || kept[0].SHA256 != hex.EncodeToString(sum[:]) || kept[0].OriginalName != "Q3 æøå #%+'.mp4" || kept[0].Published {
		s.Fatalf("the site kept %+v", kept)
	}
	found, err := s.client.Video(ctx, videos[0].VideoID)
	if err != nil {
		s.Fatal(err)
	}
	if fields := found.Differences(m, time.Now()); len(fields) != 0 {
		s.Errorf("%v differ: %+v", fields, found)
	}
	m.Title, m.Tags, m.Description = "new & 1 < 2", []string{"one more", "x"}, "a\nb < c"
	if s.client.Generation() == twentythree.GenerationV2 {
		m.Visibility, m.PublishAt = uploader.PublishOnDate, time.Now().Add(2*time.Hour).Truncate(time.Second)
	}
	if err := s.client.UpdateVideo(ctx, found.VideoID, twentythree.Correction(found, m, found.Differences(m, time.Now()), zone, time.Now())); err != nil {
		s.Fatal(err)
	}
	if found, err = s.client.Video(ctx, found.VideoID); err != nil {
		s.Fatal(err)
	}
	if fields := found.Differences(m, time.Now()); len(fields) != 0 {
		s.Errorf("after the correction %v differ: %+v", fields, found)
	}
	if share, err := s.client.TranscodingProgress(ctx, found.VideoID); err != nil || share < 0 || share > 1 {
		s.Errorf("processed %v, %v", share, err)
	}
	if found.PageURL == "" || found.PageURL[:len(s.url)] != s.url {
		s.Errorf("page %q", found.PageURL)
	}
}

func (s *stand) kind(err error) twentythree.Kind {
	s.Helper()
	var refused *twentythree.Error
	if !errors.As(err, &refused) {
		s.Fatalf("no refusal: %v", err)
	}
	return refused.Kind
}

func (s *stand) token() twentythree.UploadToken {
	s.Helper()
	token, err := s.client.RequestUploadToken(ctx, twentythree.UploadParameters{Title: "t"}, twentythree.TokenOptions{})
	if err != nil {
		s.Fatal(err)
	}
	return token
}

func TestWhatTheDemoSiteRefuses(t *testing.T) {
	t.Parallel()
	t.Run("used and ended tokens", func(t *testing.T) {
		t.Parallel()
		for _, status := range []int{0, 403, 404, 500} {
			s := newStand(t, demo.Behaviour{BadTokenStatus: status}, demo.Write, false)
			token := s.token()
			if _, err := s.upload(token, film(900), false); err != nil {
				t.Fatal(err)
			}
			if _, err := s.upload(token, film(900), false); s.kind(err) != twentythree.KindToken {
				t.Errorf("used, %d: %v", status, err)
			}
			token = s.token()
			s.site.EndTokens()
			if _, err := s.upload(token, film(900), false); s.kind(err) != twentythree.KindToken {
				t.Errorf("ended, %d: %v", status, err)
			}
			if err := s.client.UpdateUploadToken(ctx, token, "", twentythree.UploadParameters{}); s.kind(err) != twentythree.KindToken {
				t.Errorf("edit, %d: %v", status, err)
			}
		}
	})
	t.Run("read-only keys", func(t *testing.T) {
		t.Parallel()
		for _, oauth := range []bool{false, true} {
			s := newStand(t, demo.Behaviour{}, demo.Read, oauth)
			_, err := s.client.RequestUploadToken(ctx, twentythree.UploadParameters{}, twentythree.TokenOptions{})
			var refused *twentythree.Error
			if !errors.As(err, &refused) || refused.Reason("Acme").Code != uploader.ReasonReadOnly {
				t.Errorf("%v", err)
			}
		}
	})
	t.Run("sign-in", func(t *testing.T) {
		t.Parallel()
		for _, oauth := range []bool{false, true} {
			s := newStand(t, demo.Behaviour{}, demo.Write, oauth)
			if err := s.site.SetFaults(faults.Document{Faults: []faults.Rule{{Kind: faults.RefuseSignIn}}}); err != nil {
				t.Fatal(err)
			}
			if _, err := s.client.Me(ctx); s.kind(err) != twentythree.KindSignIn {
				t.Errorf("%v", err)
			}
		}
	})
	t.Run("no tokens here", func(t *testing.T) {
		t.Parallel()
		s := newStand(t, demo.Behaviour{TokensRefused: true}, demo.Write, true)
		_, err := s.client.RequestUploadToken(ctx, twentythree.UploadParameters{}, twentythree.TokenOptions{})
		var refused *twentythree.Error
		if !errors.As(err, &refused) || refused.Reason("Acme").Code != uploader.ReasonTokensRefused {
			t.Errorf("%v", err)
		}
	})
	t.Run("a category that is gone", func(t *testing.T) {
		t.Parallel()
		for _, behaviour := range []demo.Behaviour{{}, {NoV2: true}, {NoV2: true, V1Statuses: true}} {
			s := newStand(t, behaviour, demo.Write, true)
			_, err := s.client.RequestUploadToken(ctx, twentythree.UploadParameters{CategoryIDs: []string{"999"}}, twentythree.TokenOptions{})
			var refused *twentythree.Error
			if !errors.As(err, &refused) || refused.Reason("Acme").Code != uploader.ReasonCategoryGone {
				t.Errorf("%v", err)
			}
		}
	})
	t.Run("a closed workspace's chunks", func(t *testing.T) {
		t.Parallel()
		s := newStand(t, demo.Behaviour{ClosedWorkspace: true, UnsignedRedeemRefused: true}, demo.Write, false)
		token := s.token()
		if _, err := s.upload(token, film(900), false); s.kind(err) != twentythree.KindSignIn {
			t.Errorf("%v", err)
		}
		if video, err := s.upload(token, film(900), true); err != nil || video.VideoID == "" {
			t.Errorf("with the credential: %v %v", video, err)
		}
	})
	t.Run("a portal", func(t *testing.T) {
		t.Parallel()
		s := newStand(t, demo.Behaviour{}, demo.Write, false)
		token := s.token()
		for _, rule := range []faults.Rule{{Kind: faults.Portal}, {Kind: faults.Portal, Location: "http://wifi.example/login"}} {
			if err := s.site.SetFaults(faults.Document{Faults: []faults.Rule{rule}}); err != nil {
				t.Fatal(err)
			}
			if _, err := s.upload(token, film(900), false); s.kind(err) != twentythree.KindPortal {
				t.Errorf("%v", err)
			}
			if _, err := s.client.VideosByToken(ctx, token); s.kind(err) != twentythree.KindPortal {
				t.Errorf("%v", err)
			}
		}
	})
	t.Run("limits and a busy site", func(t *testing.T) {
		t.Parallel()
		s := newStand(t, demo.Behaviour{MaxFileBytes: 500}, demo.Write, false)
		if _, err := s.upload(s.token(), film(900), false); s.kind(err) != twentythree.KindTooLarge {
			t.Errorf("%v", err)
		}
		busy := faults.Rule{Kind: faults.Answer, Path: "photo/redeem-upload-token", Status: 503, RetryAfter: "7"}
		if err := s.site.SetFaults(faults.Document{Faults: []faults.Rule{busy}}); err != nil {
			t.Fatal(err)
		}
		_, err := s.upload(s.token(), film(400), false)
		var refused *twentythree.Error
		if !errors.As(err, &refused) || refused.Kind != twentythree.KindBusy || refused.RetryAfter != 7*time.Second {
			t.Errorf("%v", err)
		}
	})
	t.Run("a clock that is off", func(t *testing.T) {
		t.Parallel()
		s := newStand(t, demo.Behaviour{}, demo.Write, true)
		if err := s.site.SetFaults(faults.Document{Faults: []faults.Rule{{Kind: faults.Date, Seconds: 3600, Clock: true}}}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.client.Me(ctx); s.kind(err) != twentythree.KindClock {
			t.Errorf("%v", err)
		}
	})
}
