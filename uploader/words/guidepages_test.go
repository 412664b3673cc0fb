package words

import (
	"strings"
	"testing"
	"time"
)

func TestTheGuideLeadsToThePageThatHasTheSetting(t *testing.T) {
	t.Parallel()
	for _, language := range Languages() {
		w := New(language, time.UTC, time.Now)
		for text, page := range map[Key]Key{
			GuideOffStartupText: SettingsPageGeneral, GuideLeaveNewerText: SettingsPageGeneral, GuideOffAwakeText: SettingsPageBackground,
		} {
			if said, name := w.T(text), w.T(page); !strings.Contains(said, ", "+name) {
				t.Errorf("%s: %q does not name the page %q", language, said, name)
			}
		}
	}
}
