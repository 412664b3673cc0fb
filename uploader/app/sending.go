package app

import (
	"context"
	"slices"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/intake"
)

// Sending is what a script wants uploaded.
type Sending struct {
	// Paths are files and folders.
	Paths []string
	// Metadata is what every video gets; a missing title becomes the tidied file name.
	Metadata uploader.Metadata
	// Direct sends each file in one request; Placeholder makes one video without a file.
	Direct, Placeholder bool
}

// AddForSending adds what is not in the list yet for the account. A file that the list knows, unchanged, keeps its place there, so that a
// run that was interrupted is carried on and never done twice.
func (a *App) AddForSending(ctx context.Context, account uploader.AccountID, s Sending) ([]uploader.UploadID, []uploader.Rejection, error) {
	// What a script does not say of a company field is as for any new video; all else it says itself.
	known, _ := a.accounts.find(account)
	s.Metadata = withFieldDefaults(s.Metadata, known.Fields)
	if s.Placeholder {
		return a.addPlaceholder(account, s)
	}
	selection, err := intake.Walk(ctx, s.Paths, intake.WalkOptions{Now: a.options.Now(), AsGiven: true, Sure: true})
	if err != nil {
		return nil, nil, err
	}
	var ids []uploader.UploadID
	var drafts []engine.Draft
	uploads := a.engine.Uploads()
	for _, found := range selection.Found {
		if id, known := carriedOn(uploads, account, found.Source); known {
			ids = append(ids, id)
			continue
		}
		if id, known := a.relisted(ctx, account, found.Source); known {
			ids = append(ids, id)
			continue
		}
		metadata := s.Metadata.Clone()
		if metadata.Title == "" {
			metadata.Title = uploader.TitleFromFileName(found.Source.Name)
		}
		drafts = append(drafts, engine.Draft{Source: found.Source, Metadata: metadata, Direct: s.Direct})
	}
	added, err := a.engine.Add(account, drafts)
	return append(ids, added...), selection.Rejected, err
}

// ArrivedAmong are those of the uploads that have their video.
func (a *App) ArrivedAmong(ids []uploader.UploadID) []uploader.UploadID {
	var arrived []uploader.UploadID
	for _, upload := range a.engine.Uploads() {
		if upload.State.Arrived() && slices.Contains(ids, upload.ID) {
			arrived = append(arrived, upload.ID)
		}
	}
	return arrived
}

func (a *App) addPlaceholder(account uploader.AccountID, s Sending) ([]uploader.UploadID, []uploader.Rejection, error) {
	for _, upload := range a.engine.Uploads() {
		if upload.Account == account && upload.Placeholder() && !upload.State.Arrived() && upload.Metadata.Title == s.Metadata.Title {
			return []uploader.UploadID{upload.ID}, nil, nil
		}
	}
	ids, err := a.engine.Add(account, []engine.Draft{{Metadata: s.Metadata}})
	return ids, nil, err
}

func carriedOn(uploads []uploader.Upload, account uploader.AccountID, source uploader.Source) (uploader.UploadID, bool) {
	for _, upload := range uploads {
		if upload.Account == account && upload.Source.Path == source.Path && upload.Source.SameFile(source) && upload.State != uploader.Removed {
			return upload.ID, true
		}
	}
	return "", false
}

// Carry starts what has not begun and lets go on what stopped. It returns once that is so. What may have arrived already stays where it is, unless
// again is somebody's word that it may be uploaded once more.
func (a *App) Carry(ids []uploader.UploadID, again bool) {
	if !again {
		ids = slices.DeleteFunc(slices.Clone(ids), a.mayHaveArrived())
	}
	a.engine.Start(ids)
	a.engine.Resume(ids)
	a.engine.Retry(ids)
	a.engine.Uploads()
}

func (a *App) mayHaveArrived() func(uploader.UploadID) bool {
	doubtful := make(map[uploader.UploadID]bool)
	for _, upload := range a.engine.Uploads() {
		doubtful[upload.ID] = upload.State == uploader.Attention && upload.Reason.Code == uploader.ReasonMayHaveFinished
	}
	return func(id uploader.UploadID) bool { return doubtful[id] }
}
