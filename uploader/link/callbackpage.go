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
}

const endingStyle = `:root{color-scheme:light dark}` +
	`body{margin:0;min-height:100vh;display:grid;place-items:center;font:18px/1.5 system-ui,sans-serif;background:#f4f6f8;color:#1b1f24}` +
	`main{max-width:30em;margin:1em;padding:2.5em 1.5em;border-radius:12px;background:#fff;text-align:center;overflow-wrap:anywhere}` +
	`h1{margin:0 0 .5em;font-size:1.5em;line-height:1.25}p{margin:0 0 .75em}p:last-child{margin:0}` +
	`a{display:inline-block;padding:.6em 1.4em;border-radius:8px;background:#0b5cad;color:#fff;text-decoration:none}` +
	`a:focus-visible{outline:3px solid #0b5cad;outline-offset:3px}` +
	`@media(prefers-color-scheme:dark){body{background:#14171a;color:#f1f3f5}main{background:#1e2327}` +
	`a{background:#7cb7f5;color:#0b1f33}a:focus-visible{outline-color:#ffd54a}}`

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
		`<h1>` + title + `</h1>`, `<p>` + html.EscapeString(speak.T(e.text, words.Text("company", e.company))) + `</p>`,
	}
	if e.message != "" {
		lines = append(lines, `<p><bdi>`+html.EscapeString(speak.T(words.GuestCallSiteSays, words.Text("message", e.message)))+`</bdi></p>`)
	}
	if e.again != "" {
		lines = append(lines, `<p><a href="`+html.EscapeString(e.again)+`">`+html.EscapeString(speak.T(words.GuestCallAgain))+`</a></p>`)
	}
	lines = append(lines, `<p>`+html.EscapeString(speak.T(words.BrowserPageClose))+`</p>`, `</main>`, `</body>`, `</html>`, "")
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
