package platform

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"twentythree-uploader/uploader/filelock"
)

// claim makes the test the program of a folder, which takes in everybody.
func claim(t *testing.T, folder string) (*Instance, <-chan Request) {
	t.Helper()
	instance, err := Claim(folder)
	if err != nil {
		t.Fatal(err)
	}
	handed := make(chan Request, 100)
	instance.Take(func(request Request) { handed <- request })
	return instance, handed
}

// handOver starts the program once more.
func handOver(t *testing.T, folder string, paths ...string) error {
	t.Helper()
	instance, err := Join(t.Context(), folder, Request{Paths: paths})
	if instance != nil {
		return errors.Join(errors.New("it became a program of its own"), instance.Close())
	}
	return err
}

func closed(t *testing.T, instance *Instance) {
	t.Helper()
	if err := instance.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestALaterStartHandsItsFilesToTheFirst(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new", "æ #% folder")
	first, handed := claim(t, folder)
	if _, err := Claim(folder); !errors.Is(err, filelock.ErrTaken) {
		t.Fatalf("a second program: %v", err)
	}
	want := []string{filepath.Join(folder, "film # 1 %20 🎬 \xff.mp4"), filepath.Join(folder, "b.mp4")}
	if err := handOver(t, folder, want...); err != nil {
		t.Fatal(err)
	}
	if got := <-handed; !reflect.DeepEqual(got.Paths, want) || got.Quiet || got.Quit {
		t.Errorf("handed over %+v", got)
	}
	if err := handOver(t, folder); err != nil {
		t.Fatal(err)
	}
	if got := <-handed; len(got.Paths) != 0 {
		t.Errorf("starting again without files hands over %q", got.Paths)
	}
	closed(t, first)
	next, _ := claim(t, folder)
	closed(t, next)
}

func TestManyPathsAtOnce(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	first, handed := claim(t, folder)
	paths := make([]string, 5000)
	for i := range paths {
		paths[i] = filepath.Join(folder, fmt.Sprintf("a rather long name of a video file, number %d.mp4", i))
	}
	if err := handOver(t, folder, paths...); err != nil {
		t.Fatal(err)
	}
	if got := <-handed; !reflect.DeepEqual(got.Paths, paths) {
		t.Errorf("%d paths arrived", len(got.Paths))
	}
	closed(t, first)
}

func TestStrangersAreNotHeard(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	first, handed := claim(t, folder)
	for _, said := range []any{
		message{Secret: "", Paths: [][]byte{[]byte("/x")}}, message{Secret: first.secret + "x", Quit: true}, "nonsense", 7, nil,
	} {
		connection, err := net.Dial("tcp", first.listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if err := json.NewEncoder(connection).Encode(said); err != nil {
			t.Fatal(err)
		}
		if answered, err := bufio.NewReader(connection).ReadString('\n'); err == nil {
			t.Errorf("%v was answered %q", said, answered)
		}
		connection.Close()
	}
	closed(t, first)
	if len(handed) != 0 {
		t.Errorf("a stranger handed over %+v", <-handed)
	}
}

func TestTheDoorIsForItsOwnerOnlyAndGoesWithTheProgram(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	first, _ := claim(t, folder)
	for _, name := range []string{LockName, doorName, "."} {
		info, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if os.PathSeparator == '/' && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has rights %v", name, info.Mode())
		}
	}
	closed(t, first)
	if _, err := os.Stat(filepath.Join(folder, doorName)); err == nil {
		t.Error("the door is still there")
	}
}

// TestAKilledProgramLetsTheNextIn kills a second process that holds the folder.
func TestAKilledProgramLetsTheNextIn(t *testing.T) {
	if folder := os.Getenv("INSTANCE_CHILD"); folder != "" {
		instance, err := Claim(folder)
		if err != nil {
			t.Fatal(err)
		}
		instance.Take(func(request Request) { fmt.Println(len(request.Paths)) })
		fmt.Println("claimed")
		select {}
	}
	t.Parallel()
	folder := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=^TestAKilledProgramLetsTheNextIn$")
	child.Env = append(os.Environ(), "INSTANCE_CHILD="+folder)
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = child.Process.Kill() }) // also where the test ends early
	lines := bufio.NewScanner(output)
	if !lines.Scan() || lines.Text() != "claimed" {
		t.Fatalf("the child said %q", lines.Text())
	}
	if _, err := Claim(folder); !errors.Is(err, filelock.ErrTaken) {
		t.Errorf("while the other program runs: %v", err)
	}
	if err := handOver(t, folder, "a", "b"); err != nil || !lines.Scan() || lines.Text() != "2" {
		t.Errorf("handed over: %v, the child said %q", err, lines.Text())
	}
	ended := make(chan error, 1)
	go func() {
		running, err := Quit(t.Context(), folder)
		if !running {
			err = errors.Join(err, errors.New("nobody was running"))
		}
		ended <- err
	}()
	if !lines.Scan() || lines.Text() != "0" {
		t.Errorf("asked to end, the child said %q", lines.Text())
	}
	select {
	case err := <-ended:
		t.Errorf("said to have ended while it runs: %v", err)
	default:
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	if err := <-ended; err != nil {
		t.Errorf("waiting for its end: %v", err)
	}
	next, _ := claim(t, folder)
	closed(t, next)
}
