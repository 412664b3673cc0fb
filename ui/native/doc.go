// Package native holds what each system does in its own way: its file window and the files on its clipboard. It is the only room
// of ui that makes system calls. Answers come on the window's goroutine.
package native
