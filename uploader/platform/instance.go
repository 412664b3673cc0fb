package platform

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// ErrTaken means that another program works in the folder: see HandOver.
var ErrTaken = errors.New("another program works in this data folder")

const (
	lockName = "instance.lock"
	doorName = "instance.json"
	// messageLimit bounds what is read from a caller, in bytes: some ten thousand paths.
	messageLimit   = 8 << 20
	messageTimeout = 5 * time.Second
	retryAfter     = 50 * time.Millisecond
)

// Instance is the one program that works in a data folder. The lock goes with the process, however that ends.
type Instance struct {
	folder   string
	lock     *os.File
	listener net.Listener
	secret   string
	handed   func(paths []string)
	owned    sync.WaitGroup
}

// door tells a second program where the first one listens. Only the person who owns the folder can read it; the secret in it keeps
// other people on the same computer out.
type door struct {
	Address string `json:"address"`
	Secret  string `json:"secret"`
}

type message struct {
	Secret string `json:"secret"`
	// Paths are bytes, since a path need not be UTF-8.
	Paths [][]byte `json:"paths"`
}

type answer struct {
	Taken bool `json:"taken"`
}

// Claim makes this program the one that works in the folder, which is made when it is missing. handed is called on a goroutine of
// the instance with what a later start was given: absolute paths, or none when somebody only started the program again. The error is
// ErrTaken while another program holds the folder.
func Claim(folder string, handed func(paths []string)) (*Instance, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("making the data folder: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(folder, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the lock of the data folder: %w", err)
	}
	if err := lockFile(lock); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	i := &Instance{folder: folder, lock: lock, handed: handed}
	if err := i.listen(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	i.owned.Go(i.serve)
	return i, nil
}

func (i *Instance) listen() error {
	// A door left by a program that was killed leads to whoever has its port now.
	if err := os.Remove(i.doorPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing the old door: %w", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listening for later starts: %w", err)
	}
	i.listener, i.secret = listener, rand.Text()
	if err := i.writeDoor(); err != nil {
		return errors.Join(fmt.Errorf("writing the door: %w", err), listener.Close())
	}
	return nil
}

func (i *Instance) doorPath() string { return filepath.Join(i.folder, doorName) }

func (i *Instance) writeDoor() error {
	content, err := json.Marshal(door{Address: i.listener.Addr().String(), Secret: i.secret})
	if err != nil {
		return err
	}
	fresh := i.doorPath() + ".new"
	if err := os.WriteFile(fresh, content, 0o600); err != nil {
		return err
	}
	return os.Rename(fresh, i.doorPath())
}

func (i *Instance) serve() {
	for {
		connection, err := i.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue
		}
		i.owned.Go(func() { i.answer(connection) })
	}
}

func (i *Instance) answer(connection net.Conn) {
	defer connection.Close()
	if connection.SetDeadline(time.Now().Add(messageTimeout)) != nil {
		return
	}
	var received message
	if json.NewDecoder(io.LimitReader(connection, messageLimit)).Decode(&received) != nil ||
		subtle.ConstantTimeCompare([]byte(received.Secret), []byte(i.secret)) != 1 {
		return
	}
	if json.NewEncoder(connection).Encode(answer{Taken: true}) != nil {
		return
	}
	paths := make([]string, len(received.Paths))
	for at, path := range received.Paths {
		paths[at] = string(path)
	}
	i.handed(paths)
}

// Close lets the next program in and waits for callers that are being answered, at most for five seconds.
func (i *Instance) Close() error {
	err := errors.Join(i.listener.Close(), os.Remove(i.doorPath()))
	i.owned.Wait()
	// Closing alone would leave the lock with a program that is being started at this moment: it holds the file until it runs.
	return errors.Join(err, unlockFile(i.lock), i.lock.Close())
}

// HandOver gives paths to the program that holds the folder, made absolute, and with none asks it to show itself. It keeps trying while
// that program is still starting, until the context ends.
func HandOver(ctx context.Context, folder string, paths []string) error {
	var sent message
	for _, path := range paths {
		absolute, err := filepath.Abs(path)
		if err != nil {
			return fmt.Errorf("handing over %q: %w", path, err)
		}
		sent.Paths = append(sent.Paths, []byte(absolute))
	}
	for {
		err := knock(ctx, filepath.Join(folder, doorName), sent)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the running program does not answer: %w", errors.Join(ctx.Err(), err))
		case <-time.After(retryAfter):
		}
	}
}

func knock(ctx context.Context, path string, sent message) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var to door
	if err := json.Unmarshal(content, &to); err != nil {
		return fmt.Errorf("reading the door: %w", err)
	}
	connection, err := (&net.Dialer{}).DialContext(ctx, "tcp", to.Address)
	if err != nil {
		return err
	}
	defer connection.Close()
	deadline := time.Now().Add(messageTimeout)
	if end, ends := ctx.Deadline(); ends && end.Before(deadline) {
		deadline = end
	}
	if err := connection.SetDeadline(deadline); err != nil {
		return err
	}
	sent.Secret = to.Secret
	if err := json.NewEncoder(connection).Encode(sent); err != nil {
		return err
	}
	var got answer
	if err := json.NewDecoder(bufio.NewReader(connection)).Decode(&got); err != nil {
		return fmt.Errorf("the program behind the door said nothing: %w", err)
	}
	if !got.Taken {
		return errors.New("the program behind the door refused")
	}
	return nil
}
