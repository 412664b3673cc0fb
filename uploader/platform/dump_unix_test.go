//go:build unix

package platform

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestACrashLeavesNoMemoryBehind asks a process of its own, and one that that starts, what they may write.
func TestACrashLeavesNoMemoryBehind(t *testing.T) {
	if os.Getenv("DUMP_STEP") != "" {
		if err := NoCoreDumps(); err != nil {
			t.Fatal(err)
		}
		var limit syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &limit); err != nil || limit.Cur != 0 || limit.Max != 0 {
			t.Fatalf("a crash may write %d bytes, at most %d, %v", limit.Cur, limit.Max, err)
		}
		if output, err := exec.Command("sh", "-c", "ulimit -c").Output(); err != nil || strings.TrimSpace(string(output)) != "0" {
			t.Fatalf("a program that is started may write %s, %v", output, err)
		}
		return
	}
	command := exec.Command(os.Args[0], "-test.run", "^TestACrashLeavesNoMemoryBehind$")
	command.Env = append(os.Environ(), "DUMP_STEP=1")
	if output, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}
