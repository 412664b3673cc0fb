package link

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader/words"
)

func interview() Page {
	return Page{
		Site: "https://videos.acme.com/", Token: "022fe6e3fb42758d6147c539727c5358af3524b1", Company: "Acme Video", Asks: "Anna Krøyer",
		Title: "Interview, guest", Ends: time.Date(2026, 11, 23, 16, 40, 0, 0, time.UTC), Videos: 1, Zone: "Europe/Copenhagen",
	}
}

func rendered(t *testing.T, p Page) string {
	t.Helper()
	page, err := p.HTML()
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// between are the texts between two others.
func between(text, from, to string) []string {
	var found []string
	for _, rest := range strings.Split(text, from)[1:] {
		inside, _, _ := strings.Cut(rest, to)
		found = append(found, inside)
	}
	return found
}

func TestThePageNeedsNobodyButTheSite(t *testing.T) {
	t.Parallel()
	p := interview()
	page := rendered(t, p)
	if len(page) > 120_000 {
		t.Errorf("the page has %d bytes", len(page))
	}
	for _, address := range regexp.MustCompile(`(?:src|href|action)="[^"]*"`).FindAllString(page, -1) {
		if address != `action="https://videos.acme.com/api/2/photo/redeem-upload-token"` && !strings.HasPrefix(address, `href="data:`) {
			t.Errorf("the page leads to %s", address)
		}
	}
	policy, err := p.Policy()
	if err != nil {
		t.Fatal(err)
	}
	if stated := between(page, `http-equiv="Content-Security-Policy" content="`, `"`)[0]; strings.ReplaceAll(stated, "&#39;", "'") != strings.ReplaceAll(policy, "+", "&#43;") {
		t.Errorf("the page states %q, for servers it is %q", stated, policy)
	}
	for _, want := range []string{"default-src 'none'", "connect-src https://videos.acme.com;", "form-action https://videos.acme.com;", "base-uri 'none'"} {
		if !strings.Contains(policy+";", want) {
			t.Errorf("no %q in %s", want, policy)
		}
	}
	allowed := 0
	for _, script := range between(page, "<script>", "</script>") {
		if strings.Contains(policy, hashed(script)) {
			allowed++
		}
	}
	if allowed != 5 || !strings.Contains(policy, hashed(between(page, "<style>", "</style>")[0])) || strings.Contains(policy, "unsafe") {
		t.Errorf("%d scripts may run under %s", allowed, policy)
	}
	if strings.Contains(page, "\r") {
		t.Error("browsers read line ends with a carriage return in another way than the policy's sums do")
	}
}

func TestThePageSaysWhoAsksForWhatUntilWhen(t *testing.T) {
	t.Parallel()
	page := rendered(t, interview())
	for _, want := range []string{
		"Anna Krøyer from Acme Video asks you for a video", "Anna Krøyer fra Acme Video beder dig om en video", "Anna Krøyer von Acme Video bittet Sie um ein Video",
		"Interview, guest", "This page works until 23 Nov 2026, 17:40 (Copenhagen time).", "Siden virker indtil 23. nov. 2026 kl. 17.40 (lokal tid i København).",
		"Diese Seite gilt bis 23. Nov. 2026, 17:40 Uhr (Ortszeit Kopenhagen).", "Send the video", "Send videoen", "Video senden",
	} {
		if !strings.Contains(strings.ReplaceAll(page, "\u00a0", " "), want) {
			t.Errorf("it does not say %q", want)
		}
	}
	nobody := interview()
	nobody.Asks, nobody.Title, nobody.Videos, nobody.Zone = "", "", 3, "Mars/Olympus"
	for _, want := range []string{"Acme Video asks you for videos", ">Acme Video</h1>", "16:40 (UTC)"} {
		if page := rendered(t, nobody); !strings.Contains(page, want) {
			t.Errorf("it does not say %q", want)
		}
	}
}

// told are the facts that a page's scripts read.
func told(t *testing.T, page string) facts {
	t.Helper()
	var known facts
	if err := json.Unmarshal([]byte(between(page, `<script type="application/json" id="facts">`, "</script>")[0]), &known); err != nil {
		t.Fatal(err)
	}
	return known
}

func TestWhatAPersonWroteStaysText(t *testing.T) {
	t.Parallel()
	const hostile = `</title></script><script>alert(1)</script><!--"'` + "`&amp; {company} \u202egpj.\u2066\x00 \n<img src=x onerror=alert(1)> 🎬 ${1} \\u003c"
	clean := strings.NewReplacer("\u202e", "", "\u2066", "", "\x00", "", "\n", "").Replace(hostile)
	p := interview()
	p.Company, p.Asks, p.Title, p.Token, p.Nonce = hostile, hostile, hostile, `"><script>`, `'><b>`
	page := rendered(t, p)
	for _, never := range []string{"<script>alert", "<img", "<b>", "\u202e", "\u2066", "\x00"} {
		if strings.Contains(page, never) {
			t.Errorf("the page holds %q", never)
		}
	}
	if scripts := strings.Count(page, "<script"); scripts != 6 {
		t.Errorf("%d scripts", scripts)
	}
	known := told(t, page)
	if known.Company != clean || known.Person != clean || known.Token != p.Token || known.Nonce != p.Nonce {
		t.Errorf("the scripts read %q of %q", known.Company, clean)
	}
	p.Company = "شركة"
	if known := told(t, rendered(t, p)); known.Company != "\u2068شركة\u2069" {
		t.Errorf("words from right to left are not set apart: %q", known.Company)
	}
}

func TestPagesThatCannotBeMade(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Page)
		want   error
	}{
		"no token":                 {func(p *Page) { p.Token = "" }, ErrIncomplete},
		"no company":               {func(p *Page) { p.Company = " \u202e\n" }, ErrIncomplete},
		"no end":                   {func(p *Page) { p.Ends = time.Time{} }, ErrIncomplete},
		"no site":                  {func(p *Page) { p.Site = "" }, ErrSite},
		"a script for a site":      {func(p *Page) { p.Site = "javascript:alert(1)" }, ErrSite},
		"a password in the site":   {func(p *Page) { p.Site = "https://a:b@videos.acme.com" }, ErrSite},
		"another directive":        {func(p *Page) { p.Site = "https://videos.acme.com;script-src" }, ErrSite},
		"a wild card":              {func(p *Page) { p.Site = "https://*.acme.com" }, ErrSite},
		"a script to come back":    {func(p *Page) { p.ReturnAddress = "javascript:alert(1)" }, ErrReturnAddress},
		"a file to come back":      {func(p *Page) { p.ReturnAddress = "file:///etc/passwd" }, ErrReturnAddress},
		"a directive to come back": {func(p *Page) { p.ReturnAddress = "https://a.example,b.example" }, ErrReturnAddress},
	} {
		p := interview()
		c.change(&p)
		if _, err := p.HTML(); !errors.Is(err, c.want) {
			t.Errorf("%s: the page gave %v", name, err)
		}
		if _, err := p.Policy(); !errors.Is(err, c.want) {
			t.Errorf("%s: the policy gave %v", name, err)
		}
		if _, err := p.BareForm(words.New(words.English, nil, nil)); !errors.Is(err, c.want) {
			t.Errorf("%s: the form gave %v", name, err)
		}
	}
}

