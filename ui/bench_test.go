package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

// BenchmarkTick is one tick of one moving video among three thousand: it comes ten times a second.
func BenchmarkTick(b *testing.B) {
	w, _ := newWindowOn(test.NewApp(), nil)
	uploads := uitest.Many(3000)
	uploads[0].State = uploader.Uploading
	w.Apply(uitest.Whole(uploads))
	size := uploads[0].Source.Size
	b.ResetTimer()
	for i := range b.N {
		w.Apply(uploader.Update{Progress: map[uploader.UploadID]uploader.Progress{uploads[0].ID: {Acked: int64(i) % size, Size: size}}})
	}
}

// BenchmarkRow is one video of three thousand that changes its state.
func BenchmarkRow(b *testing.B) {
	w, _ := newWindowOn(test.NewApp(), nil)
	uploads := uitest.Many(3000)
	w.Apply(uitest.Whole(uploads))
	states := []uploader.State{uploader.Waiting, uploader.Ready}
	b.ResetTimer()
	for i := range b.N {
		uploads[7].State = states[i%2]
		w.Apply(uploader.Update{Uploads: uploads[7:8]})
	}
}
