package uploader

import (
	"maps"
	"time"
)

// Change says which fields of a Metadata become what; a nil field stays as it is. The same Change can be applied to many uploads.
type Change struct {
	Title            *string
	TitleKept        *bool
	Description      *string
	Tags             *[]string
	Categories       *[]Category
	Visibility       *Visibility
	PublishAt        *time.Time
	PublishZone      *string
	PastDateAccepted *bool
	CanonicalURL     *string
	Owner            *string
	// Company replaces the named company fields; an empty value clears one.
	Company map[string]string
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
	set(&m.Categories, c.Categories)
	set(&m.Visibility, c.Visibility)
	set(&m.PublishAt, c.PublishAt)
	set(&m.PublishZone, c.PublishZone)
	set(&m.PastDateAccepted, c.PastDateAccepted)
	set(&m.CanonicalURL, c.CanonicalURL)
	set(&m.Owner, c.Owner)
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
