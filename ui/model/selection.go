package model

import (
	"slices"

	"twentythree-uploader/uploader"
)

// Selection is which rows are ticked and which one the details are about. They are two things: filling in the details of one
// video must not make the Upload button forget the others.
type Selection struct {
	current uploader.UploadID
	anchor  uploader.UploadID
	// reached is the other end of the stretch that was extended last, "" after anything else.
	reached uploader.UploadID
	ticked  map[uploader.UploadID]bool
}

// NewSelection selects nothing.
func NewSelection() *Selection { return &Selection{ticked: map[uploader.UploadID]bool{}} }

// Current is the video that the details are about, "" for none.
func (s *Selection) Current() uploader.UploadID { return s.current }

// Choose makes id the one that the details are about.
func (s *Selection) Choose(id uploader.UploadID) { s.current, s.anchor, s.reached = id, id, "" }

// Toggle ticks a row or takes its tick away.
func (s *Selection) Toggle(id uploader.UploadID) {
	if s.ticked[id] {
		delete(s.ticked, id)
	} else {
		s.ticked[id] = true
	}
	s.anchor, s.reached = id, ""
}

// Extend ticks everything between the row chosen last and id, and takes back what the stretch before reached further.
func (s *Selection) Extend(id uploader.UploadID, order []uploader.UploadID) {
	from, to := slices.Index(order, s.anchor), slices.Index(order, id)
	if from < 0 {
		from = to
	}
	if to < 0 {
		return
	}
	if before := slices.Index(order, s.reached); before >= 0 {
		for _, between := range order[min(from, before) : max(from, before)+1] {
			delete(s.ticked, between)
		}
	}
	for _, between := range order[min(from, to) : max(from, to)+1] {
		s.ticked[between] = true
	}
	s.anchor, s.current, s.reached = order[from], id, id
}

// All ticks all rows, or none when all are ticked already.
func (s *Selection) All(order []uploader.UploadID) {
	all := len(order) > 0
	for _, id := range order {
		all = all && s.ticked[id]
	}
	s.reached = ""
	clear(s.ticked)
	if !all {
		for _, id := range order {
			s.ticked[id] = true
		}
	}
}

// Only ticks these rows and no others.
func (s *Selection) Only(ids []uploader.UploadID) {
	s.Clear()
	for _, id := range ids {
		s.ticked[id] = true
	}
}

// Ticked reports whether a row is ticked.
func (s *Selection) Ticked(id uploader.UploadID) bool { return s.ticked[id] }

// Selected reports whether a row is drawn as selected: what the details are about, the ticked ones where those are several.
func (s *Selection) Selected(id uploader.UploadID) bool {
	return s.ticked[id] || s.current == id && !s.several()
}

// Open reports whether a row is the one that the details are about. Several that are ticked are open together, and no row among them.
func (s *Selection) Open(id uploader.UploadID) bool { return s.current == id && !s.several() }

func (s *Selection) several() bool { return len(s.ticked) > 1 }

// Count is how many rows are ticked.
func (s *Selection) Count() int { return len(s.ticked) }

// InOrder are the ticked rows from top to bottom.
func (s *Selection) InOrder(order []uploader.UploadID) []uploader.UploadID {
	return slices.DeleteFunc(slices.Clone(order), func(id uploader.UploadID) bool { return !s.ticked[id] })
}

// Acting are the rows that a key acts on: the ticked ones, else the one the details are about.
func (s *Selection) Acting(order []uploader.UploadID) []uploader.UploadID {
	if ticked := s.InOrder(order); len(ticked) > 0 {
		return ticked
	}
	if s.current != "" {
		return []uploader.UploadID{s.current}
	}
	return nil
}

// Clear takes all ticks away.
func (s *Selection) Clear() {
	clear(s.ticked)
	s.reached = ""
}

// Keep forgets rows that are no longer there and reports whether the details lost theirs.
func (s *Selection) Keep(there func(uploader.UploadID) bool) (lost bool) {
	for id := range s.ticked {
		if !there(id) {
			delete(s.ticked, id)
		}
	}
	if s.current != "" && !there(s.current) {
		s.current = ""
		return true
	}
	return false
}
