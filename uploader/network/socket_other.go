//go:build !linux && !darwin && !windows

package network

import (
	"errors"
	"net"
)

func holdBack(net.Conn, int) {}

func measureTrip(net.Conn) (trip, bool) { return trip{}, false }

func setCongestion(net.Conn, string) {}

func congestionOf(uintptr) (string, error) { return "", errors.ErrUnsupported }
