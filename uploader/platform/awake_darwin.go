package platform

import (
	"os"
	"os/exec"
	"strconv"
)

// stayAwake runs the system's own caffeinate, which ends with this program even where that is killed.
func stayAwake(string) (func(), error) {
	keeper := exec.Command("/usr/bin/caffeinate", "-i", "-w", strconv.Itoa(os.Getpid()))
	if err := keeper.Start(); err != nil {
		return nil, err
	}
	return func() {
		_ = keeper.Process.Kill()
		_ = keeper.Wait()
	}, nil
}
