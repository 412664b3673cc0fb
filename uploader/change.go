package uploader

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Change says which fields of a Metadata become what; a nil field stays as it is. The same Change can be applied to many uploads.
type Change struct {
	Title       *string
	TitleKept   *bool
	Description *string
	Tags        *[]string
	Categories  *[]Category
	// AddTags and AddCategories come after those that are there, RemoveTags and RemoveCategories are taken out of them: so many videos
	// get one tag and keep their own. A tag is the same in capitals, a category by its ID.
	AddTags, RemoveTags             []string
	AddCategories, RemoveCategories []Category
	Visibility                      *Visibility
	PublishAt                       *time.Time
	PublishZone                     *string
	PastDateAccepted                *bool
	CanonicalURL                    *string
	Owner                           *string
	// Company replaces the named company fields; an empty value clears one.
	Company map[string]string
	// Poster is the picture, a zero one takes it away. Subtitles replace all of them; AddSubtitles come to those there.
	Poster       *Source
	Subtitles    *[]Subtitle
	AddSubtitles []Subtitle
}

// Apply gives the changed copy.
func (c Change) Apply(m Metadata) Metadata {
	m = m.Clone()
	if c.Title != nil && *c.Title != m.Title {
		m.Title, m.TitleKept = *c.Title, false
	}
	set(&m.TitleKept, c.TitleKept)
	set(&m.Description, c.Description)
	set(&m.Tags, c.Tags)
	m.Tags = added(without(m.Tags, c.RemoveTags, strings.EqualFold), c.AddTags, strings.EqualFold)
	set(&m.Categories, c.Categories)
	m.Categories = added(without(m.Categories, c.RemoveCategories, sameCategory), c.AddCategories, sameCategory)
	set(&m.Visibility, c.Visibility)
	set(&m.PublishAt, c.PublishAt)
	set(&m.PublishZone, c.PublishZone)
	set(&m.PastDateAccepted, c.PastDateAccepted)
	set(&m.CanonicalURL, c.CanonicalURL)
	set(&m.Owner, c.Owner)
	set(&m.Poster, c.Poster)
	set(&m.Subtitles, c.Subtitles)
	m.Subtitles = withSubtitles(m.Subtitles, c.AddSubtitles)
	if len(c.Company) > 0 && m.Company == nil {
		m.Company = make(map[string]string, len(c.Company))
	}
	maps.Copy(m.Company, c.Company)
	maps.DeleteFunc(m.Company, func(_, value string) bool { return value == "" })
	return m.Clone()
}

func set[T any](target *T, value *T) {
	if value != nil {
		*target = *value
	}
}

func sameCategory(a, b Category) bool { return a.ID == b.ID }

func without[T any](list, unwanted []T, same func(a, b T) bool) []T {
	if len(unwanted) == 0 {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(entry T) bool {
		return slices.ContainsFunc(unwanted, func(other T) bool { return same(entry, other) })
	})
}

func added[T any](list, more []T, same func(a, b T) bool) []T {
	for _, entry := range more {
		if !slices.ContainsFunc(list, func(other T) bool { return same(entry, other) }) {
			list = append(slices.Clip(list), entry)
		}
	}
	return list
}

// Change gives the change after which those fields of any video say what they say in m.
func (m Metadata) Change(fields ...Field) Change {
	m = m.Clone()
	var change Change
	for _, field := range fields {
		switch field {
		case FieldTitle:
			change.Title, change.TitleKept = &m.Title, &m.TitleKept
		case FieldDescription:
			change.Description = &m.Description
		case FieldTags:
			change.Tags = &m.Tags
		case FieldCategories:
			change.Categories = &m.Categories
		case FieldVisibility:
			change.Visibility = &m.Visibility
		case FieldPublishAt:
			change.PublishAt, change.PublishZone, change.PastDateAccepted = &m.PublishAt, &m.PublishZone, &m.PastDateAccepted
		case FieldCanonicalURL:
			change.CanonicalURL = &m.CanonicalURL
		case FieldOwner:
			change.Owner = &m.Owner
		case FieldPoster:
			change.Poster = &m.Poster
		case FieldSubtitles:
			change.Subtitles = &m.Subtitles
		default:
			if key, company := field.CompanyKey(); company {
				if change.Company == nil {
					change.Company = map[string]string{}
				}
				change.Company[key] = m.Company[key]
			}
		}
	}
	return change
}

// Edit is a change of one upload, for many that are edited at once and not all in the same way.
type Edit struct {
	ID     UploadID
	Change Change
}
