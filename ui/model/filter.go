package model

import (
	"slices"
	"strings"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Filter is which videos the list shows.
type Filter string

// The filters.
const (
	FilterAll       Filter = ""
	FilterToDo      Filter = "to_do"
	FilterUploading Filter = "uploading"
	FilterNeedsYou  Filter = "needs_you"
	FilterDone      Filter = "done"
)

// Filters are all of them, in the order in which they are offered.
func Filters() []Filter {
	return []Filter{FilterAll, FilterToDo, FilterUploading, FilterNeedsYou, FilterDone}
}

// Lets reports whether a video in that state is shown.
func (f Filter) Lets(upload uploader.Upload) bool {
	switch f {
	case FilterToDo:
		return !upload.State.Arrived()
	case FilterUploading:
		return upload.State.Started() && upload.State != uploader.Paused
	case FilterNeedsYou:
		return needsPerson(upload)
	case FilterDone:
		return upload.State.Arrived()
	}
	return true
}

func needsPerson(upload uploader.Upload) bool {
	switch upload.State {
	case uploader.Attention, uploader.Failed, uploader.DoneWarning, uploader.WaitingSignIn:
		return true
	}
	return !upload.Reason.IsZero() && upload.Reason.Code.Who() != uploader.ActorNobody && !upload.State.Done()
}

// Show sets the filter and the text to find in titles and file names, whatever its capitals and accents; "" finds all. It reports
// whether other rows are shown.
func (q *Queue) Show(filter Filter, find string) bool {
	q.filter, q.find = filter, strings.TrimSpace(find)
	return q.sift()
}

// finds reports whether the text looked for, which is folded, is in the title or the file name.
func finds(upload uploader.Upload, folded string) bool {
	return folded == "" || strings.Contains(words.Fold(upload.Metadata.Title), folded) || strings.Contains(words.Fold(upload.Source.Name), folded)
}

// Filter is what the list shows, and what is looked for.
func (q *Queue) Filter() (filter Filter, find string) { return q.filter, q.find }

// Filtered reports whether the list may hide videos.
func (q *Queue) Filtered() bool { return q.filter != FilterAll || q.find != "" }

// Counts is how many videos each filter lets through.
func (q *Queue) Counts() map[Filter]int {
	counts := make(map[Filter]int, len(Filters()))
	for _, id := range q.order {
		for _, filter := range Filters() {
			if filter.Lets(q.uploads[id]) {
				counts[filter]++
			}
		}
	}
	return counts
}

func (q *Queue) sift() (changed bool) {
	shown := make([]uploader.UploadID, 0, len(q.order))
	folded := words.Fold(q.find)
	for _, id := range q.order {
		if upload := q.uploads[id]; q.filter.Lets(upload) && finds(upload, folded) {
			shown = append(shown, id)
		}
	}
	if slices.Equal(shown, q.shown) && len(q.index) == len(shown) {
		return false
	}
	q.shown = shown
	clear(q.index)
	for i, id := range shown {
		q.index[id] = i
	}
	return true
}
