// Package engine is the front door that main hands to the window and the terminal: add, edit, start, pause, resume, remove, restore and
// move uploads, and hear what becomes of them.
//
// One goroutine, the loop, owns every upload; workers bring files to their site and tell the loop what happened. What a person
// adds or types is in the journal before it is shown. A video is made exactly once: each file has a token of its own that the site
// accepts one video for, and once a file's last chunk may have left, no new token is made without the site's word and a person's.
package engine
