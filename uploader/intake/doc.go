// Package intake looks at what a person adds: which files can be uploaded, which cannot and why, what is in a folder, what the list
// holds already, and whether another program is still writing.
//
// It reads names, sizes, times and the first bytes; it changes nothing and starts no goroutine. The engine calls it from its
// workers, since a network drive may answer slowly.
package intake
