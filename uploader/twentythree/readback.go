package twentythree

import (
	"html"
	"slices"
	"strings"
	"time"
	"unicode"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree/internal/answer"
)

// Differences lists the fields in which the site shows something else than was asked for, in the order of the form. Descriptions
// are compared as text, tags and categories as sets, dates as instants; what the site does not show is not compared.
func (v Video) Differences(m uploader.Metadata, now time.Time) []uploader.Field {
	var fields []uploader.Field
	note := func(field uploader.Field, same bool) {
		if !same {
			fields = append(fields, field)
		}
	}
	note(uploader.FieldTitle, sameText(v.Title, m.Title) || sameText(html.UnescapeString(v.Title), m.Title))
	note(uploader.FieldDescription, v.sameDescription(m.Description))
	note(uploader.FieldCategories, v.sameCategories(m.Categories))
	note(uploader.FieldTags, v.sameTags(m.Tags))
	visible, dated := v.samePublishing(m, now)
	note(uploader.FieldVisibility, visible)
	note(uploader.FieldPublishAt, dated)
	note(uploader.FieldCanonicalURL, m.CanonicalURL == "" || v.CanonicalURL == "" || v.CanonicalURL == m.CanonicalURL || v.PageURL == m.CanonicalURL)
	note(uploader.FieldOwner, m.Owner == "" || v.UserID == "" || v.UserID == m.Owner)
	for _, key := range sortedKeys(m.Company) {
		shown, told := v.Fields[key]
		note(uploader.CompanyField(key), !told || sameText(shown, m.Company[key]))
	}
	return fields
}

func (v Video) sameDescription(wanted string) bool {
	if len(v.descriptions) == 0 {
		return sameText(v.Description, wanted)
	}
	return slices.ContainsFunc(v.descriptions, func(shown string) bool { return sameText(shown, wanted) })
}

func (v Video) sameCategories(wanted []uploader.Category) bool {
	ids := categoryIDs(wanted)
	if !v.allAlbums && len(v.CategoryIDs) == 1 && len(ids) > 1 {
		return slices.Contains(ids, v.CategoryIDs[0])
	}
	return sameSet(v.CategoryIDs, ids)
}

func (v Video) sameTags(wanted []string) bool {
	shown, asked := folded(v.Tags), folded(wanted)
	if sameSet(shown, asked) {
		return true
	}
	return v.tags != nil && sameSet(folded(v.tags), strings.Fields(strings.Join(asked, " ")))
}

// folded makes tags comparable: a site may write them in small letters.
func folded(tags []string) []string {
	var all []string
	for _, tag := range tags {
		if tag = strings.ToLower(strings.Join(strings.Fields(tag), " ")); tag != "" {
			all = append(all, tag)
		}
	}
	return all
}

func (v Video) samePublishing(m uploader.Metadata, now time.Time) (visible, dated bool) {
	scheduled := !v.Published && v.PublishAt.After(now)
	switch m.Visibility {
	case uploader.PublishWhenDone:
		return v.Published, true
	case uploader.PublishOnDate:
		dated = v.PublishAt.Truncate(time.Second).Equal(m.PublishAt.Truncate(time.Second))
		if m.PublishAt.After(now) {
			return !v.Published, dated
		}
		return v.Published, dated
	}
	return !v.Published, v.Published || !scheduled
}

// Correction is what photo/update must send so that the site shows the given fields as the person typed them. Publishing is
// touched only when fields name it and v, what the site shows, differs. zone is the account's time zone, nil for UTC. The owner
// cannot be corrected that way.
func Correction(v Video, m uploader.Metadata, fields []uploader.Field, zone *time.Location, now time.Time) VideoChange {
	var change VideoChange
	for _, field := range fields {
		switch field {
		case uploader.FieldTitle:
			change.Title = new(m.Title)
		case uploader.FieldDescription:
			change.Description = new(m.Description)
		case uploader.FieldTags:
			change.Tags = new(slices.Clone(m.Tags))
		case uploader.FieldCategories:
			change.CategoryIDs = new(categoryIDs(m.Categories))
		case uploader.FieldVisibility:
			due := m.Visibility == uploader.PublishOnDate && !m.PublishAt.IsZero() && !m.PublishAt.After(now)
			if wanted := m.Visibility == uploader.PublishWhenDone || due; wanted != v.Published {
				change.Published = new(wanted)
			}
		case uploader.FieldPublishAt:
			change.PublishAt, change.Zone = new(time.Time), zone
			if m.Visibility == uploader.PublishOnDate {
				change.PublishAt = new(m.PublishAt)
			}
		case uploader.FieldCanonicalURL:
			change.CanonicalURL = new(m.CanonicalURL)
		}
		if key, company := field.CompanyKey(); company {
			if change.Fields == nil {
				change.Fields = make(map[string]string)
			}
			change.Fields[key] = m.Company[key]
		}
	}
	return change
}

func sameText(a, b string) bool {
	return strings.Join(strings.FieldsFunc(a, isGap), " ") == strings.Join(strings.FieldsFunc(b, isGap), " ")
}

// isGap counts a no-break space as a gap, too: a site may put one where it kept two spaces.
func isGap(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

// readDescription gives the description as text, and every reading of it that may be meant: the service shows it as HTML in
// content and as text in content_text, and an older site may show the plain text in content.
func readDescription(v answer.Value) (text string, readings []string) {
	content, plain := v.Get("content"), v.Get("content_text")
	if content.Present() {
		readings = append(readings, plainText(content.Text()), content.Text())
	}
	if plain.Present() {
		readings = append(readings, html.UnescapeString(plain.Text()), plain.Text())
	}
	if len(readings) > 0 {
		text = readings[0]
	}
	return text, readings
}
