package uitest

import (
	"slices"
	"time"

	"twentythree-uploader/uploader"
)

func good(id uploader.CheckID, finding uploader.CheckFinding, change func(*uploader.Check)) uploader.Check {
	check := uploader.Check{ID: id, Result: uploader.CheckGood, Finding: finding, Site: "Acme Video", Host: "videos.acme.com"}
	if change != nil {
		change(&check)
	}
	return check
}

// Checked is a run in which everything works.
func Checked() uploader.Checks {
	return uploader.Checks{Account: "acme", Begun: Now(), Lines: []uploader.Check{
		good(uploader.CheckNetwork, uploader.FindingConnected, nil),
		good(uploader.CheckProxy, uploader.FindingNoProxy, nil),
		good(uploader.CheckInternet, uploader.FindingInternet, nil),
		good(uploader.CheckName, uploader.FindingName, nil),
		good(uploader.CheckSecure, uploader.FindingSecure, func(c *uploader.Check) { c.Subject = "Let's Encrypt" }),
		good(uploader.CheckSite, uploader.FindingSite, nil),
		good(uploader.CheckClock, uploader.FindingClockRight, nil),
		good(uploader.CheckSignIn, uploader.FindingSignedIn, func(c *uploader.Check) { c.Subject = "you@acme.com" }),
		good(uploader.CheckRights, uploader.FindingMayUpload, nil),
		{ID: uploader.CheckSpace, Result: uploader.CheckUnknown, Finding: uploader.FindingSpaceUnknown},
		good(uploader.CheckComputer, uploader.FindingComputer, func(c *uploader.Check) { c.Bytes = 41 * gigabyte }),
		good(uploader.CheckPasswords, uploader.FindingPasswords, nil),
		good(uploader.CheckSpeed, uploader.FindingSpeed, func(c *uploader.Check) { c.Rate = 22e6 / 8 }),
	}}
}

// broken is a run in which one line is what is given, and those after it up to this computer were not checked.
func broken(line uploader.Check, after ...uploader.CheckID) uploader.Checks {
	run := Checked()
	for i, check := range run.Lines {
		switch {
		case check.ID == line.ID:
			line.Site, line.Host, line.Reason.Site, line.Reason.Place = check.Site, "videos.acme.com", "Acme Video", "videos.acme.com"
			run.Lines[i] = line
		case slices.Contains(after, check.ID):
			run.Lines[i] = uploader.Check{ID: check.ID, Result: uploader.CheckNotChecked, Host: "videos.acme.com"}
		}
	}
	return run
}

func withSite() []uploader.CheckID {
	return []uploader.CheckID{
		uploader.CheckName, uploader.CheckSecure, uploader.CheckSite, uploader.CheckClock, uploader.CheckSignIn, uploader.CheckRights,
		uploader.CheckSpace, uploader.CheckSpeed,
	}
}

// CheckedSoFar is a run that has come to the site.
func CheckedSoFar() uploader.Checks {
	run := Checked()
	run.Running = true
	for i := range run.Lines {
		switch {
		case run.Lines[i].ID == uploader.CheckSite:
			run.Lines[i] = uploader.Check{ID: uploader.CheckSite, Result: uploader.CheckRunning}
		case i > 5 && i < 10 || i == 12:
			run.Lines[i] = uploader.Check{ID: run.Lines[i].ID, Result: uploader.CheckWaiting}
		}
	}
	return run
}

// CheckedOffline is a run without a network.
func CheckedOffline() uploader.Checks {
	return broken(uploader.Check{ID: uploader.CheckNetwork, Result: uploader.CheckBad, Reason: uploader.Reason{Code: uploader.ReasonOffline}},
		append(withSite(), uploader.CheckProxy, uploader.CheckInternet)...)
}

// CheckedBehindWiFi is a run on a network that wants a sign-in first.
func CheckedBehindWiFi() uploader.Checks {
	return broken(uploader.Check{ID: uploader.CheckInternet, Result: uploader.CheckBad, Reason: uploader.Reason{Code: uploader.ReasonCaptivePortal}}, withSite()...)
}

// CheckedClock is a run on a computer whose clock is slow, behind a proxy.
func CheckedClock() uploader.Checks {
	run := broken(uploader.Check{ID: uploader.CheckClock, Result: uploader.CheckAttention, Finding: uploader.FindingClockSlow, Offset: -7 * time.Minute})
	run.Lines[1].Finding, run.Lines[1].Subject = uploader.FindingProxy, "proxy.acme.com:8080"
	return run
}

// CheckedReadOnly is a run of an account that may only look.
func CheckedReadOnly() uploader.Checks {
	return broken(uploader.Check{ID: uploader.CheckRights, Result: uploader.CheckBad, Reason: uploader.Reason{Code: uploader.ReasonReadOnly}}, uploader.CheckSpeed)
}

// Report is a short report.
func Report() uploader.Report {
	return uploader.Report{Made: Now(), Text: `TwentyThree Uploader 0.1.0
2026-11-21T10:44:00+01:00
windows/amd64, en
account: videos.acme.com, level write, signed in true, kept in keyring

CHECKS
2026-11-21T10:43:00+01:00
network [OK] This computer is connected to a network
proxy [OK] This computer goes to the internet directly
sign_in [OK] Acme Video accepts your sign-in (you@acme.com)

QUEUE (2)
1. 4f1c2a uploading, 512000000 of 1200000000 bytes
2. 9be07d failed (missing), 0 of 840000000 bytes

LOG (last 2 lines)
{"time":"2026-11-21T10:40:02+01:00","level":"INFO","msg":"upload","id":"4f1c2a","state":"uploading","reason":""}
{"time":"2026-11-21T10:41:13+01:00","level":"WARN","msg":"upload stopped","id":"9be07d","reason":"missing","error":"(file): gone"}
`}
}
