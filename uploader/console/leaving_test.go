package console

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/uploadertest"
)

// leaving is a person's computer with a home of its own.
func leaving(t *testing.T) Surroundings {
	t.Helper()
	home := uploadertest.Home(t)
	around := surroundings(filepath.Join(home, "data"))
	around.Secrets = account.MemoryVault()
	return around
}

// openWindow is a window in a person's folder; what it was handed comes on the channel.
func openWindow(t *testing.T, folder string) (*platform.Instance, <-chan platform.Request) {
	t.Helper()
	instance, err := platform.Claim(folder)
	if err != nil {
		t.Fatal(err)
	}
	handed := make(chan platform.Request, 10)
	instance.Take(func(request platform.Request) { handed <- request })
	return instance, handed
}

func TestQuitEndsWhatIsOpen(t *testing.T) {
	around := leaving(t)
	var out, wrong bytes.Buffer
	if code := RunQuit(t.Context(), nil, &out, &wrong, around); code != 0 || !strings.Contains(out.String(), "is not open") {
		t.Errorf("nothing is open: %d %s%s", code, &out, &wrong)
	}
	if _, err := os.Stat(around.DataDir); err == nil {
		t.Error("asking made the data folder")
	}
	for _, folder := range listFolders(around.DataDir) {
		instance, handed := openWindow(t, folder)
		go func() {
			if got := <-handed; !got.Quit {
				t.Errorf("handed %+v", got)
			}
			if err := instance.Close(); err != nil {
				t.Error(err)
			}
		}()
		out.Reset()
		if code := RunQuit(t.Context(), nil, &out, &wrong, around); code != 0 || !strings.Contains(out.String(), "has ended") {
			t.Errorf("%s: %d %s%s", folder, code, &out, &wrong)
		}
	}
	if code := RunQuit(t.Context(), []string{"now"}, &out, &wrong, around); code != 2 {
		t.Errorf("a word too many: %d", code)
	}
}

