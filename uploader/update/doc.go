// Package update learns of newer versions of the program from a small signed document, the feed, and never installs anything. It knows the
// feed's form, how it is asked for, and when: package app runs it, the command assets/packaging/feed writes feeds.
//
// What is sent is one GET of the feed's address with a fixed User-Agent and nothing that tells one computer from another: no version, no
// system, no language, no cookie, no identifier.
package update
