package network

import (
	"net"
	"syscall"
)

// onSocket calls with the descriptor below connection, where there is one.
func onSocket(connection net.Conn, call func(descriptor uintptr) error) bool {
	holder, ok := connection.(syscall.Conn)
	if !ok {
		return false
	}
	raw, err := holder.SyscallConn()
	if err != nil {
		return false
	}
	var failed error
	err = raw.Control(func(descriptor uintptr) { failed = call(descriptor) })
	return err == nil && failed == nil
}

// CongestionOf names the congestion control of a connection that was made here, empty where the system does not tell.
func CongestionOf(connection net.Conn) string {
	if paced, ok := connection.(*pacedConn); ok {
		connection = paced.Conn
	}
	var name string
	onSocket(connection, func(descriptor uintptr) (err error) {
		name, err = congestionOf(descriptor)
		return err
	})
	return name
}
