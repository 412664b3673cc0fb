package console

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// slow lets the whole site take so many bytes a second, or as many as come when 0.
func slow(t *testing.T, site string, bytesPerSecond int) {
	t.Helper()
	document := `{"faults":[]}`
	if bytesPerSecond > 0 {
		document = fmt.Sprintf(`{"faults":[{"kind":"slow","bytes_per_second":%d,"per":"site"}]}`, bytesPerSecond)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, site+"/_demo/faults", strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		t.Fatalf("the site refused the fault: %s", response.Status)
	}
}

// redeemed lists the chunks that the site took, by its own record.
func redeemed(t *testing.T, dir string) (chunks []string) {
	t.Helper()
	file, err := os.Open(filepath.Join(dir, "requests.jsonl"))
	if err != nil {
		return nil
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var line struct {
			Path       string            `json:"path"`
			Status     int               `json:"status"`
			Parameters map[string]string `json:"parameters"`
		}
		if json.Unmarshal(lines.Bytes(), &line) == nil && strings.HasSuffix(line.Path, "redeem-upload-token") && line.Status == 200 {
			chunks = append(chunks, line.Parameters["resumableChunkNumber"])
		}
	}
	return chunks
}

// chunksTaken waits until the site has taken so many.
func chunksTaken(t *testing.T, dir string, count int) {
	t.Helper()
	deadline := time.After(time.Minute)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for len(redeemed(t, dir)) < count {
		select {
		case <-deadline:
			t.Fatalf("the site took only %d chunks", len(redeemed(t, dir)))
		case <-look.C:
		}
	}
}
