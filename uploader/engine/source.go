package engine

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"twentythree-uploader/uploader"
)

// openSource opens an upload's file for reading at any place.
func openSource(source uploader.Source) (*os.File, error) {
	file, err := os.Open(source.Path)
	if err == nil {
		return file, nil
	}
	reason := uploader.Reason{Code: uploader.ReasonUnreadable, Subject: source.Name, Place: filepath.Base(filepath.Dir(source.Path))}
	if errors.Is(err, fs.ErrNotExist) {
		reason.Code = uploader.ReasonMissing
	}
	return nil, &uploader.ReasonError{Reason: reason, Err: err}
}
