package model

import (
	"slices"

	"twentythree-uploader/uploader"
)

// hidden reports whether no row shows an upload: it waits for its undo, or only the history tells of it.
func hidden(upload uploader.Upload) bool { return upload.State == uploader.Removed || upload.Retired }

// Lend lets the details be shown of an upload that only the history knows. What the engine says of it later replaces it.
func (q *Queue) Lend(upload uploader.Upload) {
	if _, known := q.uploads[upload.ID]; !known {
		upload.Retired = true
		q.uploads[upload.ID] = upload
	}
}

// finishedLast moves what is finished below everything else, newest first.
func (q *Queue) finishedLast() {
	done := make([]uploader.UploadID, 0, len(q.order))
	open := q.order[:0]
	for _, id := range q.order {
		if q.uploads[id].State.Settled() {
			done = append(done, id)
		} else {
			open = append(open, id)
		}
	}
	slices.SortStableFunc(done, func(a, b uploader.UploadID) int { return q.uploads[b].Finished.Compare(q.uploads[a].Finished) })
	clear(q.finished)
	for _, id := range done {
		q.finished[id] = true
	}
	q.order = append(open, done...)
}

// finishedMoved reports whether one of these rows stands among the wrong ones: it was finished, or no longer is.
func (q *Queue) finishedMoved(ids []uploader.UploadID) bool {
	return slices.ContainsFunc(ids, func(id uploader.UploadID) bool {
		upload := q.uploads[id]
		return !hidden(upload) && upload.State.Settled() != q.finished[id]
	})
}

// FirstFinished is the row from which on everything shown is finished: the number of rows where nothing is.
func (q *Queue) FirstFinished() int {
	first, _ := slices.BinarySearchFunc(q.shown, true, func(id uploader.UploadID, _ bool) int {
		if q.finished[id] {
			return 0
		}
		return -1
	})
	return first
}
