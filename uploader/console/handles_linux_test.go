package console

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestSendWaitsWhileTheComputerHasNoHandlesLeft takes every further handle from a program that is at work, and gives them back later.
func TestSendWaitsWhileTheComputerHasNoHandlesLeft(t *testing.T) {
	site := startSite(t)
	slow(t, site.URL, 8<<20)
	sums := make(map[string]bool)
	args := []string{"-site", site.URL, "-bearer-env", "ACCESS_KEY", "-data", t.TempDir(), "-json"}
	for _, name := range []string{"a.mp4", "b.mp4", "c.mp4"} {
		path, sum := film(t, name, 10<<20)
		args, sums[sum] = append(args, path), true
	}
	t.Setenv("ACCESS_KEY", site.Bearer)
	text, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childArguments+"="+string(text), childHome+"="+t.TempDir())
	var out, complaints bytes.Buffer
	child.Stdout, child.Stderr = &out, &complaints
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	chunksTaken(t, site.dir, 4)
	var before unix.Rlimit
	if err := unix.Prlimit(child.Process.Pid, unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 3, Max: 1024}, &before); err != nil {
		t.Skip("SKIPPED: the limit cannot be lowered: ", err)
	}
	stays := make(chan struct{})
	// The first file ends within two seconds; the second cannot be opened, nor can a connection be made.
	time.AfterFunc(8*time.Second, func() {
		defer close(stays)
		if err := unix.Prlimit(child.Process.Pid, unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 1024, Max: 1024}, nil); err != nil {
			t.Error(err)
		}
	})
	<-stays
	if err := child.Wait(); err != nil {
		t.Fatalf("%v: %s%s", err, out.String(), complaints.String())
	}
	videos := site.videos(t)
	for _, video := range videos {
		delete(sums, video.SHA256)
	}
	if len(videos) != 3 || len(sums) != 0 || bytes.Contains(out.Bytes(), []byte(`"failed"`)) {
		t.Errorf("%d videos, %d missing: %s", len(videos), len(sums), out.String())
	}
}
