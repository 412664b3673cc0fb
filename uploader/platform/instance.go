package platform

import (
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

	"twentythree-uploader/uploader/filelock"
)

const (
	// LockName is the file in a data folder that a program holds while it works there.
	LockName = "instance.lock"
	doorName = "instance.json"
	// messageLimit bounds what is read from a caller, in bytes: some ten thousand paths.
	messageLimit = 8 << 20
	// messageTimeout is how long a caller may take to say what it wants.
	messageTimeout = 5 * time.Second
)

// Instance is the one program that works in a data folder. The lock goes with the process, however that ends.
type Instance struct {
	folder   string
	lock     *filelock.Lock
	listener net.Listener
	secret   string
	owned    sync.WaitGroup
	decided  chan struct{} // closed once it is known whether callers are taken in
	decide   sync.Once

	gate    sync.Mutex
	take    func(Request)     // guarded by gate; nil while nobody is taken in
	heard   map[string]bool   // guarded by gate: the requests that were taken, so that one sent twice counts once
	calling map[net.Conn]bool // guarded by gate: the callers that are listened to
	waiting []net.Conn        // guarded by gate: those that wait for the end of the program
}

// door tells a second program where the first one listens. Only the person who owns the folder can read it; the secret in it keeps
// other people on the same computer out.
type door struct {
	Address string `json:"address"`
	Secret  string `json:"secret"`
	Process int    `json:"process"`
}

// message is a Request on its way.
type message struct {
	Secret string `json:"secret"`
	// ID is that of the request: who got no answer sends it again.
	ID string `json:"id"`
	// Paths are bytes, since a path need not be UTF-8.
	Paths [][]byte `json:"paths"`
	Quiet bool     `json:"quiet,omitempty"`
	Quit  bool     `json:"quit,omitempty"`
}

type answer struct {
	Taken bool `json:"taken"`
}

// Claim makes this program the one that works in the folder, which is made when it is missing. Later starts wait until Take or Leave. The
// error is filelock.ErrTaken while another program holds the folder: see Join.
func Claim(folder string) (*Instance, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("making the data folder: %w", err)
	}
	lock, err := filelock.Take(filepath.Join(folder, LockName))
	if err != nil {
		return nil, fmt.Errorf("claiming the data folder: %w", err)
	}
	i := &Instance{folder: folder, lock: lock, decided: make(chan struct{}), heard: map[string]bool{}, calling: map[net.Conn]bool{}}
	if err := i.listen(); err != nil {
		return nil, errors.Join(err, lock.Release())
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
	content, err := json.Marshal(door{Address: i.listener.Addr().String(), Secret: i.secret, Process: os.Getpid()})
	if err != nil {
		return err
	}
	fresh := i.doorPath() + ".new"
	if err := os.WriteFile(fresh, content, 0o600); err != nil {
		return err
	}
	return os.Rename(fresh, i.doorPath())
}

// Take gives take what later starts want, one at a time, on goroutines of the instance: also of those that have waited until now. It must
// return soon.
func (i *Instance) Take(take func(Request)) {
	i.gate.Lock()
	i.take = take
	i.gate.Unlock()
	i.decide.Do(func() { close(i.decided) })
}

// Leave takes nobody in from now on, because the program ends: a later start waits until the folder is free and is the program then. It
// waits for the take that runs.
func (i *Instance) Leave() {
	i.gate.Lock()
	i.take = nil
	i.gate.Unlock()
	i.decide.Do(func() { close(i.decided) })
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
		i.gate.Lock()
		i.calling[connection] = true
		i.gate.Unlock()
		i.owned.Go(func() { i.answer(connection) })
	}
}

func (i *Instance) answer(connection net.Conn) {
	keep := false
	defer func() {
		i.gate.Lock()
		defer i.gate.Unlock()
		if delete(i.calling, connection); keep {
			i.waiting = append(i.waiting, connection)
			return
		}
		_ = connection.Close()
	}()
	if connection.SetDeadline(time.Now().Add(messageTimeout)) != nil {
		return
	}
	var received message
	if json.NewDecoder(io.LimitReader(connection, messageLimit)).Decode(&received) != nil ||
		subtle.ConstantTimeCompare([]byte(received.Secret), []byte(i.secret)) != 1 {
		return
	}
	taken := i.hear(received)
	_ = connection.SetDeadline(time.Now().Add(messageTimeout))
	err := json.NewEncoder(connection).Encode(answer{Taken: taken})
	keep = err == nil && taken && received.Quit
}

// hear reports whether a request was taken. It waits until that is decided.
func (i *Instance) hear(received message) bool {
	<-i.decided
	request := Request{Paths: make([]string, len(received.Paths)), Quiet: received.Quiet, Quit: received.Quit}
	for at, path := range received.Paths {
		request.Paths[at] = string(path)
	}
	i.gate.Lock()
	defer i.gate.Unlock()
	if i.take == nil {
		return false
	}
	if !i.heard[received.ID] {
		i.heard[received.ID] = true
		i.take(request)
	}
	return true
}

// Close lets the next program in. Those who asked for the end of this one are told that it is near.
func (i *Instance) Close() error {
	i.Leave()
	err := errors.Join(i.listener.Close(), os.Remove(i.doorPath()))
	i.gate.Lock()
	for connection := range i.calling {
		_ = connection.SetReadDeadline(time.Now()) // who has not said what it wants is not waited for
	}
	i.gate.Unlock()
	i.owned.Wait()
	err = errors.Join(err, i.lock.Release())
	for _, connection := range i.waiting {
		_ = connection.Close()
	}
	return err
}
