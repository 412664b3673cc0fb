package main

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// examine finds out about this computer; everything after it only decides.
func examine() computer {
	c := computer{
		os:             runtime.GOOS,
		root:           os.Geteuid() == 0,
		terminal:       isTerminal(os.Stdin),
		display:        os.Getenv("DISPLAY"),
		wayland:        os.Getenv("WAYLAND_DISPLAY"),
		displayAnswers: true,
		has:            map[string]bool{compiler: hasCompiler(), pkgConfig: exists("pkg-config")},
	}
	switch c.os {
	case "windows":
		if exists("winget") {
			c.manager = winget
		}
	case "darwin":
		c.manager = xcode
		c.has[compiler] = exec.Command("xcode-select", "-p").Run() == nil
	default:
		release, _ := os.ReadFile("/etc/os-release") // absent: the commands decide
		c.manager = managerOf(string(release), exists)
		c.elevate = firstOf(exists, "sudo", "doas", "pkexec")
		c.displayAnswers = answers(c.display)
		c.has[driver] = hasDriver("/")
		for _, need := range buildNeeds {
			if _, known := c.has[need.sign]; !known {
				c.has[need.sign] = hasModule("/", need.sign)
			}
		}
	}
	return c
}

func exists(command string) bool {
	_, err := exec.LookPath(command)
	return err == nil
}

func firstOf(exists func(string) bool, commands ...string) string {
	for _, command := range commands {
		if exists(command) {
			return command
		}
	}
	return ""
}

// hasCompiler looks for the compiler that Go will call, which on Linux also needs the C library's headers.
func hasCompiler() bool {
	command := os.Getenv("CC")
	if command == "" {
		command = firstOf(exists, "gcc", "clang")
	}
	if command == "" || !exists(strings.Fields(command)[0]) {
		return false
	}
	if runtime.GOOS != "linux" {
		return true
	}
	fields := strings.Fields(command)
	try := exec.Command(fields[0], append(fields[1:], "-E", "-x", "c", "-")...)
	try.Stdin = strings.NewReader("#include <stdlib.h>\n")
	return try.Run() == nil
}

// libraryFolders are where systems keep libraries, below the given root.
func libraryFolders(root string) []string {
	var folders []string
	for _, pattern := range []string{"usr/lib/*-linux-*", "usr/lib64", "usr/lib", "usr/local/lib", "lib64", "lib"} {
		found, _ := filepath.Glob(filepath.Join(root, pattern)) // the patterns are well formed
		folders = append(folders, found...)
	}
	return folders
}

// hasModule looks for the description file that pkg-config reads. pkg-config itself may be missing yet.
func hasModule(root, module string) bool {
	folders := libraryFolders(root)
	for _, folder := range []string{"usr/share/pkgconfig", "usr/local/share/pkgconfig"} {
		if isFile(filepath.Join(root, folder, module+".pc")) {
			return true
		}
	}
	for _, folder := range folders {
		if isFile(filepath.Join(folder, "pkgconfig", module+".pc")) {
			return true
		}
	}
	return anyFile(filepath.SplitList(os.Getenv("PKG_CONFIG_PATH")), module+".pc")
}

// hasDriver looks for what draws: Mesa's drivers, one file or one for each card by version, or a maker's own.
func hasDriver(root string) bool {
	for _, folder := range libraryFolders(root) {
		if anyFile([]string{folder}, "dri/*_dri.so", "libgallium-*.so", "libGLX_nvidia.so.0") {
			return true
		}
	}
	return false
}

func anyFile(folders []string, patterns ...string) bool {
	for _, folder := range folders {
		for _, pattern := range patterns {
			if found, _ := filepath.Glob(filepath.Join(folder, pattern)); len(found) > 0 {
				return true
			}
		}
	}
	return false
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// isTerminal tells a person's terminal from a pipe, a file and the null device, without leaving the standard library.
func isTerminal(file *os.File) bool {
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// answers reports whether an X server listens at a local display such as ":0"; of others it knows nothing and says yes.
func answers(display string) bool {
	number, local := strings.CutPrefix(display, ":")
	if !local {
		return true
	}
	number, _, _ = strings.Cut(number, ".")
	for _, socket := range []string{"@/tmp/.X11-unix/X" + number, "/tmp/.X11-unix/X" + number} {
		if connection, err := net.DialTimeout("unix", socket, time.Second); err == nil {
			connection.Close()
			return true
		}
	}
	return false
}
