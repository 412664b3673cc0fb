//go:build soak && linux

package soak

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"testing"
)

// What an upload may cost, in seconds of processor time a GiB. curl took 0.29 and 0.72 where the limits were set.
const (
	mostPlain  = 0.45
	mostSecure = 0.85
)

// TestCPU uploads the same file with the program and with one curl to the same site, by turns.
func TestCPU(t *testing.T) {
	path := filepath.Join(t.TempDir(), "film.mp4")
	must(t, sparse(path, *gigabyte<<30))
	warm(t, path)
	for _, link := range []struct {
		name     string
		switches []string
		most     float64
	}{{"plain", nil, mostPlain}, {"TLS", []string{"-tls"}, mostSecure}} {
		t.Run(link.name, func(t *testing.T) { compare(t, path, link.most, link.switches) })
	}
}

func compare(t *testing.T, path string, most float64, switches []string) {
	t.Helper()
	site := startSite(t, append([]string{"-behaviour", "upload_on_v2=true"}, switches...)...)
	var ours, curls []float64
	for range max(1, *rounds) {
		ours = append(ours, costOfSend(t, site, path))
		curls = append(curls, costOfCurl(t, site, path))
	}
	t.Logf("send %.3f s/GiB %.3v, curl %.3f s/GiB %.3v, ratio %.2f, limit %.2f", median(ours), ours, median(curls), curls,
		median(ours)/median(curls), most)
	if median(ours) > most {
		t.Errorf("an upload costs %.3f s of processor time a GiB, more than %.2f", median(ours), most)
	}
}

// warm brings the file into memory, so that nobody pays for the other's reading.
func warm(t *testing.T, path string) {
	t.Helper()
	file, err := os.Open(path)
	must(t, err)
	defer file.Close()
	_, err = io.Copy(io.Discard, file)
	must(t, err)
}

func costOfSend(t *testing.T, site place, path string) float64 {
	t.Helper()
	arguments := []string{"-site", site.URL, "-bearer-env", keyVariable, "-data", t.TempDir(), "-json"}
	if site.CA != "" {
		arguments = append(arguments, "-ca", site.CA)
	}
	command := child(t, roleSend, append(arguments, path)...)
	command.Env = append(command.Env, keyVariable+"="+site.Bearer, profileVariable+"="+*profile)
	return cost(t, command)
}

func costOfCurl(t *testing.T, site place, path string) float64 {
	t.Helper()
	arguments := []string{
		"--http1.1", "--silent", "--show-error", "--fail", "-H", "@-", "-H", "Expect:", "-F", "title=film", "-F", "file=@" + path,
		site.URL + "/api/2/photo/upload",
	}
	if site.CA != "" {
		arguments = append([]string{"--cacert", site.CA, "--tlsv1.3"}, arguments...)
	}
	command := exec.CommandContext(t.Context(), "curl", arguments...)
	command.Stdin = bytes.NewBufferString("Authorization: Bearer " + site.Bearer + "\n")
	return cost(t, command)
}

// cost is the processor time of a command, its own and the system's for it, in seconds a GiB.
func cost(t *testing.T, command *exec.Cmd) float64 {
	t.Helper()
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(command.Path), err, tail(said.String()))
	}
	return (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds() / float64(*gigabyte)
}

func profileInto(path string) (stop func()) {
	if path == "" {
		return func() {}
	}
	file, err := os.Create(path)
	if err != nil || pprof.StartCPUProfile(file) != nil {
		return func() {}
	}
	return func() {
		pprof.StopCPUProfile()
		_ = file.Close()
	}
}
