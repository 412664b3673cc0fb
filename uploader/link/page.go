package link

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/url"
	"strings"
	"time"

	"twentythree-uploader/assets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Page is what the page of one upload link tells and does. Site, Token, Company and Ends are needed.
type Page struct {
	// Site is the site's address, like https://videos.acme.com; a path is overlooked.
	Site string
	// FirstGeneration is set for a site that lacks the second generation of the interface.
	FirstGeneration bool
	// Token is the upload token: all that is secret on the page.
	Token string
	// Company is who asks, and Asks the person there, "" where none is named.
	Company string
	Asks    string
	// Title is what the video is for, "" where that is not told.
	Title string
	// Ends is when the site ends the link, as the site said. From then on the page sends nothing.
	Ends time.Time
	// Videos is how many the link takes, at least 1.
	Videos int
	// ReturnAddress is where the site sends the guest afterwards, with the result; it is the return_url that the link was made with. "" is
	// nowhere: the page then says itself how it ended.
	ReturnAddress string
	// Nonce comes back to the return address as NonceParameter; "" sends none.
	Nonce string
	// Program is the link as the program reads it out of the saved page, in letters, figures, "-" and "_"; "" for none.
	Program string
	// Zone is the IANA name of the time zone in which a reader without scripts is told the end; "" is UTC.
	Zone string
}

// Why a page cannot be made.
var (
	ErrSite          = errors.New("link: the site's address is not a web address")
	ErrReturnAddress = errors.New("link: the return address is not a web address")
	ErrIncomplete    = errors.New("link: a page needs a token, a company and an end")
)

// accepted is what the file chooser offers first. Some systems know no kind for these endings.
const accepted = "video/*,audio/*,.mkv,.mts,.m2ts,.mxf"

// places are the addresses that a page needs, checked.
type places struct {
	site, returns *url.URL
}

func (p Page) places() (places, error) {
	var found places
	if p.Token == "" || cleaned(p.Company) == "" || p.Ends.IsZero() {
		return found, ErrIncomplete
	}
	var ok bool
	if found.site, ok = webAddress(p.Site); !ok {
		return found, ErrSite
	}
	if p.ReturnAddress == "" {
		return found, nil
	}
	if found.returns, ok = webAddress(p.ReturnAddress); !ok {
		return found, ErrReturnAddress
	}
	return found, nil
}

// webAddress takes addresses that can stand in a content policy: names and numbers, nothing that could end a directive.
func webAddress(text string) (*url.URL, bool) {
	address, err := url.Parse(text)
	if err != nil || (address.Scheme != "https" && address.Scheme != "http") || address.Hostname() == "" || address.User != nil {
		return nil, false
	}
	return address, !strings.ContainsAny(address.Host, " \t\r\n;,'\"<>*\\")
}

func origin(address *url.URL) string { return address.Scheme + "://" + address.Host }

// action is where the video is sent.
func (p Page) action(site *url.URL) string {
	if p.FirstGeneration {
		return origin(site) + "/api/photo/redeem-upload-token"
	}
	return origin(site) + "/api/2/photo/redeem-upload-token"
}

// HTML is the whole page: one file without anything from elsewhere. It works opened from a disk and from any web server.
func (p Page) HTML() ([]byte, error) {
	found, err := p.places()
	if err != nil {
		return nil, err
	}
	may, err := found.policy()
	if err != nil {
		return nil, err
	}
	page, err := template.ParseFS(assets.Guest, "guest/page.html")
	if err != nil {
		return nil, fmt.Errorf("link: the page's template: %w", err)
	}
	shown := struct {
		Policy, ForProgram, Program, WindowTitle, Company, Heading, Action, Token, Nonce, NonceName, Accept string

		Style     template.CSS
		Scripts   []template.JS
		Languages []spoken
		Facts     facts
	}{
		ForProgram: uploader.LinkScheme, Program: p.Program,
		WindowTitle: p.speak(words.English).T(words.GuestPageTitle, words.Text("company", cleaned(p.Company))),
		Company:     cleaned(p.Company), Heading: p.heading(), Action: p.action(found.site), Token: p.Token, Nonce: p.Nonce, NonceName: NonceParameter, Accept: accepted,
		Policy: may.String(), Style: template.CSS(may.style), Facts: p.facts(found),
	}
	for _, script := range may.scripts {
		shown.Scripts = append(shown.Scripts, template.JS(script))
	}
	for _, language := range words.Languages() {
		shown.Languages = append(shown.Languages, p.spoken(language))
	}
	var file bytes.Buffer
	if err := page.Execute(&file, shown); err != nil {
		return nil, fmt.Errorf("link: the page: %w", err)
	}
	return file.Bytes(), nil
}

// Policy is the Content-Security-Policy that the page states of itself, for a server to send along with it.
func (p Page) Policy() (string, error) {
	found, err := p.places()
	if err != nil {
		return "", err
	}
	may, err := found.policy()
	return may.String(), err
}

// policy is what the page may do, and the texts of which only those may do it. The scripts are in the order in which they run.
type policy struct {
	style   string
	scripts []string
	site    string
	forms   []string
}

func (found places) policy() (policy, error) {
	may := policy{site: origin(found.site), forms: formTargets(found)}
	for _, name := range []string{"page.css", "resumable/resumable.js", "words.js", "answers.js", "send.js", "page.js"} {
		text, err := assets.Guest.ReadFile("guest/" + name)
		if err != nil {
			return policy{}, fmt.Errorf("link: a part of the page: %w", err)
		}
		if name == "page.css" {
			may.style = string(text)
			continue
		}
		may.scripts = append(may.scripts, string(text))
	}
	return may, nil
}

func (p policy) String() string {
	hashes := make([]string, len(p.scripts))
	for i, script := range p.scripts {
		hashes[i] = hashed(script)
	}
	return strings.Join([]string{
		"default-src 'none'", "script-src " + strings.Join(hashes, " "), "style-src " + hashed(p.style), "img-src data:",
		"connect-src " + p.site, "form-action " + strings.Join(p.forms, " "), "base-uri 'none'",
	}, "; ")
}

// hashed names a text in a policy.
func hashed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// formTargets are where the form may lead: to the site, and from there to the return address. Some browsers hold a form's redirects to the
// same list, so that an address with "www." is allowed its other half: sites lead from one to the other.
func formTargets(found places) []string {
	targets := []string{origin(found.site)}
	if found.returns == nil {
		return targets
	}
	targets = append(targets, origin(found.returns))
	if net.ParseIP(found.returns.Hostname()) != nil {
		return targets
	}
	other := *found.returns
	if bare, has := strings.CutPrefix(other.Host, "www."); has {
		other.Host = bare
	} else {
		other.Host = "www." + other.Host
	}
	return append(targets, origin(&other))
}

func (p Page) heading() string {
	if title := cleaned(p.Title); title != "" {
		return title
	}
	return cleaned(p.Company)
}

func (p Page) speak(language words.Language) *words.Words {
	return words.New(language, time.UTC, nil).InZone(p.Zone)
}
