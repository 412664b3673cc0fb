// Package intake looks at what a person adds: which files can be uploaded, which cannot and why, what is in a folder, what the list
// holds already, and whether another program is still writing.
//
// It reads names, sizes, times and the first bytes, and changes nothing. What takes a context comes back when that ends, even while a
// network drive holds a system call for ever; Recheck and Open do not, and are the engine's to give up.
package intake
