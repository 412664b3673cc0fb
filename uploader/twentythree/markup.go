package twentythree

import (
	"html"
	"maps"
	"slices"
	"strings"
)

// plainText is HTML as text: breaks and paragraphs become line breaks, other tags vanish, entities become characters. A "<" that
// begins no tag stays.
func plainText(markup string) string {
	var text strings.Builder
	for {
		start := strings.IndexByte(markup, '<')
		if start < 0 {
			break
		}
		text.WriteString(markup[:start])
		markup = markup[start:]
		if !beginsTag(markup[1:]) {
			text.WriteByte('<')
			markup = markup[1:]
			continue
		}
		end := strings.IndexByte(markup, '>')
		if end < 0 {
			break
		}
		if breaksLine(markup[1:end]) {
			text.WriteByte('\n')
		}
		markup = markup[end+1:]
	}
	text.WriteString(markup)
	return strings.TrimSpace(html.UnescapeString(text.String()))
}

func beginsTag(rest string) bool {
	if rest == "" {
		return false
	}
	c := rest[0]
	return c == '/' || c == '!' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func breaksLine(tag string) bool {
	name := strings.ToLower(strings.Trim(tag, "/ "))
	name, _, _ = strings.Cut(name, " ")
	switch name {
	case "br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote":
		return true
	}
	return false
}

func sortedKeys(values map[string]string) []string { return slices.Sorted(maps.Keys(values)) }
