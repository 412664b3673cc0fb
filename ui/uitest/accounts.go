package uitest

import (
	"time"

	"twentythree-uploader/uploader"
)

// ThreeAccounts is a list with three accounts: two sites of the same name, and one whose site no longer accepts the sign-in.
func ThreeAccounts(uploads []uploader.Upload) uploader.Update {
	update := Whole(uploads)
	training := Account()
	training.ID, training.Host, training.BaseURL = "training", "training.acme.com", "https://training.acme.com"
	training.Level, training.Kept, training.Checked = uploader.LevelAdmin, uploader.KeptUntilQuit, Now().Add(-26*time.Hour)
	globex := Account()
	globex.ID, globex.SiteName, globex.Host, globex.BaseURL = "globex", "Globex Corporation Video Library", "video.globex.com", "https://video.globex.com"
	globex.Person = "anna-katharina.sorensen-lindqvist@globex.com"
	globex.Trouble = uploader.Reason{Code: uploader.ReasonWithdrawn, Site: globex.SiteName}
	update.Accounts = append(update.Accounts, training, globex)
	return update
}

// MoreSites are two that the sample account's sign-in opens as well, one of which is being added.
func MoreSites() uploader.Update {
	return uploader.Update{Workspaces: &uploader.Workspaces{Found: []uploader.Workspace{
		{Login: "acme", Name: "Acme Town Halls", Host: "townhalls.acme.com"},
		{Login: "acme", Name: "Acme Partners", Host: "partners.acme.com", Adding: true},
	}}}
}
