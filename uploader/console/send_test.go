package console

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/uploadertest"
	"twentythree-uploader/uploader/words"
)

// childArguments makes the test binary the `send` command itself, so that it can be killed.
const childArguments = "UPLOADER_TEST_SEND"

// childHome is the data folder of such a one.
const childHome = "UPLOADER_TEST_HOME"

func TestMain(m *testing.M) {
	if arguments := os.Getenv(childArguments); arguments != "" {
		var args []string
		if err := json.Unmarshal([]byte(arguments), &args); err != nil {
			os.Exit(exitUsage)
		}
		os.Exit(RunSend(context.Background(), args, os.Stdout, os.Stderr, surroundings(os.Getenv(childHome))))
	}
	if err := uploadertest.WithoutBuses(); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func surroundings(folder string) Surroundings {
	return Surroundings{DataDir: folder, Language: words.English, Now: time.Now}
}

// running is a demo site started by its command.
type running struct {
	siteLine
	dir string
}

func startSite(t *testing.T, args ...string) running {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	read, write := io.Pipe()
	dir := t.TempDir()
	ended := make(chan int, 1)
	go func() {
		ended <- RunSite(ctx, append([]string{"-listen", "127.0.0.1:0", "-dir", dir}, args...), write, io.Discard)
		_ = write.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != 0 {
			t.Errorf("site ended with %d", code)
		}
	})
	site := running{dir: dir}
	line, err := bufio.NewReader(read).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(line, &site.siteLine); err != nil {
		t.Fatal(err)
	}
	return site
}

func (s running) fourKeys() string {
	return strings.Join([]string{s.ConsumerKey, s.ConsumerSecret, s.AccessToken, s.AccessTokenSecret}, " ")
}

// received is what the site wrote down about a video.
type received struct {
	Title, Description, SHA256 string
	Tags                       []string          `json:"tags"`
	Albums                     []int64           `json:"album_ids"`
	Published                  bool              `json:"published_p"`
	PublishDate                *time.Time        `json:"publish_date"`
	AbsoluteURL                string            `json:"absolute_url"`
	Custom                     map[string]string `json:"custom"`
	Placeholder                bool              `json:"placeholder_p"`
	Method                     string            `json:"method"`
}

func (s running) videos(t *testing.T) []received {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(s.dir, "videos", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var videos []received
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var video received
		if err := json.Unmarshal(text, &video); err != nil {
			t.Fatal(err)
		}
		videos = append(videos, video)
	}
	return videos
}

func film(t *testing.T, name string, size int) (path, sum string) {
	t.Helper()
	content := append([]byte("\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"), make([]byte, size)...)
	_, _ = rand.Read(content[32:])
	path = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	hash := sha256.Sum256(content)
	return path, hex.EncodeToString(hash[:])
}

func send(t *testing.T, args ...string) (code int, out, complaints string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = RunSend(t.Context(), args, &stdout, &stderr, surroundings(t.TempDir()))
	return code, stdout.String(), stderr.String()
}

func TestSendBringsEverythingThatWasSaid(t *testing.T) {
	site := startSite(t)
	t.Setenv("ACCESS_KEY", site.Bearer)
	path, sum := film(t, "Sommerfest 🎬 æøå.mp4", 9<<20)
	code, out, complaints := send(t, "-site", site.URL, "-bearer-env", "ACCESS_KEY", "-title", "Summer <party>", "-description", "5 < 6\nmore",
		"-tags", "annual report,HR", "-visibility", "publish", "-canonical", "https://acme.example/film", "-field", "department=HR",
		"-json", path)
	if code != exitDone {
		t.Fatalf("exit %d: %s%s", code, out, complaints)
	}
	var last event
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
		t.Fatal(err)
	}
	if last.VideoID == "" || !last.State.Arrived() || last.Acked != last.Size || last.File != path {
		t.Errorf("last line %+v", last)
	}
	videos := site.videos(t)
	if len(videos) != 1 {
		t.Fatalf("%d videos", len(videos))
	}
	video := videos[0]
	if video.SHA256 != sum || !video.Published || strings.Join(video.Tags, "|") != "annual report|HR" ||
		video.AbsoluteURL != "https://acme.example/film" || video.Custom["department"] != "HR" {
		t.Errorf("the site holds %+v", video)
	}
}

func TestSendOverTLSWithTheFourKeysOnADate(t *testing.T) {
	site := startSite(t, "-tls")
	t.Setenv("FOUR_KEYS", site.fourKeys())
	path, sum := film(t, "a.mp4", 5<<20)
	if code, out, complaints := send(t, "-site", site.URL, "-oauth-env", "FOUR_KEYS", path); code == exitDone || !strings.Contains(complaints, "safe") && !strings.Contains(complaints, "traffic") {
		t.Fatalf("an unknown certificate: exit %d: %s%s", code, out, complaints)
	}
	code, out, complaints := send(t, "-site", site.URL, "-oauth-env", "FOUR_KEYS", "-ca", site.CA, "-visibility", "2031-12-04 09:00", path)
	if code != exitDone {
		t.Fatalf("exit %d: %s%s", code, out, complaints)
	}
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	video := site.videos(t)[0]
	want := time.Date(2031, 12, 4, 9, 0, 0, 0, copenhagen)
	if video.SHA256 != sum || video.Published || video.PublishDate == nil || !video.PublishDate.Equal(want) {
		t.Errorf("the site holds %+v", video)
	}
}

