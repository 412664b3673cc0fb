// Package report writes what a person may send to those who help: about the program, the computer, the connection, the queue and the
// log. What it is handed may hold secrets; what it writes has gone through the caller's redaction as a whole.
package report

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

// LogLines is how much of the log a report holds.
const LogLines = 200

// Contents are what a report is made of.
type Contents struct {
	Made time.Time
	// Version is the program's, Language the window's, System what it runs on.
	Version, Language, System string
	// Proxies are in use; Accounts are the sites with what the sign-in allows.
	Proxies  []string
	Accounts []uploader.Account
	// Checks are the lines of the last "Check my connection", in words; CheckedAt is when it ran, zero when it did not.
	Checks    []string
	CheckedAt time.Time
	Uploads   []uploader.Upload
	// Names says that titles and file names are told.
	Names bool
	Log   []string
	// Hide takes out every known secret.
	Hide func(string) string
}

// Text is the report. Titles and file names are left out of the queue's part by construction, and replaced wherever the log or a reason
// repeats one.
func (c Contents) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "TwentyThree Uploader %s\n%s\n%s, %s\n", cmp.Or(c.Version, "(development)"), c.Made.Format(time.RFC3339), c.System, c.Language)
	for _, proxy := range c.Proxies {
		fmt.Fprintf(&b, "proxy: %s\n", proxy)
	}
	for _, account := range c.Accounts {
		fmt.Fprintf(&b, "account: %s, level %s, signed in %t, kept in %s\n", account.Host, account.Level, account.SignedIn, account.Kept)
	}
	c.section(&b, "CHECKS", c.checks())
	c.section(&b, fmt.Sprintf("QUEUE (%d)", len(c.Uploads)), c.queue())
	c.section(&b, fmt.Sprintf("LOG (last %d lines)", len(c.Log)), c.Log)
	text := b.String()
	if !c.Names {
		text = c.withoutNames(text)
	}
	if c.Hide != nil {
		text = c.Hide(text)
	}
	return text
}

func (c Contents) section(b *strings.Builder, title string, lines []string) {
	fmt.Fprintf(b, "\n%s\n", title)
	if len(lines) == 0 {
		b.WriteString("–\n")
	}
	for _, line := range lines {
		fmt.Fprintln(b, line)
	}
}

func (c Contents) checks() []string {
	if c.CheckedAt.IsZero() {
		return nil
	}
	return append([]string{c.CheckedAt.Format(time.RFC3339)}, c.Checks...)
}

func (c Contents) queue() []string {
	lines := make([]string, 0, len(c.Uploads))
	for number, upload := range c.Uploads {
		line := fmt.Sprintf("%d. %s %s", number+1, upload.ID, upload.State)
		if upload.Reason.Code != "" {
			line += " (" + string(upload.Reason.Code) + ")"
		}
		line += fmt.Sprintf(", %d of %d bytes", upload.Progress.Acked, upload.Source.Size)
		if upload.Reason.Technical != "" {
			line += ": " + upload.Reason.Technical
		}
		if c.Names {
			line += fmt.Sprintf(", %q, %q", upload.DisplayTitle(), upload.Source.Name)
		}
		lines = append(lines, line)
	}
	return lines
}

// shortest is how long a name must be to be searched for: replacing every "a" would hide nothing and spoil everything.
const shortest = 3

// withoutNames replaces titles, paths and file names, the longest first.
func (c Contents) withoutNames(text string) string {
	type name struct{ text, stands string }
	var names []name
	for _, upload := range c.Uploads {
		for _, one := range []name{
			{upload.Source.Path, "(file)"},
			{upload.Source.Name, "(file)"},
			{upload.Metadata.Title, "(title)"},
			{upload.DisplayTitle(), "(title)"},
			{upload.Metadata.Description, "(text)"},
			{upload.Reason.Subject, "(name)"},
		} {
			if len(one.text) >= shortest {
				names = append(names, one, name{strings.Trim(fmt.Sprintf("%q", one.text), `"`), one.stands})
			}
		}
	}
	slices.SortStableFunc(names, func(a, b name) int { return len(b.text) - len(a.text) })
	pairs := make([]string, 0, 2*len(names))
	for _, one := range names {
		pairs = append(pairs, one.text, one.stands)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// LastLines are the last lines of a log that is kept in several files, the oldest first. A file that is not there has none.
func LastLines(count int, paths ...string) ([]string, error) {
	var lines []string
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading the log: %w", err)
		}
		for line := range strings.Lines(string(text)) {
			lines = append(lines, strings.ToValidUTF8(strings.TrimRight(line, "\r\n"), "�"))
		}
	}
	return lines[max(0, len(lines)-count):], nil
}
