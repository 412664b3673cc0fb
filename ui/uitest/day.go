package uitest

import (
	"fmt"
	"sync"
	"time"

	"twentythree-uploader/uploader"
)

// Now is the instant at which the samples stand still: a November morning in Copenhagen.
func Now() time.Time { return time.Date(2026, 11, 21, 10, 44, 0, 0, Copenhagen()) }

// Copenhagen is the zone of the sample account.
func Copenhagen() *time.Location { return copenhagen() }

// copenhagen is read once: every date of the sample day lies in it, and reading it took a fifth of the time of the tests.
var copenhagen = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		return time.FixedZone("Europe/Copenhagen", int(time.Hour/time.Second))
	}
	return zone
})

// Account is the sample account.
func Account() uploader.Account {
	return uploader.Account{
		ID: "acme", SiteName: "Acme Video", Host: "videos.acme.com", BaseURL: "https://videos.acme.com", Person: "you@acme.com",
		Level: uploader.LevelWrite, Zone: "Europe/Copenhagen", SignedIn: true, Kept: uploader.KeptInKeyring, Checked: Now(),
	}
}

// Catalogue is what the sample site offers.
func Catalogue() uploader.Catalogue {
	return uploader.Catalogue{
		Account: "acme", Tags: []string{"onboarding", "first week", "safety", "product"},
		Categories: []uploader.Category{{ID: "1", Title: "HR"}, {ID: "2", Title: "News"}, {ID: "3", Title: "Training"}, {ID: "4", Title: "Human resources archive"}},
	}
}

// Laid is what the sample organisation has laid down: everything that can be seen.
func Laid() uploader.Rules {
	limit, language, publishing := int64(20_000_000/8), "en", false
	addresses := []string{"https://videos.acme.com"}
	return uploader.Rules{
		Organisation: "Acme IT", Publishing: uploader.Rule[bool]{Locked: &publishing}, SpeedLimit: uploader.Rule[int64]{Locked: &limit},
		Language: uploader.Rule[string]{Locked: &language}, Addresses: uploader.Rule[[]string]{Locked: &addresses},
	}
}

// EveryField is a company field of each kind, one of them locked, in all languages.
func EveryField() []uploader.FieldDefinition {
	named := func(en, da, de string) map[string]uploader.FieldWords {
		return map[string]uploader.FieldWords{"en": {Label: en}, "da": {Label: da}, "de": {Label: de}}
	}
	return []uploader.FieldDefinition{
		{
			Key: "department", Label: "Department", Kind: uploader.FieldChoice, Choices: []string{"hr", "sales"}, Required: uploader.RequiredBeforeUpload,
			Texts: map[string]uploader.FieldWords{
				"en": {Label: "Department", Help: "As in the address book.", Choices: []string{"Human resources", "Sales"}},
				"da": {Label: "Afdeling", Help: "Som i adressebogen.", Choices: []string{"Personale", "Salg"}},
				"de": {Label: "Abteilung", Help: "Wie im Adressbuch.", Choices: []string{"Personal", "Vertrieb"}},
			},
		},
		{Key: "cost", Label: "Cost centre", Kind: uploader.FieldNumber, Required: uploader.RequiredBeforePublishing, Texts: named("Cost centre", "Omkostningssted", "Kostenstelle")},
		{Key: "company", Label: "Company", Kind: uploader.FieldText, Default: "Acme A/S", Locked: true, Texts: named("Company", "Firma", "Unternehmen")},
		{Key: "campaign", Label: "Campaign", Kind: uploader.FieldText, Texts: named("Campaign", "Kampagne", "Kampagne")},
		{Key: "internal", Label: "Internal only", Kind: uploader.FieldYesNo, Texts: named("Internal only", "Kun internt", "Nur intern")},
		{Key: "until", Label: "Shown until", Kind: uploader.FieldDate, Texts: named("Shown until", "Vises indtil", "Zu sehen bis")},
	}
}

// Offer is a setup file that says something of everything.
func Offer() uploader.SetupOffer {
	return uploader.SetupOffer{
		Number: 1, Name: "acme.ttsetup", Organisation: "Acme IT", Host: "videos.acme.com", Keys: true, Application: true, Fields: EveryField(),
		NewVideos: &uploader.NewVideos{Categories: []uploader.Category{{ID: "3", Title: "Training"}}, Tags: []string{"internal", "first week"}, Ending: "Questions? video@acme.com"},
		Presets:   Presets(), Replaced: []string{"Safety"}, NotUnderstood: []string{"colour"},
	}
}

