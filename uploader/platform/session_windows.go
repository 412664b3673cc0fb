package platform

import (
	"context"
	"errors"
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// WithSession gives a context that ends with parent, and when the person logs off or the computer shuts down. Windows then waits some seconds for
// leave, which the program calls once everything is written, and ends the program. Windows sends no signal to a program that has windows or may
// have them, so that its commands learn it this way too; where the program can have no window, parent's end is all there is.
func WithSession(parent context.Context) (ctx context.Context, leave func()) {
	ctx, cancel := context.WithCancel(parent)
	left, err := windows.CreateEvent(nil, 1, 0, nil)
	if err != nil {
		return ctx, cancel
	}
	w := sessionWindow{user32: windows.NewLazySystemDLL("user32.dll"), left: left}
	w.session = session{end: cancel, left: func() { w.takeMessages(sessionPatience) }}
	made, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		// Windows sends a window's messages to the thread that made it.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		destroy, err := w.open()
		close(made)
		if err == nil {
			w.takeMessages(forEver)
			destroy()
		}
	}()
	<-made
	return ctx, func() {
		cancel()
		_ = windows.SetEvent(left)
		<-ended
		_ = windows.CloseHandle(left)
	}
}

// sessionWindow is a window that nobody sees: those that only take messages are not told of the session's end.
type sessionWindow struct {
	session
	user32 *windows.LazyDLL
	left   windows.Handle // an event, set when the program has written everything
}

// sessionClass is what Windows knows the window by.
const sessionClass = "TwentyThree Uploader session"

// windowClass is WNDCLASSEXW of winuser.h.
type windowClass struct {
	size, style                        uint32
	procedure                          uintptr
	extra, windowExtra                 int32
	instance, icon, cursor, background windows.Handle
	menu, name                         *uint16
	smallIcon                          windows.Handle
}

// windowMessage is MSG of winuser.h.
type windowMessage struct {
	window        windows.Handle
	kind          uint32
	first, second uintptr
	time          uint32
	x, y          int32
}

func (w *sessionWindow) open() (destroy func(), err error) {
	if err := w.user32.Load(); err != nil {
		return nil, err
	}
	var program windows.Handle
	err = windows.GetModuleHandleEx(windows.GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT, nil, &program)
	name, wrong := windows.UTF16PtrFromString(sessionClass)
	if err := errors.Join(err, wrong); err != nil {
		return nil, err
	}
	class := windowClass{procedure: windows.NewCallback(w.hear), instance: program, name: name}
	class.size = uint32(unsafe.Sizeof(class))
	if known, _, err := w.user32.NewProc("RegisterClassExW").Call(uintptr(unsafe.Pointer(&class))); known == 0 {
		return nil, err
	}
	forget := func() {
		_, _, _ = w.user32.NewProc("UnregisterClassW").Call(uintptr(unsafe.Pointer(name)), uintptr(program))
	}
	window, _, err := w.user32.NewProc("CreateWindowExW").Call(0, uintptr(unsafe.Pointer(name)), 0, 0, 0, 0, 0, 0, 0, 0, uintptr(program), 0)
	if window == 0 {
		forget()
		return nil, err
	}
	return func() {
		_, _, _ = w.user32.NewProc("DestroyWindow").Call(window)
		forget()
	}, nil
}

// hear is called by Windows with each message to the window, on the window's thread.
func (w *sessionWindow) hear(window, message, first, second uintptr) uintptr {
	if answer, about := w.answer(message, first); about {
		return answer
	}
	const wmClose = 0x0010
	if message == wmClose { // it goes with the program, which has other windows to be closed by
		return 0
	}
	answer, _, _ := w.user32.NewProc("DefWindowProcW").Call(window, message, first, second)
	return answer
}

// sessionPatience is how long Windows waits for an answer. A program ends itself before that, even if its window hangs.
const sessionPatience = 5 * time.Second

// forEver is INFINITE of winbase.h.
const forEver = windows.INFINITE * time.Millisecond

// takeMessages hands the window its messages until everything is written, at most for patience. It also does so while the window owes an answer to one:
// the other windows may tell all of the system something at their end, and wait until each window has heard it.
func (w *sessionWindow) takeMessages(patience time.Duration) {
	const (
		everyInput      = 0x04FF // QS_ALLINPUT
		alsoSeen        = 0x0004 // MWMO_INPUTAVAILABLE
		remove          = 0x0001 // PM_REMOVE
		thereIsAMessage = windows.WAIT_OBJECT_0 + 1
	)
	wait, peek, dispatch := w.user32.NewProc("MsgWaitForMultipleObjectsEx"), w.user32.NewProc("PeekMessageW"), w.user32.NewProc("DispatchMessageW")
	until := time.Now().Add(patience)
	for patience >= 0 {
		event, _, _ := wait.Call(1, uintptr(unsafe.Pointer(&w.left)), uintptr(patience.Milliseconds()), everyInput, alsoSeen)
		if event != thereIsAMessage {
			return
		}
		var message windowMessage
		for {
			if some, _, _ := peek.Call(uintptr(unsafe.Pointer(&message)), 0, 0, 0, remove); some == 0 {
				break
			}
			_, _, _ = dispatch.Call(uintptr(unsafe.Pointer(&message)))
		}
		if patience != forEver {
			patience = time.Until(until)
		}
	}
}
