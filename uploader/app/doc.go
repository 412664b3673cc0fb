// Package app puts the rooms together into what main hands to the window or the terminal: the journal, the engine, the accounts with
// their clients, and the way of files into the list.
//
// Its methods return at once and may be called from any goroutine; slow answers come back as updates of a subscription.
package app
