package platform

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// systemPowerStatus is SYSTEM_POWER_STATUS of winbase.h.
type systemPowerStatus struct {
	line, flag, percent, saver uint8
	left, full                 uint32
}

func power() (onBattery bool, percent int, known bool) {
	var status systemPowerStatus
	get := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetSystemPowerStatus")
	if get.Find() != nil {
		return false, 0, false
	}
	done, _, _ := get.Call(uintptr(unsafe.Pointer(&status)))
	// 255 stands for unknown, and the flag's eighth bit for no battery.
	if done == 0 || status.line > 1 || status.percent > 100 || status.flag&128 != 0 {
		return false, 0, false
	}
	return status.line == 0, int(status.percent), true
}
