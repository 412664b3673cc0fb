//go:build outsiders

package outsiders

import (
	"bufio"
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"twentythree-uploader/uploader/console"
	"twentythree-uploader/uploader/link"
	"twentythree-uploader/uploader/twentythree"
)

// The parts that this test binary plays in a house.
const (
	roleSite   = "site"
	roleApp    = "app"
	roleForger = "forger"
)

func bePart(role string, arguments []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	switch role {
	case roleSite:
		return console.RunSite(ctx, arguments, os.Stdout, os.Stderr)
	case roleApp:
		err = beApp(ctx)
	case roleDoor:
		err = beDoor(ctx)
	case roleForger:
		err = beForger(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// appTask is what the app is to do: to make a link at a site, and to show its page. CA is a file with the site's authority, "" without TLS.
type appTask struct {
	Site, Bearer, CA string
	// Background lets the site make the call-back itself. Note is repeated by the site.
	Background bool
	Note       string
}

// appLine is what the app tells: where its page is once there is one, and each event.
type appLine struct {
	Address       string
	Return, Nonce string
	Token         string
	Event         link.Event
	Told          bool
}

// authorities are those that the part takes certificates of.
func (task appTask) authorities() *x509.CertPool {
	roots := x509.NewCertPool()
	if pem, err := os.ReadFile(task.CA); err == nil {
		roots.AppendCertsFromPEM(pem)
	}
	return roots
}

// hearTask reads what a part is to do, the first line of its input.
func hearTask(task any) (*bufio.Scanner, error) {
	input := bufio.NewScanner(os.Stdin)
	if !input.Scan() {
		return nil, io.ErrUnexpectedEOF
	}
	return input, json.Unmarshal(input.Bytes(), task)
}

// untilEnd ends a context with the input of a part.
func untilEnd(ctx context.Context, input *bufio.Scanner) (context.Context, context.CancelFunc) {
	ctx, end := context.WithCancel(ctx)
	go func() {
		defer end()
		for input.Scan() {
		}
	}()
	return ctx, end
}

func beApp(ctx context.Context) error {
	var task appTask
	input, err := hearTask(&task)
	if err != nil {
		return err
	}
	ctx, end := untilEnd(ctx, input)
	defer end()
	// As the sheet does: a new server and a new code whenever the computer has got another address.
	for ctx.Err() == nil {
		server, err := link.Open(link.Options{})
		notYet := err != nil
		if err == nil {
			err = serveUntilGone(ctx, server, task)
			err = cmp.Or(err, server.Close())
			// The address is there a moment before the way to anywhere.
			notYet = errors.Is(err, syscall.ENETUNREACH)
		}
		if err != nil && !notYet {
			return err
		}
		if notYet {
			select {
			case <-ctx.Done():
			case <-time.After(100 * time.Millisecond):
			}
		}
	}
	return nil
}

func serveUntilGone(ctx context.Context, server *link.Server, task appTask) error {
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: task.authorities()}}}
	site, err := twentythree.New(twentythree.Config{
		Base: task.Site, Credential: twentythree.Bearer{Token: task.Bearer}, HTTP: client, Upload: client, AllowHTTP: task.CA == "",
	})
	if err != nil {
		return err
	}
	back := server.Return()
	token, err := site.RequestUploadToken(ctx, twentythree.UploadParameters{Title: linkTitle}, twentythree.TokenOptions{
		MaxUploads: 1, ValidMinutes: 60, ReturnURL: back.URL, Nonce: back.Nonce, BackgroundReturn: task.Background,
	})
	if err != nil {
		return err
	}
	at, err := url.Parse(task.Site)
	if err != nil {
		return err
	}
	handout := link.Handout{Token: token.Token, Company: "Acme", Domains: []string{at.Host}}
	if handout.Page, handout.Policy, err = task.page(token, back); err != nil {
		return err
	}
	server.Offer(handout)
	tell := func(line appLine) { _ = json.NewEncoder(os.Stdout).Encode(line) }
	tell(appLine{Address: server.Address(), Return: back.URL, Nonce: back.Nonce, Token: token.Token})
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-server.Events():
			tell(appLine{Event: event, Told: true})
			if event == link.AddressGone {
				return nil
			}
		}
	}
}

