package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// sitePort is where the demo site listens; each lab has addresses of its own.
const sitePort = "8023"

// site is the demo site in the server's namespace.
type site struct {
	URL, Bearer, CA string

	lab     *lab
	folder  string
	command *exec.Cmd
}

func startSite(ctx context.Context, l *lab, program, folder, address string, secure bool) (*site, error) {
	s := &site{lab: l, folder: folder}
	args := []string{
		program, "site", "-discard", "-skip-hash", "-transcode", "0s", "-listen", net.JoinHostPort(address, sitePort), "-dir", folder,
	}
	if secure {
		args = append(args, "-tls")
	}
	s.command = l.in(ctx, l.server(), args...)
	s.command.Stderr = os.Stderr
	output, err := s.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.command.Start(); err != nil {
		return nil, fmt.Errorf("starting the demo site: %w", err)
	}
	line, err := bufio.NewReader(output).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, s)
	}
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("the demo site did not start: %w", err)
	}
	return s, nil
}

func (s *site) stop() {
	_ = s.command.Process.Signal(syscall.SIGTERM)
	_ = s.command.Wait()
}

func (s *site) redeem() string { return s.URL + "/api/2/photo/redeem-upload-token" }

// uploadToken asks the site for a token, beside it and not over the link.
func (s *site) uploadToken(ctx context.Context) (string, error) {
	config := fmt.Sprintf("url = \"%s/api/2/photo/get-upload-token?title=Film&publish=0&valid_minutes=1440\"\nheader = \"Authorization: Bearer %s\"\n", s.URL, s.Bearer)
	args := []string{"curl", "-sS", "-f", "-K", "-"}
	if s.CA != "" {
		args = append(args, "--cacert", s.CA)
	}
	command := s.lab.in(ctx, s.lab.server(), args...)
	command.Stdin = strings.NewReader(config)
	text, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("asking for an upload token: %w", err)
	}
	var answer struct {
		Data struct {
			Token string `json:"upload_token"`
		} `json:"data"`
	}
	if err := json.Unmarshal(text, &answer); err != nil || answer.Data.Token == "" {
		return "", fmt.Errorf("the site gave no upload token: %s", text)
	}
	return answer.Data.Token, nil
}

// received is how many bytes the site's process has read since it started.
func (s *site) received() (int64, error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.command.Process.Pid), "io"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if number, found := strings.CutPrefix(line, "rchar: "); found {
			return strconv.ParseInt(strings.TrimSpace(number), 10, 64)
		}
	}
	return 0, errors.New("no count of bytes read in /proc")
}

// request is a line of the site's log of requests.
type request struct {
	Time       time.Time         `json:"time"`
	Took       int64             `json:"took_ms"`
	Method     string            `json:"method"`
	Path       string            `json:"path"`
	Parameters map[string]string `json:"parameters"`
	Status     int               `json:"status"`
	Bytes      int64             `json:"bytes"`
	PhotoID    int64             `json:"photo_id"`
}

func (r request) redeems() bool { return strings.HasSuffix(r.Path, "/photo/redeem-upload-token") }

// requests reads the site's log as far as it is written.
func (s *site) requests() ([]request, error) {
	text, err := os.ReadFile(filepath.Join(s.folder, "requests.jsonl"))
	if err != nil {
		return nil, err
	}
	var all []request
	decoder := json.NewDecoder(bytes.NewReader(text))
	for {
		var r request
		err := decoder.Decode(&r)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading the site's log: %w", err)
		}
		all = append(all, r)
	}
}

// sentAgain counts the requests that carried a chunk of which bytes had come before.
func sentAgain(requests []request) int {
	seen, again := map[string]bool{}, 0
	for _, r := range requests {
		number := r.Parameters["resumableChunkNumber"]
		if r.Method != "POST" || !r.redeems() || number == "" {
			continue
		}
		if seen[number] {
			again++
		}
		seen[number] = true
	}
	return again
}

// arrived is when the site had the whole file, and when the first request for it came.
func arrived(requests []request) (first, done time.Time, is bool) {
	for _, r := range requests {
		if r.redeems() && (first.IsZero() || r.Time.Before(first)) {
			first = r.Time
		}
		if r.PhotoID != 0 {
			done, is = r.Time.Add(time.Duration(r.Took)*time.Millisecond), true
		}
	}
	return first, done, is
}
