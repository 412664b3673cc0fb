//go:build outsiders

package outsiders

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/.ci/chromium"
	"twentythree-uploader/uploader/link"
)

// scan lets a reader that nobody here wrote read a code off the screen, where it is drawn with so many pixels a module.
func scan(t *testing.T, code link.Code, pixels int) string {
	t.Helper()
	side := code.Size() * pixels
	shown := image.NewGray(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			shown.Set(x, y, code.At(x/pixels, y/pixels))
		}
	}
	path := filepath.Join(t.TempDir(), "code.png")
	file := must(os.Create(path))(t)
	if err := png.Encode(file, shown); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", path).CombinedOutput()
	if err != nil {
		t.Fatalf("the code cannot be read: %v %s", err, said)
	}
	return strings.TrimSuffix(string(said), "\n")
}

func TestOthersReadOurCodes(t *testing.T) {
	t.Parallel()
	need(t, "zbarimg")
	chance := rand.New(rand.NewPCG(1, 2))
	for try := range 40 {
		random := make([]byte, 16)
		for i := range random {
			random[i] = byte(chance.Uint32())
		}
		address := fmt.Sprintf("http://192.168.%d.%d:%d/%s", chance.IntN(256), chance.IntN(256), 1024+chance.IntN(64000), base64.RawURLEncoding.EncodeToString(random))
		pixels := 2 + try%7
		if read := scan(t, must(link.NewCode(address))(t), pixels); read != address {
			t.Errorf("%q is read as %q with %d pixels a module", address, read, pixels)
		}
	}
}

// siteLine is what the site says when it is there.
type siteLine struct{ URL, Bearer, CA string }

// visit is a link that is shown in a house: a code on the computer, and a phone that has opened it.
type visit struct {
	house
	site   siteLine
	folder string
	app    *player
	shown  appLine
	page   *chromium.Tab
	film   film
}

// secure lets the site of a house be like every one of today.
var secure = []string{"-listen", siteAddress + ":443", "-tls"}

// invite builds a house with a site and the app, and lets the phone open the page by its code.
func invite(t *testing.T, name string, task appTask, site ...string) *visit {
	t.Helper()
	v := &visit{house: buildHouse(t, name), folder: t.TempDir()}
	v.play(t, v.house.site, roleSite, append(site, "-dir", v.folder)...).hear(t, &v.site)
	v.app = v.play(t, v.computer, roleApp)
	task.Site, task.Bearer, task.CA = v.site.URL, v.site.Bearer, v.site.CA
	v.app.tell(t, task)
	v.app.hear(t, &v.shown)
	if want := "http://" + computerAddress + ":"; !strings.HasPrefix(v.shown.Address, want) {
		t.Fatalf("the page is at %s, want %s…", v.shown.Address, want)
	}
	v.film = makeFilm(t, t.TempDir(), "Sommerfest på Ærø.mp4", roomFilm)
	v.open(t, phone)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the phone's page at %s says: %s", v.page.Address(t), v.page.Text(t))
		}
	})
	return v
}

// open lets somebody in the house open what the code says.
func (v *visit) open(t *testing.T, guest chromium.Guest) {
	t.Helper()
	v.page = chromium.StartIn(t, v.phone).OpenAs(t, scan(t, must(link.NewCode(v.shown.Address))(t), 4), guest)
}

const roomFilm = 20_000_000

// send chooses the video, which the page's script then sends, and waits until the site has led the phone on.
func (v *visit) send(t *testing.T) {
	t.Helper()
	v.page.Choose(t, v.film.path)
	v.page.Follow(t)
}

// post sends the video by the form alone.
func (v *visit) post(t *testing.T, button string) {
	t.Helper()
	v.page.Choose(t, v.film.path)
	v.page.Press(t, button)
}

// mustHear checks that the app heard of one call and then of nothing else.
func (v *visit) mustHear(t *testing.T, want link.Event) {
	t.Helper()
	var heard appLine
	if v.app.hear(t, &heard); !heard.Told || heard.Event != want {
		t.Errorf("the app heard %+v, want %v", heard, want)
	}
}

// mustHold checks that the site has the video, byte by byte, as a draft with the link's title.
func (v *visit) mustHold(t *testing.T) {
	t.Helper()
	videos := arrived(t, v.folder)
	if len(videos) != 1 {
		t.Fatalf("%d videos", len(videos))
	}
	got := videos[0]
	sum := sha256.Sum256(must(os.ReadFile(filepath.Join(v.folder, filepath.FromSlash(got.File))))(t))
	if hex.EncodeToString(sum[:]) != v.film.sum || got.Name != v.film.name || got.Title != linkTitle || got.Published {
		t.Errorf("arrived: %+v", got)
	}
}

// mustBeCalm checks that the browser complained of nothing. A part that is not there yet is a 404 of the protocol.
func (v *visit) mustBeCalm(t *testing.T) {
	t.Helper()
	for _, complaint := range v.page.Complaints() {
		if !strings.Contains(complaint, "404") || !strings.Contains(complaint, "resumableChunkNumber") {
			t.Errorf("the browser complains: %s", complaint)
		}
	}
}

