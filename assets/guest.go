package assets

import "embed"

// Guest is the page that somebody without an account opens to send a video: guest/page.html, a template of html/template, its style, its
// scripts, and the library resumable/resumable.js that sends in parts. guest/vendor brings the library.
//
//go:embed guest/page.html guest/*.css guest/*.js guest/resumable/resumable.js
var Guest embed.FS
