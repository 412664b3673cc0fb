// Package pages writes the demo site's plain pages for people: what visitors see, and the back office. All text is escaped; of a
// description's markup only what the service's rules let through is kept. The demo site is its only caller.
package pages

import (
	"embed"
	"fmt"
	"html"
	"html/template"
	"io"
	"regexp"
	"strings"
)

//go:embed *.html
var files embed.FS

// Site is what stands on every page.
type Site struct{ Name, Company string }

// Pair is a name with a value.
type Pair struct{ Name, Value string }

// Update is one later change.
type Update struct {
	Time, Method string
	Parameters   []Pair
}

// Video is one video as the pages show it. Dates are ready to read; Size is in bytes, Transcoded in percent.
type Video struct {
	ID                                        int64
	Title, Description, DescriptionText       string
	Tags, Albums                              []string
	Published, Scheduled, Placeholder         bool
	PublishDate, Created, Owner, OriginalName string
	Size                                      int64
	SHA256, Canonical, Source, Token          string
	Transcoded                                int
	// Replaced counts how often the file was replaced; Poster is nil where the site takes a thumbnail by itself; Deleted is when the video
	// was deleted.
	Replaced         int
	Poster           *Poster
	Subtitles        []Subtitle
	Deleted          string
	Custom, Received []Pair
	Updates          []Update
}

// Poster is a thumbnail that was chosen: a file at Source, or the picture at Second of the video. Size is in bytes.
type Poster struct {
	Name, MediaType, Source, SHA256, Second string
	Size                                    int64
}

// Subtitle is one language. Source is the file as it came and Track the one that browsers show, both empty where bytes are not kept; Code
// is like "en-US", Size in bytes.
type Subtitle struct {
	Language, Code, Type, Name, SHA256, Source, Track string
	Size                                              int64
	Cues                                              int
	Draft, Captions                                   bool
}

// State is who can see the video, in words.
func (v Video) State() string {
	switch {
	case v.Published:
		return "Published"
	case v.Scheduled:
		return "Scheduled"
	}
	return "Draft"
}

// Languages are those in which visitors can read along.
func (v Video) Languages() []string {
	var out []string
	for _, s := range v.Subtitles {
		if !s.Draft {
			out = append(out, s.Language)
		}
	}
	return out
}

// Formatted is the description with its safe markup.
func (v Video) Formatted() template.HTML { return formatted(v.Description) }

// Bytes is the size as people read it.
func (v Video) Bytes() string { return sized(v.Size) }

// Bytes is the size as people read it.
func (p Poster) Bytes() string { return sized(p.Size) }

// Bytes is the size as people read it.
func (s Subtitle) Bytes() string { return sized(s.Size) }

func sized(count int64) string {
	size, unit := float64(count), 0
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	for size >= 1000 && unit < len(units)-1 {
		size, unit = size/1000, unit+1
	}
	if unit == 0 {
		return fmt.Sprintf("%d bytes", count)
	}
	return fmt.Sprintf("%.1f %s", size, units[unit])
}

var (
	markup = regexp.MustCompile(`<[^<>]*>`)
	simple = regexp.MustCompile(`(?i)^</?(a|b|blockquote|br|cite|code|dd|dl|dt|em|h[1-6]|hr|i|li|ol|p|pre|s|small|strike|strong|sub|sup|u|ul)\s*/?>$`)
	link   = regexp.MustCompile(`(?i)^<a\s+href="(https?://|mailto:)[^"<>]*"[^<>]*>$`)
	href   = regexp.MustCompile(`(?i)href="([^"]*)"`)
)

// formatted escapes everything but safe tags, which it writes anew without anything else in them.
func formatted(description string) template.HTML {
	var out strings.Builder
	at := 0
	for _, span := range markup.FindAllStringIndex(description, -1) {
		out.WriteString(escaped(description[at:span[0]]))
		found := description[span[0]:span[1]]
		switch {
		case simple.MatchString(found):
			out.WriteString(found)
		case link.MatchString(found):
			target := html.EscapeString(html.UnescapeString(href.FindStringSubmatch(found)[1]))
			out.WriteString(`<a rel="nofollow noopener" href="` + target + `">`)
		default:
			out.WriteString(escaped(found))
		}
		at = span[1]
	}
	out.WriteString(escaped(description[at:]))
	// Built from escaped text and a fixed list of tags only.
	return template.HTML(out.String())
}

func escaped(text string) string {
	return strings.ReplaceAll(html.EscapeString(html.UnescapeString(text)), "\n", "<br>")
}

// Request is an application that asks to be let in: its name, who is asked, what it may do in sentences, and what the form sends back.
// Workspaces are those to choose from, the first of them unless another is; none where there is but one.
type Request struct {
	Application, Person string
	May, Workspaces     []string
	Token, Proof        string
}

type data struct {
	Site               Site
	Video              Video
	Videos, Deleted    []Video
	Request            Request
	Title, Words, Code string
}

func write(w io.Writer, name string, d data) error {
	templates, err := template.ParseFS(files, "*.html")
	if err != nil {
		return fmt.Errorf("reading the pages: %w", err)
	}
	if err := templates.ExecuteTemplate(w, name, d); err != nil {
		return fmt.Errorf("writing the page %s: %w", name, err)
	}
	return nil
}

// Home lists the public videos.
func Home(w io.Writer, site Site, videos []Video) error {
	return write(w, "home.html", data{Site: site, Videos: videos})
}

// Watch is a video's public page.
func Watch(w io.Writer, site Site, video Video) error {
	return write(w, "watch.html", data{Site: site, Video: video})
}

// Manage lists all videos for the back office, and those that were deleted.
func Manage(w io.Writer, site Site, videos, deleted []Video) error {
	return write(w, "manage.html", data{Site: site, Videos: videos, Deleted: deleted})
}

// Details is a video's page in the back office.
func Details(w io.Writer, site Site, video Video) error {
	return write(w, "details.html", data{Site: site, Video: video})
}

// Missing says that there is nothing to see.
func Missing(w io.Writer, site Site) error { return write(w, "missing.html", data{Site: site}) }

// Allow asks somebody whether an application may come in.
func Allow(w io.Writer, site Site, request Request) error {
	return write(w, "allow.html", data{Site: site, Request: request})
}

// Code shows the code that somebody types into an application.
func Code(w io.Writer, site Site, application, code string) error {
	return write(w, "code.html", data{Site: site, Request: Request{Application: application}, Code: code})
}

// Notice says one thing.
func Notice(w io.Writer, site Site, title, words string) error {
	return write(w, "notice.html", data{Site: site, Title: title, Words: words})
}
