package uploader

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Filling is what the fields of a form are filled with. A zero field is left to the form.
type Filling struct {
	// Title may hold the places that FillTitle knows.
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	// Categories and Tags may be there and empty, which says that a form has none; nil says nothing.
	Categories []Category `json:"categories,omitzero"`
	Tags       []string   `json:"tags,omitzero"`
	// Visibility is Draft or PublishWhenDone: a date would soon have passed.
	Visibility *Visibility       `json:"visibility,omitempty"`
	Company    map[string]string `json:"company,omitempty"`
}

// Preset is a filling that a person has given a name. Names differ in more than capitals.
type Preset struct {
	Name string `json:"name"`
	Filling
}

// MostPresets is how many presets an account has at most: as many as fit on a screen.
const MostPresets = 12

// VideoStart is what new videos of an account start with, and the account's presets in the order of its person.
type VideoStart struct {
	Account AccountID
	// Chosen is what the person wants, Holds what is decided together with setup files and the administrator. The Description of both is what
	// descriptions end with.
	Chosen, Holds Filling
	Presets       []Preset
}

// Clone is a deep copy.
func (f Filling) Clone() Filling {
	f.Categories, f.Tags, f.Company = slices.Clone(f.Categories), slices.Clone(f.Tags), maps.Clone(f.Company)
	if f.Visibility != nil {
		visibility := *f.Visibility
		f.Visibility = &visibility
	}
	return f
}

// IsZero reports whether the filling fills nothing.
func (f Filling) IsZero() bool {
	return f.Title == "" && f.Description == "" && f.Categories == nil && f.Tags == nil && f.Visibility == nil && len(f.Company) == 0
}

// Over gives below with what f says in place of what below says.
func (f Filling) Over(below Filling) Filling {
	f, below = f.Clone(), below.Clone()
	if f.Title != "" {
		below.Title = f.Title
	}
	if f.Description != "" {
		below.Description = f.Description
	}
	if f.Categories != nil {
		below.Categories = f.Categories
	}
	if f.Tags != nil {
		below.Tags = f.Tags
	}
	if f.Visibility != nil {
		below.Visibility = f.Visibility
	}
	if below.Company == nil {
		below.Company = f.Company
	} else {
		maps.Copy(below.Company, f.Company)
	}
	return below
}

// FillWay is how a filling goes over a form that is not empty.
type FillWay struct {
	// Replace also fills what is filled already. Without it who can see the video stays as well: Draft is no empty field.
	Replace bool
	// Ending is what descriptions end with: one that is nothing else is empty, and it stays at the end.
	Ending string
	// Day is the date of {date}.
	Day time.Time
}

// Fill gives the change that fills the form of an upload. A title that is only what the file is called is empty. A locked company field and
// what an organisation forbids are not known here: the engine keeps them.
func (f Filling) Fill(upload Upload, way FillWay) Change {
	var change Change
	m, stem := upload.Metadata, TitleFromFileName(upload.Source.Name)
	untitled := !m.TitleKept && (strings.TrimSpace(m.Title) == "" || m.Title == stem)
	if title := FillTitle(f.Title, TitlePlaces{FileName: stem, Day: way.Day}); title != "" && title != m.Title && (way.Replace || untitled) {
		change.Title = &title
	}
	described := m.Description != "" && m.Description != way.Ending
	if f.Description != "" && (way.Replace || !described) {
		text := f.Description
		if way.Ending != "" && !strings.HasSuffix(text, way.Ending) {
			text += "\n\n" + way.Ending
		}
		if text != m.Description {
			change.Description = &text
		}
	}
	if f.Categories != nil && (way.Replace || len(m.Categories) == 0) && !sameSet(categoryIDs(f.Categories), categoryIDs(m.Categories)) {
		categories := slices.Clone(f.Categories)
		change.Categories = &categories
	}
	if f.Tags != nil && (way.Replace || len(m.Tags) == 0) && !sameSet(f.Tags, m.Tags) {
		tags := slices.Clone(f.Tags)
		change.Tags = &tags
	}
	if f.Visibility != nil && way.Replace && *f.Visibility != m.Visibility {
		visibility := *f.Visibility
		change.Visibility = &visibility
	}
	for key, value := range f.Company {
		if value != "" && value != m.Company[key] && (way.Replace || m.Company[key] == "") {
			if change.Company == nil {
				change.Company = make(map[string]string)
			}
			change.Company[key] = value
		}
	}
	return change
}

// IsZero reports whether the change changes nothing whatever it is applied to.
func (c Change) IsZero() bool {
	return c.Title == nil && c.TitleKept == nil && c.Description == nil && c.Tags == nil && c.Categories == nil &&
		len(c.AddTags)+len(c.RemoveTags)+len(c.AddCategories)+len(c.RemoveCategories) == 0 &&
		c.Visibility == nil && c.PublishAt == nil && c.PublishZone == nil && c.PastDateAccepted == nil &&
		c.CanonicalURL == nil && c.Owner == nil && len(c.Company) == 0 && c.Poster == nil && c.Subtitles == nil && len(c.AddSubtitles) == 0
}

// TitlePlace is a place in the pattern of a title, without its braces.
type TitlePlace string

// The places of a pattern: {file name} is the tidied name of the file, {date} a day as 2026-12-04, {number} counts.
const (
	PlaceFileName TitlePlace = "file name"
	PlaceDate     TitlePlace = "date"
	PlaceNumber   TitlePlace = "number"
)

// In is the place as it stands in a pattern.
func (p TitlePlace) In() string { return "{" + string(p) + "}" }

// TitlePlaces is what stands in the places of a pattern. A zero Number leaves its place as it is.
type TitlePlaces struct {
	FileName string
	Day      time.Time
	Number   int
}

// FillTitle puts values into the places of a pattern. Braces that are no place stay as they are.
func FillTitle(pattern string, places TitlePlaces) string {
	pairs := []string{PlaceFileName.In(), places.FileName, PlaceDate.In(), places.Day.Format(time.DateOnly)}
	if places.Number != 0 {
		pairs = append(pairs, PlaceNumber.In(), strconv.Itoa(places.Number))
	}
	return strings.TrimSpace(strings.NewReplacer(pairs...).Replace(pattern))
}
