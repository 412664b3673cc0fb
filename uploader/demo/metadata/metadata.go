// Package metadata is what the service makes of what people typed: titles lose their HTML, descriptions keep only the safe part,
// tags are separated by spaces, dates are read in the workspace's zone. Source: the service's documentation of photo/upload,
// photo/get-upload-token and photo/update. The demo site is its only caller.
package metadata

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// ErrInvalid marks a value that cannot be read.
var ErrInvalid = errors.New("invalid value")

// tag is anything a browser would take for markup: a tag, a comment, a declaration.
var tag = regexp.MustCompile(`(?s)<!--.*?-->|<[/?!]?[a-zA-Z][^<>]*>|<![^<>]*>`)

// Title removes all HTML and the blanks around.
func Title(typed string) string { return strings.TrimSpace(withoutTags(typed)) }

func withoutTags(text string) string {
	for {
		stripped := tag.ReplaceAllString(text, "")
		if stripped == text {
			return text
		}
		text = stripped
	}
}

// Description keeps its HTML if every tag is a safe one, and otherwise loses all of it.
func Description(typed string) string {
	for _, found := range tag.FindAllString(typed, -1) {
		if !safeTag(found) {
			return withoutTags(typed)
		}
	}
	return typed
}

// Text is a description without markup.
func Text(description string) string { return strings.TrimSpace(withoutTags(description)) }

// safeTags are tags that carry no behaviour. The documentation names <b> and <p> as examples and gives no list.
var safeTags = []string{
	"a", "b", "blockquote", "br", "cite", "code", "dd", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
	"i", "li", "ol", "p", "pre", "s", "small", "strike", "strong", "sub", "sup", "u", "ul",
}

var (
	plainTag = regexp.MustCompile(`^</?([a-zA-Z][a-zA-Z0-9]*)\s*/?>$`)
	linkTag  = regexp.MustCompile(`^<[aA]\s+href="(?:https?://|mailto:)[^"<>]*"(?:\s+(?:target|rel|title)="[^"<>]*")*\s*>$`)
)

func safeTag(found string) bool {
	if linkTag.MatchString(found) {
		return true
	}
	name := plainTag.FindStringSubmatch(found)
	return name != nil && slices.Contains(safeTags, strings.ToLower(name[1]))
}

// Tags splits at spaces. With quotes, a "quoted text" is one tag; without, quote marks are ordinary characters. A tag given
// twice counts once.
func Tags(typed string, quotes bool) []string {
	tags := []string{}
	var word strings.Builder
	quoted := false
	finish := func() {
		one := strings.Join(strings.Fields(word.String()), " ")
		word.Reset()
		if one != "" && !slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(t, one) }) {
			tags = append(tags, one)
		}
	}
	for _, r := range typed {
		switch {
		case quotes && r == '"':
			finish()
			quoted = !quoted
		case !quoted && strings.ContainsRune(" \t\r\n", r):
			finish()
		default:
			word.WriteRune(r)
		}
	}
	finish()
	return tags
}

// JoinTags writes tags the way Tags reads them.
func JoinTags(tags []string) string {
	words := make([]string, len(tags))
	for i, one := range tags {
		words[i] = one
		if strings.Contains(one, " ") {
			words[i] = `"` + one + `"`
		}
	}
	return strings.Join(words, " ")
}

var dateForm = regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$`)

// PublishDate reads "YYYY-MM-DD HH:MM:SS", with or without seconds, as a time in the zone. An empty text is no date.
func PublishDate(typed string, zone *time.Location) (*time.Time, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil, nil
	}
	if !dateForm.MatchString(typed) {
		return nil, fmt.Errorf("%w: a date is written YYYY-MM-DD HH:MM:SS", ErrInvalid)
	}
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if when, err := time.ParseInLocation(layout, typed, zone); err == nil {
			when = when.UTC()
			return &when, nil
		}
	}
	return nil, fmt.Errorf("%w: %q is no date in the calendar", ErrInvalid, typed)
}

// IDs reads identifiers separated by commas or spaces. An empty text is none.
func IDs(typed string) ([]int64, error) {
	ids := []int64{}
	for _, word := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ' ' }) {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil || id <= 0 {
			return nil, fmt.Errorf("%w: %q is no id", ErrInvalid, word)
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Bool reads the spellings that the documentation uses for booleans; an empty text is the given default.
func Bool(typed string, byDefault bool) (bool, error) {
	switch strings.ToLower(strings.TrimSpace(typed)) {
	case "":
		return byDefault, nil
	case "1", "t", "true":
		return true, nil
	case "0", "f", "false":
		return false, nil
	}
	return false, fmt.Errorf("%w: %q is neither 0 nor 1", ErrInvalid, typed)
}

// maxFileName is the longest name on disk in bytes; common file systems take 255.
const maxFileName = 240

// FileName makes a sender's file name safe as the last part of a path on every system. It keeps the ending, and is never empty.
func FileName(sent string) string {
	if i := strings.LastIndexAny(sent, `/\`); i >= 0 {
		sent = sent[i+1:]
	}
	name := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError || strings.ContainsRune(`:*?"<>|`, r) {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(sent, "_"))
	name = strings.TrimRight(strings.TrimSpace(name), ". ")
	if strings.Trim(name, ".") == "" {
		return "file"
	}
	stem, ending := name, ""
	if i := strings.LastIndexByte(name, '.'); i > 0 && len(name)-i <= 16 {
		stem, ending = name[:i], name[i:]
	}
	if reservedOnWindows(stem) {
		stem = "_" + stem
	}
	if room := maxFileName - len(ending); len(stem) > room {
		for room > 0 && !utf8.RuneStart(stem[room]) {
			room--
		}
		stem = strings.TrimSpace(stem[:room])
	}
	return stem + ending
}

func reservedOnWindows(stem string) bool {
	stem, _, _ = strings.Cut(strings.ToUpper(stem), ".")
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, stem) {
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '1' && stem[3] <= '9'
}
