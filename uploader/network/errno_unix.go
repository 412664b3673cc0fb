//go:build !windows

package network

import "syscall"

var (
	noWayOut = []error{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EHOSTDOWN, syscall.EADDRNOTAVAIL}
	refused  = []error{syscall.ECONNREFUSED}
)
