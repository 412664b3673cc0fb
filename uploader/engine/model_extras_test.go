package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

// alongside is what the person last chose to go with a film.
type alongside struct {
	picture string
	// spoken are the texts by language, chosen how often one was chosen for a language, choices how many files were written.
	spoken  map[string]string
	chosen  map[string]int
	choices int
}

// locales are the languages that people choose.
var locales = []string{"da_DK", "en_US", "de_DE"}

func (m *model) newFilm() *film {
	n := len(m.films)
	return &film{
		name: fmt.Sprintf("film%d.mp4", n), title: fmt.Sprintf("The film %d", n), mark: fmt.Sprintf("This is film %d", n),
		alongside: alongside{spoken: make(map[string]string), chosen: make(map[string]int)},
	}
}

// placeholder makes a video without a file.
func (m *model) placeholder() {
	if len(m.films) == 3 {
		return
	}
	f := m.newFilm()
	ids, err := m.engine.Add(acme.ID, []Draft{{Metadata: uploader.Metadata{Title: f.title, Description: f.mark}}})
	if err != nil {
		m.breaks("adding: %v", err)
		return
	}
	f.id = ids[0]
	m.films = append(m.films, f)
	m.engine.Start(ids)
}

// empty says that the film has no file yet.
func (f *film) empty() bool { return len(f.versions) == 0 }

// made says that a video is the film's.
func (f *film) made(video *fakeVideo) bool { return video.form.Get("description") == f.mark }

// fills gives a video a file, of the same name or another. Whether it was taken is seen at once.
func (m *model) fills(f *film, how int, give func(uploader.UploadID, uploader.Source)) {
	m.look()
	if !f.upload.State.Arrived() {
		return
	}
	before, name, source, versions := f.changed, f.name, f.source, len(f.versions)
	if how%3 > 0 {
		f.name = strings.Replace(f.name, ".mp4", "b.mp4", 1)
	}
	m.write(f, versions, 1*megabyte+how*5000)
	f.changed, f.fresh = false, true
	give(f.id, f.source)
	for _, upload := range m.engine.Uploads() {
		if upload.ID == f.id && upload.Source == f.source {
			f.least = versions
			return
		}
	}
	if f.changed = before || f.name == name; versions == 0 {
		m.breaks("%s did not take its file in %s", f.name, f.upload.State)
	}
	f.name, f.source = name, source
}

// holds asserts that a video has a whole version of its film and not an older one than before, and that nothing arrived unasked or twice.
func (f *film) holds(video *fakeVideo) error {
	if placeholder := video.form.Get("placeholder_p") == "1"; placeholder || len(video.content) == 0 {
		if !placeholder || len(video.content) > 0 || video.replaced > 0 {
			return fmt.Errorf("%s is a placeholder: %v, with %d bytes", f.name, placeholder, len(video.content))
		}
		return nil
	}
	version := slices.IndexFunc(f.versions, func(version []byte) bool { return string(version) == string(video.content) })
	if version < 0 {
		return fmt.Errorf("the site has bytes of %s that no version of the file had", f.name)
	}
	if version < video.version {
		return fmt.Errorf("%s had version %d of its file and now has %d", f.name, video.version, version)
	}
	video.version = version
	for _, locale := range locales {
		came := len(slices.DeleteFunc(slices.Clone(video.came), func(other string) bool { return other != locale }))
		if chosen := f.chosen[locale]; came > chosen && chosen < 2 {
			return fmt.Errorf("subtitles of %s in %s came %d times, they were chosen %d times", f.name, locale, came, chosen)
		}
	}
	return nil
}

// poster chooses a picture, a new file or the one before with another content.
func (m *model) poster(f *film, how int) {
	source := m.alongside(f, fmt.Sprintf("poster%d.jpg", how%2), "a picture")
	f.picture = m.content(source)
	m.engine.Edit([]uploader.UploadID{f.id}, uploader.Change{Poster: &source})
	m.engine.Update([]uploader.UploadID{f.id})
	m.engine.Uploads()
}

// subtitle chooses subtitles in a language, beside those of the others.
func (m *model) subtitle(f *film, how int) {
	locale := locales[how%len(locales)]
	source := m.alongside(f, fmt.Sprintf("%s.%d.srt", locale, how/3%2), spoken)
	subtitles := []uploader.Subtitle{{Source: source, Locale: locale}}
	for _, other := range m.known(f).Subtitles {
		if other.Locale != locale {
			subtitles = append(subtitles, other)
		}
	}
	f.spoken[locale] = m.content(source)
	m.site.set(func() { f.chosen[locale]++ })
	m.engine.Edit([]uploader.UploadID{f.id}, uploader.Change{Subtitles: &subtitles})
	m.engine.Update([]uploader.UploadID{f.id})
	m.engine.Uploads()
}

// known is what the program knows of a film, on its list or in its history.
func (m *model) known(f *film) uploader.Metadata {
	for _, upload := range m.engine.Uploads() {
		if upload.ID == f.id {
			return upload.Metadata
		}
	}
	past, err := m.journal.PastOf(m.t.Context(), []uploader.UploadID{f.id})
	if err != nil || len(past) != 1 {
		m.t.Fatalf("%s is neither on the list nor in the history: %v, %v", f.name, past, err)
	}
	return past[0].Entry.Upload.Metadata
}

// alongside writes a small file that is like no other.
func (m *model) alongside(f *film, name, text string) uploader.Source {
	f.choices++
	content := fmt.Sprintf("%s\n%s, choice %d\n", text, f.mark, f.choices)
	path := filepath.Join(m.folder, f.mark+" "+name)
	made := time.Date(2026, 1, 1, 0, 0, f.choices, 0, time.UTC)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		m.t.Fatal(err)
	}
	if err := os.Chtimes(path, made, made); err != nil {
		m.t.Fatal(err)
	}
	return uploader.Source{Path: path, Name: filepath.Base(path), Size: int64(len(content)), ModTime: made}
}

func (m *model) content(source uploader.Source) string {
	content, err := os.ReadFile(source.Path)
	if err != nil {
		m.t.Fatal(err)
	}
	return string(content)
}

// accompanied asserts that a video which has its file has what was last chosen to go with it, and nothing else.
func (f *film) accompanied(video *fakeVideo) error {
	switch {
	case f.empty() && (video.poster != nil || len(video.subtitles) > 0):
		return fmt.Errorf("the placeholder %s has the poster %q and subtitles %q", f.name, video.poster, video.subtitles)
	case f.empty():
		return nil
	case video.version < f.least:
		return fmt.Errorf("%s has version %d of its file, the person chose %d", f.name, video.version, f.least)
	case string(video.poster) != f.picture:
		return fmt.Errorf("%s has the poster %q, chosen was %q", f.name, video.poster, f.picture)
	case len(video.subtitles) != len(f.spoken):
		return fmt.Errorf("%s has subtitles %q, chosen were %q", f.name, video.subtitles, f.spoken)
	}
	for locale, text := range f.spoken {
		if video.subtitles[locale] != text {
			return fmt.Errorf("%s has %q in %s, chosen was %q", f.name, video.subtitles[locale], locale, text)
		}
	}
	return nil
}
