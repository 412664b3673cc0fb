//go:build soak && linux

// Package soak measures what an upload costs this computer: processor time beside curl, memory with a huge file and a long queue, and whether
// anything grows while an upload goes on for long over a site that often fails. The figures are for this machine and this run; each test prints
// one line of them and fails where a limit is passed.
//
//	go test -tags ci,soak ./.ci/soak -v -run CPU          processor time
//	go test -tags ci,soak ./.ci/soak -v -run Memory       memory
//	go test -tags ci,soak ./.ci/soak -v -run Growth -for 20m -timeout 30m
package soak

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"twentythree-uploader/uploader/console"
	"twentythree-uploader/uploader/words"
)

var (
	duration = flag.Duration("for", 30*time.Second, "how long growth is looked for")
	rounds   = flag.Int("rounds", 3, "how often processor time is measured; the median counts")
	gigabyte = flag.Int64("gib", 4, "how large the file is that processor time is measured with, in GiB")
	profile  = flag.String("profile", "", "`file` for a profile of the last upload: of processor time, or of what is in memory at the end")
)

const (
	// roleVariable tells the test's own program what it is to be.
	roleVariable = "SOAK_ROLE"
	// keyVariable holds the access key, profileVariable where a profile goes.
	keyVariable     = "SOAK_KEY"
	profileVariable = "SOAK_PROFILE"

	roleSite, roleSend, roleEngine = "site", "send", "engine"
)

func TestMain(m *testing.M) {
	ctx := context.Background()
	switch os.Getenv(roleVariable) {
	case roleSite:
		os.Exit(console.RunSite(ctx, os.Args[1:], os.Stdout, os.Stderr))
	case roleSend:
		stop := profileInto(os.Getenv(profileVariable))
		code := console.RunSend(ctx, os.Args[1:], os.Stdout, os.Stderr, console.Surroundings{Language: words.English, Now: time.Now})
		stop()
		os.Exit(code)
	case roleEngine:
		os.Exit(beEngine(ctx, os.Args[1]))
	}
	os.Exit(m.Run())
}

// child is the test's own program in another role, which ends with the test.
func child(t *testing.T, role string, arguments ...string) *exec.Cmd {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0], arguments...)
	command.Env = append(os.Environ(), roleVariable+"="+role)
	command.Stderr = os.Stderr
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return command
}

// place is the demo site in a process of its own, which keeps no bytes and takes no sums: what is measured is the client.
type place struct {
	URL    string `json:"url"`
	Bearer string `json:"bearer"`
	CA     string `json:"ca"`
}

func startSite(t *testing.T, arguments ...string) place {
	t.Helper()
	command := child(t, roleSite, append([]string{"-dir", t.TempDir(), "-discard", "-skip-hash", "-transcode", "1s"}, arguments...)...)
	said, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	line, err := bufio.NewReader(said).ReadString('\n')
	must(t, err)
	var p place
	must(t, json.Unmarshal([]byte(line), &p))
	go func() { _, _ = io.Copy(io.Discard, said) }()
	return p
}

// sparse makes a file that looks like a video and takes no room.
func sparse(path string, size int64) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := file.WriteString("\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"); err != nil {
		return err
	}
	if err := file.Truncate(size); err != nil {
		return err
	}
	old := time.Now().Add(-time.Hour)
	return os.Chtimes(path, old, old)
}

func median(figures []float64) float64 {
	sorted := slices.Sorted(slices.Values(figures))
	return sorted[len(sorted)/2]
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func tail(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-5):], "\n")
}
