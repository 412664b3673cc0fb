package words

import (
	"runtime"
	"time"

	"twentythree-uploader/uploader"
)

// CheckText is one line of "Check my connection".
type CheckText struct {
	// Words is the line; Help says why or what it means, "" where the line says everything.
	Words, Help string
	// Button is the one thing to do about it, the zero Button where there is none.
	Button Button
}

// exampleVideo is the size by which an upload speed is made plain, in bytes.
const exampleVideo = 1_000_000_000

// Check is the line of one check.
func (w *Words) Check(c uploader.Check) CheckText {
	name := Text("what", w.CheckName(c.ID))
	switch {
	case c.Result == uploader.CheckWaiting:
		return CheckText{Words: w.CheckName(c.ID)}
	case c.Result == uploader.CheckRunning:
		return CheckText{Words: w.T(CheckRunning, name)}
	case c.Finding != "" && w.has(findingKey(c.Finding)):
		return w.finding(c)
	case !c.Reason.IsZero():
		text := w.Reason(c.Reason)
		return CheckText{Words: text.Headline, Help: text.Sentence, Button: checkButton(Button{Text: text.Button, Action: text.Action})}
	}
	return CheckText{Words: w.T(CheckNotChecked, name)}
}

// checkButton leaves out what leads back to where the person is, or to something that goes on by itself.
func checkButton(button Button) Button {
	switch button.Action {
	case ActionCheckConnection, ActionTryNow, ActionTryAgain, ActionContinue, ActionCopyReport:
		return Button{}
	}
	return button
}

// CheckName is what a check is about.
func (w *Words) CheckName(id uploader.CheckID) string {
	if key := Key("check.name." + string(id)); w.has(key) {
		return w.T(key)
	}
	return string(id)
}

// CheckMark is a result in a word or two, for where no icon is seen.
func (w *Words) CheckMark(result uploader.CheckResult) string {
	switch result {
	case uploader.CheckWaiting:
		return w.CheckMark(uploader.CheckNotChecked)
	case uploader.CheckGood, uploader.CheckAttention, uploader.CheckBad, uploader.CheckUnknown, uploader.CheckNotChecked, uploader.CheckRunning:
		return w.T(Key("check.mark." + string(result)))
	}
	return string(result)
}

func findingKey(finding uploader.CheckFinding) Key { return Key("check." + string(finding)) }

func (w *Words) finding(c uploader.Check) CheckText {
	size := c.Bytes
	if c.ID == uploader.CheckSpeed {
		size = exampleVideo
	}
	args := []Arg{
		Text("site", c.Site), Text("host", c.Host), Text("subject", c.Subject), Text("amount", w.Amount(c.Offset)), Text("size", w.Bytes(size)),
		Text("total", w.Bytes(c.Total)), Text("rate", w.Rate(c.Rate)), Text("about", w.aboutAt(c.Rate)),
		Text("store", w.certificates()),
	}
	key := findingKey(c.Finding)
	if c.Finding == uploader.FindingSpeedOfUploads && w.Rate(c.Rate) == "" {
		key = CheckStarting
	}
	text := CheckText{Words: w.T(key, args...), Button: w.findingButton(c.Finding)}
	if help := key + ".help"; w.has(help) && !(c.Subject == "" && c.ID == uploader.CheckSecure && c.Result == uploader.CheckGood) {
		text.Help = w.T(help, args...)
	}
	if c.Limit > 0 && (c.Finding == uploader.FindingSpeed || c.Finding == uploader.FindingSpeedSlow) {
		text.Help = w.T(CheckLimited, Text("rate", w.Rate(float64(c.Limit))))
	}
	return text
}

func (w *Words) findingButton(finding uploader.CheckFinding) Button {
	switch finding {
	case uploader.FindingClockFast, uploader.FindingClockSlow:
		return w.button(ButtonOpenTimeSettings, ActionOpenTimeSettings)
	case uploader.FindingProxySignIn:
		return w.button(ButtonEnter, ActionEnterProxySignIn)
	case uploader.FindingProxyRefuses, uploader.FindingProxySilent:
		return w.button(ButtonCopyForIT, ActionCopyForIT)
	case uploader.FindingSiteSilent:
		return w.button(ButtonCheckAddress, ActionChangeAddress)
	case uploader.FindingNobody:
		return w.button(ButtonSignIn, ActionSignIn)
	}
	return Button{}
}

// aboutAt is how long the example takes at a rate in bytes per second.
func (w *Words) aboutAt(rate float64) string {
	if !(rate > 0) {
		return ""
	}
	const longest = 30 * 24 * time.Hour
	seconds := min(exampleVideo/rate, longest.Seconds())
	return w.About(time.Duration(seconds * float64(time.Second)))
}

// certificates are what this system proves sites by.
func (w *Words) certificates() string {
	if key := Key("check.store." + runtime.GOOS); w.has(key) {
		return w.T(key)
	}
	return w.T("check.store.linux")
}
