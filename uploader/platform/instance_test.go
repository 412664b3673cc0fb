package platform

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

func claim(t *testing.T, folder string) (*Instance, <-chan []string) {
	t.Helper()
	handed := make(chan []string, 10)
	instance, err := Claim(folder, func(paths []string) { handed <- paths })
	if err != nil {
		t.Fatal(err)
	}
	return instance, handed
}

func handOver(t *testing.T, folder string, paths ...string) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	return HandOver(ctx, folder, paths)
}

func TestALaterStartHandsItsFilesToTheFirst(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new", "æ #% folder")
	first, handed := claim(t, folder)
	if _, err := Claim(folder, nil); !errors.Is(err, ErrTaken) {
		t.Fatalf("a second program: %v", err)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if err := handOver(t, folder, "film # 1 %20 🎬 \xff.mp4", filepath.Join(here, "b.mp4")); err != nil {
		t.Fatal(err)
	}
	want := []string{filepath.Join(here, "film # 1 %20 🎬 \xff.mp4"), filepath.Join(here, "b.mp4")}
	if got := <-handed; !reflect.DeepEqual(got, want) {
		t.Errorf("handed over %q", got)
	}
	if err := handOver(t, folder); err != nil {
		t.Fatal(err)
	}
	if got := <-handed; len(got) != 0 {
		t.Errorf("starting again without files hands over %q", got)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	next, _ := claim(t, folder)
	if err := next.Close(); err != nil {
		t.Fatal(err)
	}
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
	if got := <-handed; !reflect.DeepEqual(got, paths) {
		t.Errorf("%d paths arrived", len(got))
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestStrangersAreNotHeard(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	first, handed := claim(t, folder)
	for _, said := range []any{
		message{Secret: "", Paths: [][]byte{[]byte("/x")}}, message{Secret: first.secret + "x"}, "nonsense", 7, nil,
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
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if len(handed) != 0 {
		t.Errorf("a stranger handed over %q", <-handed)
	}
}

func TestTheDoorIsForItsOwnerOnlyAndGoesWithTheProgram(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	first, _ := claim(t, folder)
	for _, name := range []string{lockName, doorName, "."} {
		info, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if os.PathSeparator == '/' && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has rights %v", name, info.Mode())
		}
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, doorName)); err == nil {
		t.Error("the door is still there")
	}
}

func TestHandingOverGivesUpWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := HandOver(ctx, t.TempDir(), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody there: %v", err)
	}
}

func TestHandingOverWaitsForAProgramThatIsStarting(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	done := make(chan error, 1)
	go func() { done <- handOver(t, folder, "a.mp4") }()
	first, handed := claim(t, folder)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if got := <-handed; len(got) != 1 {
		t.Errorf("handed over %q", got)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestAKilledProgramLetsTheNextIn kills a second process that holds the folder.
func TestAKilledProgramLetsTheNextIn(t *testing.T) {
	if folder := os.Getenv("INSTANCE_CHILD"); folder != "" {
		if _, err := Claim(folder, func(paths []string) { fmt.Println(len(paths)) }); err != nil {
			t.Fatal(err)
		}
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
	lines := bufio.NewScanner(output)
	if !lines.Scan() || lines.Text() != "claimed" {
		t.Fatalf("the child said %q", lines.Text())
	}
	if _, err := Claim(folder, nil); !errors.Is(err, ErrTaken) {
		t.Errorf("while the other program runs: %v", err)
	}
	if err := handOver(t, folder, "a", "b"); err != nil || !lines.Scan() || lines.Text() != "2" {
		t.Errorf("handed over: %v, the child said %q", err, lines.Text())
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	next, _ := claim(t, folder)
	if err := next.Close(); err != nil {
		t.Fatal(err)
	}
}
