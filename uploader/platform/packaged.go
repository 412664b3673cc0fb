package platform

import (
	"os"
	"runtime"
	"strings"
)

// Packaged reports whether the system's package manager brought the program, which may then bring the next version, too: true on Linux for a
// program below /usr that is not in /usr/local.
func Packaged() bool {
	program, err := os.Executable()
	return err == nil && packaged(runtime.GOOS, program)
}

func packaged(system, program string) bool {
	return system == "linux" && strings.HasPrefix(program, "/usr/") && !strings.HasPrefix(program, "/usr/local/")
}