func TestAReturnAddressMayBeReached(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://acme.com/thanks?a=b":        "form-action https://videos.acme.com https://acme.com https://www.acme.com;",
		"https://www.acme.com:8443/":         "form-action https://videos.acme.com https://www.acme.com:8443 https://acme.com:8443;",
		"http://192.168.1.7:41234/back/4711": "form-action https://videos.acme.com http://192.168.1.7:41234;",
	} {
		p := interview()
		p.ReturnAddress, p.Nonce = address, "n0nce"
		policy, err := p.Policy()
		if err != nil || !strings.Contains(policy, want) {
			t.Errorf("%s: %v %s", address, err, policy)
		}
		page := rendered(t, p)
		if known := told(t, page); !known.Returns || known.Nonce != "n0nce" || !strings.Contains(page, `name="`+NonceParameter+`" value="n0nce"`) {
			t.Errorf("%s: the page does not know", address)
		}
	}
}

func TestASiteOfTheFirstGeneration(t *testing.T) {
	t.Parallel()
	p := interview()
	p.FirstGeneration = true
	if page := rendered(t, p); !strings.Contains(page, `action="https://videos.acme.com/api/photo/redeem-upload-token"`) {
		t.Error("the page sends elsewhere")
	}
}

func FuzzThePageHoldsNothingButItsParts(f *testing.F) {
	f.Add("Acme", "</script>", "https://videos.acme.com")
	f.Add("<!--", "\u2028<script", "http://[::1]:80")
	f.Fuzz(func(t *testing.T, company, title, site string) {
		p := interview()
		p.Company, p.Title, p.Site = company, title, site
		page, err := p.HTML()
		if err != nil {
			return
		}
		if bytes.Count(page, []byte("<script")) != 6 || bytes.Count(page, []byte("</script")) != 6 || bytes.Count(page, []byte("<!--")) != 0 {
			t.Errorf("%q, %q, %q made other parts", company, title, site)
		}
		if known := told(t, string(page)); known.Company == "" {
			t.Error("no company")
		}
	})
}
