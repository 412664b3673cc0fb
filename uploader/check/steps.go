package check

import (
	"net/netip"
	"slices"
	"time"

	"twentythree-uploader/uploader"
)

// How long each check may take. Connecting and the handshake have limits of their own that are shorter.
const (
	hereLimit     = 6 * time.Second
	internetLimit = 8 * time.Second
	nameLimit     = 8 * time.Second
	answerLimit   = 20 * time.Second
	connectLimit  = 40 * time.Second
	signInLimit   = 45 * time.Second
	speedLimit    = 8 * time.Second
)

// steps are the checks of this run in the order in which they stand.
func (r *run) steps() []step {
	all := []step{
		{id: uploader.CheckNetwork, limit: hereLimit, do: r.network},
		{id: uploader.CheckProxy, limit: connectLimit, do: r.checkProxy, needs: []uploader.CheckID{uploader.CheckNetwork}},
		{id: uploader.CheckInternet, limit: internetLimit, do: r.internet, needs: []uploader.CheckID{uploader.CheckNetwork, uploader.CheckProxy}},
		{id: uploader.CheckName, limit: nameLimit, do: r.findName, needs: r.nameNeeds()},
		{id: uploader.CheckSecure, limit: connectLimit, do: r.secure, needs: []uploader.CheckID{uploader.CheckName}},
		{id: uploader.CheckSite, limit: connectLimit, do: r.answers, needs: []uploader.CheckID{uploader.CheckSecure}},
		{id: uploader.CheckClock, limit: hereLimit, do: r.time, needs: []uploader.CheckID{uploader.CheckSite}},
		{id: uploader.CheckSignIn, limit: signInLimit, do: r.signIn, needs: []uploader.CheckID{uploader.CheckSite, uploader.CheckClock}},
		{id: uploader.CheckRights, limit: hereLimit, do: r.rights, needs: []uploader.CheckID{uploader.CheckSignIn}},
		{id: uploader.CheckSpace, limit: answerLimit, do: r.space, needs: []uploader.CheckID{uploader.CheckSignIn}},
		{id: uploader.CheckComputer, limit: hereLimit, do: r.computer},
		{id: uploader.CheckPasswords, limit: hereLimit, do: r.passwords},
		// Last, so that nothing else is on the line while it is measured.
		{
			id: uploader.CheckSpeed, limit: speedLimit, do: r.speed,
			needs: []uploader.CheckID{uploader.CheckSite, uploader.CheckSignIn, uploader.CheckRights, uploader.CheckSpace},
		},
	}
	return slices.DeleteFunc(all, func(s step) bool { return !r.wanted(s.id) })
}

// nameNeeds are the checks that the name of the site hangs on. What is wrong with an address is so on any network, and one of digits needs
// nobody to look it up: it may be that of a site in the house, which needs no internet.
func (r *run) nameNeeds() []uploader.CheckID {
	switch {
	case !r.wrong.IsZero():
		return nil
	case r.base != nil && isOfDigits(r.base.Hostname()):
		return []uploader.CheckID{uploader.CheckNetwork, uploader.CheckProxy}
	}
	return []uploader.CheckID{uploader.CheckInternet}
}

func isOfDigits(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

// wanted leaves out what there is nothing to ask about.
func (r *run) wanted(id uploader.CheckID) bool {
	switch id {
	case uploader.CheckComputer:
		return r.config.Save != nil
	case uploader.CheckPasswords:
		return r.config.Passwords != nil
	case uploader.CheckNetwork, uploader.CheckInternet:
		return true
	case uploader.CheckProxy:
		return r.base != nil
	case uploader.CheckName:
		return r.base != nil || !r.wrong.IsZero()
	}
	return r.base != nil
}
