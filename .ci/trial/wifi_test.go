//go:build trial

package trial

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// wifiAddress names the variable by which the trial's own binary is told to be the Wi-Fi's computer, in place of the site at that address.
const wifiAddress = "TRIAL_WIFI"

// serveWiFi answers as a Wi-Fi does that wants a sign-in first: its page to everything without encryption, and a certificate of its own to
// whoever asks the site.
func serveWiFi(address string) int {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!DOCTYPE html><title>Hotel Wi-Fi</title><p>Accept our terms.</p>")
	})
	falseSite := httptest.NewUnstartedServer(page)
	falseSite.Listener.Close()
	if falseSite.Listener, err = net.Listen("tcp", address); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	falseSite.StartTLS()
	plain, err := net.Listen("tcp", net.JoinHostPort(host, "80"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("ready")
	fmt.Fprintln(os.Stderr, http.Serve(plain, page))
	return 1
}

// wifi is a network that answers in the site's place until somebody signs in. Its computer has a namespace of its own and the site's address.
type wifi struct {
	cable cable
	door  string // where its packets go, for the ip command
}

// wifiTable is the number of the routes that lead to the Wi-Fi's computer.
const wifiTable = "77"

// layWiFi sets it up beside a cable; the program's packets go to the site until it is joined.
func (d *desk) layWiFi(t *testing.T, c cable, s *site) wifi {
	t.Helper()
	space, near, far := c.namespace+"-w", c.near+"w", c.far+"w"
	c.ip(t, "netns add "+space)
	t.Cleanup(func() { c.ip(t, "netns delete "+space) })
	c.ip(t, "-n "+space+" link add "+near+" type veth peer name "+far+" netns "+c.namespace)
	c.ip(t, "-n "+space+" link set lo up")
	c.ip(t, "-n "+space+" link set "+near+" up")
	c.ip(t, "-n "+space+" address add "+c.site+"/32 dev "+near)
	c.ip(t, "-n "+space+" route add "+c.program+"/32 dev "+near)
	c.ip(t, "-n "+c.namespace+" link set "+far+" up")
	c.ip(t, "-n "+c.namespace+" route add "+c.site+"/32 dev "+far+" src "+c.program+" table "+wifiTable)
	here, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	address := strings.TrimPrefix(s.URL, "https://")
	computer := d.start(t, "wifi", nil, "ip", "netns", "exec", space, "env", wifiAddress+"="+address, here)
	await(t, patience, "the Wi-Fi's computer", func() bool { return strings.Contains(computer.said(t), "ready") })
	return wifi{cable: c, door: "to " + c.site + " lookup " + wifiTable + " priority 100"}
}

func (w wifi) join(t *testing.T) {
	t.Helper()
	w.cable.ip(t, "-n "+w.cable.namespace+" rule add "+w.door)
}

// signIn opens the way to the site; the computer keeps its address and its network.
func (w wifi) signIn(t *testing.T) {
	t.Helper()
	w.cable.ip(t, "-n "+w.cable.namespace+" rule delete "+w.door)
}

// TestAWiFiThatWantsASignIn comes into a network that shows its own page in the middle of an upload. The window says so and offers the page,
// asks nothing about certificates, and goes on where it was once somebody has signed in.
func TestAWiFiThatWantsASignIn(t *testing.T) {
	t.Parallel()
	c := layCable(t, 1)
	d := newDesk(t)
	d.bringOpener(t)
	films := t.TempDir()
	film := makeBigVideo(t, filepath.Join(films, "on the train.mp4"), 120<<20)
	s := d.startSiteAt(t, "-tls", "-listen", c.site+":0")
	w := d.layWiFi(t, c, s)
	p, running := d.halfWay(t, c, s, films, 1, film)

	w.join(t)
	joined := time.Now()
	p.becomes(t, film.name, "the Wi-Fi's sign-in as its reason", func(r row) bool { return r.State == "wait_net" && r.Reason.Code == "captive" })
	t.Logf("%.1f s after the Wi-Fi was joined the row waits for its sign-in", time.Since(joined).Seconds())
	p.sees(t, "This Wi-Fi wants you to sign in first")
	d.picture(t, "wifi")
	kept, _ := named(list(t, p.data), film.name)
	if kept.Progress.Acked < film.size/4 {
		t.Errorf("only %d of %d bytes are kept", kept.Progress.Acked, film.size)
	}
	p.presses(t, "Open Wi-Fi page")
	if address, err := url.Parse(d.opened(t)); err != nil || address.Scheme != "http" {
		t.Errorf("the button opens %v, which no Wi-Fi can answer: %v", address, err)
	}

	before := s.chunkBytes(t)
	w.signIn(t)
	signedIn := time.Now()
	await(t, patience, "the upload to go on", func() bool { return s.chunkBytes(t) > before })
	t.Logf("%.1f s after the sign-in bytes arrived again", time.Since(signedIn).Seconds())
	if again, _ := named(list(t, p.data), film.name); again.Progress.Acked < kept.Progress.Acked {
		t.Errorf("%d bytes were kept, and %d are when it goes on", kept.Progress.Acked, again.Progress.Acked)
	}
	s.faults(t)
	p.becomes(t, film.name, "the end", func(r row) bool { return r.State == "done_draft" })
	p.settled(t)
	d.picture(t, "arrived")
	s.mustHaveGoneOn(t, film, "on the train")
	running.close(t)
}
