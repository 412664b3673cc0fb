package app

import (
	"sync/atomic"
	"testing"

	"twentythree-uploader/uploader"
)

func TestHowUploadsRunHoldsAtOnceAndAtTheNextStart(t *testing.T) {
	folder := t.TempDir()
	a, updates := openApp(t, Options{DataDir: folder})
	wanted := uploader.UploadSettings{Files: 7, Limit: 2_500_000, Polite: true, MayFallAsleep: true}
	a.SetUploadSettings(wanted)
	told := await(t, updates, func(u uploader.Update) bool { return u.Uploading != nil && u.Uploading.Limit != 0 })
	wanted.Files = uploader.MostFiles
	if *told.Uploading != wanted || a.limiter.Rate() != wanted.Limit {
		t.Errorf("told %+v, the limit is %d", *told.Uploading, a.limiter.Rate())
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	again, updates := openApp(t, Options{DataDir: folder})
	told = await(t, updates, func(u uploader.Update) bool { return u.Uploading != nil })
	if *told.Uploading != wanted || again.limiter.Rate() != wanted.Limit {
		t.Errorf("the next start has %+v, the limit is %d", *told.Uploading, again.limiter.Rate())
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
	var wanted uploader.UploadSettings
	for limit := range int64(200) {
		wanted = uploader.UploadSettings{Files: 1, Limit: limit * 1000}
		a.SetUploadSettings(wanted)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	_, updates := openApp(t, Options{DataDir: folder})
	if told := await(t, updates, func(u uploader.Update) bool { return u.Uploading != nil }); *told.Uploading != wanted {
		t.Errorf("the next start has %+v", *told.Uploading)
	}
}
