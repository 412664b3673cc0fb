package native

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// mostCopied bounds what is read of a clipboard, in bytes: some fifty thousand paths.
const mostCopied = 16 << 20

var errNoSelection = errors.New("nobody answers for the clipboard")

// copied reads the files that a file manager has put on the clipboard. Some offer them as a list of addresses and as no text at all, and
// text is all that the toolkit reads. It asks the X server, which a Wayland desktop has too for programs like this one.
func copied(ctx context.Context) ([]string, error) {
	// The library tells of every ended connection.
	xgb.Logger.SetOutput(io.Discard)
	server, err := xgb.NewConn()
	if err != nil {
		return nil, err
	}
	defer context.AfterFunc(ctx, server.Close)()
	defer server.Close()
	s, err := newSelection(server)
	if err != nil {
		return nil, err
	}
	content, err := s.read("CLIPBOARD", "text/uri-list")
	if err != nil {
		return nil, err
	}
	return strings.Split(string(content), "\r\n"), nil
}

// selection reads what other programs offer, through a window that nobody sees.
type selection struct {
	server   *xgb.Conn
	window   xproto.Window
	property xproto.Atom
}

func newSelection(server *xgb.Conn) (*selection, error) {
	s := &selection{server: server}
	var err error
	if s.window, err = xproto.NewWindowId(server); err != nil {
		return nil, err
	}
	screen := xproto.Setup(server).DefaultScreen(server)
	err = xproto.CreateWindowChecked(server, 0, s.window, screen.Root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, screen.RootVisual,
		xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange}).Check()
	if err != nil {
		return nil, err
	}
	s.property, err = s.atom("COPIED_FILES")
	return s, err
}

func (s *selection) atom(name string) (xproto.Atom, error) {
	answer, err := xproto.InternAtom(s.server, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, err
	}
	return answer.Atom, nil
}

// read asks for a selection in one form. It ends when the connection is closed.
func (s *selection) read(name, form string) ([]byte, error) {
	selected, err := s.atom(name)
	if err != nil {
		return nil, err
	}
	target, err := s.atom(form)
	if err != nil {
		return nil, err
	}
	if err := xproto.ConvertSelectionChecked(s.server, s.window, selected, target, s.property, xproto.TimeCurrentTime).Check(); err != nil {
		return nil, err
	}
	for {
		event, err := s.next()
		if err != nil {
			return nil, err
		}
		if told, ok := event.(xproto.SelectionNotifyEvent); ok {
			if told.Property == xproto.AtomNone {
				return nil, errNoSelection
			}
			return s.take()
		}
	}
}

func (s *selection) next() (xgb.Event, error) {
	event, failure := s.server.WaitForEvent()
	switch {
	case failure != nil:
		return nil, failure
	case event == nil:
		return nil, errNoSelection
	}
	return event, nil
}

// take reads the property, which a long answer fills in pieces until an empty one (the INCR of the Inter-Client Communication Conventions).
func (s *selection) take() ([]byte, error) {
	incremental, err := s.atom("INCR")
	if err != nil {
		return nil, err
	}
	content, kind, err := s.piece()
	if err != nil || kind != incremental {
		return content, err
	}
	content = nil
	for len(content) < mostCopied {
		event, err := s.next()
		if err != nil {
			return nil, err
		}
		if told, ok := event.(xproto.PropertyNotifyEvent); !ok || told.Atom != s.property || told.State != xproto.PropertyNewValue {
			continue
		}
		piece, _, err := s.piece()
		if err != nil || len(piece) == 0 {
			return content, err
		}
		content = append(content, piece...)
	}
	return nil, errNoSelection
}

// piece reads the property and deletes it, which asks for the next one.
func (s *selection) piece() ([]byte, xproto.Atom, error) {
	const words = mostCopied / 4
	answer, err := xproto.GetProperty(s.server, true, s.window, s.property, xproto.GetPropertyTypeAny, 0, words).Reply()
	if err != nil {
		return nil, 0, err
	}
	return answer.Value, answer.Type, nil
}

// copiedWait is how long another program may take to say what was copied.
const copiedWait = 2 * time.Second
