package main

import (
	"strings"
	"testing"
	"time"
)

const twoReleases = `# What changed

Words before the first version.

## 1.1.0, 2026-12-04

- A change that is so long that the list which Debian's tools read has to carry its last words over to a line below.
- Another & one.

## 1.0.0, 2026-11-02

- The first.
`

func TestTheChangesAreReadNewestFirst(t *testing.T) {
	t.Parallel()
	releases, err := readChangelog(twoReleases)
	if err != nil {
		t.Fatal(err)
	}
	if len(releases) != 2 || releases[0].Version != "1.1.0" || len(releases[0].Changes) != 2 || releases[1].Changes[0] != "The first." ||
		!releases[0].Date.Equal(time.Date(2026, 12, 4, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %+v", releases)
	}
	want := `twentythree-uploader (1.1.0) stable; urgency=medium

  * A change that is so long that the list which Debian's tools read has to
    carry its last words over to a line below.
  * Another & one.

 -- TwentyThree Uploader <uploader@twentythree.invalid>  Fri, 04 Dec 2026 00:00:00 +0000

twentythree-uploader (1.0.0) stable; urgency=medium

  * The first.

 -- TwentyThree Uploader <uploader@twentythree.invalid>  Mon, 02 Nov 2026 00:00:00 +0000
`
	if got := debianChangelog(releases); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := appStreamReleases(releases); !strings.Contains(got, `<release version="1.1.0" date="2026-12-04">`) || !strings.Contains(got, "<li>Another &amp; one.</li>") {
		t.Errorf("got\n%s", got)
	}
}

func TestAListOfChangesThatSaysTooLittleIsRefused(t *testing.T) {
	t.Parallel()
	for _, wrong := range []string{
		"", "# What changed\n", "## 1.0.0\n\n- One.\n", "## 1.0.0, 2026-13-01\n\n- One.\n", "## 1.0.0, 2026-12-01\n",
		"## 1.0.0, 2026-12-01\n\n- One,\n  and more.\n", "## Next\n\n- One.\n",
	} {
		if _, err := readChangelog(wrong); err == nil || !strings.Contains(err.Error(), "CHANGELOG.md") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func FuzzChanges(f *testing.F) {
	f.Add(twoReleases)
	f.Add("## 1.0.0, 2026-12-01\n- x\n")
	f.Fuzz(func(t *testing.T, text string) {
		releases, err := readChangelog(text)
		if err == nil && (len(releases) == 0 || releases[0].Version == "" || len(releases[0].Changes) == 0) {
			t.Errorf("%q was taken as %+v", text, releases)
		}
	})
}
