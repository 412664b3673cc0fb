package platform

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"twentythree-uploader/uploader/filelock"
)

// ErrSilent means that the program that works in the folder does not answer.
var ErrSilent = errors.New("the running program does not answer")

// Patience is how long a later start waits for the program that holds the folder, which may be opening a long list or closing.
const Patience = 30 * time.Second

const (
	retryAfter = 50 * time.Millisecond
	// knockTimeout is how long one try may take. The next one carries the same ID.
	knockTimeout = 10 * time.Second
)

// Request is what a later start wants of the program that holds the folder. The zero value wants it to show itself.
type Request struct {
	// Paths are absolute paths, and addresses as they were given: see Arguments.
	Paths []string
	// Quiet asks it not to come forward.
	Quiet bool
	// Quit asks it to end.
	Quit bool
}

func (r Request) message() message {
	sent := message{ID: rand.Text(), Quiet: r.Quiet, Quit: r.Quit}
	for _, path := range r.Paths {
		sent.Paths = append(sent.Paths, []byte(path))
	}
	return sent
}

// Join makes this program the one that works in the folder, or hands the request to the one that does; then the instance is nil. A program
// that is opening or closing is waited for: the request reaches it once it is open, and this one takes its place once it is gone. The error
// wraps ErrSilent when the other one does neither for Patience.
func Join(ctx context.Context, folder string, request Request) (*Instance, error) {
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	sent := request.message()
	for {
		instance, err := Claim(folder)
		if !errors.Is(err, filelock.ErrTaken) {
			return instance, err
		}
		connection, err := knock(ctx, folder, sent)
		if err == nil {
			return nil, connection.Close()
		}
		if err := rest(ctx, err); err != nil {
			return nil, err
		}
	}
}

// HandOver hands the request to the program that works in the folder; open is false where none does. The error wraps ErrSilent when it does
// not answer for Patience.
func HandOver(ctx context.Context, folder string, request Request) (open bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	sent := request.message()
	for {
		free, err := filelock.IsFree(filepath.Join(folder, LockName))
		if free || err != nil {
			return false, err
		}
		connection, err := knock(ctx, folder, sent)
		if err == nil {
			return true, connection.Close()
		}
		if err := rest(ctx, err); err != nil {
			return true, err
		}
	}
}

// Quit asks the program that works in the folder to end and returns once it has; running is false where none did. The error wraps ErrSilent
// when it does not end in Patience.
func Quit(ctx context.Context, folder string) (running bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	sent := Request{Quit: true}.message()
	for {
		free, err := filelock.IsFree(filepath.Join(folder, LockName))
		if free || err != nil {
			return running, err
		}
		running = true
		connection, err := knock(ctx, folder, sent)
		if err == nil {
			err = awaitEnd(ctx, connection)
		}
		if err := rest(ctx, err); err != nil {
			return true, err
		}
	}
}

// rest waits until it is time to try again; the error is why not.
func rest(ctx context.Context, why error) error {
	select {
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return fmt.Errorf("%w: %w", ErrSilent, errors.Join(ctx.Err(), why))
		}
		return errors.Join(ctx.Err(), why)
	case <-time.After(retryAfter):
		return nil
	}
}

// line is a connection to the program behind a door that has taken a request.
type line struct {
	net.Conn
	process process
}

// Close lets go of the program.
func (l line) Close() error {
	l.process.release()
	return l.Conn.Close()
}

// knock hands a request to the program behind the folder's door.
func knock(ctx context.Context, folder string, sent message) (line, error) {
	content, err := os.ReadFile(filepath.Join(folder, doorName))
	if err != nil {
		return line{}, err
	}
	var to door
	if err := json.Unmarshal(content, &to); err != nil {
		return line{}, fmt.Errorf("reading the door: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, knockTimeout)
	defer cancel()
	connection, err := (&net.Dialer{}).DialContext(ctx, "tcp", to.Address)
	if err != nil {
		return line{}, err
	}
	behind := line{connection, holdProcess(to.Process)}
	letForward(to.Process)
	sent.Secret = to.Secret
	stopped := context.AfterFunc(ctx, func() { _ = connection.SetDeadline(time.Now()) })
	defer stopped()
	if err := converse(connection, sent); err != nil {
		return line{}, errors.Join(err, behind.Close())
	}
	return behind, nil
}

func converse(connection net.Conn, sent message) error {
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

// awaitEnd waits until a program that was asked to has ended: its end closes the connection.
func awaitEnd(ctx context.Context, to line) error {
	defer to.Close()
	stopped := context.AfterFunc(ctx, func() { _ = to.SetDeadline(time.Now()) })
	defer stopped()
	if _, err := to.Read(make([]byte, 1)); ctx.Err() != nil {
		return err
	}
	return to.process.await(ctx)
}
