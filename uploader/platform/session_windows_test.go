package platform

import (
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

func TestAProgramOfWindowsIsWaitedFor(t *testing.T) {
	user32 := windows.NewLazySystemDLL("user32.dll")
	name, err := windows.UTF16PtrFromString(sessionClass)
	if err != nil {
		t.Fatal(err)
	}
	find := func() uintptr {
		window, _, _ := user32.NewProc("FindWindowW").Call(uintptr(unsafe.Pointer(name)), 0)
		return window
	}
	ctx, leave := WithSession(t.Context())
	window := find()
	if window == 0 {
		t.Fatal("there is no window that Windows could tell")
	}
	tell := func(message, wish uintptr) uintptr {
		answer, _, _ := user32.NewProc("SendMessageW").Call(window, message, wish, 0)
		return answer
	}
	if tell(wmQueryEndSession, 0) == 0 {
		t.Error("it keeps the session from ending")
	}
	const wmClose = 0x0010
	tell(wmClose, 0)
	if tell(wmEndSession, 0); ctx.Err() != nil {
		t.Error("the program ends though the session goes on")
	}
	answered := make(chan struct{})
	go func() {
		tell(wmEndSession, 1)
		close(answered)
	}()
	<-ctx.Done()
	// Messages of others are heard in the meantime.
	tell(wmQueryEndSession, 0)
	select {
	case <-answered:
		t.Error("Windows was told that everything is written before it is")
	default:
	}
	leave()
	<-answered
	if find() != 0 {
		t.Error("the window is left")
	}
}
