package app

import (
	"slices"
	"testing"

	"twentythree-uploader/uploader"
)

func startsOf(u uploader.Update) bool { return len(u.VideoStarts) > 0 }

func TestNewVideosStartWithWhatThePersonWants(t *testing.T) {
	folder := t.TempDir()
	a, updates := openApp(t, Options{DataDir: folder, Demo: true})
	first := await(t, updates, startsOf).VideoStarts[0]
	if first.Holds.Visibility == nil || *first.Holds.Visibility != uploader.Draft || len(first.Presets) != 0 {
		t.Fatalf("new videos start with %+v", first)
	}
	publish := uploader.PublishWhenDone
	a.SetVideoStart(first.Account, uploader.Filling{
		Title: "Acme: {file name}", Description: "Questions? hr@acme.com", Tags: []string{"first week"}, Visibility: &publish,
		Company: map[string]string{"campaign": "spring"},
	})
	a.SetPresets(first.Account, []uploader.Preset{{Name: "HR onboarding", Filling: uploader.Filling{Tags: []string{"hr"}}}})
	told := await(t, updates, func(u uploader.Update) bool { return startsOf(u) && len(u.VideoStarts[0].Presets) == 1 }).VideoStarts[0]
	if *told.Holds.Visibility != uploader.PublishWhenDone || !slices.Equal(told.Holds.Tags, []string{"first week"}) {
		t.Errorf("told %+v", told.Holds)
	}
	a.AddPaths(testVideo(t))
	m := awaitUpload(t, updates).Metadata
	if m.Visibility != uploader.PublishWhenDone || m.Description != "Questions? hr@acme.com" || !slices.Equal(m.Tags, []string{"first week"}) || m.Company["campaign"] != "spring" {
		t.Errorf("a new video starts with %+v", m)
	}
	if want := "Acme: " + uploader.TitleFromFileName("talk.mp4"); m.Title[:6] != want[:6] {
		t.Errorf("its title is %q", m.Title)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	_, updates = openApp(t, Options{DataDir: folder, Demo: true})
	again := await(t, updates, startsOf).VideoStarts[0]
	if len(again.Presets) != 1 || again.Presets[0].Name != "HR onboarding" || again.Chosen.Title != "Acme: {file name}" {
		t.Errorf("after a restart: %+v", again)
	}
}

func TestWhatIsLaidDownGoesBeforeThePersonsWish(t *testing.T) {
	a, updates := openApp(t, Options{DataDir: t.TempDir(), Demo: true, Managed: laidDown(`{"version":1,"organisation":"Acme IT","defaults":{"tags":["house"],"visibility":"publish"},
		"locked":{"tags":["internal"],"publishing":false}}`)})
	first := await(t, updates, startsOf).VideoStarts[0]
	publish := uploader.PublishWhenDone
	a.SetVideoStart(first.Account, uploader.Filling{Tags: []string{"mine"}, Visibility: &publish})
	m := a.newVideo(first.Account)
	if m.Visibility != uploader.Draft || !slices.Equal(m.Tags, []string{"internal"}) {
		t.Errorf("a new video starts with %+v", m)
	}
}
