package network

import "syscall"

// The numbers of Windows Sockets: the names of package syscall mean others there.
var (
	noWayOut = []error{syscall.Errno(10050), syscall.Errno(10051), syscall.Errno(10064), syscall.Errno(10065), syscall.Errno(10049)}
	refused  = []error{syscall.Errno(10061)}
	// exhausted is a computer without descriptors, ports or memory for another connection.
	exhausted = []error{syscall.Errno(10024), syscall.Errno(10055), syscall.Errno(8)}
)
