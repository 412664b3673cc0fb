//go:build outsiders

package outsiders

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// service is the site of npm packages.
type service struct {
	URL string `json:"url"`

	keys map[string]string
}

// held is what it says of itself.
type held struct {
	Videos     []heldVideo
	Asked      []heldAsked
	Complaints []string
	Tokens     int
}

type heldAsked struct{ Method, Path, Auth string }

func (a heldAsked) changes() bool { return strings.HasSuffix(a.Path, "/photo/update") }

type heldVideo struct {
	Title       string
	Description string
	Tags        string
	AlbumID     string `json:"album_id"`
	Publish     bool
	PublishDate string `json:"publish_date"`
	Name        string `json:"original_filename"`
	Size        int64
	SHA256      string
	Method      string
	Chunks      int
}

// startService starts the site. What it overlooks are parameters of an upload token that it does not take.
func startService(t *testing.T, overlooks ...string) *service {
	t.Helper()
	s := &service{keys: map[string]string{
		"bearer": "login-bearer-of-the-judge", "consumerKey": "571156-cuQla8tP5tzjf70znIwS", "consumerSecret": "consumer secret & more",
		"accessToken": "3-gnS3NKP74AzcJsvbFi3Z", "accessTokenSecret": "tokensecret=%+",
	}}
	// Four keys travel in one variable with spaces between.
	s.keys["consumerSecret"] = strings.ReplaceAll(s.keys["consumerSecret"], " ", "_")
	command := node(t.Context(), t, "service.js")
	command.Stdin = bytes.NewReader(must(json.Marshal(map[string]any{"folder": t.TempDir(), "keys": s.keys, "overlooks": overlooks}))(t))
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	out := must(command.StdoutPipe())(t)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
		_ = command.Wait()
	})
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, s)
	}
	if err != nil {
		t.Fatalf("the service did not start: %v", err)
	}
	return s
}

