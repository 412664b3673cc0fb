//go:build crash && crashpoints && linux

package crash

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"twentythree-uploader/uploader/crashpoint"
)

// patience is how long the last start may take: the site is asked in real time when the end of an upload is unclear.
const patience = 3 * time.Minute

// outcome is what a run adds to the campaign.
type outcome struct {
	kills                    map[string]int
	missed                   int
	lost, duplicate, corrupt int
	confirmedAgain           int
	resent                   []int64
}

// upload is one run: files, a folder that remembers, a site, and what was done to them.
type upload struct {
	place  *place
	role   string
	data   string
	task   task
	sums   map[string]string
	edited int
	kills  []kill
	said   bytes.Buffer
}

// kill is one end of the child, and what the list held when it came.
type kill struct {
	kind      string
	begun, at time.Time
	held      held
}

// play interrupts one upload again and again, lets it finish and judges what became of it.
func play(t *testing.T, index int, random *rand.Rand) outcome {
	u := newUpload(t, random)
	u.accompany(t, random)
	o := outcome{kills: make(map[string]int)}
	for number := range 1 + random.IntN(4) {
		p := choose(random, u, number == 0)
		killed := u.startAndKill(t, p)
		if t.Failed() {
			break
		}
		if !killed {
			o.missed++
			break
		}
		o.kills[p.kind]++
	}
	if !t.Failed() {
		u.finish(t)
	}
	u.judge(t, &o)
	if t.Failed() {
		t.Logf("run %d as %s: %s\n%s", index, u.role, u.story(), u.said.String())
	}
	return o
}

func newUpload(t *testing.T, random *rand.Rand) *upload {
	t.Helper()
	folder := t.TempDir()
	u := &upload{place: openPlace(t), role: roleSend, data: filepath.Join(folder, "data"), sums: make(map[string]string)}
	if random.IntN(2) == 0 {
		u.role = rolePerson
	}
	u.task = task{Site: u.place.server.URL, Data: u.data}
	for number := range 1 + random.IntN(5)/4 + random.IntN(5)/4 {
		u.addFilm(t, random, filepath.Join(folder, fmt.Sprintf("Årsmøde %d.mp4", number+1)))
	}
	if u.role == rolePerson {
		for number := range random.IntN(5) / 3 {
			film := u.task.Files[random.IntN(len(u.task.Files))]
			title := fmt.Sprintf("%s, edited %d", film.Title, number+1)
			u.task.Edits = append(u.task.Edits, edit{Number: number + 1, Path: film.Path, Acked: random.Int64N(6 << 20), Title: title})
		}
	}
	return u
}

// startAndKill starts the child and ends it where the plan says. It reports false when the child was done before.
func (u *upload) startAndKill(t *testing.T, p plan) bool {
	t.Helper()
	u.place.set(strike{})
	child, said := u.child(p.point)
	k := kill{kind: p.kind, begun: time.Now()}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	end := func() { _ = child.Process.Kill() }
	u.place.set(strike{bytes: p.bytes, answers: p.answers, end: end})
	limit := patience
	if p.after > 0 {
		limit = p.after
	}
	timer := time.AfterFunc(limit, end)
	err := child.Wait()
	late := !timer.Stop() && p.after == 0
	u.place.set(strike{})
	k.at = time.Now()
	u.said.WriteString(fmt.Sprintf("--- %s\n%s", p, said))
	u.heard(said.String())
	switch state, _ := child.ProcessState.Sys().(syscall.WaitStatus); {
	case late:
		t.Errorf("nothing ended within %v: %s", patience, p)
		return false
	case err == nil:
		return false
	case !state.Signaled():
		t.Errorf("a start failed: %v: %s", err, said)
		return false
	}
	if p.damaged {
		return true
	}
	k.held = readList(t, u.data)
	u.kills = append(u.kills, k)
	return true
}

// finish starts the child once more and waits until it is done.
func (u *upload) finish(t *testing.T) {
	t.Helper()
	child, said := u.child("")
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(patience, func() { _ = child.Process.Signal(syscall.SIGQUIT) })
	defer timer.Stop()
	if err := child.Wait(); err != nil {
		t.Errorf("the last start failed: %v", err)
	}
	u.said.WriteString("--- the last start\n" + said.String())
	u.heard(said.String())
}

// child is the test's own program in its other role.
func (u *upload) child(point string) (*exec.Cmd, *bytes.Buffer) {
	var said bytes.Buffer
	child := exec.Command(os.Args[0], u.arguments()...)
	child.Env = append(os.Environ(), roleVariable+"="+u.role, keyVariable+"="+u.place.site.Credentials().Bearer, crashpoint.Variable+"="+point)
	child.Stdout, child.Stderr = &said, &said
	child.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return child, &said
}

func (u *upload) arguments() []string {
	if u.role == rolePerson {
		rest := u.task
		rest.Edits = rest.Edits[u.edited:]
		text, _ := json.Marshal(rest) // plain texts and numbers
		return []string{string(text)}
	}
	first := u.task.Files[0]
	arguments := []string{
		"-site", u.task.Site, "-bearer-env", keyVariable, "-data", u.data, "-json",
		"-description", first.Description, "-tags", strings.Join(first.Tags, ","),
	}
	for _, film := range u.task.Files {
		arguments = append(arguments, film.Path)
	}
	return arguments
}

// heard takes in which edits the child has said to be written down.
func (u *upload) heard(said string) {
	for line := range strings.Lines(said) {
		var number int
		if n, _ := fmt.Sscanf(line, "edited %d", &number); n == 1 {
			u.edited = max(u.edited, number)
		}
	}
}

func (u *upload) story() string {
	var told []string
	for _, k := range u.kills {
		told = append(told, fmt.Sprintf("%s after %v", k.kind, k.at.Sub(k.begun).Round(time.Millisecond)))
	}
	return strings.Join(told, ", then ")
}
