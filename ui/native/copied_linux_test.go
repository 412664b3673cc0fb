package native

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// TestFilesCopiedInAFileManagerAreRead offers files as file managers do that offer no text: a few at once, very many in pieces. It needs an X
// server.
func TestFilesCopiedInAFileManagerAreRead(t *testing.T) {
	for name, many := range map[string]bool{"few": false, "many": true} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			film := filepath.Join(folder, "Årsmøde # 1.mp4")
			if err := os.WriteFile(film, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			line := "file://" + strings.NewReplacer(" ", "%20", "#", "%23").Replace(film) + "\r\n"
			count := 2
			if many {
				count = 30_000
			}
			manager := server(t)
			defer manager.Close()
			offer(t, manager, strings.Repeat(line, count), many)
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			lines, err := copied(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if paths := named(lines); len(paths) != count || paths[count-1] != film {
				t.Errorf("%d files were read", len(paths))
			}
		})
	}
}

// server connects to the X server. A DISPLAY that leads nowhere is none.
func server(t *testing.T) *xgb.Conn {
	t.Helper()
	connection, err := xgb.NewConn()
	if err != nil {
		t.Skip("there is no X server: ", err)
	}
	return connection
}

func TestAClipboardThatNobodyAnswersForHoldsUpNothing(t *testing.T) {
	owner := server(t)
	defer owner.Close()
	// It owns the clipboard and never answers.
	own(t, owner)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if lines, err := copied(ctx); err == nil {
		t.Errorf("read %q", lines)
	}
}

func own(t *testing.T, server *xgb.Conn) *selection {
	t.Helper()
	s, err := newSelection(server)
	if err != nil {
		t.Fatal(err)
	}
	clipboard, err := s.atom("CLIPBOARD")
	if err != nil {
		t.Fatal(err)
	}
	if err := xproto.SetSelectionOwnerChecked(server, s.window, clipboard, xproto.TimeCurrentTime).Check(); err != nil {
		t.Fatal(err)
	}
	return s
}

// offer answers one request for the clipboard with content, whole or in pieces.
func offer(t *testing.T, server *xgb.Conn, content string, inPieces bool) {
	t.Helper()
	s := own(t, server)
	incremental, err := s.atom("INCR")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		const byteWide, wordWide, piece = 8, 32, 100_000
		for {
			event, _ := server.WaitForEvent()
			if event == nil {
				return
			}
			asked, ok := event.(xproto.SelectionRequestEvent)
			if !ok {
				continue
			}
			put := func(text string) {
				xproto.ChangeProperty(server, xproto.PropModeReplace, asked.Requestor, asked.Property, asked.Target, byteWide, uint32(len(text)), []byte(text))
			}
			if inPieces {
				xproto.ChangeWindowAttributes(server, asked.Requestor, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
				xproto.ChangeProperty(server, xproto.PropModeReplace, asked.Requestor, asked.Property, incremental, wordWide, 1, make([]byte, 4))
			} else {
				put(content)
			}
			told := xproto.SelectionNotifyEvent{Requestor: asked.Requestor, Selection: asked.Selection, Target: asked.Target, Property: asked.Property}
			xproto.SendEvent(server, false, asked.Requestor, 0, string(told.Bytes()))
			for left := content; inPieces; {
				event, _ := server.WaitForEvent()
				deleted, ok := event.(xproto.PropertyNotifyEvent)
				if event == nil {
					return
				}
				if !ok || deleted.State != xproto.PropertyDelete {
					continue
				}
				now := left[:min(piece, len(left))]
				put(now)
				left = left[len(now):]
				if now == "" {
					return
				}
			}
		}
	}()
}
