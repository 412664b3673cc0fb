package uitest

import (
	"time"

	"twentythree-uploader/uploader"
)

// Guest is an account that is an upload link for three videos, until tomorrow afternoon.
func Guest() uploader.Account {
	return uploader.Account{
		ID: "link:1", SiteName: "Acme Video", Host: "videos.acme.com", BaseURL: "https://videos.acme.com", SignedIn: true, Kept: uploader.KeptInKeyring,
		Invitation: &uploader.Invitation{From: "Acme press", Title: "Interview with the mayor", Videos: 3, Ends: Now().Add(23 * time.Hour)},
	}
}

// Invited is the link as its file is shown before anything of it is kept.
func Invited() uploader.SetupOffer {
	guest := Guest()
	return uploader.SetupOffer{
		Number: 1, Name: "Interview.ttlink", Organisation: guest.Invitation.From, Host: guest.Host, Site: guest.SiteName, Invitation: guest.Invitation,
	}
}

// GuestAtWork has sent one video with the link, has one on its way, and one that the link takes no more.
func GuestAtWork() uploader.Update {
	update := Whole([]uploader.Upload{
		Upload("mayor", "Interview with the mayor", "mayor.mp4", 820*megabyte, uploader.Uploading, func(u *uploader.Upload) {
			u.Account, u.Progress.Acked, u.Progress.Rate, u.Progress.Left = "link:1", 340*megabyte, 6*megabyte, 80*time.Second
		}),
		Upload("street", "Voices from the street", "street.mp4", 210*megabyte, uploader.Attention, func(u *uploader.Upload) {
			u.Account, u.Reason = "link:1", uploader.Reason{Code: uploader.ReasonGuestUsedUp, Site: "Acme Video", Subject: "Voices from the street"}
		}),
		Upload("harbour", "The harbour at night", "harbour.mp4", 95*megabyte, uploader.Attention, func(u *uploader.Upload) {
			u.Account, u.Reason = "link:1", uploader.Reason{Code: uploader.ReasonGuestUnclear, Site: "Acme Video", Subject: "The harbour at night"}
		}),
		Upload("opening", "Opening words", "opening.mp4", 400*megabyte, uploader.DoneSent, func(u *uploader.Upload) {
			u.Account, u.Progress.Acked, u.Finished, u.Result.VideoID, u.Result.Arrived = "link:1", 400*megabyte, Now().Add(-3*time.Minute), "7", Now().Add(-3*time.Minute)
		}),
	})
	update.Accounts, update.Current = []uploader.Account{Guest()}, "link:1"
	return update
}