// CompanyFields are one of each kind.
func CompanyFields() []uploader.FieldDefinition {
	return []uploader.FieldDefinition{
		{Key: "department", Label: "Department", Help: "As in the address book.", Kind: uploader.FieldChoice, Choices: []string{"HR", "Sales", "Production"}, Required: uploader.RequiredBeforeUpload},
		{Key: "campaign", Label: "Campaign", Kind: uploader.FieldText},
		{Key: "internal", Label: "Internal only", Kind: uploader.FieldYesNo},
		{Key: "until", Label: "Shown until", Kind: uploader.FieldDate},
	}
}

const (
	megabyte = 1_000_000
	gigabyte = 1000 * megabyte
)

// Upload makes a sample video; change fills in what is special about it.
func Upload(id uploader.UploadID, title, file string, size int64, state uploader.State, change func(*uploader.Upload)) uploader.Upload {
	upload := uploader.Upload{
		ID: id, Account: "acme", State: state, Added: Now(),
		Source:   uploader.Source{Path: "/home/you/Videos/" + file, Name: file, Size: size, ModTime: Now()},
		Metadata: uploader.Metadata{Title: title},
		Progress: uploader.Progress{Size: size},
	}
	if change != nil {
		change(&upload)
	}
	return upload
}

// AtWork are the six videos of the drawing: each in another state.
func AtWork() []uploader.Upload {
	return []uploader.Upload{
		Upload("welcome", "Welcome to Acme", "welcome_final_v3.mp4", 1_200*megabyte, uploader.Uploading, func(u *uploader.Upload) {
			u.Metadata.Description = "What new colleagues need to know in their first week."
			u.Metadata.Tags = []string{"onboarding", "first week"}
			u.Metadata.Categories = []uploader.Category{{ID: "1", Title: "HR"}}
			u.Progress = uploader.Progress{Acked: 512 * megabyte, Written: 548 * megabyte, Size: u.Source.Size, Rate: 1.9 * megabyte, Left: 6 * time.Minute}
		}),
		Upload("q3", "Q3 results", "q3.mov", 840*megabyte, uploader.Waiting, func(u *uploader.Upload) {
			u.Metadata.Categories = []uploader.Category{{ID: "2", Title: "News"}}
			u.Metadata.Visibility = uploader.PublishWhenDone
		}),
		Upload("ceo", "CEO update December", "ceo.mp4", 2_100*megabyte, uploader.Paused, func(u *uploader.Upload) {
			u.Metadata.Categories = []uploader.Category{{ID: "2", Title: "News"}}
			u.Metadata.Visibility = uploader.PublishOnDate
			u.Metadata.PublishAt, u.Metadata.PublishZone = time.Date(2026, 12, 4, 9, 0, 0, 0, Copenhagen()), "Europe/Copenhagen"
			u.Progress.Acked = 525 * megabyte
		}),
		Upload("img", "IMG 2041", "IMG_2041.MOV", 96*megabyte, uploader.Attention, func(u *uploader.Upload) {
			u.Reason = uploader.Reason{Code: uploader.ReasonIncomplete, Field: uploader.FieldTitle, Problem: uploader.ProblemCameraName, Subject: "IMG 2041"}
		}),
		Upload("tour", "Product tour", "tour.mp4", 400*megabyte, uploader.Processing, func(u *uploader.Upload) {
			u.Metadata.Visibility = uploader.PublishWhenDone
			u.Progress.Acked, u.Progress.Processing = u.Source.Size, 0.56
			u.Result = uploader.Result{VideoID: "71", PageURL: "https://videos.acme.com/tour", ManageURL: "https://videos.acme.com/manage/video/71", Published: true}
		}),
		done("day1", "Onboarding day 1", "day1.mp4", 310*megabyte, uploader.DoneDraft, Now().Add(-2*time.Minute)),
	}
}

func done(id uploader.UploadID, title, file string, size int64, state uploader.State, at time.Time) uploader.Upload {
	return Upload(id, title, file, size, state, func(u *uploader.Upload) {
		u.Progress.Acked = size
		u.Result = uploader.Result{
			VideoID: string(id), PageURL: "https://videos.acme.com/" + string(id), ManageURL: "https://videos.acme.com/manage/video/" + string(id),
			Published: state == uploader.DonePublic, Started: at.Add(-2 * time.Minute), Arrived: at,
		}
		u.Finished = at
	})
}

