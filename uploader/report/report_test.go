package report

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func contents() Contents {
	return Contents{
		Made: time.Date(2026, 11, 21, 10, 44, 0, 0, time.UTC), Version: "1.2.3", Language: "da", System: "linux/amd64",
		Proxies:  []string{"videos.acme.com through proxy.acme.com:8080"},
		Accounts: []uploader.Account{{Host: "videos.acme.com", Level: uploader.LevelWrite, SignedIn: true, Kept: uploader.KeptInKeyring}},
		Checks:   []string{"network [OK] connected"}, CheckedAt: time.Date(2026, 11, 21, 10, 40, 0, 0, time.UTC),
		Uploads: []uploader.Upload{{
			ID: "0123", State: uploader.Failed, Source: uploader.Source{Path: "/home/anna/Film/Layoffs.mp4", Name: "Layoffs.mp4", Size: 5000},
			Metadata: uploader.Metadata{Title: "Plans for spring"}, Progress: uploader.Progress{Acked: 1000},
			Reason: uploader.Reason{Code: uploader.ReasonMissing, Subject: "Layoffs.mp4", Technical: `open "/home/anna/Film/Layoffs.mp4": gone`},
		}},
		Log: []string{`{"msg":"upload","title":"Plans for spring","file":"/home/anna/Film/Layoffs.mp4"}`},
	}
}

func TestAReportTellsWhatHelps(t *testing.T) {
	t.Parallel()
	text := contents().Text()
	for _, part := range []string{
		"1.2.3", "linux/amd64", "da", "proxy.acme.com:8080", "videos.acme.com, level write", "network [OK] connected", "QUEUE (1)",
		"0123 failed (missing), 1000 of 5000 bytes", `"msg":"upload"`,
	} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}

func TestTitlesAndFilesAreToldOnlyWhenWanted(t *testing.T) {
	t.Parallel()
	c := contents()
	if text := c.Text(); strings.Contains(text, "Layoffs") || strings.Contains(text, "spring") || strings.Contains(text, "Film") {
		t.Errorf("a title or a file is told:\n%s", text)
	}
	c.Names = true
	if text := c.Text(); !strings.Contains(text, `"Plans for spring", "Layoffs.mp4"`) {
		t.Errorf("the names are missing:\n%s", text)
	}
}

func TestEverythingGoesThroughTheRedaction(t *testing.T) {
	t.Parallel()
	c := contents()
	c.Version, c.Language, c.System, c.Proxies = "v-key", "l-key", "s-key", []string{"p-key"}
	c.Checks, c.Log, c.Accounts[0].Host, c.Uploads[0].Reason.Technical = []string{"c-key"}, []string{"g-key"}, "a-key", "t-key"
	c.Uploads[0].Metadata.Title, c.Names = "u-key", true
	c.Hide = func(text string) string { return strings.ReplaceAll(text, "-key", "") }
	if text := c.Text(); strings.Contains(text, "-key") {
		t.Errorf("%s", text)
	}
}

func TestTheLastLinesComeFromBothLogs(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	older, newer := filepath.Join(folder, "log.old.jsonl"), filepath.Join(folder, "log.jsonl")
	write := func(path string, from, to int) {
		var text strings.Builder
		for i := from; i < to; i++ {
			fmt.Fprintln(&text, i)
		}
		if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if lines, err := LastLines(3, older, newer); err != nil || len(lines) > 0 {
		t.Errorf("%v %v", lines, err)
	}
	write(older, 0, 10)
	write(newer, 10, 12)
	if lines, err := LastLines(3, older, newer); err != nil || !slices.Equal(lines, []string{"9", "10", "11"}) {
		t.Errorf("%v %v", lines, err)
	}
}
