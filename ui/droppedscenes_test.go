package ui

import (
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

func droppedScenes() []scene {
	return []scene{
		{"dropped-behind", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.ShowSettings()
			w.Apply(uploader.Update{Intake: []uploader.IntakeResult{{
				Batch: 1, Added: []uploader.UploadID{"welcome", "q3"}, Rejected: []uploader.Rejection{{Name: "budget.xlsx", Reason: uploader.Reason{Code: uploader.ReasonNotVideo}}},
			}}})
		}},
		{"dropped-poster", func(_ *testing.T, w *Window) {
			uploads := uitest.AtWork()
			w.Apply(uitest.Whole(uploads))
			open(w, "welcome")
			dropAt(w, nowhere, "/p.jpg")
			uploads[0].Metadata.Poster = lying("welcome-poster.jpg", 412_000)
			w.Apply(uploader.Update{Uploads: uploads[:1]})
			w.Apply(previewed(uploads[0], poster(640, 360)))
		}},
	}
}
