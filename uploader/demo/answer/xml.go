package answer

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// longFields are elements inside a list's entries; everything else there is an attribute, as in the examples of photo/list.
func longField(name string) bool {
	return name == "content" || name == "content_text" || name == "about_abstract"
}

// XML is v1's answer where no format is asked for.
func (a Answer) XML() []byte {
	var out bytes.Buffer
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n<response")
	attribute(&out, "status", a.state())
	attribute(&out, "permission_level", a.Level)
	if a.Message != "" {
		attribute(&out, "message", a.Message)
	}
	if a.Code != "" {
		attribute(&out, "code", a.Code)
	}
	if a.Page != nil {
		attribute(&out, "p", strconv.FormatInt(a.Page.Number, 10))
		attribute(&out, "size", strconv.FormatInt(a.Page.Size, 10))
		attribute(&out, "total_count", strconv.FormatInt(a.Page.Total, 10))
	}
	attribute(&out, "cached", flag(a.Cached))
	if a.Cached {
		attribute(&out, "cache_time", strconv.FormatInt(a.CacheTime, 10))
	}
	if a.Code != "" || (len(a.One) == 0 && len(a.List) == 0) {
		out.WriteString("/>\n")
		return out.Bytes()
	}
	out.WriteString(">\n")
	for _, f := range a.One {
		element(&out, "  ", elementName(f.Name), Text(f.Value))
	}
	for _, one := range a.List {
		a.entry(&out, one)
	}
	out.WriteString("</response>\n")
	return out.Bytes()
}

func (a Answer) entry(out *bytes.Buffer, one Object) {
	out.WriteString("  <" + a.Item)
	inside := false
	for _, f := range one {
		if longField(f.Name) {
			inside = true
			continue
		}
		attribute(out, elementName(f.Name), Text(f.Value))
	}
	if !inside {
		out.WriteString("/>\n")
		return
	}
	out.WriteString(">\n")
	for _, f := range one {
		if longField(f.Name) {
			element(out, "    ", f.Name, Text(f.Value))
		}
	}
	out.WriteString("  </" + a.Item + ">\n")
}

func attribute(out *bytes.Buffer, name, value string) {
	out.WriteString(" " + name + `="`)
	escape(out, value)
	out.WriteByte('"')
}

func element(out *bytes.Buffer, indent, name, value string) {
	out.WriteString(indent + "<" + name + ">")
	escape(out, value)
	out.WriteString("</" + name + ">\n")
}

func escape(out *bytes.Buffer, text string) {
	// A bytes.Buffer never fails to take more.
	_ = xml.EscapeText(out, []byte(text))
}

// elementName makes a parameter's name (mirrored by echo) fit for XML.
func elementName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || (r >= '0' && r <= '9') || (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') {
			return r
		}
		return '_'
	}, name)
	if clean == "" || (clean[0] >= '0' && clean[0] <= '9') || clean[0] == '-' {
		return "_" + clean
	}
	return clean
}
