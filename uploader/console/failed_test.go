package console

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/words"
)

// TestAStartThatFailsSaysWhatToDo looks at every cause in every language.
func TestAStartThatFailsSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		err  error
		says string
	}{
		"no screen":     {fmt.Errorf("%w: x", uploader.ErrNoScreen), "no screen here"},
		"no drawing":    {uploader.ErrNoDrawing, "cannot draw the window"},
		"hanging":       {fmt.Errorf("%w: x", platform.ErrSilent), "does not answer"},
		"no home":       {platform.ErrNoHome, "where your files belong"},
		"full":          {&uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonDiskFull}, Err: errors.New("x")}, "no space left"},
		"not allowed":   {fmt.Errorf("opening: %w", fs.ErrPermission), "/the/folder"},
		"newer list":    {&uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonListNewer}, Err: errors.New("x")}, "newer version"},
		"anything else": {errors.New("the moon is full"), "the moon is full"},
	} {
		seen := map[string]bool{}
		for _, language := range words.Languages() {
			said := whyFailed(example.err, "/the/folder", words.New(language, time.UTC, time.Now))
			if seen[said] = true; language == words.English && !strings.Contains(said, example.says) {
				t.Errorf("%s: %s", name, said)
			}
		}
		if len(seen) != len(words.Languages()) {
			t.Errorf("%s is not said in every language", name)
		}
	}
}
