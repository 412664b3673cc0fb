package pages

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

func TestFormatted(t *testing.T) {
	t.Parallel()
	for description, want := range map[string]string{
		"plain & <3":                             "plain &amp; &lt;3",
		"two\nlines":                             "two<br>lines",
		"<p>Hi <b>you</b></p>":                   "<p>Hi <b>you</b></p>",
		"<script>alert(1)</script>":              "&lt;script&gt;alert(1)&lt;/script&gt;",
		`<a href="https://x.example/?a=1">x</a>`: `<a rel="nofollow noopener" href="https://x.example/?a=1">x</a>`,
		`<a href="javascript:alert(1)">x</a>`:    `&lt;a href=&#34;javascript:alert(1)&#34;&gt;x</a>`,
		"&lt;b&gt; stays text":                   "&lt;b&gt; stays text",
	} {
		if got := string(formatted(description)); got != want {
			t.Errorf("%q became %q, want %q", description, got, want)
		}
	}
}

func TestBytesAndState(t *testing.T) {
	t.Parallel()
	for size, want := range map[int64]string{0: "0 bytes", 999: "999 bytes", 2_500_000: "2.5 MB", 50_000_000_000: "50.0 GB"} {
		if got := (Video{Size: size}).Bytes(); got != want {
			t.Errorf("%d: %s, want %s", size, got, want)
		}
	}
	if got := (Video{}).State() + (Video{Published: true}).State() + (Video{Scheduled: true}).State(); got != "DraftPublishedScheduled" {
		t.Error(got)
	}
}

func TestEveryPageSaysWhatItShould(t *testing.T) {
	t.Parallel()
	site := Site{Name: "Acme & Co"}
	v := Video{ID: 7, Title: "Film", Placeholder: true, Scheduled: true, PublishDate: "2030-01-01 09:00:00 (Europe/Copenhagen)", Updates: []Update{{Time: "now", Method: "photo/update"}}}
	subtitled := Video{
		ID: 8, Title: "With words", Source: "/film", Poster: &Poster{Second: "12.5"},
		Subtitles: []Subtitle{{Language: "Danish <DK>", Track: "/danish"}, {Language: "Secret", Draft: true}},
	}
	for want, write := range map[string]func(*bytes.Buffer) error{
		"Nothing is public yet":    func(b *bytes.Buffer) error { return Home(b, site, nil) },
		`href="/video/7"`:          func(b *bytes.Buffer) error { return Home(b, site, []Video{v}) },
		"has not arrived yet":      func(b *bytes.Buffer) error { return Watch(b, site, v) },
		"No video has arrived yet": func(b *bytes.Buffer) error { return Manage(b, site, nil, nil) },
		"2030-01-01 09:00:00":      func(b *bytes.Buffer) error { return Manage(b, site, []Video{v}, nil) },
		"Deleted for good":         func(b *bytes.Buffer) error { return Manage(b, site, nil, []Video{v}) },
		"Danish &lt;DK&gt;":        func(b *bytes.Buffer) error { return Watch(b, site, subtitled) },
		"12.5 seconds into":        func(b *bytes.Buffer) error { return Details(b, site, subtitled) },
		"Later changes":            func(b *bytes.Buffer) error { return Details(b, site, v) },
		"Allow Up &amp; Away to":   func(b *bytes.Buffer) error { return Allow(b, site, Request{Application: "Up & Away"}) },
		"AB&lt;C":                  func(b *bytes.Buffer) error { return Code(b, site, "Up", "AB<C") },
		"over &amp; out":           func(b *bytes.Buffer) error { return Notice(b, site, "Over", "over & out") },
		"There is no such video":   func(b *bytes.Buffer) error { return Missing(b, site) },
	} {
		var page bytes.Buffer
		if err := write(&page); err != nil {
			t.Fatal(err)
		}
		if text := page.String(); !strings.Contains(text, want) || !strings.Contains(text, "Acme &amp; Co") || !strings.HasSuffix(strings.TrimSpace(text), "</html>") {
			t.Errorf("no %q on %s", want, text)
		}
	}
}

var active = regexp.MustCompile(`(?i)<(script|img|svg|iframe|style|object|[a-z0-9]+[^>]*\son[a-z]+=)`)

func FuzzFormatted(f *testing.F) {
	f.Add(`<a href="https://x">y</a><script>`)
	f.Add("<b\n>x</b>")
	f.Fuzz(func(t *testing.T, description string) {
		if got := string(formatted(description)); active.MatchString(got) || strings.Contains(strings.ToLower(got), `href="javascript`) {
			t.Fatalf("%q became %q", description, got)
		}
	})
}

func TestAVideoShowsItsThumbnailAndLanguages(t *testing.T) {
	t.Parallel()
	v := Video{
		ID: 8, Title: "With words", Source: "/film", Replaced: 2, Poster: &Poster{Name: "still.jpg", Source: "/still?1", Size: 2500, SHA256: "abc"},
		Subtitles: []Subtitle{
			{Language: "Danish (DK)", Code: "da-DK", Type: "Subtitles", Name: "dansk.srt", Source: "/dansk", Track: "/dansk.vtt"},
			{Language: "English (US)", Code: "en-US", Type: "Closed captions", Track: "/english.vtt", Draft: true, Captions: true},
		},
	}
	var watch, details, home bytes.Buffer
	for _, err := range []error{Watch(&watch, Site{}, v), Details(&details, Site{}, v), Home(&home, Site{}, []Video{v})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for page, wants := range map[*bytes.Buffer][]string{
		&watch:   {`poster="/still?1"`, `<track kind="subtitles" src="/dansk.vtt" srclang="da-DK" label="Danish (DK)">`, "Subtitles: Danish (DK)<"},
		&details: {`src="/still?1"`, "still.jpg", "2.5 kB", `<a href="/dansk">dansk.srt</a>`, "English (US)", "Closed captions", "2 times"},
		&home:    {`<img class="still" src="/still?1"`},
	} {
		for _, want := range wants {
			if !strings.Contains(page.String(), want) {
				t.Errorf("no %q on %s", want, page)
			}
		}
	}
	if strings.Contains(watch.String(), "English") {
		t.Error("visitors see a draft")
	}
}
