package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
)

// beside is what some plans do besides bringing a file: pictures and subtitles go along, placeholders get their file later, and the file of a
// finished video is replaced. Its choices are its own, so that the other plans stay as they were.
type beside struct {
	random *rand.Rand
	// choices counts the small files that were written.
	choices int
	// subtitlesAgain says that the site takes subtitles of a language that it has.
	subtitlesAgain bool
}

// newBeside is nil for the plans that only bring files.
func newBeside(seed uint64) *beside {
	random := rand.New(rand.NewPCG(seed, 24))
	if random.IntN(2) == 0 {
		return nil
	}
	return &beside{random: random, subtitlesAgain: random.IntN(4) > 0}
}

// aimed gives a plan whose faults strike the calls for files that go into videos and along with them, too.
func (b *beside) aimed(plan faults.Document) faults.Document {
	if b == nil {
		return plan
	}
	for at, rule := range slices.Clone(plan.Faults) {
		rule.Seed++
		switch rule.Path {
		case "photo/redeem-upload-token":
			rule.Path = "photo/replace"
		case "*/*":
			if rule.Kind == faults.Duplicate {
				// A placeholder has no token: whoever carries out its one request twice makes two videos, and nobody could keep them from it.
				plan.Faults[at].Path = "photo/re*"
			}
			rule.Path = "*/*/*"
		default:
			continue
		}
		plan.Faults = append(plan.Faults, rule)
	}
	return plan
}

// behaves gives a site the calls that these plans need.
func (b *beside) behaves(behaviour demo.Behaviour) demo.Behaviour {
	if b != nil {
		behaviour.UploadOnV2 = true
		if !b.subtitlesAgain {
			behaviour.SubtitleAgain = "refuse"
		}
	}
	return behaviour
}

// accompany chooses what a reel is before it is added: a placeholder, and what goes along with it. Files that replace its own follow.
func (c *campaign) accompany(r *reel) {
	b := c.beside
	if b == nil {
		return
	}
	if b.random.IntN(2) == 0 {
		c.choosePoster(r)
	}
	for _, locale := range []string{"da_DK", "en_US"} {
		if b.random.IntN(2) == 0 {
			c.chooseSubtitle(r, locale)
		}
	}
	if b.random.IntN(3) == 0 {
		r.next = append(r.next, r.source)
		r.source = uploader.Source{}
	}
	if b.random.IntN(3) == 0 {
		content := make([]byte, 1+b.random.IntN(5<<20))
		_, _ = (&randomness{source: rand.NewChaCha8([32]byte{byte(b.random.Uint64())})}).Read(content)
		r.next = append(r.next, c.write(fmt.Sprintf("new cut of reel %s.mp4", r.mark), content, 0))
	}
}

// write makes a file.
func (c *campaign) write(name string, content []byte, after time.Duration) uploader.Source {
	path := filepath.Join(c.folder, name)
	made := c.begun.Add(after)
	if err := errors.Join(os.WriteFile(path, content, 0o600), os.Chtimes(path, made, made)); err != nil {
		c.t.Fatal(err)
	}
	return uploader.Source{Path: path, Name: name, Size: int64(len(content)), ModTime: made}
}

// small makes a file that is like no other, at a place of its own or in the place of one before.
func (c *campaign) small(r *reel, name, begin string) (source uploader.Source, sum string) {
	b := c.beside
	b.choices++
	content := fmt.Sprintf("%s\nchoice %d\n", begin, b.choices)
	source = c.write(fmt.Sprintf("%s %d %s", r.mark, b.random.IntN(2), name), []byte(content), time.Duration(b.choices)*time.Second)
	return source, sumOf([]byte(content))
}

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func (c *campaign) choosePoster(r *reel) uploader.Change {
	source, sum := c.small(r, "poster.jpg", "\xff\xd8\xff\xe0 a picture")
	r.poster = sum
	change := uploader.Change{Poster: &source}
	r.wanted = change.Apply(r.wanted)
	return change
}

