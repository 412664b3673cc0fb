//go:build !windows

package network

import "syscall"

var (
	noWayOut = []error{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EHOSTDOWN, syscall.EADDRNOTAVAIL}
	refused  = []error{syscall.ECONNREFUSED}
	// exhausted is a computer without descriptors, ports or memory for another connection.
	exhausted = []error{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.EAGAIN}
)
