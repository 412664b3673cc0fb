package model

import (
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

// Shared is what several videos say in one field.
type Shared struct {
	// Value is what all of them say; "" while they say different things.
	Value string
	// Different is how many different things they say, 1 when all say the same. Texts are those of them that are not empty.
	Different, Texts int
}

// Mixed reports whether they say different things.
func (s Shared) Mixed() bool { return s.Different > 1 }

// Share is a tag or a category, and how many of the videos have it.
type Share struct {
	Name string
	// Category is the category, zero for a tag.
	Category uploader.Category
	Count    int
}

// VisibilityCount is how many videos are to be seen by whom.
type VisibilityCount struct {
	Visibility uploader.Visibility
	Count      int
}

// Batch is what several videos say together, for the details of all of them at once.
type Batch struct {
	// Uploads are the videos, in the order of the list.
	Uploads []uploader.Upload
	// Account is whose they are, "" when they are of several.
	Account            uploader.AccountID
	OneAccount         bool
	Title, Description Shared
	// Tags and Categories are those of all and those of some, most frequent first.
	Tags, Categories []Share
	// Visibility counts who can see them: drafts first, then those published at once, then those on a date.
	Visibility []VisibilityCount
	// PublishAt and PublishZone are the date of all that have one, zero when there are several; Dates counts them.
	PublishAt   time.Time
	PublishZone string
	Dates       int
	// PastAccepted says that a date in the past was ticked for all.
	PastAccepted bool
	// Company are the company's own fields by key.
	Company map[string]Shared
	// Behind are videos that have arrived and whose sites do not know yet what was typed.
	Behind []uploader.UploadID
}

// NewBatch looks at videos together. keys are the company fields that count.
func NewBatch(uploads []uploader.Upload, keys []string) Batch {
	b := Batch{Uploads: uploads, OneAccount: true, Company: make(map[string]Shared, len(keys)), PastAccepted: len(uploads) > 0}
	var titles, descriptions, dates distinct
	company := make([]distinct, len(keys))
	tags, categories := shares{}, shares{}
	visible := map[uploader.Visibility]int{}
	for i, upload := range uploads {
		m := upload.Metadata
		if i == 0 {
			b.Account = upload.Account
		}
		b.OneAccount = b.OneAccount && upload.Account == uploads[0].Account
		titles.add(m.Title)
		descriptions.add(m.Description)
		tags.addTags(m.Tags)
		categories.addCategories(m.Categories)
		visible[m.Visibility]++
		if m.Visibility == uploader.PublishOnDate {
			dates.add(m.PublishAt.UTC().String())
			b.PublishAt, b.PublishZone = m.PublishAt, m.PublishZone
			b.PastAccepted = b.PastAccepted && m.PastDateAccepted
		}
		for k, key := range keys {
			company[k].add(m.Company[key])
		}
		if upload.State.Arrived() && len(upload.Unconfirmed) > 0 {
			b.Behind = append(b.Behind, upload.ID)
		}
	}
	b.Title, b.Description = titles.shared(), descriptions.shared()
	b.Tags, b.Categories = tags.sorted(), categories.sorted()
	for _, visibility := range []uploader.Visibility{uploader.Draft, uploader.PublishWhenDone, uploader.PublishOnDate} {
		if visible[visibility] > 0 {
			b.Visibility = append(b.Visibility, VisibilityCount{visibility, visible[visibility]})
		}
	}
	if b.Dates = len(dates.seen); b.Dates > 1 {
		b.PublishAt, b.PublishZone = time.Time{}, ""
	}
	if !b.OneAccount {
		b.Account = ""
	}
	for k, key := range keys {
		b.Company[key] = company[k].shared()
	}
	return b
}

// IDs are the videos' ids, in the order of the list.
func (b Batch) IDs() []uploader.UploadID {
	ids := make([]uploader.UploadID, len(b.Uploads))
	for i, upload := range b.Uploads {
		ids[i] = upload.ID
	}
	return ids
}

// Audience is a form that says who can see the videos, and whether that is not the same for all.
func (b Batch) Audience() (form uploader.Metadata, mixed bool) {
	if mixed = len(b.Visibility) != 1; !mixed {
		form.Visibility = b.Visibility[0].Visibility
		form.PublishAt, form.PublishZone, form.PastDateAccepted = b.PublishAt, b.PublishZone, b.PastAccepted
	}
	return form, mixed
}

// Split parts shares into those that all of the videos have and those that only some do.
func (b Batch) Split(all []Share) (inAll, inSome []Share) {
	for _, share := range all {
		if share.Count == len(b.Uploads) {
			inAll = append(inAll, share)
		} else {
			inSome = append(inSome, share)
		}
	}
	return inAll, inSome
}

// Common is what all of the videos say, as a filling that others can start from. A date is no part of it.
func (b Batch) Common() uploader.Filling {
	filling := uploader.Filling{Description: b.Description.Value}
	tags, _ := b.Split(b.Tags)
	for _, tag := range tags {
		filling.Tags = append(filling.Tags, tag.Name)
	}
	categories, _ := b.Split(b.Categories)
	for _, category := range categories {
		filling.Categories = append(filling.Categories, category.Category)
	}
	if form, mixed := b.Audience(); !mixed && form.Visibility != uploader.PublishOnDate {
		filling.Visibility = &form.Visibility
	}
	for key, shared := range b.Company {
		if shared.Value != "" {
			if filling.Company == nil {
				filling.Company = map[string]string{}
			}
			filling.Company[key] = shared.Value
		}
	}
	return filling
}

// Numbered are the titles that a pattern gives the videos, counted from first in the order of the list.
func (b Batch) Numbered(pattern string, first int, day time.Time) []string {
	titles := make([]string, len(b.Uploads))
	for i, upload := range b.Uploads {
		stem := uploader.TitleFromFileName(upload.Source.Name)
		titles[i] = uploader.FillTitle(pattern, uploader.TitlePlaces{FileName: stem, Day: day, Number: first + i})
	}
	return titles
}

// distinct counts different values.
type distinct struct {
	seen map[string]bool
	last string
}

func (d *distinct) add(value string) {
	if d.seen == nil {
		d.seen = map[string]bool{}
	}
	d.seen[value], d.last = true, value
}

func (d *distinct) shared() Shared {
	shared := Shared{Different: max(len(d.seen), 1), Texts: len(d.seen)}
	if d.seen[""] {
		shared.Texts--
	}
	if shared.Different == 1 {
		shared.Value = d.last
	}
	return shared
}

// shares counts tags or categories by what makes two of them the same.
type shares map[string]*Share

func (s shares) add(key string, share Share) {
	if known, is := s[key]; is {
		known.Count++
		return
	}
	share.Count = 1
	s[key] = &share
}

func (s shares) addTags(tags []string) {
	for i, tag := range tags {
		if key := strings.ToLower(tag); !slices.ContainsFunc(tags[:i], func(other string) bool { return strings.ToLower(other) == key }) {
			s.add(key, Share{Name: tag})
		}
	}
}

func (s shares) addCategories(categories []uploader.Category) {
	for i, category := range categories {
		if !slices.ContainsFunc(categories[:i], func(other uploader.Category) bool { return other.ID == category.ID }) {
			s.add(category.ID, Share{Name: category.Title, Category: category})
		}
	}
}

func (s shares) sorted() []Share {
	list := make([]Share, 0, len(s))
	for _, share := range s {
		list = append(list, *share)
	}
	slices.SortFunc(list, func(a, b Share) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(strings.ToLower(a.Name)+a.Category.ID, strings.ToLower(b.Name)+b.Category.ID)
	})
	return list
}
