package sheet

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"twentythree-uploader/uploader"
)

// reading takes in the cells of one line that is about a video. An empty cell changes nothing.
type reading struct {
	*matching
	upload uploader.Upload
	line   *uploader.SheetLine
}

func (r *reading) read(line Line) {
	r.texts(line)
	r.tags(r.cell(line, uploader.FieldTags))
	r.categories(r.cell(line, uploader.FieldCategories))
	r.publishing(r.cell(line, uploader.FieldVisibility), r.cell(line, uploader.FieldPublishAt))
	after := r.line.Change.Apply(r.upload.Metadata)
	r.line.Fields = r.upload.Metadata.Differs(after)
	if len(r.line.Fields) == 0 {
		r.line.Change = uploader.Change{}
	}
}

func (r *reading) unread(field uploader.Field, text string, why uploader.SheetCellProblem) {
	r.line.Unread = append(r.line.Unread, uploader.SheetCell{Field: field, Text: text, Why: why})
}

func (r *reading) texts(line Line) {
	if title := strings.TrimSpace(plain(r.cell(line, uploader.FieldTitle), false)); title != "" {
		r.line.Change.Title = &title
	}
	if description := plain(r.cell(line, uploader.FieldDescription), true); description != "" {
		r.line.Change.Description = &description
	}
}

// plain takes out what no text holds; line breaks become spaces unless there may be several lines.
func plain(text string, lines bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r == '\n', r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
}

// parts are the names in a cell that may hold several.
func parts(cell string) []string {
	var found []string
	for part := range strings.FieldsFuncSeq(plain(cell, true), func(r rune) bool { return r == ',' || r == ';' || r == '|' || r == '\n' }) {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(found, part) {
			found = append(found, part)
		}
	}
	return found
}

func (r *reading) tags(cell string) {
	var tags, quoted []string
	for _, tag := range parts(cell) {
		if strings.ContainsRune(tag, '"') {
			quoted = append(quoted, tag)
			continue
		}
		tags = append(tags, tag)
	}
	if len(quoted) > 0 {
		r.unread(uploader.FieldTags, strings.Join(quoted, ", "), uploader.SheetCellQuote)
	}
	if len(tags) > 0 {
		r.line.Change.Tags = &tags
	}
}

// categories takes those that the site has. A whole cell is looked for first: names may hold a comma.
func (r *reading) categories(cell string) {
	if cell == "" {
		return
	}
	offered, known := r.list.Categories(r.upload.Account)
	if !known {
		r.unread(uploader.FieldCategories, cell, uploader.SheetCellCategories)
		return
	}
	find := func(title string) int {
		return slices.IndexFunc(offered, func(category uploader.Category) bool { return fold(category.Title) == fold(title) })
	}
	var chosen []uploader.Category
	var missing []string
	names := parts(cell)
	if find(cell) >= 0 {
		names = []string{cell}
	}
	for _, name := range names {
		if at := find(name); at >= 0 {
			chosen = append(chosen, offered[at])
		} else {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		r.unread(uploader.FieldCategories, strings.Join(missing, ", "), uploader.SheetCellCategory)
	}
	if len(chosen) > 0 {
		r.line.Change.Categories = &chosen
	}
}

// visibilities are the three choices as people write them, as bare gives them. A mere yes or 1 is not among them: what it says yes to
// is not sure enough to show a video to everybody.
var visibilities = map[string]uploader.Visibility{
	"draft": uploader.Draft, "kladde": uploader.Draft, "entwurf": uploader.Draft, "hidden": uploader.Draft, "private": uploader.Draft,
	"skjult": uploader.Draft, "privat": uploader.Draft, "verborgen": uploader.Draft, "unpublished": uploader.Draft,

	"publish": uploader.PublishWhenDone, "published": uploader.PublishWhenDone, "public": uploader.PublishWhenDone,
	"udgiv": uploader.PublishWhenDone, "udgivet": uploader.PublishWhenDone, "offentlig": uploader.PublishWhenDone,
	"publishwhendone": uploader.PublishWhenDone, "udgivefterupload": uploader.PublishWhenDone,

	"publishonadate": uploader.PublishOnDate, "udgivpaendato": uploader.PublishOnDate, "scheduled": uploader.PublishOnDate,
	"planlagt": uploader.PublishOnDate, "geplant": uploader.PublishOnDate, "zueinemterminveroffentlichen": uploader.PublishOnDate,
	"veroffentlichen": uploader.PublishWhenDone, "veroffentlicht": uploader.PublishWhenDone, "offentlich": uploader.PublishWhenDone,
	"veroffentlichenwennfertig": uploader.PublishWhenDone,
}

// publishing reads who can see the video and from when. Whatever is in doubt leaves the video as it is.
func (r *reading) publishing(who, when string) {
	visibility, known := visibilities[bare(who)]
	switch {
	case who != "" && !known:
		r.unread(uploader.FieldVisibility, who, uploader.SheetCellVisibility)
		return
	case who != "" && visibility == uploader.Draft:
		r.line.Change.Visibility = &visibility
		if when != "" {
			r.unread(uploader.FieldPublishAt, when, uploader.SheetCellUnused)
		}
		return
	case who == "" && when == "":
		return
	case r.list.DraftsOnly:
		r.unread(uploader.FieldVisibility, first(who, when), uploader.SheetCellNotAllowed)
		return
	case when == "" && visibility == uploader.PublishOnDate:
		r.unread(uploader.FieldPublishAt, who, uploader.SheetCellNoDate)
		return
	case when == "":
		r.line.Change.Visibility = &visibility
		return
	}
	name := r.list.Zone(r.upload.Account)
	zone, err := time.LoadLocation(name)
	if name == "" || err != nil {
		zone, name = r.list.Local, ""
	}
	at, why := readDate(when, r.slashes, zone)
	if why == "" && at.Before(r.list.Now) {
		why = uploader.SheetCellPassed
	}
	if why != "" {
		r.unread(uploader.FieldPublishAt, when, why)
		return
	}
	visibility = uploader.PublishOnDate
	r.line.Change.Visibility, r.line.Change.PublishAt, r.line.Change.PublishZone = &visibility, &at, &name
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
