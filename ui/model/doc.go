// Package model holds what the window knows and decides without drawing anything: the copies of the uploads in their order, the
// selection, the form that is being filled in, what the strips say. It is plain Go, used on the window's goroutine only.
package model