func (c *campaign) chooseSubtitle(r *reel, locale string) uploader.Change {
	source, sum := c.small(r, locale+".srt", spoken)
	if r.spoken == nil {
		r.spoken = make(map[string]string)
	}
	r.spoken[locale] = sum
	others := slices.DeleteFunc(slices.Clone(r.wanted.Subtitles), func(s uploader.Subtitle) bool { return s.Locale == locale })
	subtitles := append(others, uploader.Subtitle{Source: source, Locale: locale})
	change := uploader.Change{Subtitles: &subtitles}
	r.wanted = change.Apply(r.wanted)
	return change
}

// rechoose chooses another picture or other subtitles at any time, now and then.
func (c *campaign) rechoose(r *reel) {
	b := c.beside
	if b == nil || b.random.IntN(4) > 0 {
		return
	}
	var change uploader.Change
	switch locale := oneOf(b.random, "da_DK", "en_US", "de_DE"); {
	case b.random.IntN(3) == 0:
		change = c.choosePoster(r)
	case b.subtitlesAgain || r.spoken[locale] == "":
		change = c.chooseSubtitle(r, locale)
	}
	c.engine.Edit([]uploader.UploadID{r.id}, change)
	if r.upload.State.Arrived() {
		c.engine.Update([]uploader.UploadID{r.id})
	}
	c.engine.Uploads()
	c.look()
}

// goOn gives the reels that are there their next file.
func (c *campaign) goOn() {
	for _, r := range c.reels {
		if len(r.next) == 0 || !r.upload.State.Done() || r.upload.State == uploader.DoneWarning {
			continue
		}
		source, give := r.next[0], c.engine.ReplaceFile
		if r.source == (uploader.Source{}) {
			give = c.engine.NewFile
		}
		r.said = true
		give(r.id, source)
		for _, upload := range c.engine.Uploads() {
			if upload.ID != r.id || upload.Source != source {
				continue
			}
			content, err := os.ReadFile(source.Path)
			if err != nil {
				c.t.Fatal(err)
			}
			r.source, r.next, r.sums = source, r.next[1:], append(r.sums, sumOf(content))
		}
		c.look()
	}
}

// file gives the sum of the newest file of a reel, empty for a placeholder.
func (r *reel) file() string {
	if len(r.sums) == 0 {
		return ""
	}
	return r.sums[len(r.sums)-1]
}

// isOf says that a video was made of a reel.
func (r *reel) isOf(v demo.Video) bool {
	return strings.HasSuffix(html.UnescapeString(v.Description), r.mark)
}

// holds asserts that a video has a whole file of the reel, and never an older one than before.
func (r *reel) holds(v demo.Video) error {
	if v.SHA256Pending {
		return nil
	}
	at := slices.Index(r.sums, v.SHA256)
	switch {
	case v.Placeholder && v.SHA256 == "" && v.FileReplaced == 0:
		return nil
	case at < 0:
		return fmt.Errorf("%s arrived with other bytes", r.mark)
	case at < r.held:
		return fmt.Errorf("%s had its file %d, and has its file %d again", r.mark, r.held, at)
	}
	r.held = at
	return nil
}

// accompanied asserts that a video has the file, the picture and the subtitles that were last chosen.
func (r *reel) accompanied(v demo.Video) error {
	has := ""
	if v.Poster != nil {
		has = v.Poster.SHA256
	}
	switch {
	case v.SHA256 != r.file() || v.Placeholder != (r.file() == ""):
		return fmt.Errorf("%s has the file %q, placeholder: %v; chosen was %q", r.mark, v.SHA256, v.Placeholder, r.file())
	case has != r.poster:
		return fmt.Errorf("%s has the picture %q, chosen was %q", r.mark, has, r.poster)
	case len(v.Subtitles) != len(r.spoken):
		return fmt.Errorf("%s has the subtitles %+v, chosen were %v", r.mark, v.Subtitles, r.spoken)
	}
	for _, s := range v.Subtitles {
		if r.spoken[s.Locale] != s.SHA256 {
			return fmt.Errorf("%s has other subtitles in %s than chosen", r.mark, s.Locale)
		}
	}
	return nil
}
