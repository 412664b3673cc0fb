//go:build !linux && !darwin && !windows

package network

import (
	"errors"
	"net"
	"syscall"
)

func holdBack(net.Conn, int) {}

func measureTrip(net.Conn) (trip, bool) { return trip{}, false }

func congestionControl(string) func(network, address string, raw syscall.RawConn) error { return nil }

func congestionOf(uintptr) (string, error) { return "", errors.ErrUnsupported }
