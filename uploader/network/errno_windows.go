package network

import "syscall"

// The numbers of Windows Sockets: the names of package syscall mean others there.
var (
	noWayOut = []error{syscall.Errno(10050), syscall.Errno(10051), syscall.Errno(10064), syscall.Errno(10065), syscall.Errno(10049)}
	refused  = []error{syscall.Errno(10061)}
)
