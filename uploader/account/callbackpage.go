package account

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"io"
	"net/http"
	"strings"

	"twentythree-uploader/uploader/words"
)

// pageKind is what the page in the browser says at the end.
type pageKind int

const (
	pageDone pageKind = iota
	pageGoBack
	pageDenied
	pageAlready
)

var pageTexts = map[pageKind]struct{ title, text words.Key }{
	pageDone:    {words.BrowserPageDone, words.BrowserPageClose},
	pageGoBack:  {words.BrowserPageAnswered, words.BrowserPageGoOn},
	pageDenied:  {words.BrowserPageDenied, words.BrowserPageClose},
	pageAlready: {words.BrowserPageAlready, words.BrowserPageClose},
}

const pageStyle = `:root{color-scheme:light dark}` +
	`body{margin:0;min-height:100vh;display:grid;place-items:center;font:18px/1.5 system-ui,sans-serif;background:#f5f6f8;color:#1c2330}` +
	`main{max-width:30em;margin:1em;padding:2.5em;border-radius:12px;background:#fff;text-align:center}` +
	`h1{margin:0 0 .5em;font-size:1.5em}p{margin:0}` +
	`@media(prefers-color-scheme:dark){body{background:#14171d;color:#e9ecf1}main{background:#20252e}}`

// guard keeps an answer out of caches and other pages, and what it was asked for out of every other address.
func guard(header http.Header) {
	hash := sha256.Sum256([]byte(pageStyle))
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(hash[:])+
		"'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	header.Set("Cache-Control", "no-store")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// say answers with a page of its own: no script, nothing to fetch.
func (c *callback) say(w http.ResponseWriter, kind pageKind) {
	guard(w.Header())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, c.page(kind))
}

func (c *callback) page(kind pageKind) string {
	texts := pageTexts[kind]
	title, text := html.EscapeString(c.speak.T(texts.title)), html.EscapeString(c.speak.T(texts.text))
	return strings.Join([]string{
		`<!DOCTYPE html><html lang="` + string(c.speak.Language()) + `"><head><meta charset="utf-8">`,
		`<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">`,
		`<link rel="icon" href="data:,"><title>` + title + `</title><style>` + pageStyle + `</style></head>`,
		`<body><main><h1>` + title + `</h1><p>` + text + `</p></main></body></html>`,
	}, "\n")
}
