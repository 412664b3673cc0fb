// Package uploader holds the words of the trade: what an upload, its source, its metadata, its state and its reason are, which
// moves between states are legal, and what a view is told when something changes.
//
// It does no I/O, starts no goroutine and imports the standard library only, so that every other room may import it. Values
// are copies: changing one changes nothing anywhere else.
package uploader
