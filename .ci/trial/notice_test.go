//go:build trial

package trial

import (
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// notices stands in for the desktop's own service: it keeps what programs want told.
type notices struct {
	mutex sync.Mutex
	told  []string
}

// listenForNotices takes the service's place on the session bus.
func (d *desk) listenForNotices(t *testing.T) *notices {
	t.Helper()
	bus, err := dbus.Connect("unix:path=" + filepath.Join(d.home, "run", "bus"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	n := new(notices)
	const service = "org.freedesktop.Notifications"
	if err := bus.Export(n, "/org/freedesktop/Notifications", service); err != nil {
		t.Fatal(err)
	}
	if got, err := bus.RequestName(service, dbus.NameFlagDoNotQueue); err != nil || got != dbus.RequestNameReplyPrimaryOwner {
		t.Fatalf("the place of the desktop's notices is taken: %v %v", got, err)
	}
	return n
}

// Notify is what programs call.
func (n *notices) Notify(_ string, _ uint32, _, summary, body string, _ []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.told = append(n.told, summary+"\n"+body)
	return uint32(len(n.told)), nil
}

func (n *notices) all() []string {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	return append([]string(nil), n.told...)
}

// mustBeOne waits for one notice, which has a count and no title, and for a while in which no other comes.
func (n *notices) mustBeOne(t *testing.T, count string, titles ...string) {
	t.Helper()
	await(t, patience, "a notice", func() bool { return len(n.all()) > 0 })
	// The program tells together what happens within five seconds.
	time.Sleep(8 * time.Second)
	all := n.all()
	if len(all) != 1 || !strings.Contains(all[0], count) {
		t.Errorf("the desktop was told %q, want one notice of %s", all, count)
	}
	for _, title := range titles {
		if strings.Contains(all[0], title) {
			t.Errorf("the notice names a video: %q", all[0])
		}
	}
}

// turnsAway brings another window to the front.
func (p person) turnsAway(t *testing.T) {
	t.Helper()
	p.desk.openFolder(t, t.TempDir()).focus(t)
}