func TestSendDirectlyAndAPlaceholder(t *testing.T) {
	site := startSite(t)
	t.Setenv("FOUR_KEYS", site.fourKeys())
	path, sum := film(t, "a.mp4", 5<<20)
	if code, out, complaints := send(t, "-site", site.URL, "-oauth-env", "FOUR_KEYS", "-direct", path); code != exitDone {
		t.Fatalf("exit %d: %s%s", code, out, complaints)
	}
	if code, out, complaints := send(t, "-site", site.URL, "-oauth-env", "FOUR_KEYS", "-placeholder", "-title", "Later"); code != exitDone {
		t.Fatalf("exit %d: %s%s", code, out, complaints)
	}
	videos := site.videos(t)
	if len(videos) != 2 || videos[0].SHA256 != sum || videos[0].Method != "photo/upload" || !videos[1].Placeholder || videos[1].Title != "Later" ||
		videos[0].Published || videos[1].Published {
		t.Errorf("the site holds %+v", videos)
	}
}

func TestSendKilledHalfWayCarriesOn(t *testing.T) {
	site := startSite(t)
	slow(t, site.URL, 8<<20)
	path, sum := film(t, "a.mp4", 40<<20)
	data := t.TempDir()
	args := []string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", "-data", data, "-json", path}
	t.Setenv("ACCESS_KEY", site.Bearer)
	text, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childArguments+"="+string(text), childHome+"="+t.TempDir())
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	chunksTaken(t, site.dir, 4)
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	slow(t, site.URL, 0)
	for range 2 {
		if code, out, complaints := send(t, args...); code != exitDone {
			t.Fatalf("exit %d: %s%s", code, out, complaints)
		}
	}
	videos := site.videos(t)
	if len(videos) != 1 || videos[0].SHA256 != sum {
		t.Fatalf("the site holds %+v", videos)
	}
	const chunks = 40
	if taken := len(redeemed(t, site.dir)); taken > chunks+5 {
		t.Errorf("%d of %d chunks were sent again; at most 5 were under way at the kill", taken-chunks, chunks)
	}
}

func TestSendSaysWhatIsWrong(t *testing.T) {
	site := startSite(t)
	t.Setenv("ACCESS_KEY", site.Bearer)
	t.Setenv("WRONG_KEY", "login-nobody")
	path, _ := film(t, "a.mp4", 100)
	empty := filepath.Join(t.TempDir(), "empty.mp4")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no site":        {[]string{"-bearer-env", "ACCESS_KEY", path}, exitUsage, "-site"},
		"no keys":        {[]string{"-site", site.URL, path}, exitUsage, "-bearer-env"},
		"no files":       {[]string{"-site", site.URL, "-bearer-env", "ACCESS_KEY"}, exitUsage, "file"},
		"wrong key":      {[]string{"-site", site.URL, "-bearer-env", "WRONG_KEY", path}, exitFailed, "keys"},
		"a missing file": {[]string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", path + ".gone"}, exitFailed, "a.mp4.gone"},
		"an empty file":  {[]string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", empty}, exitFailed, "empty.mp4"},
		"a bad date":     {[]string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", "-visibility", "soon", path}, exitUsage, "soon"},
		"no speed":       {[]string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", "-limit", "NaN", path}, exitUsage, "-limit"},
		"too slow":       {[]string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", "-limit", "0.01", path}, exitUsage, "-limit"},
		"four at once":   {[]string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", "-files", "4", path}, exitUsage, "-files"},
		"odd congestion": {[]string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", "-congestion", "fast", path}, exitUsage, "-congestion"},
		"plain http":     {[]string{"-site", "http://videos.example.com", "-bearer-env", "ACCESS_KEY", path}, exitFailed, "https"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, complaints := send(t, test.args...)
			if code != test.code || !strings.Contains(complaints, test.says) {
				t.Errorf("exit %d, said %q %q", code, out, complaints)
			}
			if strings.Contains(complaints+out, site.Bearer) {
				t.Error("the key was printed")
			}
		})
	}
	if videos := site.videos(t); len(videos) != 0 {
		t.Errorf("the site holds %d videos", len(videos))
	}
}

func FuzzParseSend(f *testing.F) {
	f.Add("-site\x00https://x.example\x00-bearer-env\x00K\x00-field\x00a=b\x00film.mp4")
	f.Add("-visibility\x002026-12-04 09:00\x00-tags\x00,,a\"b,")
	f.Fuzz(func(_ *testing.T, line string) {
		a, err := parseSend(strings.Split(line, "\x00"), io.Discard, words.New(words.English, time.UTC, time.Now))
		if err == nil && a.metadata.Visibility != uploader.PublishWhenDone && strings.Count(line, "publish") == 0 && a.localDate == "" &&
			a.metadata.Visibility != uploader.Draft {
			panic("public without being asked")
		}
	})
}