func TestForgetLeavesNothingOfThePerson(t *testing.T) {
	around := leaving(t)
	startup := platform.Startup{Program: os.Args[0]}
	if err := startup.Set(true); err != nil {
		t.Fatal(err)
	}
	keep := func() {
		t.Helper()
		for _, name := range []string{"list.sqlite", "list.sqlite-wal", "list.sqlite.copy-1", "list.sqlite.damaged-20260101T000000Z", "log.jsonl", "log.old.jsonl", "laid.ttsetup", "drawing", "probe-17", "running/1/instance.lock", "demo/drawing", "demo/instance.lock", "send/list.sqlite", "send/list.sqlite.lock", "holiday.txt"} {
			path := filepath.Join(around.DataDir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	keep()
	demoKeeps(t, filepath.Join(around.DataDir, "demo"))
	toolkit, err := platform.ToolkitDirs()
	if err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	toolkit = append(toolkit, filepath.Join(cache, "fyne", "com.twentythree.uploader")) // where an icon for notifications is put
	for _, folder := range toolkit {
		if err := os.MkdirAll(filepath.Join(folder, "more"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	shared := []string{filepath.Join(filepath.Dir(toolkit[0]), "another.program"), filepath.Join(cache, "font_index_v6.cache")}
	for _, path := range shared {
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	instance, handed := openWindow(t, around.DataDir)
	go func() {
		<-handed
		_ = instance.Close()
	}()
	var out, wrong bytes.Buffer
	if code := RunForget(t.Context(), nil, &out, &wrong, around); code != 0 {
		t.Fatalf("%d %s%s", code, &out, &wrong)
	}
	for _, said := range []string{"sign-ins and keys are removed", "no longer starts", "stay in " + around.DataDir} {
		if !strings.Contains(out.String(), said) {
			t.Errorf("does not say %q:\n%s", said, &out)
		}
	}
	if on, err := startup.IsOn(); on || err != nil {
		t.Errorf("still starts with the computer: %v", err)
	}
	if _, err := os.Stat(filepath.Join(around.DataDir, "list.sqlite")); err != nil {
		t.Error("the list is gone, though nobody asked for that")
	}
	out.Reset()
	if code := RunForget(t.Context(), []string{"-list"}, &out, &wrong, around); code != 0 || !strings.Contains(out.String(), "history and the logs are removed") {
		t.Fatalf("%d %s%s", code, &out, &wrong)
	}
	for _, folder := range append(toolkit, filepath.Join(cache, "fyne")) {
		if _, err := os.Stat(folder); err == nil {
			t.Errorf("the toolkit still remembers the program in %s", folder)
		}
	}
	for _, path := range shared {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("what other programs use is gone: %v", err)
		}
	}
	if !strings.Contains(out.String(), "stays in "+shared[1]) {
		t.Errorf("does not name what stays:\n%s", &out)
	}
	left, err := os.ReadDir(around.DataDir)
	if err != nil || len(left) != 1 || left[0].Name() != "holiday.txt" {
		t.Errorf("left are %v, %v, want the person's own file alone", left, err)
	}
	if err := os.Remove(filepath.Join(around.DataDir, "holiday.txt")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if code := RunForget(t.Context(), []string{"-list"}, &out, &wrong, around); code != 0 {
			t.Errorf("with nothing left: %d %s", code, &wrong)
		}
	}
	if _, err := os.Stat(around.DataDir); err == nil {
		t.Error("the empty folder is still there")
	}
}

func TestForgetTakesAwayAnEntryOfWhichNobodyKnowsWhatItStarts(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the entry is a file of freedesktop.org's")
	}
	around := leaving(t)
	configuration, err := os.UserConfigDir()
	if err != nil {
		t.Fatal(err)
	}
	entry := filepath.Join(configuration, "autostart", "com.twentythree.uploader.desktop")
	nowhere := filepath.Join(configuration, "file", "program")
	for path, text := range map[string]string{entry: "[Desktop Entry]\nExec=" + nowhere + "\n", filepath.Dir(nowhere): ""} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, wrong bytes.Buffer
	if code := RunForget(t.Context(), nil, &out, &wrong, around); code != exitDone || !strings.Contains(out.String(), "no longer starts") {
		t.Errorf("%d %s%s", code, &out, &wrong)
	}
	if _, err := os.Stat(entry); err == nil {
		t.Error("the entry is still there")
	}
}

func TestApplyTellsTheOpenWindowWhereTheFileLiesFromAnyFolder(t *testing.T) {
	around := leaving(t)
	folder := t.TempDir()
	t.Chdir(folder)
	if err := os.WriteFile("acme.ttsetup", []byte(`{"version":1,"address":"videos.acme.com"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	instance, handed := openWindow(t, filepath.Join(folder, "list"))
	var out, wrong bytes.Buffer
	if code := RunApply(t.Context(), []string{"-everyone=false", "-data", "list", "acme.ttsetup"}, &out, &wrong, around); code != exitDone {
		t.Errorf("%d %s%s", code, &out, &wrong)
	}
	if got := <-handed; len(got.Paths) != 1 || !filepath.IsAbs(got.Paths[0]) || filepath.Base(filepath.Dir(got.Paths[0])) != "list" {
		t.Errorf("handed %q", got.Paths)
	}
	if err := instance.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestApplyLaysASetupFileDown(t *testing.T) {
	around := leaving(t)
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const text = `{"version":1,"address":"videos.acme.com","organisation":"Acme IT"}`
	good := write("acme.ttsetup", text)
	link := write("interview.ttlink", `{"version":1,"address":"videos.acme.com","link":{"token":"abcdefgh","until":"2099-12-04T16:40:00Z"}}`)
	var out, wrong bytes.Buffer
	for name, args := range map[string][]string{
		"no file": nil, "two files": {good, good}, "no such file": {filepath.Join(folder, "no.ttsetup")}, "a link": {link},
		"nonsense": {write("bad.ttsetup", "{")}, "no such switch": {"-x", good},
	} {
		wrong.Reset()
		if code := RunApply(t.Context(), append([]string{"-everyone=false"}, args...), &out, &wrong, around); code != 2 || wrong.Len() == 0 {
			t.Errorf("%s: %d %s", name, code, &wrong)
		}
	}
	// Before it is looked whether this person may lay down anything for everybody.
	keys := write("keys.ttsetup", `{"version":1,"address":"videos.acme.com","keys":{"access_key":"bearer-1234567890"}}`)
	wrong.Reset()
	code := RunApply(t.Context(), []string{"-everyone", keys}, &out, &wrong, around)
	if code != exitUsage || !strings.Contains(wrong.String(), "keys.ttsetup holds keys") || strings.Contains(wrong.String(), "bearer-") {
		t.Errorf("keys for everybody: %d %s", code, &wrong)
	}
	if code := RunApply(t.Context(), []string{"-everyone=false", keys}, &out, &wrong, around); code != exitDone {
		t.Errorf("keys for one person: %d %s", code, &wrong)
	}
	laid := filepath.Join(around.DataDir, "laid.ttsetup")
	if err := os.Remove(laid); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(laid); err == nil {
		t.Error("a file that cannot be used was laid down")
	}
	if code := RunApply(t.Context(), []string{"-everyone=false", good}, &out, &wrong, around); code != 0 || !strings.Contains(out.String(), "offers you acme.ttsetup") {
		t.Errorf("%d %s%s", code, &out, &wrong)
	}
	info, err := os.Stat(laid)
	if err != nil || os.PathSeparator == '/' && info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info, err)
	}
	instance, handed := openWindow(t, around.DataDir)
	out.Reset()
	if code := RunApply(t.Context(), []string{"-everyone=false", good}, &out, &wrong, around); code != 0 || !strings.Contains(out.String(), "open window") {
		t.Errorf("%d %s%s", code, &out, &wrong)
	}
	if got := <-handed; len(got.Paths) != 1 || got.Paths[0] != laid {
		t.Errorf("handed %+v", got)
	}
	if err := instance.Close(); err != nil {
		t.Fatal(err)
	}
}
