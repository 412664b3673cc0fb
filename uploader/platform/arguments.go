package platform

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"twentythree-uploader/uploader"
)

// Arguments makes of what a start was given what Request.Paths holds: files and folders by their absolute paths, those that a desktop names
// by an address of the scheme file too, and upload links by the addresses they were given as. What is nothing of it is taken for a path.
func Arguments(given []string) []string {
	var paths []string
	for _, argument := range given {
		paths = append(paths, argumentOf(argument))
	}
	return paths
}

func argumentOf(argument string) string {
	if scheme, _, found := strings.Cut(argument, ":"); found && strings.EqualFold(scheme, uploader.LinkScheme) {
		return argument
	}
	// A file can be called like an address.
	if _, err := os.Lstat(argument); err != nil {
		if path := fileAt(runtime.GOOS, argument); path != "" {
			return path
		}
	}
	// Where not even the present folder is known, the file cannot be found either and is named as it was given.
	if absolute, err := filepath.Abs(argument); err == nil {
		return absolute
	}
	return argument
}

// fileAt is the path behind an address such as file:///home/me/a%20film.mp4, "" where it is none of this computer's.
func fileAt(system, address string) string {
	page, err := url.Parse(address)
	if err != nil || !strings.EqualFold(page.Scheme, "file") || page.Path == "" {
		return ""
	}
	path, host := page.Path, page.Host
	if strings.EqualFold(host, "localhost") {
		host = ""
	}
	if system == "windows" {
		if path = strings.TrimPrefix(path, "/"); host != "" {
			path = "//" + host + "/" + path
		}
		return strings.ReplaceAll(path, "/", `\`)
	}
	if host != "" {
		return ""
	}
	return path
}
