package uploader

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var linkNoon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func goodDraft() LinkDraft {
	return LinkDraft{ID: "a", Account: "acme", Name: "Interview, guest", Title: "Interview", Videos: 1, Lasts: LongestLink}
}

func TestALinkIsAskedForOnlyWhereItsFormIsInOrder(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*LinkDraft)
		want   []LinkProblem
	}{
		"as it is":              {func(*LinkDraft) {}, nil},
		"a hundred videos":      {func(d *LinkDraft) { d.Videos = 100 }, nil},
		"a hundred and one":     {func(d *LinkDraft) { d.Videos = 101 }, []LinkProblem{LinkTooManyVideos}},
		"no video":              {func(d *LinkDraft) { d.Videos = 0 }, []LinkProblem{LinkTooFewVideos}},
		"a quarter of an hour":  {func(d *LinkDraft) { d.Lasts = 15 * time.Minute }, nil},
		"less than that":        {func(d *LinkDraft) { d.Lasts = 15*time.Minute - 1 }, []LinkProblem{LinkTooShort}},
		"a day and some":        {func(d *LinkDraft) { d.Lasts = 24*time.Hour + 59*time.Second }, nil},
		"a day and a minute":    {func(d *LinkDraft) { d.Lasts = 24*time.Hour + time.Minute }, []LinkProblem{LinkTooLong}},
		"no title":              {func(d *LinkDraft) { d.Title = " \n" }, []LinkProblem{LinkTitleMissing}},
		"a title of two lines":  {func(d *LinkDraft) { d.Title = "a\nb" }, []LinkProblem{LinkTitleUnprintable}},
		"a title of a book":     {func(d *LinkDraft) { d.Title = strings.Repeat("ø", 251) }, []LinkProblem{LinkTitleLong}},
		"a title as long":       {func(d *LinkDraft) { d.Title = strings.Repeat("ø", 250) }, nil},
		"nobody to send it to":  {func(d *LinkDraft) { d.Account = "" }, []LinkProblem{LinkNoAccount}},
		"a quote in a tag":      {func(d *LinkDraft) { d.Tags = []string{`"hr"`} }, []LinkProblem{LinkTagQuote}},
		"a page":                {func(d *LinkDraft) { d.Return = " https://acme.com/thanks?a=1#top " }, nil},
		"a page without https":  {func(d *LinkDraft) { d.Return = "http://intranet/thanks" }, nil},
		"a page without a site": {func(d *LinkDraft) { d.Return = "https:///thanks" }, []LinkProblem{LinkReturnUnreadable}},
		"a bare name":           {func(d *LinkDraft) { d.Return = "acme.com/thanks" }, []LinkProblem{LinkReturnUnreadable}},
		"a script":              {func(d *LinkDraft) { d.Return = "javascript:alert(1)" }, []LinkProblem{LinkReturnUnreadable}},
		"a file":                {func(d *LinkDraft) { d.Return = "file:///etc/passwd" }, []LinkProblem{LinkReturnUnreadable}},
		"two lines":             {func(d *LinkDraft) { d.Return = "https://acme.com/a\r\nb" }, []LinkProblem{LinkReturnUnreadable}},
		"a password in it":      {func(d *LinkDraft) { d.Return = "https://ann:secret@acme.com/" }, []LinkProblem{LinkReturnWithSignIn}},
		"an endless address":    {func(d *LinkDraft) { d.Return = "https://acme.com/" + strings.Repeat("a", 1000) }, []LinkProblem{LinkReturnAddressLong}},
		"all of it wrong": {
			func(d *LinkDraft) { *d = LinkDraft{Videos: -1, Lasts: -1, Return: "x"} },
			[]LinkProblem{LinkTitleMissing, LinkNoAccount, LinkTooFewVideos, LinkTooShort, LinkReturnUnreadable},
		},
	} {
		draft := goodDraft()
		c.change(&draft)
		wish, problems := draft.Wish()
		if !slices.Equal(problems, c.want) || wish.IsZero() != (len(c.want) > 0) {
			t.Errorf("%s: %v, %+v", name, problems, wish)
		}
	}
}

func TestAWishIsTidyAndItsOwn(t *testing.T) {
	t.Parallel()
	draft := goodDraft()
	draft.Name, draft.Title, draft.Tags, draft.Lasts = "", "  Interview ", []string{" hr ", " "}, 90*time.Minute+7*time.Second
	wish, problems := draft.Wish()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	draft.Tags[0] = "changed afterwards"
	got := wish.Draft()
	if got.Name != "Interview" || got.Title != "Interview" || !slices.Equal(got.Tags, []string{"hr"}) || wish.Minutes() != 90 {
		t.Errorf("%+v, %d minutes", got, wish.Minutes())
	}
	if m := wish.Metadata(); m.Visibility != Draft || m.Title != "Interview" {
		t.Errorf("unticked, it gets %+v", m)
	}
	draft.Publish = true
	if wish, _ := draft.Wish(); wish.Metadata().Visibility != PublishWhenDone {
		t.Error("the tick is lost")
	}
}

