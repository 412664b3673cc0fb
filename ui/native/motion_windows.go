package native

import (
	"syscall"
	"unsafe"
)

// wantsStillness asks whether the system's own windows have animations (SystemParametersInfo, SPI_GETCLIENTAREAANIMATION).
func wantsStillness() bool {
	const getClientAreaAnimation = 0x1042
	ask := syscall.NewLazyDLL("user32.dll").NewProc("SystemParametersInfoW")
	if ask.Find() != nil {
		return false
	}
	var moves int32
	answered, _, _ := ask.Call(getClientAreaAnimation, 0, uintptr(unsafe.Pointer(&moves)), 0)
	return answered != 0 && moves == 0
}
