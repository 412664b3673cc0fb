package uploader

import (
	"slices"
	"time"
)

// CheckID names one line of "Check my connection". Scripts rely on it.
type CheckID string

// The checks, in the order in which they stand.
const (
	CheckNetwork   CheckID = "network"        // this computer is connected to a network
	CheckProxy     CheckID = "proxy"          // whether something stands in between, and lets us through
	CheckInternet  CheckID = "internet"       // the internet answers, no sign-in page in its place
	CheckName      CheckID = "name"           // the site's name is found
	CheckSecure    CheckID = "secure"         // the site proves who it is
	CheckSite      CheckID = "site"           // a video site answers there
	CheckClock     CheckID = "clock"          // this computer's clock against the site's
	CheckSignIn    CheckID = "sign_in"        // the site accepts the sign-in
	CheckRights    CheckID = "rights"         // what the sign-in allows
	CheckSpace     CheckID = "space"          // space on the account
	CheckComputer  CheckID = "computer"       // free space here, and the list can be saved
	CheckPasswords CheckID = "password_store" // the system's password store answers
	CheckSpeed     CheckID = "speed"          // how fast an upload would be
)

// CheckIDs lists the checks in the order in which they stand.
func CheckIDs() []CheckID {
	return []CheckID{
		CheckNetwork, CheckProxy, CheckInternet, CheckName, CheckSecure, CheckSite, CheckClock, CheckSignIn, CheckRights, CheckSpace,
		CheckComputer, CheckPasswords, CheckSpeed,
	}
}

// CheckResult is how one check went.
type CheckResult string

// How a check can go. Attention stops nothing; Bad stops uploads.
const (
	CheckWaiting    CheckResult = "waiting"
	CheckRunning    CheckResult = "running"
	CheckGood       CheckResult = "good"
	CheckAttention  CheckResult = "attention"
	CheckBad        CheckResult = "bad"
	CheckUnknown    CheckResult = "unknown"     // whoever was asked does not tell
	CheckNotChecked CheckResult = "not_checked" // something before it is in the way
)

// Over reports whether the check has come to its end.
func (r CheckResult) Over() bool { return r != CheckWaiting && r != CheckRunning }

// CheckFinding says what a check found, where Check.Reason does not. Scripts rely on it.
type CheckFinding string

// What checks find.
const (
	FindingConnected        CheckFinding = "network.connected"
	FindingNetworkUnneeded  CheckFinding = "network.unneeded" // the site is on this computer
	FindingNoProxy          CheckFinding = "proxy.none"
	FindingProxy            CheckFinding = "proxy.used"
	FindingProxySignIn      CheckFinding = "proxy.sign_in"
	FindingProxyRefuses     CheckFinding = "proxy.refuses"
	FindingProxySilent      CheckFinding = "proxy.silent"
	FindingInternet         CheckFinding = "internet.answers"
	FindingInternetUnneeded CheckFinding = "internet.unneeded"
	FindingInternetUnclear  CheckFinding = "internet.unclear"
	FindingName             CheckFinding = "name.found"
	FindingNameUnneeded     CheckFinding = "name.unneeded" // the address is a number
	FindingNameByProxy      CheckFinding = "name.by_network"
	FindingSecure           CheckFinding = "secure.verified"
	FindingSecureGiven      CheckFinding = "secure.given" // by certificates that were given, besides the system's
	FindingPlainHere        CheckFinding = "secure.unneeded"
	FindingPlain            CheckFinding = "secure.plain"
	FindingSite             CheckFinding = "site.answers"
	FindingSiteSilent       CheckFinding = "site.silent"
	FindingSiteBusy         CheckFinding = "site.busy"
	FindingClockRight       CheckFinding = "clock.right"
	FindingClockSlow        CheckFinding = "clock.slow"
	FindingClockFast        CheckFinding = "clock.fast"
	FindingClockUnknown     CheckFinding = "clock.unknown"
	FindingSignedIn         CheckFinding = "sign_in.accepted"
	FindingSignedInUnnamed  CheckFinding = "sign_in.unnamed"
	FindingNobody           CheckFinding = "sign_in.nobody"
	FindingMayUpload        CheckFinding = "rights.upload"
	FindingSpace            CheckFinding = "space.free"
	FindingSpaceUnlimited   CheckFinding = "space.unlimited"
	FindingSpaceUnknown     CheckFinding = "space.unknown"
	FindingComputer         CheckFinding = "computer.ready"
	FindingUnsaved          CheckFinding = "computer.unsaved"
	FindingPasswords        CheckFinding = "password_store.ready"
	FindingSpeed            CheckFinding = "speed.measured"
	FindingSpeedOfUploads   CheckFinding = "speed.uploads" // nothing was measured: uploads are running at that speed
	FindingSpeedSlow        CheckFinding = "speed.slow"
	FindingSpeedUnknown     CheckFinding = "speed.unknown"
	FindingSpeedUnasked     CheckFinding = "speed.unasked"
)

// CheckFindings lists every finding.
func CheckFindings() []CheckFinding {
	return []CheckFinding{
		FindingConnected, FindingNetworkUnneeded, FindingNoProxy, FindingProxy, FindingProxySignIn, FindingProxyRefuses, FindingProxySilent, FindingInternet,
		FindingInternetUnneeded, FindingInternetUnclear, FindingName, FindingNameUnneeded, FindingNameByProxy, FindingSecure,
		FindingSecureGiven, FindingPlainHere, FindingPlain, FindingSite, FindingSiteSilent, FindingSiteBusy, FindingClockRight,
		FindingClockSlow, FindingClockFast, FindingClockUnknown, FindingSignedIn, FindingSignedInUnnamed, FindingNobody, FindingMayUpload,
		FindingSpace, FindingSpaceUnlimited, FindingSpaceUnknown, FindingComputer, FindingUnsaved, FindingPasswords, FindingSpeed,
		FindingSpeedOfUploads, FindingSpeedSlow, FindingSpeedUnknown, FindingSpeedUnasked,
	}
}

// Check is one line of "Check my connection".
type Check struct {
	ID     CheckID
	Result CheckResult
	// Finding says what was found; empty while nothing was, and where Reason says it.
	Finding CheckFinding
	Reason  Reason
	// Site is what the site is called, or its host; Host its host.
	Site, Host string
	// Subject is the person, the proxy without its password, or who vouches for the certificate.
	Subject string
	// Bytes are free, Total of how many; both in bytes.
	Bytes, Total int64
	// Rate is in bytes per second, Limit the speed limit in force there, 0 for none.
	Rate  float64
	Limit int64
	// Offset is how far this computer's clock is ahead of the site's.
	Offset time.Duration
}

// Checks is one run of "Check my connection".
type Checks struct {
	// Account is whose site is checked, empty for an address alone. Address is the site's as it was given.
	Account AccountID
	Address string
	Lines   []Check
	// Running is over when every line has its result, or the run was stopped. Begun is when it began.
	Running bool
	Begun   time.Time
}

// Report is what a person may send to those who help: without keys and passwords.
type Report struct {
	// Text is the whole report in plain text, Made when it was made.
	Text string
	Made time.Time
	// Names says that it names titles and files.
	Names bool
}

// Stops reports whether something found keeps uploads from going through.
func (c Checks) Stops() bool {
	return slices.ContainsFunc(c.Lines, func(line Check) bool { return line.Result == CheckBad })
}