func linkOf(videos, arrived int, looked time.Duration) Link {
	l := Link{
		ID: "a", Account: "acme", Made: linkNoon, Looked: linkNoon.Add(looked),
		Asked: LinkTerms{Videos: videos, Lasts: 24 * time.Hour}, Granted: LinkTerms{Videos: videos, Lasts: 24 * time.Hour}, Ends: linkNoon.Add(24 * time.Hour),
	}
	for range arrived {
		l.Arrived = append(l.Arrived, LinkVideo{VideoID: "7"})
	}
	return l
}

func TestTheStateOfALinkSaysOnlyWhatIsKnown(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for name, c := range map[string]struct {
		link Link
		now  time.Duration
		want LinkState
	}{
		"just made":                      {linkOf(1, 0, 0), 0, LinkOpen},
		"asked a moment ago":             {linkOf(2, 1, time.Hour), time.Hour + time.Minute, LinkOpen},
		"the clock was set back":         {linkOf(1, 0, time.Hour), 0, LinkOpen},
		"the program was closed":         {linkOf(2, 1, time.Hour), 3 * time.Hour, LinkNotChecked},
		"used up":                        {linkOf(1, 1, time.Hour), 3 * time.Hour, LinkUsedUp},
		"used up long ago":               {linkOf(1, 1, time.Hour), 100 * day, LinkUsedUp},
		"at its end, just asked":         {linkOf(1, 0, day-time.Minute), day, LinkEnded},
		"over while the program slept":   {linkOf(1, 0, time.Hour), 3 * day, LinkNotChecked},
		"asked for the last time":        {linkOf(1, 0, day+5*time.Minute), 100 * day, LinkEnded},
		"not asked after its last guest": {linkOf(1, 0, day+4*time.Minute), 100 * day, LinkNotChecked},
	} {
		if got := c.link.State(linkNoon.Add(c.now)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestALinkNeverOpensAgain walks through a link's life: once it is used up, or has ended and was asked about, nothing changes that.
func TestALinkNeverOpensAgain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		link, now := linkOf(rapid.IntRange(1, 3).Draw(t, "videos"), 0, 0), linkNoon
		final := LinkState("")
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "minutes")) * time.Minute)
			if rapid.Bool().Draw(t, "looks") && link.CanChange() {
				link.Looked = now
				if !link.Over(now) && rapid.Bool().Draw(t, "arrives") {
					link.Arrived = append(link.Arrived, LinkVideo{})
				}
			}
			state := link.State(now)
			if final != "" && state != final {
				t.Fatalf("%s became %s", final, state)
			}
			if !link.CanChange() {
				final = state
			}
			if state == LinkOpen && link.Over(now) {
				t.Fatalf("open though it is over: %+v at %s", link, now)
			}
		}
	})
}

func TestWhatTheSiteGaveOtherwiseIsSaid(t *testing.T) {
	t.Parallel()
	l := linkOf(10, 0, 0)
	l.Granted.Lasts = l.Asked.Lasts - time.Minute
	if got := l.Differences(); len(got) > 0 {
		t.Errorf("a minute on the way counts: %v", got)
	}
	l.Asked.Publish = true
	l.Granted = LinkTerms{Videos: 5, Lasts: 12 * time.Hour}
	if got := l.Differences(); !slices.Equal(got, LinkDifferences()) {
		t.Errorf("%v", got)
	}
}

func TestTheReminderLeavesTimeToAct(t *testing.T) {
	t.Parallel()
	for lasts, want := range map[time.Duration]time.Duration{
		24 * time.Hour: 22 * time.Hour, 3 * time.Hour: time.Hour, 2 * time.Hour: 2 * time.Hour, 15 * time.Minute: 15 * time.Minute,
		150 * time.Minute: 30 * time.Minute, 149 * time.Minute: 149 * time.Minute,
	} {
		l := linkOf(1, 0, 0)
		l.Ends = linkNoon.Add(lasts)
		if got := l.RemindAt().Sub(linkNoon); got != want {
			t.Errorf("one of %s is reminded of after %s, want %s", lasts, got, want)
		}
	}
}

func TestAnotherLinkLikeThisOneAsksForTheSame(t *testing.T) {
	t.Parallel()
	l := linkOf(3, 3, 0)
	l.Name, l.Title, l.Tags, l.Return, l.Asked.Publish = "For Ann", "Interview", []string{"hr"}, "https://acme.com/", true
	l.Granted = LinkTerms{Videos: 1, Lasts: time.Hour}
	draft := l.Draft("b")
	draft.Tags[0] = "mine"
	if draft.ID != "b" || draft.Videos != 3 || draft.Lasts != 24*time.Hour || !draft.Publish || l.Tags[0] != "hr" || draft.Return != l.Return || draft.Name != "For Ann" {
		t.Errorf("%+v", draft)
	}
	if _, problems := draft.Wish(); len(problems) > 0 {
		t.Error(problems)
	}
}
