package twentythree_test

import (
	"bytes"
	"io"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/twentythree"
)

func TestDirectUploadsToTheDemoSite(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		behaviour demo.Behaviour
		oauth     bool
	}{
		"four keys":        {demo.Behaviour{TokensRefused: true}, true},
		"bearer":           {demo.Behaviour{UploadOnV2: true}, false},
		"first generation": {demo.Behaviour{NoV2: true}, true},
	} {
		s := newStand(t, example.behaviour, demo.Super, example.oauth)
		if known, err := s.client.ProbeDirect(ctx); !known || err != nil || len(s.site.Videos()) != 0 {
			t.Fatalf("%s: %v %v", name, known, err)
		}
		users, err := s.client.Users(ctx, "")
		if err != nil || len(users) < 2 {
			t.Fatalf("%s: %v %v", name, users, err)
		}
		m := wanted()
		m.Visibility, m.Owner = uploader.PublishWhenDone, users[1].ID
		video, err := s.client.UploadDirect(ctx, twentythree.Parameters(m, nil, time.Now()), &twentythree.DirectFile{
			FileName: "a.mp4", Size: 5000, Open: func() (io.Reader, error) { return bytes.NewReader(film(5000)), nil },
		})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found, err := s.client.Video(ctx, video.VideoID)
		if fields := found.Differences(m, time.Now()); err != nil || len(fields) != 0 {
			t.Errorf("%s: %v differ, %v: %+v", name, fields, err, found)
		}
		placeholder, err := s.client.UploadDirect(ctx, twentythree.Parameters(m, nil, time.Now()), nil)
		if err != nil {
			t.Fatalf("%s: placeholder: %v", name, err)
		}
		if found, err = s.client.Video(ctx, placeholder.VideoID); err != nil || !found.Placeholder || found.Title != m.Title {
			t.Errorf("%s: placeholder: %+v %v", name, found, err)
		}
	}
	s := newStand(t, demo.Behaviour{}, demo.Write, false)
	if known, err := s.client.ProbeDirect(ctx); known || err != nil || s.client.DirectPossible() {
		t.Errorf("a bearer token where the second generation has no photo/upload: %v %v", known, err)
	}
}

func TestTokensOfWorkspacesOnTheDemoSite(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"sites", "tokens", "data", "workspaces", "bare"} {
		s := newStand(t, demo.Behaviour{UserTokensKey: key}, demo.Write, false)
		tokens, err := s.client.WorkspaceTokens(ctx)
		if err != nil || len(tokens) == 0 || tokens[0].Token == "" || !tokens[0].Expires.After(time.Now()) {
			t.Errorf("%s: %v %v", key, tokens, err)
		}
	}
}

func TestPublishIgnoredByTheSiteIsSeen(t *testing.T) {
	t.Parallel()
	s := newStand(t, demo.Behaviour{}, demo.Write, false)
	if err := s.site.SetFaults(faults.Document{Faults: []faults.Rule{{Kind: faults.Publish}}}); err != nil {
		t.Fatal(err)
	}
	token, err := s.client.RequestUploadToken(ctx, twentythree.UploadParameters{Title: "t"}, twentythree.TokenOptions{})
	if err != nil {
		return
	}
	video, err := s.upload(token, film(900), false)
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.client.Video(ctx, video.VideoID)
	if err != nil || !slices.Contains(found.Differences(uploader.Metadata{Title: "t"}, time.Now()), uploader.FieldVisibility) {
		t.Errorf("a draft that became public is not seen: %+v %v", found, err)
	}
}
