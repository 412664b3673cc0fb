package network

import (
	"errors"
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

// measureTrip knows milliseconds only, and no shortest one. What is acknowledged is what left less what is still kept.
func measureTrip(connection net.Conn) (trip, bool) {
	var found trip
	ok := onSocket(connection, func(descriptor uintptr) error {
		info, err := unix.GetsockoptTCPConnectionInfo(int(descriptor), unix.IPPROTO_TCP, unix.TCP_CONNECTION_INFO)
		if err != nil {
			return err
		}
		found = trip{
			now:   time.Duration(info.Srtt) * time.Millisecond,
			acked: int64(info.Txbytes) - int64(info.Txretransmitbytes) - int64(info.Snd_sbbytes),
		}
		return nil
	})
	return found, ok
}

func setCongestion(net.Conn, string) {}

func congestionOf(uintptr) (string, error) { return "", errors.ErrUnsupported }
