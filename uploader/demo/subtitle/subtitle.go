// Package subtitle looks at subtitle files the way the service does that takes them: SRT and WebVTT are read, everything else is
// not. Sources: the service's description of photo/subtitle/upload, and of WebVTT by the W3C. The demo site is its only caller.
package subtitle

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Format is a kind of subtitle file, by its usual ending.
type Format string

// The formats that are read.
const (
	SRT    Format = "srt"
	WebVTT Format = "vtt"
)

// ErrUnknown marks a file that is neither SRT nor WebVTT.
var ErrUnknown = errors.New("the file is in no known subtitle format")

// Seen is what a look at a file finds.
type Seen struct {
	Format Format
	// Cues is how many pieces of text the file has.
	Cues int
}

// timing is a cue's first line: hours are optional in WebVTT, and the fraction's sign is a comma in SRT and a point in WebVTT.
var timing = regexp.MustCompile(`^\s*(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)[,.](\d{1,3})\s*-->\s*(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)[,.](\d{1,3})(\s.*)?$`)

// Look reads a file's bytes. Letters may be in any encoding that writes ASCII as such.
func Look(content []byte) (Seen, error) {
	lines := lines(content)
	if len(lines) == 0 || bytes.IndexByte(content, 0) >= 0 {
		return Seen{}, ErrUnknown
	}
	seen := Seen{Format: SRT}
	for _, line := range lines {
		if timing.MatchString(line) {
			seen.Cues++
		}
	}
	if headed(lines[0]) {
		seen.Format = WebVTT
		return seen, nil
	}
	if !numbered(lines) {
		return Seen{}, ErrUnknown
	}
	return seen, nil
}

// lines are a file's lines without a byte order mark and without the signs that end them.
func lines(content []byte) []string {
	text := strings.TrimPrefix(string(content), "\ufeff")
	if text == "" {
		return nil
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.Split(text, "\n")
}

// headed says that a first line is WebVTT's.
func headed(line string) bool {
	rest, is := strings.CutPrefix(line, "WEBVTT")
	return is && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

// numbered says that the first text of a file is an SRT cue: a number, then a timing.
func numbered(lines []string) bool {
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		_, err := strconv.ParseUint(strings.TrimSpace(line), 10, 64)
		return err == nil && i+1 < len(lines) && timing.MatchString(lines[i+1])
	}
	return false
}

// AsWebVTT gives a file the form in which browsers show it. WebVTT stays as it is.
func AsWebVTT(content []byte) ([]byte, error) {
	seen, err := Look(content)
	if err != nil || seen.Format == WebVTT {
		return content, err
	}
	var out bytes.Buffer
	out.WriteString("WEBVTT\n\n")
	for _, line := range lines(content) {
		if part := timing.FindStringSubmatch(line); part != nil {
			line = point(part[1:5]) + " --> " + point(part[5:9]) + part[9]
		}
		out.WriteString(line + "\n")
	}
	return out.Bytes(), nil
}

// point writes a point in time as WebVTT does. Its parts are digits by the expression that found them.
func point(parts []string) string {
	numbers := make([]int, len(parts))
	for i, part := range parts {
		numbers[i], _ = strconv.Atoi(part)
	}
	return fmt.Sprintf("%02d:%02d:%02d.%03d", numbers[0], numbers[1], numbers[2], numbers[3])
}
