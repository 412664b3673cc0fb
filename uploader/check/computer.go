package check

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/platform"
)

// leastFree is what must be free for new uploads to start, in bytes.
const leastFree = 100_000_000

func (r *run) computer(ctx context.Context) uploader.Check {
	free, err := platform.FreeSpace(nearest(r.config.Folder))
	switch {
	case err == nil && free < leastFree:
		return bad(uploader.Reason{Code: uploader.ReasonDiskFull, Bytes: free})
	case err != nil:
		return uploader.Check{Result: uploader.CheckBad, Finding: uploader.FindingUnsaved, Reason: uploader.Reason{Technical: err.Error()}}
	}
	if err := r.config.Save(ctx); err != nil {
		var known *uploader.ReasonError
		if errors.As(err, &known) && known.Reason.Code == uploader.ReasonDiskFull {
			return bad(known.Reason)
		}
		return uploader.Check{Result: uploader.CheckBad, Finding: uploader.FindingUnsaved, Bytes: free, Reason: uploader.Reason{Technical: err.Error()}}
	}
	line := good(uploader.FindingComputer)
	line.Bytes = free
	return line
}

// nearest is the folder, or what there is of the way to it.
func nearest(folder string) string {
	for {
		if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
			return folder
		}
		above := filepath.Dir(folder)
		if above == folder {
			return folder
		}
		folder = above
	}
}

// CanWrite is for Config.Save where no list is open: it writes a file into the folder and takes it away again. A folder that is not
// there yet is not made; then the one that it would be made in is tried.
func CanWrite(folder string) error {
	file, err := os.CreateTemp(nearest(folder), ".check-*")
	if err != nil {
		return err
	}
	_, err = file.WriteString("can this folder keep a list?")
	return errors.Join(err, file.Sync(), file.Close(), os.Remove(file.Name()))
}

func (r *run) passwords(context.Context) uploader.Check {
	if reason := r.config.Passwords(); !reason.IsZero() {
		return uploader.Check{Result: uploader.CheckAttention, Reason: reason}
	}
	return good(uploader.FindingPasswords)
}
