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
	reason := r.config.Passwords()
	r.gate.Lock()
	defer r.gate.Unlock()
	switch {
	case r.withheld && reason.IsZero():
		return bad(uploader.Reason{Code: uploader.ReasonKeyringLocked})
	case r.withheld:
		return bad(reason)
	case !reason.IsZero():
		return uploader.Check{Result: uploader.CheckAttention, Reason: reason}
	}
	return good(uploader.FindingPasswords)
}

// blameStore lets the line of the password store say that the sign-in is kept there and cannot be had, so that it is said once. It reports
// whether that line does.
func (r *run) blameStore() bool {
	r.gate.Lock()
	defer r.gate.Unlock()
	for at, line := range r.lines {
		switch {
		case line.ID != uploader.CheckPasswords || line.Result.Over() && line.Reason.Code != uploader.ReasonKeyringLocked:
			continue
		case line.Result.Over():
			r.lines[at].Result = uploader.CheckBad
			r.show()
		}
		r.withheld = true
		return true
	}
	return false
}
