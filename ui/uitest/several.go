package uitest

import (
	"time"

	"twentythree-uploader/uploader"
)

// Several are videos of one batch that agree in some things and not in others.
func Several() []uploader.Upload {
	several := make([]uploader.Upload, 0, 4)
	titles := []string{"Week 1: your desk", "Week 1: your computer", "Week 2: safety", "Week 3: our products"}
	for i, file := range []string{"week_1_welcome.mp4", "week_1_it.mp4", "week_2_safety.mov", "week_3_product.mp4"} {
		several = append(several, Upload(uploader.UploadID(file), titles[i], file, int64(120+90*i)*megabyte, uploader.Ready, func(u *uploader.Upload) {
			u.Metadata.Tags = []string{"onboarding"}
			u.Metadata.Categories = []uploader.Category{{ID: "1", Title: "HR"}}
		}))
	}
	several[0].Metadata.Description, several[1].Metadata.Description = "Welcome!", "Your computer and you."
	several[0].Metadata.Tags, several[1].Metadata.Tags = []string{"onboarding", "first week"}, []string{"onboarding", "first week"}
	several[2].Metadata.Tags = []string{"onboarding", "safety"}
	several[2].Metadata.Categories = append(several[2].Metadata.Categories, uploader.Category{ID: "3", Title: "Training"})
	several[3].Metadata.Visibility, several[3].Metadata.PublishZone = uploader.PublishOnDate, "Europe/Copenhagen"
	several[3].Metadata.PublishAt = time.Date(2026, 12, 4, 9, 0, 0, 0, Copenhagen())
	return several
}

// Presets are a few presets of the sample account.
func Presets() []uploader.Preset {
	publish := uploader.PublishWhenDone
	return []uploader.Preset{
		{Name: "HR onboarding", Filling: uploader.Filling{
			Description: "For new colleagues. Questions? hr@acme.com", Tags: []string{"onboarding", "first week"}, Categories: []uploader.Category{{ID: "1", Title: "HR"}},
		}},
		{Name: "Weekly news", Filling: uploader.Filling{Title: "News of {date}", Categories: []uploader.Category{{ID: "2", Title: "News"}}, Visibility: &publish}},
		{Name: "Safety", Filling: uploader.Filling{Tags: []string{"safety"}, Categories: []uploader.Category{{ID: "3", Title: "Training"}}}},
	}
}

// WithPresets gives an update the sample presets, and what new videos start with.
func WithPresets(update uploader.Update) uploader.Update {
	draft := uploader.Draft
	update.VideoStarts = []uploader.VideoStart{{
		Account: "acme", Presets: Presets(),
		Chosen: uploader.Filling{Tags: []string{"internal"}, Description: "Questions? video@acme.com"},
		Holds: uploader.Filling{
			Tags: []string{"internal"}, Description: "Questions? video@acme.com", Visibility: &draft, Categories: []uploader.Category{{ID: "1", Title: "HR"}},
		},
	}}
	return update
}
