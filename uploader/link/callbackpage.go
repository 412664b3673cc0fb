package link

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"io"
	"net/http"
	"strings"

	"golang.org/x/text/language"

	"twentythree-uploader/uploader/words"
)

// longestLanguages is how many bytes of a browser's wishes are read.
const longestLanguages = 200

// ending is what a guest's browser shows after the site has sent it here.
type ending struct {
	title, text words.Key
	// company is whose site it is, where the text names it.
	company string
	// message is the site's own, shown as text; may be empty.
	message string
	// again is the path of the upload page, empty where it must not be told.
	again string
	// good is an upload that ended well.
	good bool
}

// The signs are those of the upload page, as are the colours.
const (
	goodSign    = `<svg class="good" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9.2"/><path d="M7.8 12.4l2.9 2.9 5.6-6"/></svg>`
	carefulSign = `<svg class="careful" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 4L21.5 20H2.5z"/><path d="M12 10v4.5M12 17.2v.1"/></svg>`

	endingStyle = `:root{color-scheme:light dark;--surface:#f4f6f8;--background:#fff;--line:#dfe4ea;--text:#1b1f24;--main:#0b5cad;--on-main:#fff;` +
		`--good:#146c2e;--careful:#7a4b00;--focus:#0b5cad}` +
		`@media(prefers-color-scheme:dark){:root{--surface:#14171a;--background:#1e2327;--line:#39424b;--text:#f1f3f5;--main:#7cb7f5;` +
		`--on-main:#0b1f33;--good:#7fd69a;--careful:#ffcb6b;--focus:#ffd54a}}` +
		`html{font:100%/1.5 Inter,"Segoe UI",system-ui,-apple-system,Roboto,"Helvetica Neue",Arial,sans-serif}` +
		`body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--surface);color:var(--text)}` +
		`main{box-sizing:border-box;width:calc(100% - 2rem);max-width:34rem;padding:2.5rem 1.5rem;border:1px solid var(--line);border-radius:1.25rem;` +
		`background:var(--background);text-align:center;overflow-wrap:anywhere;text-wrap:balance}` +
		`svg{width:4rem;height:4rem;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}` +
		`.good{color:var(--good)}.careful{color:var(--careful)}` +
		`h1{margin:.75rem 0 .5rem;font-size:1.625rem;line-height:1.25}p{margin:0 0 .75rem}p:last-child{margin:0}` +
		`a{display:inline-block;margin-top:.5rem;padding:.625rem 1.5rem;border-radius:.5rem;background:var(--main);color:var(--on-main);font-weight:600;` +
		`text-decoration:none}a:focus-visible{outline:.1875rem solid var(--focus);outline-offset:.1875rem}`
)

// endingPolicy lets an ending do nothing but look as it does.
func endingPolicy() string {
	hash := sha256.Sum256([]byte(endingStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// guard keeps an answer out of caches and other pages, and what it was asked for out of every other address.
func guard(header http.Header, policy string) {
	header.Set("Content-Security-Policy", policy)
	header.Set("Cache-Control", "no-store")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Content-Type", "text/html; charset=utf-8")
}

// show answers with an ending in the guest's language.
func (e ending) show(w http.ResponseWriter, status int, speak *words.Words) {
	guard(w.Header(), endingPolicy())
	w.WriteHeader(status)
	_, _ = io.WriteString(w, e.page(speak))
}

func (e ending) page(speak *words.Words) string {
	title := html.EscapeString(speak.T(e.title))
	lines := []string{
		`<!DOCTYPE html>`, `<html lang="` + string(speak.Language()) + `">`, `<head>`, `<meta charset="utf-8">`,
		`<meta name="viewport" content="width=device-width, initial-scale=1">`, `<meta name="robots" content="noindex">`,
		`<link rel="icon" href="data:,">`, `<title>` + title + `</title>`, `<style>` + endingStyle + `</style>`, `</head>`, `<body>`, `<main>`,
		map[bool]string{true: goodSign, false: carefulSign}[e.good],
		`<h1>` + title + `</h1>`, `<p>` + html.EscapeString(speak.T(e.text, words.Text("company", e.company))) + `</p>`,
	}
	if e.message != "" {
		lines = append(lines, `<p><bdi>`+html.EscapeString(speak.T(words.GuestCallSiteSays, words.Text("message", e.message)))+`</bdi></p>`)
	}
	last := html.EscapeString(speak.T(words.BrowserPageClose))
	if e.again != "" {
		last = `<a href="` + html.EscapeString(e.again) + `">` + html.EscapeString(speak.T(words.GuestCallAgain)) + `</a>`
	}
	lines = append(lines, `<p>`+last+`</p>`, `</main>`, `</body>`, `</html>`, "")
	return strings.Join(lines, "\n")
}

// speakers are the languages that a guest can be answered in.
type speakers map[words.Language]*words.Words

func newSpeakers() speakers {
	all := speakers{}
	for _, known := range words.Languages() {
		all[known] = words.New(known, nil, nil)
	}
	return all
}

// to finds the language that a guest's browser asks for in its header Accept-Language.
func (s speakers) to(accepted string) *words.Words {
	if len(accepted) > longestLanguages {
		accepted = ""
	}
	tags, _, err := language.ParseAcceptLanguage(accepted)
	if err != nil {
		tags = nil
	}
	var wishes []string
	for _, tag := range tags {
		wishes = append(wishes, tag.String())
	}
	return s[words.Match(strings.Join(wishes, ":"))]
}
