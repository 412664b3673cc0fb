package main

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// release is one version in CHANGELOG.md.
type release struct {
	Version string
	Date    time.Time
	// Changes are whole sentences without a mark before them.
	Changes []string
}

var releaseHeading = regexp.MustCompile(`^## (\d+\.\d+\.\d+), (\d{4}-\d{2}-\d{2})$`)

// readChangelog takes the versions from the text of CHANGELOG.md, the newest first.
func readChangelog(text string) ([]release, error) {
	var releases []release
	for number, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "## "):
			parts := releaseHeading.FindStringSubmatch(line)
			if parts == nil {
				return nil, sentencef("CHANGELOG.md, line %d: a heading reads ## 1.2.3, 2026-12-04", number+1)
			}
			date, err := time.Parse(time.DateOnly, parts[2])
			if err != nil {
				return nil, sentencef("CHANGELOG.md, line %d: %s is no day.", number+1, parts[2])
			}
			releases = append(releases, release{Version: parts[1], Date: date})
		case len(releases) == 0 || strings.TrimSpace(line) == "":
		case strings.HasPrefix(line, "- "):
			newest := &releases[len(releases)-1]
			newest.Changes = append(newest.Changes, line[2:])
		default:
			return nil, sentencef("CHANGELOG.md, line %d: each change is one line that begins with a hyphen.", number+1)
		}
	}
	for _, release := range releases {
		if len(release.Changes) == 0 {
			return nil, sentencef("CHANGELOG.md says nothing about %s.", release.Version)
		}
	}
	if len(releases) == 0 {
		return nil, sentence("CHANGELOG.md names no version.")
	}
	return releases, nil
}

// debianChangelog is the list of changes as Debian's tools read it.
func debianChangelog(releases []release) string {
	var text strings.Builder
	for i, release := range releases {
		if i > 0 {
			text.WriteString("\n")
		}
		fmt.Fprintf(&text, "%s (%s) stable; urgency=medium\n\n", program, release.Version)
		for _, change := range release.Changes {
			fmt.Fprintf(&text, "  * %s\n", wrap(change, 76, "    "))
		}
		fmt.Fprintf(&text, "\n -- %s  %s\n", maintainer, release.Date.Format(time.RFC1123Z))
	}
	return text.String()
}

// wrap breaks a text into lines of at most width letters; indent stands before all but the first.
func wrap(text string, width int, indent string) string {
	var out strings.Builder
	length := 0
	for i, word := range strings.Fields(text) {
		letters := len([]rune(word))
		switch {
		case i == 0:
		case length+1+letters > width:
			out.WriteString("\n" + indent)
			length = 0
		default:
			out.WriteString(" ")
			length++
		}
		out.WriteString(word)
		length += letters
	}
	return out.String()
}

// appStreamReleases is the list of changes as software centres show it.
func appStreamReleases(releases []release) string {
	var text strings.Builder
	text.WriteString("<releases>\n")
	for _, release := range releases {
		fmt.Fprintf(&text, "    <release version=%q date=%q>\n      <description>\n        <ul>\n", release.Version, release.Date.Format(time.DateOnly))
		for _, change := range release.Changes {
			fmt.Fprintf(&text, "          <li>%s</li>\n", escaped(change))
		}
		text.WriteString("        </ul>\n      </description>\n    </release>\n")
	}
	text.WriteString("  </releases>")
	return text.String()
}

func escaped(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a strings.Builder takes everything
	return out.String()
}
