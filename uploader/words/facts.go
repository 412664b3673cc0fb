package words

import (
	"slices"
	"strings"
	"unicode"

	"twentythree-uploader/uploader"
)

// Facts is the grey line of a row: "welcome.mp4 · 1.2 GB · HR · Draft". account is the name of the upload's account where there
// are two or more, "" otherwise.
func (w *Words) Facts(u uploader.Upload, account string) string {
	return dotted(w.file(u), categoryTitles(u.Metadata.Categories), w.Visibility(u), account)
}

// GuestFacts is the grey line of a guest's row. Who sees the video is decided by whoever made the link, so nothing is said of it.
func (w *Words) GuestFacts(u uploader.Upload, account string) string {
	return dotted(w.file(u), account)
}

// file is what is uploaded: "welcome.mp4 · 1.2 GB".
func (w *Words) file(u uploader.Upload) string {
	if u.Placeholder() {
		return w.T(FactsPlaceholder)
	}
	if u.Source.Size > 0 {
		return dotted(shortName(u.Source.Name), w.Bytes(u.Source.Size))
	}
	return shortName(u.Source.Name)
}

// shortName leaves out the middle of a long file name: its beginning tells which video it is, its end which version and kind, and
// what stands behind it stays readable.
func shortName(name string) string {
	const head, tail = 24, 12
	characters := []rune(name)
	if len(characters) <= head+tail+1 {
		return name
	}
	end := characters[len(characters)-tail:]
	for len(end) > 1 && unicode.Is(unicode.Mn, end[0]) {
		end = end[1:]
	}
	return strings.TrimSpace(string(characters[:head])) + "…" + strings.TrimSpace(string(end))
}

func dotted(parts ...string) string {
	var shown []string
	for _, part := range parts {
		if part != "" {
			shown = append(shown, part)
		}
	}
	return strings.Join(shown, " · ")
}

func categoryTitles(categories []uploader.Category) string {
	titles := make([]string, 0, len(categories))
	for _, category := range categories {
		if category.Title != "" {
			titles = append(titles, category.Title)
		}
	}
	return strings.Join(titles, ", ")
}

// Visibility is who can see the video, or will: "Draft", "Publish when done", "4 Dec, 09:00, Copenhagen time". Once the site has
// confirmed the video it is what the site says.
func (w *Words) Visibility(u uploader.Upload) string {
	switch {
	case u.State.Arrived() && u.Result.Published:
		return w.T(VisibilityPublished)
	case u.State == uploader.DoneDraft:
		return w.T(VisibilityDraft)
	}
	switch m := u.Metadata; m.Visibility {
	case uploader.PublishWhenDone:
		return w.T(VisibilityWhenDone)
	case uploader.PublishOnDate:
		if m.PublishAt.IsZero() {
			return w.T(VisibilityOnDate)
		}
		return w.PublishAt(m)
	}
	return w.T(VisibilityDraft)
}

// PublishAt is the chosen publishing date with its zone in words: "4 Dec, 09:00, Copenhagen time".
func (w *Words) PublishAt(m uploader.Metadata) string {
	when := w.InZone(m.PublishZone).DateTime(m.PublishAt)
	if zone := w.Zone(m.PublishZone); zone != "" {
		return w.T(VisibilityAtZone, Text("when", when), Text("zone", zone))
	}
	return when
}

// PastDate is what a publishing date in the past means, for the tick beside it.
func (w *Words) PastDate(m uploader.Metadata) string {
	return w.T(DetailsPastDate, Text("date", w.InZone(m.PublishZone).Date(m.PublishAt)))
}

// FileLine is the line below the title of the details panel: "welcome.mp4 · 1.2 GB".
func (w *Words) FileLine(u uploader.Upload) string {
	if u.Placeholder() {
		return w.T(FactsPlaceholder)
	}
	return dotted(shortName(u.Source.Name), w.Bytes(u.Source.Size))
}

// MixedAudience says who can see several videos that are not of one mind, what holds for most of them first: "Mixed: Publish on a date (9),
// Draft (1)".
func (w *Words) MixedAudience(counts map[uploader.Visibility]int) string {
	named := map[uploader.Visibility]Key{uploader.Draft: ManyDraft, uploader.PublishWhenDone: ManyWhenDone, uploader.PublishOnDate: ManyOnDate}
	kinds := []uploader.Visibility{uploader.Draft, uploader.PublishWhenDone, uploader.PublishOnDate}
	slices.SortStableFunc(kinds, func(a, b uploader.Visibility) int { return counts[b] - counts[a] })
	var parts []string
	for _, kind := range kinds {
		if number := counts[kind]; number > 0 {
			parts = append(parts, w.T(named[kind], Count("count", number)))
		}
	}
	return w.T(ManyMixedWho, Text("list", strings.Join(parts, ", ")))
}
