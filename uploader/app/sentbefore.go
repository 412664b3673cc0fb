package app

import (
	"cmp"

	"twentythree-uploader/uploader"
)

// sentBefore asks about a file of which the account's site has a video already, as far as this computer knows: the reason is zero where it
// has none, or where the person wants no such question.
func (a *App) sentBefore(account uploader.AccountID, source uploader.Source, listed []uploader.Upload) uploader.Reason {
	if a.Settings().NoWarningSentBefore {
		return uploader.Reason{}
	}
	for _, upload := range listed {
		if upload.Account == account && upload.State.Arrived() && sameFile(upload.Source, source) {
			return a.asksAgain(upload)
		}
	}
	past, err := a.journal.PastOfFile(a.ctx, account, source.Size)
	if err != nil {
		a.options.Logger.Warn("the history could not be read", "error", err)
	}
	for _, one := range past {
		if upload := one.Entry.Upload; sameFile(upload.Source, source) && !upload.Result.Gone {
			return a.asksAgain(upload)
		}
	}
	return uploader.Reason{}
}

func (a *App) asksAgain(upload uploader.Upload) uploader.Reason {
	known, _ := a.accounts.find(upload.Account)
	arrived := upload.Result.Arrived
	if arrived.IsZero() {
		arrived = upload.Finished
	}
	return uploader.Reason{
		Code: uploader.ReasonSentBefore, Subject: upload.DisplayTitle(), Site: cmp.Or(known.SiteName, known.Host), At: arrived,
	}
}

// sameFile knows a file again that was copied or moved since: its name, size and time are enough, for its own name in the file system is
// another one then.
func sameFile(sent, source uploader.Source) bool {
	return sent.SameFile(source) || sent.Name == source.Name && sent.Size == source.Size && sent.ModTime.Equal(source.ModTime)
}