// AllDone are videos that have arrived, one of each ending.
func AllDone() []uploader.Upload {
	scheduled := done("ceo", "CEO update December", "ceo.mp4", 2_100*megabyte, uploader.DoneScheduled, Now().Add(-21*time.Minute))
	scheduled.Metadata.Visibility = uploader.PublishOnDate
	scheduled.Metadata.PublishAt, scheduled.Metadata.PublishZone = time.Date(2026, 12, 4, 9, 0, 0, 0, Copenhagen()), "Europe/Copenhagen"
	scheduled.Result.PublishAt = scheduled.Metadata.PublishAt
	public := done("q3", "Q3 results", "q3.mov", 840*megabyte, uploader.DonePublic, Now().Add(-14*time.Minute))
	public.Metadata.Visibility = uploader.PublishWhenDone
	sound := done("podcast", "Podcast 14: safety at sea", "podcast 14.mp3", 62*megabyte, uploader.DoneDraft, Now().Add(-3*time.Minute))
	return []uploader.Upload{
		done("welcome", "Welcome to Acme", "welcome_final_v3.mp4", 1_200*megabyte, uploader.DoneDraft, Now().Add(-9*time.Minute)),
		public, scheduled, sound,
		Upload("place", "Interview with the new CFO", "", 0, uploader.DonePlaceholder, func(u *uploader.Upload) { u.Source = uploader.Source{} }),
	}
}

// Troubled are videos that need the person, the network, or somebody else.
func Troubled() []uploader.Upload {
	with := func(code uploader.ReasonCode, change func(*uploader.Reason)) func(*uploader.Upload) {
		return func(u *uploader.Upload) {
			u.Reason = uploader.Reason{Code: code, Site: "Acme Video", Subject: u.Source.Name, Place: "Videos"}
			if change != nil {
				change(&u.Reason)
			}
		}
	}
	kept := Upload("net", "Harbour tour", "harbour.mp4", 900*megabyte, uploader.WaitingSite, with(uploader.ReasonBusy, func(r *uploader.Reason) { r.NextTry = Now().Add(40 * time.Second) }))
	kept.Progress.Acked = 378 * megabyte
	warned := done("warn", "Works council meeting", "works_council.mp4", 700*megabyte, uploader.DoneWarning, Now().Add(-30*time.Minute))
	warned.Reason = uploader.Reason{Code: uploader.ReasonNotAsAsked, Site: "Acme Video", Fields: []uploader.Field{uploader.FieldVisibility}}
	warned.Result.Published = true
	return []uploader.Upload{
		Upload("img", "IMG 2041", "IMG_2041.MOV", 96*megabyte, uploader.Attention, func(u *uploader.Upload) {
			u.Reason = uploader.Reason{Code: uploader.ReasonIncomplete, Field: uploader.FieldTitle, Problem: uploader.ProblemCameraName, Subject: "IMG 2041"}
		}),
		Upload("lost", "Warehouse film", "warehouse film.mov", 3*gigabyte, uploader.Failed, with(uploader.ReasonMissing, nil)),
		kept,
		Upload("twice", "CEO update", "ceo_update.mp4", 640*megabyte, uploader.Attention, with(uploader.ReasonUnclearEnd, func(r *uploader.Reason) { r.Subject = "CEO update" })),
		Upload("kind", "Old training", "old_training.avi", 1_400*megabyte, uploader.Failed, with(uploader.ReasonUnsupported, nil)),
		warned,
	}
}

// Many are count small videos that are ready.
func Many(count int) []uploader.Upload {
	uploads := make([]uploader.Upload, count)
	for i := range uploads {
		id := uploader.UploadID(fmt.Sprintf("video%04d", i))
		uploads[i] = Upload(id, fmt.Sprintf("Video %d", i+1), fmt.Sprintf("video_%d.mp4", i+1), int64(i+1)*megabyte, uploader.Ready, nil)
	}
	return uploads
}

// Whole is the first update with these uploads and the sample account.
func Whole(uploads []uploader.Upload) uploader.Update {
	update := uploader.Update{
		Reset: true, Uploads: uploads, Accounts: []uploader.Account{Account()}, Current: "acme", Catalogues: []uploader.Catalogue{Catalogue()},
		Order: []uploader.UploadID{},
	}
	for _, upload := range uploads {
		update.Order = append(update.Order, upload.ID)
	}
	return update
}
