//go:build trial

package trial

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// cable is a network of one wire: the site's end is on this computer, the program's in a namespace of its own, which has no other way out.
type cable struct {
	namespace, near, far string
	site, program        string // the addresses of the two ends
}

// layCable lays one, or skips the test where that is not allowed: it needs the rights to change the network. Trials that have one at the
// same time differ in which.
func layCable(t *testing.T, which int) cable {
	t.Helper()
	number := (2*os.Getpid() + which) % 250
	c := cable{
		namespace: fmt.Sprintf("trial-%d", number), near: fmt.Sprintf("trial-%d-s", number), far: fmt.Sprintf("trial-%d-p", number),
		site: fmt.Sprintf("198.19.%d.1", number), program: fmt.Sprintf("198.19.%d.2", number),
	}
	if said, err := exec.Command("ip", "netns", "add", c.namespace).CombinedOutput(); err != nil {
		t.Skipf("no network can be cut here: %v %s", err, said)
	}
	t.Cleanup(func() { _ = exec.Command("ip", "netns", "delete", c.namespace).Run() })
	c.ip(t, "link add "+c.near+" type veth peer name "+c.far+" netns "+c.namespace)
	c.ip(t, "address add "+c.site+"/30 dev "+c.near)
	c.ip(t, "-n "+c.namespace+" link set lo up")
	c.plug(t)
	return c
}

func (c cable) ip(t *testing.T, arguments string) {
	t.Helper()
	if said, err := exec.Command("ip", strings.Fields(arguments)...).CombinedOutput(); err != nil {
		t.Fatalf("ip %s: %v %s", arguments, err, said)
	}
}

// plug connects the two ends; the computer gets its address and its way out, as from any network.
func (c cable) plug(t *testing.T) {
	t.Helper()
	c.ip(t, "link set "+c.near+" up")
	c.ip(t, "-n "+c.namespace+" link set "+c.far+" up")
	c.ip(t, "-n "+c.namespace+" address add "+c.program+"/30 dev "+c.far)
	c.ip(t, "-n "+c.namespace+" route add default via "+c.site)
}

// pull takes the plug out: nothing arrives any more from one moment to the next, and a computer then drops the network's address.
func (c cable) pull(t *testing.T) {
	t.Helper()
	c.ip(t, "link set "+c.near+" down")
	c.ip(t, "-n "+c.namespace+" address flush dev "+c.far)
}
