package sheet

import (
	"path"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

// List is what the lines are compared with.
type List struct {
	// Uploads are the videos of the list.
	Uploads []uploader.Upload
	// Categories are what an account's site offers; known is false while that was not loaded.
	Categories func(uploader.AccountID) (offered []uploader.Category, known bool)
	// Zone is the IANA name of the time zone of an account's dates.
	Zone func(uploader.AccountID) string
	// Local is the zone for accounts without one, Now which dates have passed.
	Local *time.Location
	Now   time.Time
	// DraftsOnly says that the organisation allows no publishing.
	DraftsOnly bool
}

// Match says of each line which video it is about and what it would change. fields are what the columns hold; where fewer are given,
// the others are left aside.
func (t *Table) Match(fields []uploader.Field, list List) []uploader.SheetLine {
	m := matching{list: list, names: namesOf(list.Uploads), columns: map[uploader.Field]int{}, taken: map[uploader.UploadID]bool{}}
	for i, field := range fields[:min(len(fields), len(t.Headings))] {
		if _, twice := m.columns[field]; field != "" && !twice {
			m.columns[field] = i
		}
	}
	if column, there := m.columns[uploader.FieldPublishAt]; there {
		dates := make([]string, len(t.Lines))
		for i, line := range t.Lines {
			dates[i] = line.Cells[column]
		}
		m.slashes = orderOf(dates)
	}
	lines := make([]uploader.SheetLine, len(t.Lines))
	for i, line := range t.Lines {
		lines[i] = m.line(line)
	}
	return lines
}

type matching struct {
	list    List
	names   map[string][]uploader.Upload
	columns map[uploader.Field]int
	slashes order
	taken   map[uploader.UploadID]bool
}

// namesOf finds uploads by their file names, with and without extension. A placeholder is found by its title.
func namesOf(uploads []uploader.Upload) map[string][]uploader.Upload {
	names := map[string][]uploader.Upload{}
	add := func(name string, upload uploader.Upload) {
		if name = fold(name); name != "" {
			names[name] = append(names[name], upload)
		}
	}
	for _, upload := range uploads {
		if upload.State == uploader.Removed {
			continue
		}
		if upload.Placeholder() {
			add(upload.Metadata.Title, upload)
			continue
		}
		add(upload.Source.Name, upload)
		if bare := strings.TrimSuffix(upload.Source.Name, path.Ext(upload.Source.Name)); bare != upload.Source.Name {
			add(bare, upload)
		}
	}
	return names
}

func (m *matching) line(line Line) uploader.SheetLine {
	found := uploader.SheetLine{Number: line.Number, File: m.cell(line, uploader.FieldFileName)}
	upload, miss := m.video(found.File)
	if found.Miss = miss; miss != uploader.SheetFound {
		return found
	}
	m.taken[upload.ID] = true
	found.Upload = upload.ID
	reading := reading{matching: m, upload: upload, line: &found}
	reading.read(line)
	return found
}

func (m *matching) cell(line Line, field uploader.Field) string {
	if column, there := m.columns[field]; there {
		return line.Cells[column]
	}
	return ""
}

// video finds the one that a file name stands for. A whole path counts by its last part.
func (m *matching) video(name string) (uploader.Upload, uploader.SheetMiss) {
	if at := strings.LastIndexAny(name, `/\`); at >= 0 {
		name = name[at+1:]
	}
	if name == "" {
		return uploader.Upload{}, uploader.SheetNoName
	}
	uploads := m.names[fold(name)]
	open := slices.DeleteFunc(slices.Clone(uploads), func(upload uploader.Upload) bool { return upload.State.Arrived() })
	switch {
	case len(uploads) == 0:
		return uploader.Upload{}, uploader.SheetNoVideo
	case len(open) == 0:
		return uploader.Upload{}, uploader.SheetArrived
	case len(open) > 1:
		return uploader.Upload{}, uploader.SheetSeveral
	case m.taken[open[0].ID]:
		return uploader.Upload{}, uploader.SheetTwice
	}
	return open[0], uploader.SheetFound
}
