package network

import (
	"errors"
	"net"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// ioTCPInfo is SIO_TCP_INFO of mstcpip.h, for version 0 of its answer.
const ioTCPInfo = 0xD8000027

// tcpInfo is TCP_INFO_v0 of mstcpip.h.
type tcpInfo struct {
	state                                                                int32
	mss                                                                  uint32
	connectionTime                                                       uint64
	timestamps                                                           uint8
	roundTrip, leastRoundTrip                                            uint32 // microseconds
	inFlight, window, sendWindow, receiveWindow, receiveBuffer           uint32
	out, in                                                              uint64
	reordered, retransmitted, fastRetransmits, doubleAcks, timedOutTimes uint32
	firstRetransmits                                                     uint8
}

// holdBack does nothing: Windows bounds what it keeps unsent by itself.
func holdBack(net.Conn, int) {}

func measureTrip(connection net.Conn) (trip, bool) {
	var found trip
	ok := onSocket(connection, func(descriptor uintptr) error {
		var version, length uint32
		var info tcpInfo
		err := windows.WSAIoctl(windows.Handle(descriptor), ioTCPInfo, (*byte)(unsafe.Pointer(&version)), uint32(unsafe.Sizeof(version)),
			(*byte)(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)), &length, nil, 0)
		if err != nil {
			return err
		}
		found = trip{
			now:   time.Duration(info.roundTrip) * time.Microsecond,
			least: time.Duration(info.leastRoundTrip) * time.Microsecond,
			acked: int64(info.out) - int64(info.retransmitted) - int64(info.inFlight),
		}
		return nil
	})
	return found, ok
}

func setCongestion(net.Conn, string) {}

func congestionOf(uintptr) (string, error) { return "", errors.ErrUnsupported }
