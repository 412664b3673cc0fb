package app

import (
	"sync/atomic"
	"testing"

	"twentythree-uploader/uploader"
)

func TestHowUploadsRunHoldsAtOnceAndAtTheNextStart(t *testing.T) {
	folder := t.TempDir()
	a, updates := openApp(t, Options{DataDir: folder})
	wanted := uploader.Settings{
		Files: 7, Limit: 2_500_000, Polite: true, MayFallAsleep: true, StartAdded: true, Closing: uploader.ClosingHides, SilentFinished: true, SilentNeeded: true,
		NoTitleFromName: true, NoWarningSentBefore: true, HistoryDays: uploader.NoHistory,
	}
	a.SetSettings(wanted)
	told := await(t, updates, func(u uploader.Update) bool { return u.Settings != nil && u.Settings.Limit != 0 })
	wanted.Files = uploader.MostFiles
	if *told.Settings != wanted || a.limiter.Rate() != wanted.Limit {
		t.Errorf("told %+v, the limit is %d", *told.Settings, a.limiter.Rate())
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	again, updates := openApp(t, Options{DataDir: folder})
	told = await(t, updates, func(u uploader.Update) bool { return u.Settings != nil })
	if *told.Settings != wanted || again.limiter.Rate() != wanted.Limit {
		t.Errorf("the next start has %+v, the limit is %d", *told.Settings, again.limiter.Rate())
	}
}

func TestTheComputerStaysAwakeWhileAVideoIsOnItsWay(t *testing.T) {
	var held atomic.Int64
	hold := func(string) (func(), error) { held.Add(1); return func() { held.Add(-1) }, nil }
	a, updates := openApp(t, Options{Demo: true, KeepAwake: hold})
	await(t, updates, func(u uploader.Update) bool { return u.Current != "" })
	a.AddPaths(a.demo.samples[:1])
	added := await(t, updates, func(u uploader.Update) bool { return len(u.Intake) > 0 })
	a.Start(added.Intake[0].Added)
	for _, want := range []bool{true, false} {
		await(t, updates, func(u uploader.Update) bool { return u.Awake != nil && *u.Awake == want })
		if (held.Load() == 1) != want {
			t.Errorf("awake %v with %d holds", want, held.Load())
		}
	}
}

func TestOfSettingsThatFollowEachOtherTheLastOneStays(t *testing.T) {
	folder := t.TempDir()
	a, _ := openApp(t, Options{DataDir: folder})
	var wanted uploader.Settings
	for limit := range int64(200) {
		wanted = uploader.Settings{Files: 1, Limit: limit * 1000, HistoryDays: 30}
		a.SetSettings(wanted)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	_, updates := openApp(t, Options{DataDir: folder})
	if told := await(t, updates, func(u uploader.Update) bool { return u.Settings != nil }); *told.Settings != wanted {
		t.Errorf("the next start has %+v", *told.Settings)
	}
}

func TestNewVideosStartByThemselvesOnlyWhereThatWasAskedFor(t *testing.T) {
	a, updates := openApp(t, Options{Demo: true})
	await(t, updates, func(u uploader.Update) bool { return u.Current != "" })
	stateOf := func(id uploader.UploadID) uploader.State {
		for _, upload := range a.engine.Uploads() {
			if upload.ID == id {
				return upload.State
			}
		}
		return ""
	}
	add := func(path string) uploader.UploadID {
		a.AddPaths([]string{path})
		return await(t, updates, func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0].Added[0]
	}
	if waits := add(a.demo.samples[0]); stateOf(waits) != uploader.Ready {
		t.Fatalf("without being asked it is %v", stateOf(waits))
	}
	a.SetSettings(uploader.Settings{StartAdded: true})
	if goes := add(a.demo.samples[1]); stateOf(goes) == uploader.Ready {
		t.Error("what was asked for does not start")
	}
	a.SetSettings(uploader.Settings{StartAdded: true, NoTitleFromName: true})
	if needs := add(a.demo.samples[2]); stateOf(needs) != uploader.Attention {
		t.Errorf("a video without a title is %v", stateOf(needs))
	}
}
