package platform

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// awaitCaller returns once somebody has called.
func awaitCaller(instance *Instance) {
	for called := false; !called; runtime.Gosched() {
		instance.gate.Lock()
		called = len(instance.calling) > 0
		instance.gate.Unlock()
	}
}

func TestAStartThatIsGivenUpSaysSo(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	first, err := Claim(folder) // and takes nobody in
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Join(ctx, folder, Request{}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if _, err := Quit(ctx, folder); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	closed(t, first)
}

// TestAProgramThatHangsHoldsNoStartForEver lets connections wait, as the system does for a program that hangs.
func TestAProgramThatHangsHoldsNoStartForEver(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	hanging, err := Claim(folder)
	if err != nil {
		t.Fatal(err)
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	content, err := json.Marshal(door{Address: silent.Addr().String(), Secret: "x", Process: os.Getpid()})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, doorName), content, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, try := range map[string]func(context.Context) error{
		"a start":           func(ctx context.Context) error { _, err := Join(ctx, folder, Request{}); return err },
		"being told to end": func(ctx context.Context) error { _, err := Quit(ctx, folder); return err },
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		if err := try(ctx); !errors.Is(err, ErrSilent) {
			t.Errorf("%s: %v", name, err)
		}
		cancel()
	}
	closed(t, hanging)
}

func TestAStartWaitsForAProgramThatIsOpening(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	first, err := Claim(folder)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- handOver(t, folder, "a.mp4") }()
	awaitCaller(first)
	handed := make(chan Request, 1)
	first.Take(func(request Request) { handed <- request })
	if err := <-done; err != nil {
		t.Error(err)
	}
	if got := <-handed; len(got.Paths) != 1 {
		t.Errorf("handed over %+v", got)
	}
	closed(t, first)
}

func TestAStartTakesThePlaceOfAProgramThatIsClosing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	first, handed := claim(t, folder)
	first.Leave()
	next := make(chan *Instance, 1)
	go func() {
		instance, err := Join(t.Context(), folder, Request{Paths: []string{"/a.mp4"}})
		if err != nil {
			t.Error(err)
		}
		next <- instance
	}()
	awaitCaller(first)
	closed(t, first)
	instance := <-next
	if instance == nil || len(handed) > 0 {
		t.Fatal("the files went to a program that takes none any more")
	}
	closed(t, instance)
}

func TestAProgramThatCouldNotOpenHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	first, err := Claim(folder)
	if err != nil {
		t.Fatal(err)
	}
	next := make(chan *Instance, 1)
	go func() {
		instance, _ := Join(t.Context(), folder, Request{})
		next <- instance
	}()
	awaitCaller(first)
	closed(t, first) // it never took anybody in
	instance := <-next
	if instance == nil {
		t.Fatal("the later start did not become the program")
	}
	closed(t, instance)
}

func TestWhoGetsNoAnswerAsksAgainAndIsHeardOnce(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	first, handed := claim(t, folder)
	sent := Request{Paths: []string{"/a.mp4"}}.message()
	for range 3 {
		connection, err := knock(t.Context(), folder, sent)
		if err != nil {
			t.Fatal(err)
		}
		if err := connection.Close(); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, first)
	if len(handed) != 1 {
		t.Errorf("taken %d times", len(handed))
	}
}

// TestFiftyStartsAtOnceMakeOneProgram is "Send to" of a system that starts a program for each file.
func TestFiftyStartsAtOnceMakeOneProgram(t *testing.T) {
	t.Parallel()
	for range 20 {
		folder := t.TempDir()
		arrived := make(chan string, 100)
		take := func(request Request) {
			for _, path := range request.Paths {
				arrived <- path
			}
		}
		var starts sync.WaitGroup
		programs := make(chan *Instance, 50)
		for number := range 50 {
			starts.Go(func() {
				request := Request{Paths: []string{fmt.Sprintf("/film %02d.mp4", number)}}
				instance, err := Join(t.Context(), folder, request)
				if err != nil {
					t.Error(err)
				}
				if instance != nil {
					take(request)
					instance.Take(take)
					programs <- instance
				}
			})
		}
		starts.Wait()
		if len(programs) != 1 {
			t.Fatalf("%d programs", len(programs))
		}
		closed(t, <-programs)
		close(arrived)
		var got []string
		for path := range arrived {
			got = append(got, path)
		}
		slices.Sort(got)
		if len(slices.Compact(got)) != 50 || len(got) != 50 {
			t.Fatalf("%d files arrived: %q", len(got), got)
		}
	}
}

func TestAProgramIsToldToEndAndWaitedFor(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	if running, err := Quit(t.Context(), folder); running || err != nil {
		t.Errorf("nobody is there: %v, %v", running, err)
	}
	if _, err := os.Stat(folder); err == nil {
		t.Error("asking made the folder")
	}
	first, handed := claim(t, folder)
	ended := make(chan error, 1)
	go func() {
		running, err := Quit(t.Context(), folder)
		if !running {
			err = errors.Join(err, errors.New("nobody was running"))
		}
		ended <- err
	}()
	if got := <-handed; !got.Quit {
		t.Errorf("asked for %+v", got)
	}
	first.Leave()
	select {
	case err := <-ended:
		t.Errorf("said to have ended before it did: %v", err)
	default:
	}
	closed(t, first)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if running, err := Quit(t.Context(), folder); running || err != nil {
		t.Errorf("it has ended: %v, %v", running, err)
	}
}
