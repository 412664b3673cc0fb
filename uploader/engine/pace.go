package engine

import (
	"context"
	"encoding/json"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/transfer"
)

// paceKey is the setting under which the journal keeps what was learned of an account's site.
func paceKey(account uploader.AccountID) string { return "pace " + string(account) }

// pace is what an account's site and the way to it were found to bear. What was learned before the program ended counts.
func (e *Engine) pace(account uploader.AccountID) *transfer.Pace {
	pace := e.paces[account]
	if pace == nil {
		var known transfer.Learned
		if text := e.config.Contents.Settings[paceKey(account)]; text != "" {
			if err := json.Unmarshal([]byte(text), &known); err != nil {
				e.config.Logger.Warn("what was learned of a site cannot be read", "account", account, "error", err)
			}
		}
		pace = transfer.NewPace(e.config.Now, e.config.Chunks, known)
		e.paces[account] = pace
	}
	return pace
}

// keepPace notes what was learned for the next start. It is worth a try, and nothing is lost without it.
func (e *Engine) keepPace(account uploader.AccountID) {
	text, err := json.Marshal(e.pace(account).Learned())
	if err == nil && string(text) != "{}" && len(e.unsaved) == 0 {
		err = e.config.Journal.SaveSetting(context.Background(), paceKey(account), string(text))
	}
	if err != nil {
		e.config.Logger.Warn("what was learned of a site could not be saved", "account", account, "error", err)
	}
}

// SetFiles says how many uploads run at once, at least 1. Fewer than before lets those that run come to their end.
func (e *Engine) SetFiles(files int) { e.do(func() { e.config.Files = max(1, files) }) }

// NetworkChanged says that the computer is on another network, or awake again: whatever waits for a connection tries at once, and
// what was found out about the way to a site is void.
func (e *Engine) NetworkChanged() {
	e.do(func() {
		for _, pace := range e.paces {
			pace.NetworkChanged()
		}
		for _, gate := range e.gates {
			gate.Hasten()
		}
	})
}
