//go:build outsiders

package outsiders

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// house is a network as people have at home: a router, a computer and a phone behind it, and the site beyond. Each is a network namespace,
// so that nothing reaches another but over the router.
type house struct {
	router, computer, phone, site string
}

// The addresses in every house. The computer and the phone are in the local network, the site is outside.
const (
	routerHome, routerOut = "192.168.42.1", "203.0.113.1"
	computerAddress       = "192.168.42.10"
	computerMoved         = "192.168.42.30"
	phoneAddress          = "192.168.42.20"
	siteAddress           = "203.0.113.80"
)

// buildHouse builds one, or skips the test where that is not allowed: it needs the rights to make networks.
func buildHouse(t *testing.T, name string) house {
	t.Helper()
	need(t, "ip", "chromium", "zbarimg")
	name = fmt.Sprintf("outsiders-%d-%s-", os.Getpid(), name)
	h := house{router: name + "router", computer: name + "computer", phone: name + "phone", site: name + "site"}
	for _, namespace := range []string{h.router, h.computer, h.phone, h.site} {
		if said, err := exec.Command("ip", "netns", "add", namespace).CombinedOutput(); err != nil {
			t.Skipf("SKIPPED, AND SO NOT JUDGED: no networks can be made here: %v %s", err, said)
		}
		t.Cleanup(func() { _ = exec.Command("ip", "netns", "delete", namespace).Run() })
		h.ip(t, namespace, "link set lo up")
	}
	h.ip(t, h.router, "link add br0 type bridge")
	h.ip(t, h.router, "address add "+routerHome+"/24 dev br0")
	h.ip(t, h.router, "link set br0 addrgenmode none up")
	h.plug(t, h.computer, "wlan0", "computer", computerAddress, routerHome)
	h.plug(t, h.phone, "wlan0", "phone", phoneAddress, routerHome)
	for _, port := range []string{"computer", "phone"} {
		h.ip(t, h.router, "link set "+port+" master br0")
	}
	h.plug(t, h.site, "eth0", "site", siteAddress, "")
	h.ip(t, h.router, "address add "+routerOut+"/24 dev site")
	h.ip(t, h.site, "route add default via "+routerOut)
	if said, err := exec.Command("ip", "netns", "exec", h.router, "sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward").CombinedOutput(); err != nil {
		t.Skipf("SKIPPED, AND SO NOT JUDGED: nothing can be routed here: %v %s", err, said)
	}
	return h
}

// plug gives a namespace a cable to the router, an address and, where gateway is not "", a way out.
func (h house) plug(t *testing.T, namespace, device, port, address, gateway string) {
	t.Helper()
	h.ip(t, h.router, "link add "+port+" type veth peer name "+device+" netns "+namespace)
	// IPv6 would find itself an address a second or two later, and browsers break off what they do when the network changes.
	h.ip(t, h.router, "link set "+port+" addrgenmode none up")
	h.ip(t, namespace, "link set "+device+" addrgenmode none up")
	h.ip(t, namespace, "address add "+address+"/24 dev "+device)
	if gateway != "" {
		h.ip(t, namespace, "route add default via "+gateway)
	}
}

func (h house) ip(t *testing.T, namespace, arguments string) {
	t.Helper()
	if said, err := exec.Command("ip", append([]string{"-n", namespace}, strings.Fields(arguments)...)...).CombinedOutput(); err != nil {
		t.Fatalf("ip %s: %v %s", arguments, err, said)
	}
}

// roleVariable makes this test binary play a part in a house.
const roleVariable = "OUTSIDERS_ROLE"

// player is a process in a house that is told what to do by lines, and tells by lines.
type player struct {
	in   io.WriteCloser
	told chan []byte
	done chan struct{}
}

// play starts this test binary in a namespace. It is told to end by the end of what it reads, and ended where it does not.
func (h house) play(t *testing.T, namespace, role string, arguments ...string) *player {
	t.Helper()
	words := append([]string{"netns", "exec", namespace, must(os.Executable())(t)}, arguments...)
	command := exec.Command("ip", words...)
	command.Env = append(os.Environ(), roleVariable+"="+role)
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	command.Stderr = os.Stderr
	p := &player{in: must(command.StdinPipe())(t), told: make(chan []byte, 1000), done: make(chan struct{})}
	out := must(command.StdoutPipe())(t)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.done)
		defer close(p.told)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			p.told <- []byte(lines.Text())
		}
	}()
	t.Cleanup(func() {
		_ = p.in.Close()
		if role == roleSite {
			_ = command.Process.Signal(os.Interrupt)
		}
		select {
		case <-p.done:
		case <-time.After(20 * time.Second):
			_ = command.Process.Kill()
			<-p.done
		}
		if err := command.Wait(); err != nil && role != roleSite {
			t.Errorf("the %s: %v", role, err)
		}
	})
	return p
}

// tell sends a line of JSON.
func (p *player) tell(t *testing.T, what any) {
	t.Helper()
	if _, err := p.in.Write(append(must(json.Marshal(what))(t), '\n')); err != nil {
		t.Fatal(err)
	}
}

// hear waits for a line of JSON.
func (p *player) hear(t *testing.T, into any) {
	t.Helper()
	select {
	case line, more := <-p.told:
		if !more {
			t.Fatal("it ended without a word")
		}
		if err := json.Unmarshal(line, into); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
	case <-time.After(time.Minute):
		t.Fatal("nothing is said")
	}
}

// arrived are the videos that a site keeps in a folder.
func arrived(t *testing.T, folder string) []kept {
	t.Helper()
	var all []kept
	for _, path := range must(filepath.Glob(filepath.Join(folder, "videos", "*.json")))(t) {
		var one kept
		if err := json.Unmarshal(must(os.ReadFile(path))(t), &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

// kept is what of a video matters here.
type kept struct {
	Title     string `json:"title"`
	Name      string `json:"original_filename"`
	File      string `json:"file"`
	Size      int64  `json:"size"`
	Published bool   `json:"published_p"`
}
