//go:build unix

package engine

import (
	"errors"
	"os"
	"syscall"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestWhatIsNoFileInItsPlaceIsNotWaitedFor(t *testing.T) {
	for name, put := range map[string]func(string) error{
		"a pipe":   func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a device": func(path string) error { return os.Symlink("/dev/zero", path) },
		"a socket": func(path string) error {
			socket, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
			if err != nil {
				return err
			}
			return errors.Join(syscall.Bind(socket, &syscall.SockaddrUnix{Name: path}), syscall.Close(socket))
		},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, func(d *desk) {
				source := d.added("a.mp4", 9*megabyte)
				id := d.add(source, titled)
				d.must(os.Remove(source.Path))
				if err := put(source.Path); err != nil {
					d.t.Skip("SKIPPED: ", err)
				}
				begun := time.Now()
				d.engine.Start([]uploader.UploadID{id})
				stopped := d.until(id, uploader.Attention, uploader.Failed)
				if stopped.Reason.Code != uploader.ReasonChanged || time.Since(begun) > time.Minute {
					d.t.Errorf("after %v: %s %+v", time.Since(begun), stopped.State, stopped.Reason)
				}
			})
		})
	}
}
