package model

import (
	"slices"

	"twentythree-uploader/uploader"
)

// Place is where in the queue videos are moved to.
type Place int

// The places: one row up or down, before everything that can still give way, and behind everything that has not arrived.
const (
	Earlier Place = iota
	Later
	Foremost
	Hindmost
)

// Move says how to bring videos to a place: which of them can move, from top to bottom, and before which other they go; "" is the end
// of the list. some is false where nothing would change. Rows that stand apart come together on the way.
func (q *Queue) Move(ids []uploader.UploadID, to Place) (moving []uploader.UploadID, before uploader.UploadID, some bool) {
	chosen := make(map[uploader.UploadID]bool, len(ids))
	for _, id := range ids {
		if upload, there := q.Upload(id); there && !upload.State.Arrived() {
			chosen[id] = true
		}
	}
	line := slices.DeleteFunc(slices.Clone(q.shown), func(id uploader.UploadID) bool { return q.uploads[id].State.Arrived() })
	moving = slices.DeleteFunc(slices.Clone(line), func(id uploader.UploadID) bool { return !chosen[id] })
	if len(moving) == 0 {
		return nil, "", false
	}
	first, last := slices.Index(line, moving[0]), slices.Index(line, moving[len(moving)-1])
	switch to {
	case Earlier:
		before = q.unchosenFrom(line[max(first-1, 0)], chosen)
	case Later:
		before = q.unchosenFrom(q.following(line[min(last+1, len(line)-1)]), chosen)
	case Foremost:
		before = q.foremost(chosen)
	case Hindmost:
		before = q.unchosenFrom(q.following(q.hindmost(chosen)), chosen)
	}
	some = !slices.Equal(q.moved(moving, before), q.order)
	if q.finished[before] {
		// Finished rows stand last only here: to the engine they are anywhere.
		before = ""
	}
	return moving, before, some
}

// moved is the order as it would be.
func (q *Queue) moved(moving []uploader.UploadID, before uploader.UploadID) []uploader.UploadID {
	goes := make(map[uploader.UploadID]bool, len(moving))
	for _, id := range moving {
		goes[id] = true
	}
	rest := slices.DeleteFunc(slices.Clone(q.order), func(id uploader.UploadID) bool { return goes[id] })
	at := slices.Index(rest, before)
	if at < 0 {
		at = len(rest)
	}
	return slices.Insert(rest, at, moving...)
}

// unchosenFrom is the first row from id on that is not moved itself.
func (q *Queue) unchosenFrom(id uploader.UploadID, chosen map[uploader.UploadID]bool) uploader.UploadID {
	from := slices.Index(q.order, id)
	if from < 0 {
		return ""
	}
	for _, other := range q.order[from:] {
		if !chosen[other] {
			return other
		}
	}
	return ""
}

func (q *Queue) following(id uploader.UploadID) uploader.UploadID {
	if at := slices.Index(q.order, id); at >= 0 && at+1 < len(q.order) {
		return q.order[at+1]
	}
	return ""
}

// foremost is the first row that can still give way: what the site is putting together stays where it is.
func (q *Queue) foremost(chosen map[uploader.UploadID]bool) uploader.UploadID {
	for _, id := range q.order {
		switch state := q.uploads[id].State; {
		case chosen[id], state.Arrived(), state == uploader.Finishing, state == uploader.Checking, state == uploader.Extras:
		default:
			return id
		}
	}
	return ""
}

// hindmost is the last row that has not arrived.
func (q *Queue) hindmost(chosen map[uploader.UploadID]bool) (last uploader.UploadID) {
	for _, id := range q.order {
		if !chosen[id] && !q.uploads[id].State.Arrived() {
			last = id
		}
	}
	return last
}