const thanks = "The site of Acme says that your video has arrived."

func TestAPhoneInTheRoomSendsAVideo(t *testing.T) {
	t.Parallel()
	v := invite(t, "get", appTask{}, secure...)
	v.send(t)
	v.page.MustSay(t, "Thank you", thanks)
	v.mustHear(t, link.Called)
	v.mustHold(t)
	v.mustBeCalm(t)
	if at := v.page.Address(t); !strings.HasPrefix(at, v.shown.Return+"?") || !strings.Contains(at, link.NonceParameter+"="+v.shown.Nonce) {
		t.Errorf("the phone was sent to %s", at)
	}
}

// TestALongCallBackComesAsAForm has a site without TLS: before a form leaves a secure site for a computer in the house, browsers ask.
func TestALongCallBackComesAsAForm(t *testing.T) {
	t.Parallel()
	v := invite(t, "post", appTask{Note: strings.Repeat("long ", 320)}, "-listen", siteAddress+":80", "-behaviour", "long_return=post")
	v.post(t, "Upload video")
	v.page.Follow(t)
	v.mustHear(t, link.Called)
	v.page.MustSay(t, "Thank you", thanks)
	v.mustHold(t)
	if at := v.page.Address(t); strings.Contains(at, "photo_id") {
		t.Errorf("it came by GET: %s", at)
	}
}

func TestAGuestWithoutScriptsReadsHowItEndedInTheirLanguage(t *testing.T) {
	t.Parallel()
	v := invite(t, "plain", appTask{}, secure...)
	v.open(t, withoutScripts(speaking(desktop, "da-DK,da,en")))
	v.post(t, "Send the video · Send videoen · Video senden")
	v.page.MustSay(t, "Tak", "Sitet hos Acme melder, at din video er nået frem.")
	v.mustHear(t, link.Called)
	v.mustHold(t)
	v.mustBeCalm(t)
}

func TestALongCallBackComesAsALongAddress(t *testing.T) {
	t.Parallel()
	v := invite(t, "long", appTask{Note: strings.Repeat("long ", 320)}, secure...)
	v.post(t, "Upload video")
	v.mustHear(t, link.Called)
	v.page.MustSay(t, "Thank you", thanks)
	v.mustHold(t)
}

// TestTheSiteMayCallInTheBackground needs a site that finds the way into the house, as only one in the same network does.
func TestTheSiteMayCallInTheBackground(t *testing.T) {
	t.Parallel()
	v := invite(t, "background", appTask{Background: true}, secure...)
	v.page.Choose(t, v.film.path)
	if said := over(t, v.page); said != "Thank you, your video has arrived" {
		t.Errorf("the page says %q", said)
	}
	v.mustHear(t, link.Called)
	v.mustHold(t)
}

func TestForgedCallsByTheTenThousandHoldNobodyUp(t *testing.T) {
	t.Parallel()
	v := invite(t, "forged", appTask{}, secure...)
	forger := v.play(t, v.phone, roleForger)
	forger.tell(t, forgerTask{Return: v.shown.Return, Nonce: v.shown.Nonce, Token: v.shown.Token, Domain: siteAddress})
	var said forgerLine
	forger.hear(t, &said)
	v.send(t)
	v.page.MustSay(t, "Thank you", thanks)
	var took float64
	v.page.Evaluate(t, `(([n]) => n.responseStart - n.fetchStart)(performance.getEntriesByType("navigation"))`, &took)
	v.mustHear(t, link.Called)
	_ = forger.in.Close()
	forger.hear(t, &said)
	t.Logf("amid %d forged calls the right one was answered after %.0f ms; they were answered %v", said.Calls, took, said.Statuses)
	if took <= 0 || took > 5000 {
		t.Errorf("the right call was answered after %.0f ms", took)
	}
	if said.Calls < 2*halfOfCalls || said.Believed != 0 || said.Statuses[0] == said.Calls {
		t.Errorf("of %d forged calls %d were believed; answers: %v", said.Calls, said.Believed, said.Statuses)
	}
	v.mustHold(t)
	select {
	case line := <-v.app.told:
		t.Errorf("the app heard once more: %s", line)
	case <-time.After(3 * time.Second):
	}
}

func TestTheCodeChangesWithTheComputersAddress(t *testing.T) {
	t.Parallel()
	v := invite(t, "moved", appTask{}, secure...)
	v.ip(t, v.computer, "address delete "+computerAddress+"/24 dev wlan0")
	v.mustHear(t, link.AddressGone)
	v.ip(t, v.computer, "address add "+computerMoved+"/24 dev wlan0")
	v.ip(t, v.computer, "route add default via "+routerHome)
	before := v.shown.Address
	v.app.hear(t, &v.shown)
	if !strings.HasPrefix(v.shown.Address, "http://"+computerMoved+":") || v.shown.Address == before {
		t.Fatalf("the page is at %s", v.shown.Address)
	}
	v.open(t, phone)
	v.send(t)
	v.page.MustSay(t, "Thank you", thanks)
	v.mustHear(t, link.Called)
	v.mustHold(t)
}
