package model

import (
	"slices"
	"strings"

	"twentythree-uploader/uploader"
)

// Links is the window's copy of the upload links, the newest first. The zero value holds none.
type Links struct {
	all   []uploader.Link
	known bool
	// away are those that are taken off the list while that can still be undone.
	away  map[uploader.LinkID]bool
	find  string
	shown []uploader.Link
}

// Take shows another list.
func (l *Links) Take(links []uploader.Link) {
	l.all, l.known = links, true
	l.sift()
}

// Known reports whether any list has come.
func (l *Links) Known() bool { return l.known }

// Count is how many links there are, whatever is looked for.
func (l *Links) Count() (count int) {
	for _, link := range l.all {
		if !l.away[link.ID] {
			count++
		}
	}
	return count
}

// Len is how many links are shown.
func (l *Links) Len() int { return len(l.shown) }

// At is the link of a row.
func (l *Links) At(index int) (uploader.Link, bool) {
	if index < 0 || index >= len(l.shown) {
		return uploader.Link{}, false
	}
	return l.shown[index], true
}

// Index is the row of a link, -1 where it is not shown.
func (l *Links) Index(id uploader.LinkID) int {
	return slices.IndexFunc(l.shown, func(link uploader.Link) bool { return link.ID == id })
}

// Link is the link with that ID, shown or not.
func (l *Links) Link(id uploader.LinkID) (uploader.Link, bool) {
	if at := slices.IndexFunc(l.all, func(link uploader.Link) bool { return link.ID == id }); at >= 0 {
		return l.all[at], true
	}
	return uploader.Link{}, false
}

// Find is what is looked for; Look changes it.
func (l *Links) Find() string { return l.find }

// Look shows those links whose name, title or site holds a text.
func (l *Links) Look(find string) {
	l.find = find
	l.sift()
}

// PutAway takes a link off what is shown, or with false puts it back.
func (l *Links) PutAway(id uploader.LinkID, away bool) {
	if l.away == nil {
		l.away = make(map[uploader.LinkID]bool)
	}
	if away {
		l.away[id] = true
	} else {
		delete(l.away, id)
	}
	l.sift()
}

func (l *Links) sift() {
	find := strings.ToLower(strings.TrimSpace(l.find))
	l.shown = nil
	for _, link := range l.all {
		text := strings.ToLower(link.Name + "\n" + link.Title + "\n" + link.Site)
		if !l.away[link.ID] && strings.Contains(text, find) {
			l.shown = append(l.shown, link)
		}
	}
}