func (s *service) holds(t *testing.T) held {
	t.Helper()
	response := must(http.Get(s.URL + "/_judge"))(t)
	defer response.Body.Close()
	var all held
	if err := json.NewDecoder(response.Body).Decode(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// way is how the program signs in.
type way string

const (
	fourKeys  way = "-oauth-env"
	accessKey way = "-bearer-env"
)

// send runs the program and answers what it said, and its exit status.
func (s *service) send(t *testing.T, as way, arguments ...string) (said string, status int) {
	t.Helper()
	secret := s.keys["bearer"]
	if as == fourKeys {
		secret = strings.Join([]string{s.keys["consumerKey"], s.keys["consumerSecret"], s.keys["accessToken"], s.keys["accessTokenSecret"]}, " ")
	}
	home := t.TempDir()
	all := append([]string{"send", "-site", s.URL, "-allow-http", string(as), "SECRET", "-data", filepath.Join(home, "data")}, arguments...)
	command := exec.CommandContext(t.Context(), must(program())(t), all...)
	command.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "LANG=en_US.UTF-8", "TZ=Europe/Copenhagen", "SECRET=" + secret}
	output, err := command.CombinedOutput()
	if err != nil && command.ProcessState == nil {
		t.Fatal(err)
	}
	return string(output), command.ProcessState.ExitCode()
}

func TestOurProgramUploadsToASiteOfOthers(t *testing.T) {
	t.Parallel()
	need(t, "node", "npm")
	films := t.TempDir()
	odd := "Ærø 🎬 \"Quote\" 'x' (1) 100%20 +; a=b&c.mp4"
	big := makeFilm(t, films, "big "+odd, 45_000_001)
	small := makeFilm(t, films, odd, 12_345)
	told := []string{
		"-title", "Årsmøde: R&D, 100% + \"more\" 🎉", "-description", "Two lines\nand <3", "-tags", "annual report,HR", "-category", "8754251",
	}
	want := heldVideo{Title: told[1], Tags: `"annual report" HR`, AlbumID: "8754251"}
	for name, c := range map[string]struct {
		as     way
		extra  []string
		film   film
		change func(*heldVideo)
		// overlooks is what the site does not take with the token, so that it must be told afterwards.
		overlooks []string
	}{
		"four keys, a big file":                {fourKeys, nil, big, nil, nil},
		"four keys, a small file, on a date":   {fourKeys, []string{"-visibility", "2031-03-04 09:30"}, small, func(v *heldVideo) { v.PublishDate = "2031-03-04 09:30:00" }, nil},
		"four keys, in one request":            {fourKeys, []string{"-direct"}, small, func(v *heldVideo) { v.Method = "photo/upload" }, nil},
		"four keys, a big file in one request": {fourKeys, []string{"-direct"}, big, func(v *heldVideo) { v.Method = "photo/upload" }, nil},
		"an access key, a big file":            {accessKey, nil, big, nil, nil},
		"an access key, a small file, at once": {accessKey, []string{"-visibility", "publish"}, small, func(v *heldVideo) { v.Publish = true }, nil},
		"four keys, told afterwards":           {fourKeys, nil, small, nil, []string{"tags", "album_id", "title", "description"}},
		"an access key, told afterwards":       {accessKey, nil, small, nil, []string{"tags", "album_id", "title", "description"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startService(t, c.overlooks...)
			said, status := s.send(t, c.as, slices.Concat(told, c.extra, []string{c.film.path})...)
			all := s.holds(t)
			if status != 0 || len(all.Videos) != 1 {
				t.Fatalf("exit status %d, %d videos: %s\n%+v", status, len(all.Videos), said, all)
			}
			got, want := all.Videos[0], want
			want.Name, want.Size, want.SHA256, want.Method = c.film.name, c.film.size, c.film.sum, "photo/redeem-upload-token"
			if c.change != nil {
				c.change(&want)
			}
			if !strings.Contains(got.Description, "Two lines") || !strings.Contains(got.Description, "and &lt;3") && !strings.Contains(got.Description, "and <3") {
				t.Errorf("description: %q", got.Description)
			}
			chunks := got.Chunks
			got.Description, got.Chunks = "", 0
			if got != want {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
			if c.film.size == big.size && want.Method != "photo/upload" && chunks < 2 {
				t.Errorf("a big file came in %d chunks", chunks)
			}
			if updated := slices.ContainsFunc(all.Asked, heldAsked.changes); updated != (len(c.overlooks) > 0) {
				t.Errorf("the video was changed afterwards: %v, of %+v", updated, all.Asked)
			}
			if len(all.Complaints) > 0 {
				t.Errorf("the judge complains: %s\nof %+v", strings.Join(all.Complaints, "\n"), all.Asked)
			}
		})
	}
}

func TestSeveralFilesBecomeAsManyVideos(t *testing.T) {
	t.Parallel()
	need(t, "node", "npm")
	s := startService(t)
	films := t.TempDir()
	// Names that are the same once everything but letters and figures of English is gone.
	made := []film{makeFilm(t, films, "中文.mp4", 3_000_000), makeFilm(t, films, "日本.mp4", 3_000_000), makeFilm(t, films, "a b.mp4", 1), makeFilm(t, films, "a.b.mp4", 20_000_000)}
	arguments := []string{"-files", "3"}
	for _, f := range made {
		arguments = append(arguments, f.path)
	}
	said, status := s.send(t, accessKey, arguments...)
	all := s.holds(t)
	if status != 0 || len(all.Videos) != len(made) || len(all.Complaints) != 0 {
		t.Fatalf("exit status %d, %d videos, complaints %q: %s", status, len(all.Videos), all.Complaints, said)
	}
	for _, f := range made {
		if !slices.ContainsFunc(all.Videos, func(v heldVideo) bool { return v.Name == f.name && v.SHA256 == f.sum && !v.Publish }) {
			t.Errorf("no video of %s as it is", f.name)
		}
	}
}

func TestWrongKeysUploadNothing(t *testing.T) {
	t.Parallel()
	need(t, "node", "npm")
	for _, as := range []way{fourKeys, accessKey} {
		s := startService(t)
		s.keys["accessTokenSecret"], s.keys["bearer"] = "wrong", "wrong"
		said, status := s.send(t, as, makeFilm(t, t.TempDir(), "film.mp4", 1000).path)
		if all := s.holds(t); status == 0 || len(all.Videos) != 0 || all.Tokens != 0 {
			t.Errorf("%s: exit status %d, %+v: %s", as, status, all, said)
		}
	}
}
