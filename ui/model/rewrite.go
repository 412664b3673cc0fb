package model

import (
	"slices"

	"twentythree-uploader/uploader"
)

// Rewrite is what one change made of the forms of several videos. Taking it back leaves alone what was typed since.
type Rewrite struct {
	ids           []uploader.UploadID
	before, after map[uploader.UploadID]uploader.Metadata
	edits         []uploader.Edit
}

// NewRewrite notes what changeOf changes about uploads. Those it does not change are no part of it.
func NewRewrite(uploads []uploader.Upload, changeOf func(index int, upload uploader.Upload) uploader.Change) *Rewrite {
	r := &Rewrite{before: map[uploader.UploadID]uploader.Metadata{}, after: map[uploader.UploadID]uploader.Metadata{}}
	for i, upload := range uploads {
		change := changeOf(i, upload)
		after := change.Apply(upload.Metadata)
		if same(upload.Metadata, after) {
			continue
		}
		r.ids = append(r.ids, upload.ID)
		r.before[upload.ID], r.after[upload.ID] = upload.Metadata, after
		r.edits = append(r.edits, uploader.Edit{ID: upload.ID, Change: change})
	}
	return r
}

func same(a, b uploader.Metadata) bool {
	return a.Equal(b) && a.TitleKept == b.TitleKept && a.PublishZone == b.PublishZone && a.PastDateAccepted == b.PastDateAccepted
}

// Len is how many videos it changes.
func (r *Rewrite) Len() int { return len(r.ids) }

// Edits are what the engine is to be told.
func (r *Rewrite) Edits() []uploader.Edit { return r.edits }

// Back are the edits that take it back; now gives an upload as it is.
func (r *Rewrite) Back(now func(uploader.UploadID) (uploader.Upload, bool)) []uploader.Edit {
	return r.edit(r.after, r.before, now)
}

// Forth are the edits that do it once more.
func (r *Rewrite) Forth(now func(uploader.UploadID) (uploader.Upload, bool)) []uploader.Edit {
	return r.edit(r.before, r.after, now)
}

func (r *Rewrite) edit(from, to map[uploader.UploadID]uploader.Metadata, now func(uploader.UploadID) (uploader.Upload, bool)) []uploader.Edit {
	var edits []uploader.Edit
	for _, id := range r.ids {
		if upload, there := now(id); there {
			if change := between(upload.Metadata, from[id], to[id]); !change.IsZero() {
				edits = append(edits, uploader.Edit{ID: id, Change: change})
			}
		}
	}
	return edits
}

// between is the change that makes of now what was made on the way between from and to. A field that says neither what it said then nor what
// it shall say was typed since and stays; of tags and categories only those that came or went on the way go or come. now may be older than
// from: what was told the engine last may not have come back yet.
func between(now, from, to uploader.Metadata) uploader.Change {
	var whole []uploader.Field
	var change uploader.Change
	typed, former := from.Differs(now), to.Differs(now)
	for _, field := range from.Differs(to) {
		switch since := slices.Contains(typed, field) && slices.Contains(former, field); {
		case !since:
			whole = append(whole, field)
		case field == uploader.FieldTags:
			change.AddTags, change.RemoveTags = missing(to.Tags, from.Tags, tagsEqual), missing(from.Tags, to.Tags, tagsEqual)
		case field == uploader.FieldCategories:
			change.AddCategories = missing(to.Categories, from.Categories, categoriesEqual)
			change.RemoveCategories = missing(from.Categories, to.Categories, categoriesEqual)
		}
	}
	if from.TitleKept != to.TitleKept && now.Title == from.Title && !slices.Contains(whole, uploader.FieldTitle) {
		whole = append(whole, uploader.FieldTitle)
	}
	if from.PastDateAccepted != to.PastDateAccepted && now.PublishAt.Equal(from.PublishAt) && !slices.Contains(whole, uploader.FieldPublishAt) {
		whole = append(whole, uploader.FieldPublishAt)
	}
	exact := to.Change(whole...)
	exact.AddTags, exact.RemoveTags = change.AddTags, change.RemoveTags
	exact.AddCategories, exact.RemoveCategories = change.AddCategories, change.RemoveCategories
	return exact
}

func tagsEqual(a, b string) bool { return a == b }

func categoriesEqual(a, b uploader.Category) bool { return a.ID == b.ID }

// missing are the entries of list that other has none of.
func missing[T any](list, other []T, equal func(a, b T) bool) (found []T) {
	for _, entry := range list {
		if !slices.ContainsFunc(other, func(o T) bool { return equal(entry, o) }) {
			found = append(found, entry)
		}
	}
	return found
}

// Reorder says how to bring an order back: the ids to move, in their order, before another one, "" for the end. Uploads that came since
// keep their place, those that went are passed over. ids is empty when nothing has to move.
func Reorder(now, former []uploader.UploadID) (ids []uploader.UploadID, before uploader.UploadID) {
	rank := make(map[uploader.UploadID]int, len(former))
	for i, id := range former {
		rank[id] = i
	}
	var known []uploader.UploadID
	for _, id := range now {
		if _, is := rank[id]; is {
			known = append(known, id)
		}
	}
	slices.SortFunc(known, func(a, b uploader.UploadID) int { return rank[a] - rank[b] })
	wanted, next := slices.Clone(now), 0
	for i, id := range now {
		if _, is := rank[id]; is {
			wanted[i], next = known[next], next+1
		}
	}
	first, last := 0, len(now)
	for first < last && wanted[first] == now[first] {
		first++
	}
	for last > first && wanted[last-1] == now[last-1] {
		last--
	}
	if last < len(now) {
		before = now[last]
	}
	return wanted[first:last], before
}
