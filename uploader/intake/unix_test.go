//go:build unix

package intake

import (
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestPipesSocketsAndDevicesAreRefusedWithoutWaiting(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe.mp4")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(folder, "socket.mp4")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	for _, path := range []string{pipe, socket, "/dev/null", "/dev/zero"} {
		done := make(chan error, 1)
		go func() {
			_, err := Inspect(t.Context(), path, later())
			done <- err
		}()
		select {
		case err := <-done:
			if codeOf(err) != uploader.ReasonNotVideo {
				t.Errorf("%s: %v", path, err)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s was opened and keeps waiting", path)
		}
	}
}

func TestAFileWithoutRightsSaysSo(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 {
		t.Skip("SKIPPED: rights do not hold for the administrator; TestRefusalsOfTheSystem covers the reasons")
	}
	path := put(t, videoBytes, t.TempDir(), "film.mp4")
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Inspect(t.Context(), path, later()); codeOf(err) != uploader.ReasonUnreadable {
		t.Errorf("%v", err)
	}
}

func TestRefusalsOfTheSystem(t *testing.T) {
	t.Parallel()
	for system, want := range map[syscall.Errno]uploader.ReasonCode{
		syscall.EACCES: uploader.ReasonUnreadable, syscall.EPERM: uploader.ReasonUnreadable, syscall.EIO: uploader.ReasonUnreadable,
		syscall.ENOENT: uploader.ReasonMissing, syscall.ENOTDIR: uploader.ReasonMissing,
		syscall.ESTALE: uploader.ReasonDriveGone, syscall.ENODEV: uploader.ReasonDriveGone, syscall.EBUSY: uploader.ReasonLocked,
		syscall.EAGAIN: uploader.ReasonLocked, syscall.ETIMEDOUT: uploader.ReasonDriveGone, syscall.EHOSTUNREACH: uploader.ReasonDriveGone,
	} {
		err := &os.PathError{Op: "open", Path: "/tmp/film.mp4", Err: system}
		if got := codeOf(refusal("/tmp/film.mp4", err)); got != want {
			t.Errorf("%v gives %s, want %s", system, got, want)
		}
	}
}

func TestAPipeInTheFilesPlaceIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "film.mp4")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	opened := make(chan error, 1)
	go func() {
		_, err := Open(uploader.Source{Path: path, Size: 10})
		opened <- err
	}()
	select {
	case err := <-opened:
		if codeOf(err) != uploader.ReasonChanged {
			t.Errorf("%v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it waits for the other end")
	}
}

func TestNoMoreHandlesIsNotTheFilesFault(t *testing.T) {
	t.Parallel()
	err := &os.PathError{Op: "open", Path: "/tmp/film.mp4", Err: syscall.EMFILE}
	if !isOutOfHandles(err) || codeOf(refusal("/tmp/film.mp4", err)) != uploader.ReasonUnknown {
		t.Errorf("%v", refusal("/tmp/film.mp4", err))
	}
}
