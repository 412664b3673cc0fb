package network

import (
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// holdBack bounds what the system keeps unsent for a connection, in bytes; zero gives it back to the system.
func holdBack(connection net.Conn, unsent int) {
	onSocket(connection, func(descriptor uintptr) error {
		return unix.SetsockoptInt(int(descriptor), unix.IPPROTO_TCP, unix.TCP_NOTSENT_LOWAT, unsent)
	})
}

func measureTrip(connection net.Conn) (trip, bool) {
	var found trip
	ok := onSocket(connection, func(descriptor uintptr) error {
		info, err := unix.GetsockoptTCPInfo(int(descriptor), unix.IPPROTO_TCP, unix.TCP_INFO)
		if err != nil {
			return err
		}
		found = trip{
			now:   time.Duration(info.Rtt) * time.Microsecond,
			acked: int64(info.Bytes_acked),
		}
		// The system says ~0 before the first one.
		if info.Min_rtt != ^uint32(0) {
			found.least = time.Duration(info.Min_rtt) * time.Microsecond
		}
		return nil
	})
	return found, ok
}

// setCongestion asks for an algorithm. It is asked for once the connection is made, because a route's own would replace it then.
func setCongestion(connection net.Conn, algorithm string) {
	onSocket(connection, func(descriptor uintptr) error {
		return unix.SetsockoptString(int(descriptor), unix.IPPROTO_TCP, unix.TCP_CONGESTION, algorithm)
	})
}

func congestionOf(descriptor uintptr) (string, error) {
	return unix.GetsockoptString(int(descriptor), unix.IPPROTO_TCP, unix.TCP_CONGESTION)
}
