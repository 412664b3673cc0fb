//go:build crash && crashpoints && linux

package crash

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// plan is where one start of the child ends; one of after, bytes, answers and point is set.
type plan struct {
	kind    string
	after   time.Duration
	bytes   int64
	answers int
	point   string
	// damaged says that the list is not whole when the start ends.
	damaged bool
}

func (p plan) String() string {
	return fmt.Sprintf("%s %v %d bytes %d answers %s", p.kind, p.after, p.bytes, p.answers, p.point)
}

// moments are the named points with how often each comes in one start, at most.
var moments = []struct {
	name  string
	times int
	roles []string
	// first says that it comes in the first start alone, delayed that what follows it takes time in which to end.
	first, delayed bool
	// beside says that it comes only where more than a file is brought.
	beside bool
}{
	{name: "before migration", times: 1, first: true},
	{name: "after migration", times: 1, first: true},
	{name: "before saving accounts", times: 1, roles: []string{roleSend}},
	{name: "after saving accounts", times: 1, roles: []string{roleSend}},
	{name: "before an added upload", times: 1, first: true},
	{name: "after an added upload", times: 1, first: true},
	{name: "before saving the order", times: 1, first: true},
	{name: "after saving the order", times: 1, first: true},
	{name: "before a token", times: 2},
	{name: "after a token", times: 2},
	{name: "before an acknowledgement", times: 8},
	{name: "after an acknowledgement", times: 8},
	{name: "before completing", times: 2},
	{name: "after completing", times: 2},
	{name: "before the video's id", times: 2},
	{name: "after the video's id", times: 2},
	{name: "before a replacement", times: 1, roles: []string{rolePerson}, beside: true},
	{name: "after a replacement", times: 1, roles: []string{rolePerson}, beside: true},
	{name: "before a subtitle", times: 2, roles: []string{rolePerson}, beside: true},
	{name: "after a subtitle", times: 2, roles: []string{rolePerson}, beside: true},
	{name: "before an edit", times: 1, roles: []string{rolePerson}},
	{name: "after an edit", times: 1, roles: []string{rolePerson}},
	{name: "before saving uploads", times: 10},
	{name: "after saving uploads", times: 10},
	{name: "before saving a transfer", times: 5},
	{name: "after saving a transfer", times: 5},
	{name: "before saving a confirmed chunk", times: 8},
	{name: "after saving a confirmed chunk", times: 8},
	{name: "before checkpoint", times: 3},
	{name: "after checkpoint", times: 3},
	{name: "copying", times: 3, delayed: true},
	{name: "before copy takes its place", times: 3},
	{name: "copies half exchanged", times: 3},
	{name: "after copy takes its place", times: 3},
	{name: "before closing", times: 1},
	{name: "after closing", times: 1},
}

// choose picks where a start ends.
func choose(random *rand.Rand, u *upload, first bool) plan {
	var size int64
	for path := range u.sums {
		if info, err := os.Stat(path); err == nil {
			size += info.Size()
		}
	}
	whole := 300*time.Millisecond + time.Duration(float64(size)/bytesPerSecond*float64(time.Second))
	switch random.IntN(6) {
	case 0:
		return plan{kind: "moment", after: 1 + time.Duration(random.Int64N(int64(whole)))}
	case 1:
		return plan{kind: "byte", bytes: 1 + random.Int64N(size)}
	case 2:
		return plan{kind: "unheard answer", answers: 1 + random.IntN(1+int(size>>20))}
	}
	for {
		m := moments[random.IntN(len(moments))]
		if m.first && !first || len(m.roles) > 0 && !slices.Contains(m.roles, u.role) || strings.HasSuffix(m.name, "an edit") && len(u.task.Edits) == u.edited ||
			m.beside && !u.beside() {
			continue
		}
		p := plan{kind: "point: " + m.name, point: fmt.Sprintf("%s:%d", m.name, 1+random.IntN(m.times))}
		if m.delayed {
			p.point += fmt.Sprintf(":%dus", random.IntN(3000))
		}
		return p
	}
}

// addFilm adds a file to what is to be uploaded.
func (u *upload) addFilm(t *testing.T, random *rand.Rand, path string) {
	t.Helper()
	u.fill(t, random, path)
	title := strings.TrimSuffix(filepath.Base(path), ".mp4")
	u.task.Files = append(u.task.Files, film{Path: path, Title: title, Description: "Første linje\n5 < 6 & \"more\"", Tags: []string{"annual report", "HR"}})
}

// fill makes a file of 3 to 9 MiB that looks like a video and that nothing else resembles.
func (u *upload) fill(t *testing.T, random *rand.Rand, path string) {
	t.Helper()
	content := make([]byte, 3<<20+random.IntN(6<<20))
	var key [32]byte
	for i := range key {
		key[i] = byte(random.Uint32())
	}
	_, _ = rand.NewChaCha8(key).Read(content) // never fails
	copy(content, "\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	u.sums[path] = sumOf(content)
}