const linkTitle = "Interview, guest"

// page is the page of the link, or, where there is a note to send along, the plain form of the service's documentation.
func (task appTask) page(token twentythree.UploadToken, back link.Return) (page []byte, policy string, err error) {
	if task.Note == "" {
		made := link.Page{Site: task.Site, Token: token.Token, Company: "Acme", Ends: token.ValidUntil, Videos: 1, ReturnAddress: back.URL}
		if task.Background {
			made.ReturnAddress = ""
		}
		if page, err = made.HTML(); err == nil {
			policy, err = made.Policy()
		}
		return page, policy, err
	}
	text := fmt.Sprintf(`<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Send a video</title>
<form action="%s/api/2/photo/redeem-upload-token" method="post" enctype="multipart/form-data">
<input type="hidden" name="upload_token" value="%s"><input type="hidden" name="note" value="%s">
<input type="file" name="file"><button>Upload video</button></form>`, html.EscapeString(task.Site), html.EscapeString(token.Token), html.EscapeString(task.Note))
	return []byte(text), "default-src 'none'; img-src data:; form-action 'self' " + task.Site, nil
}

// forgerTask is what a forger knows: the return address, and some of what a call must name.
type forgerTask struct {
	Return, Nonce, Token, Domain string
}

// forgerLine is what the forger tells: when it has begun, and at its end how many calls it made and how they were answered.
type forgerLine struct {
	Calls, Believed int64
	Statuses        map[int]int64
}

// halfOfCalls is after how many calls a forger says that it has begun.
const halfOfCalls = 5000

// beForger goes on forging calls until it is told to stop.
func beForger(ctx context.Context) error {
	var task forgerTask
	input, err := hearTask(&task)
	if err != nil {
		return err
	}
	ctx, end := untilEnd(ctx, input)
	defer end()
	said := forgerLine{Statuses: map[int]int64{}}
	var calls, believed atomic.Int64
	var forging sync.WaitGroup
	var gate sync.Mutex
	for range 8 {
		forging.Go(func() {
			transport := &http.Transport{DisableKeepAlives: true}
			for ctx.Err() == nil || calls.Load() < 2*halfOfCalls {
				status, text := task.forge(transport, calls.Load())
				gate.Lock()
				said.Statuses[status]++
				gate.Unlock()
				if status == http.StatusOK || strings.Contains(text, "Thank you") {
					believed.Add(1)
				}
				if calls.Add(1) == halfOfCalls {
					_ = json.NewEncoder(os.Stdout).Encode(forgerLine{Calls: halfOfCalls})
				}
			}
		})
	}
	forging.Wait()
	said.Calls, said.Believed = calls.Load(), believed.Load()
	return json.NewEncoder(os.Stdout).Encode(said)
}

// forge makes one call that is not the site's. In each something else is wrong. Zero is a call that was not answered.
func (f forgerTask) forge(transport *http.Transport, number int64) (status int, text string) {
	values := url.Values{
		link.NonceParameter: {f.Nonce}, "upload_token": {f.Token}, "domain": {f.Domain}, "photo_id": {fmt.Sprint(number)}, "tree_id": {"1"}, "token": {"x"},
	}
	method, address, body := http.MethodGet, f.Return, ""
	switch number % 6 {
	case 0:
		values.Set(link.NonceParameter, fmt.Sprintf("%022d", number))
	case 1:
		values.Set("upload_token", fmt.Sprintf("%040d", number))
	case 2:
		values.Set("domain", "evil.example")
	case 3:
		address = f.Return[:strings.LastIndex(f.Return, "/")] + fmt.Sprintf("/%022d", number)
	case 4:
		values.Set("error_message", "<b>both</b>")
	case 5:
		method, body = http.MethodPost, strings.Repeat("x=1&", 3000)+values.Encode()+"&photo_id=7"
	}
	if method == http.MethodGet {
		address += "?" + values.Encode()
	}
	request, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		return 0, ""
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := transport.RoundTrip(request)
	if err != nil {
		return 0, ""
	}
	defer response.Body.Close()
	read, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(read)
}
