package setup

import (
	"bytes"
	"encoding/base64"
	"errors"
	"path/filepath"
	"strings"

	"twentythree-uploader/uploader"
)

// PageMark is the name under which a saved upload page carries its link for this program, in a <meta> element of its head.
const PageMark = uploader.LinkScheme

const (
	// mostCarried is how many characters a carried link has at most. Windows hands on no address of more than some 2000.
	mostCarried = 1900
	// mostPage is how many bytes of a page are looked through. Ours carry the link in their first kilobyte, whatever a browser puts before it
	// when it saves them once more.
	mostPage = 64 << 10
)

// Carry gives a link as letters, figures, "-" and "_" alone, which addresses and pages carry unchanged: the text of its file, without the
// description, which only its site needs. It is "" for a link that is too long for that.
func Carry(base string, link Link) (string, error) {
	link.Invitation.Description = ""
	text, err := write(base, link, "")
	carried := base64.RawURLEncoding.EncodeToString(bytes.TrimSpace(text))
	if err != nil || len(carried) > mostCarried {
		return "", err
	}
	return carried, nil
}

// LinkAddress is an address that opens the program with a link that Carry gave. Whoever has it can upload: systems show the addresses that they
// open in their lists of processes, as they do with a file's name.
func LinkAddress(carried string) string {
	if carried == "" {
		return ""
	}
	return uploader.LinkScheme + ":" + carried
}

// ParseLinkAddress reads a link's address. The slashes are overlooked that some programs put around what they take for an address' place. The
// error is a uploader.SetupProblem.
func ParseLinkAddress(address string) (File, error) {
	_, carried, _ := strings.Cut(strings.TrimSpace(address), ":")
	carried = strings.TrimPrefix(carried, "//")
	return parseCarried(strings.TrimSuffix(carried, "/"))
}

// ParsePage reads the link out of a saved upload page. The error is a uploader.SetupProblem.
func ParsePage(page []byte) (File, error) {
	before, rest, found := bytes.Cut(page[:min(len(page), mostPage)], pageMark())
	carried, after, whole := strings.Cut(string(rest[:min(len(rest), mostCarried+2)]), `"`)
	if !found || !whole || !strings.HasPrefix(after, ">") || bytes.Contains(rest, pageMark()) || bytes.Contains(before, []byte("<script")) {
		return File{}, uploader.SetupProblem{Code: uploader.SetupCutShort}
	}
	return parseCarried(carried)
}

func pageMark() []byte { return []byte(`<meta name="` + PageMark + `" content="`) }

// IsPage reports whether the file is a web page that carries a link, and so no video.
func IsPage(path string) bool {
	if !mayBePage(path) {
		return false
	}
	text, err := readBounded(path, mostPage)
	return err == nil && bytes.Contains(text, pageMark())
}

func mayBePage(path string) bool {
	extension := filepath.Ext(path)
	return strings.EqualFold(extension, ".html") || strings.EqualFold(extension, ".htm")
}

// parseCarried is strict: one link is carried in one way only, so that nothing can hide between two readings.
func parseCarried(carried string) (File, error) {
	cut := uploader.SetupProblem{Code: uploader.SetupCutShort}
	// The decoder overlooks the ends of lines.
	if len(carried) > mostCarried || strings.ContainsAny(carried, "\r\n") {
		return File{}, cut
	}
	text, err := base64.RawURLEncoding.Strict().DecodeString(carried)
	if err != nil {
		return File{}, cut
	}
	file, err := Parse(text)
	var problem uploader.SetupProblem
	switch {
	case errors.As(err, &problem) && (problem.Code == uploader.SetupNotJSON || problem.Code == uploader.SetupMissing):
		return File{}, cut
	case err != nil:
		return File{}, err
	case file.Link.Token == "":
		return File{}, cut
	}
	return file, nil
}
