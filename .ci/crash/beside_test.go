//go:build crash && crashpoints && linux

package crash

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/intake"
)

// accompany lets a part of the runs bring more than files: a picture and subtitles, a placeholder that gets its file later, and a file in the
// place of one that has arrived.
func (u *upload) accompany(t *testing.T, random *rand.Rand) {
	t.Helper()
	if u.role != rolePerson || random.IntN(2) == 0 {
		return
	}
	folder := filepath.Dir(u.task.Files[0].Path)
	for i := range u.task.Files {
		film := &u.task.Files[i]
		film.Description = fmt.Sprintf("%s, film %d", film.Description, i+1)
		small := func(name, begin string) string {
			path := filepath.Join(folder, fmt.Sprintf("%d %s", i+1, name))
			content := fmt.Appendf(nil, "%s\nof film %d\n", begin, i+1)
			must(t, os.WriteFile(path, content, 0o600))
			u.sums[path] = sumOf(content)
			return path
		}
		if random.IntN(2) == 0 {
			film.Poster = small("poster.jpg", "\xff\xd8\xff\xe0 a picture")
		}
		film.Subtitles = make(map[string]string)
		for _, locale := range []string{"da_DK", "en_US"} {
			if random.IntN(2) == 0 {
				film.Subtitles[locale] = small(locale+".srt", "1\n00:00:01,000 --> 00:00:02,000\nGoddag")
			}
		}
		film.Placeholder = random.IntN(3) == 0
		if random.IntN(3) == 0 {
			film.Next = filepath.Join(folder, fmt.Sprintf("New cut %d.mp4", i+1))
			u.fill(t, random, film.Next)
		}
	}
}

// beside says that the run brings more than files.
func (u *upload) beside() bool {
	return slices.ContainsFunc(u.task.Files, func(f film) bool { return len(f.Subtitles) > 0 || f.Placeholder || f.Next != "" })
}

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// last is the path of the file that the video is to have in the end.
func (f film) last() string {
	if f.Next != "" {
		return f.Next
	}
	return f.Path
}

// made says that a video is the film's, whichever file it has.
func (f film) made(video demo.Video) bool {
	return video.OriginalName == filepath.Base(f.Path) || f.Next != "" && video.OriginalName == filepath.Base(f.Next) ||
		strings.Contains(f.Description, ", film ") && html.UnescapeString(video.Description) == f.Description
}

// accompanied says that a video has the picture and the subtitles that were chosen, and nothing else.
func (u *upload) accompanied(f film, video demo.Video) bool {
	picture := ""
	if video.Poster != nil {
		picture = video.Poster.SHA256
	}
	if video.Placeholder || picture != u.sums[f.Poster] || len(video.Subtitles) != len(f.Subtitles) {
		return false
	}
	return !slices.ContainsFunc(video.Subtitles, func(s demo.Subtitle) bool { return s.SHA256 != u.sums[f.Subtitles[s.Locale]] || s.Times != 1 })
}

// filmOf gives the path that a film of the task is known by, whose upload may have any of its files or none.
func (t task) filmOf(upload uploader.Upload) string {
	for _, film := range t.Files {
		if upload.Source.Path == film.Path || film.Next != "" && upload.Source.Path == film.Next || film.Placeholder && upload.Metadata.Description == film.Description {
			return film.Path
		}
	}
	return upload.Source.Path
}

// has says that the upload of a film has the file that it is to have in the end.
func (t task) has(path string, upload uploader.Upload) bool {
	for _, film := range t.Files {
		if film.Path == path {
			return upload.Source.Path == film.last()
		}
	}
	return true
}

// draft is what a film begins with.
func (p *person) draft(ctx context.Context, film film) (source uploader.Source, metadata uploader.Metadata, err error) {
	metadata = uploader.Metadata{Title: film.Title, Description: film.Description, Tags: film.Tags, TitleKept: true}
	if film.Poster != "" {
		if metadata.Poster, _, err = intake.Poster(ctx, film.Poster); err != nil {
			return source, metadata, err
		}
	}
	for _, locale := range []string{"da_DK", "en_US"} {
		if film.Subtitles[locale] == "" {
			continue
		}
		file, _, err := intake.Subtitles(ctx, film.Subtitles[locale])
		if err != nil {
			return source, metadata, err
		}
		metadata.Subtitles = append(metadata.Subtitles, uploader.Subtitle{Source: file, Locale: locale})
	}
	if !film.Placeholder {
		source, err = intake.Inspect(ctx, film.Path, p.clock.Now())
	}
	return source, metadata, err
}

// giveFiles gives placeholders their file, and videos that have arrived the one that follows.
func (p *person) giveFiles(ctx context.Context) error {
	for _, film := range p.task.Files {
		upload := p.latest[p.ids[film.Path]]
		if upload.Placeholder() && upload.State == uploader.Attention && upload.Reason.Code == uploader.ReasonUnclearEnd {
			// The one request that makes a placeholder may never have left. The person has looked at the site, as they are told to.
			p.engine.UploadAgain(upload.ID)
			p.hear()
			continue
		}
		next, give := film.Next, p.engine.ReplaceFile
		if upload.Placeholder() {
			next, give = film.Path, p.engine.NewFile
		}
		if !upload.State.Arrived() || next == "" || upload.Source.Path == next {
			continue
		}
		source, err := intake.Inspect(ctx, next, p.clock.Now())
		if err != nil {
			return err
		}
		give(upload.ID, source)
		p.hear()
	}
	return nil
}

// hear takes in what the engine has made of what it was told so far.
func (p *person) hear() {
	for _, known := range p.engine.Uploads() {
		p.latest[known.ID] = known
	}
}
