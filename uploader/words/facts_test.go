package words

import (
	"testing"

	"twentythree-uploader/uploader"
)

func TestMixedAudienceNamesMostOfThemFirst(t *testing.T) {
	for _, c := range []struct {
		counts map[uploader.Visibility]int
		want   string
	}{
		{map[uploader.Visibility]int{uploader.Draft: 1, uploader.PublishOnDate: 9}, "Mixed: Publish on a date (9), Draft (1)"},
		{map[uploader.Visibility]int{uploader.Draft: 3, uploader.PublishWhenDone: 3, uploader.PublishOnDate: 3}, "Mixed: Draft (3), Publish when done (3), Publish on a date (3)"},
	} {
		expect(t, "mixed", speak(English).MixedAudience(c.counts), c.want)
	}
}
