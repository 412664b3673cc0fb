package app

import (
	"fmt"
	"slices"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
)

func presetNames(presets []uploader.Preset) (names []string) {
	for _, preset := range presets {
		names = append(names, preset.Name)
	}
	return names
}

func TestASetupFileBringsPresetsAndWhatNewVideosStartWith(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	folder := t.TempDir()
	a, updates := openApp(t, Options{DataDir: folder})
	open := func(presets, more string) uploader.SetupOffer {
		t.Helper()
		a.OpenSetupFile(setupFile(t, "acme.ttsetup", fmt.Sprintf(`{"version":1,"address":%q,"presets":[%s]%s}`, address, presets, more)))
		offer := *await(t, updates, offered).Setup
		if offer.Problem.Code != "" {
			t.Fatalf("offered %+v", offer)
		}
		return offer
	}
	offer := open(`{"name":"News","tags":["news"]},{"name":"Safety","title":"Safety: {file name}"}`,
		fmt.Sprintf(`,"keys":{"access_key":%q},"defaults":{"title":"Acme: {file name}","description_ending":"Questions?"}`, site.Credentials().Bearer))
	if !slices.Equal(presetNames(offer.Presets), []string{"News", "Safety"}) || offer.Replaced != nil || offer.NoRoom != nil || offer.NewVideos.Ending != "Questions?" {
		t.Errorf("offered %+v", offer)
	}
	a.UseSetupFile(offer.Number)
	id := await(t, updates, signInStep(uploader.SignInDone)).SignIn.Account.ID
	has := func() uploader.VideoStart { return startOf(a, id) }
	if got := has(); !slices.Equal(presetNames(got.Presets), []string{"News", "Safety"}) || got.Chosen.Title != "Acme: {file name}" || got.Holds.Description != "Questions?" {
		t.Fatalf("the new account has %+v", got)
	}
	// What the person makes of it is theirs.
	own := append(has().Presets[:1], uploader.Preset{Name: "Mine", Filling: uploader.Filling{Tags: []string{"mine"}}})
	a.SetPresets(id, own)
	a.SetVideoStart(id, uploader.Filling{Description: "Mine"})
	again := open(`{"name":"NEWS","tags":["news","weekly"]},{"name":"Third","title":"x"}`, "")
	if !slices.Equal(again.Replaced, []string{"News"}) {
		t.Errorf("what gives way is told as %q", again.Replaced)
	}
	if names := presetNames(has().Presets); !slices.Equal(names, []string{"News", "Mine"}) {
		t.Errorf("before the yes: %q", names)
	}
	a.UseSetupFile(again.Number)
	await(t, updates, func(u uploader.Update) bool { return startsOf(u) && len(u.VideoStarts[0].Presets) == 3 })
	if got := has(); !slices.Equal(presetNames(got.Presets), []string{"NEWS", "Mine", "Third"}) || len(got.Presets[0].Tags) != 2 || got.Chosen.Description != "Mine" {
		t.Errorf("after the second file: %+v", got)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a, _ = openApp(t, Options{DataDir: folder})
	if got := has(); !slices.Equal(presetNames(got.Presets), []string{"NEWS", "Mine", "Third"}) {
		t.Errorf("after a restart: %+v", got)
	}
}

func startOf(a *App, id uploader.AccountID) uploader.VideoStart {
	for _, start := range a.videoStarts() {
		if start.Account == id {
			return start
		}
	}
	return uploader.VideoStart{}
}

func TestPresetsThatHaveNoRoomAreNamed(t *testing.T) {
	var kept keptStart
	for i := range uploader.MostPresets - 1 {
		kept.Presets = append(kept.Presets, uploader.Preset{Name: fmt.Sprint("own ", i)})
	}
	after := fromSetup(kept, siteSetup{Presets: []uploader.Preset{{Name: "one"}, {Name: "Own 3"}, {Name: "two"}}})
	if len(after.Presets) != uploader.MostPresets || presetNamed(after.Presets, "one") < 0 || presetNamed(after.Presets, "two") >= 0 || after.Presets[3].Name != "Own 3" {
		t.Errorf("%q", presetNames(after.Presets))
	}
}
