package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
)

// play goes through the plan and gives the first promise that broke.
func (c *campaign) play() error {
	defer c.close()
	c.add()
	heals := oneOf(c.random, 20*time.Second, time.Minute, 3*time.Minute, 8*time.Minute)
	edits, presses := c.random.IntN(2) == 0, c.random.IntN(2) == 0
	outage := time.Hour
	if c.random.IntN(4) == 0 {
		outage = time.Duration(c.random.Int64N(int64(heals)))
	}
	for since := time.Duration(0); since < heals && !c.allDone(); since = time.Since(c.begun) {
		if since >= outage {
			c.line.cut(true)
			c.pass(time.Duration(1+c.random.IntN(60)) * time.Second)
			c.line.cut(false)
			outage = time.Hour
		}
		c.pass(time.Duration(500+c.random.IntN(10_000)) * time.Millisecond)
		if edits && c.random.IntN(6) == 0 {
			r := oneOf(c.random, c.reels...)
			c.edit(r)
			c.rechoose(r)
		}
		c.goOn()
		if presses && c.random.IntN(3) == 0 {
			c.press()
		}
		if err := c.kept(); err != nil {
			return err
		}
	}
	c.heal()
	if c.tell != nil {
		c.tell("%8.1f s  the site is well again", time.Since(c.begun).Seconds())
	}
	return c.settle()
}

// settle lets the person do what each row asks for, until every upload has come to its end.
func (c *campaign) settle() error {
	for range 60 {
		for range 12 {
			c.pass(10 * time.Second)
			if err := c.kept(); err != nil {
				return err
			}
			c.goOn()
			if c.allDone() {
				return c.ended()
			}
			if c.allRest() {
				break
			}
		}
		if c.onlyUnclear() {
			return c.ended()
		}
		c.press()
	}
	var stuck []string
	for _, r := range c.reels {
		stuck = append(stuck, fmt.Sprintf("%s %s %s %v", r.mark, r.upload.State, r.upload.Reason.Code, r.upload.Unconfirmed))
	}
	return errors.Join(fmt.Errorf("not at an end although the site is well and Retry was pressed: %q", stuck), c.ended())
}

func (c *campaign) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
	c.look()
}

func (c *campaign) allDone() bool {
	return len(c.reels) > 0 && !slices.ContainsFunc(c.reels, func(r *reel) bool { return !r.done() })
}

func (r *reel) done() bool {
	return r.upload.State.Done() && r.upload.State != uploader.DoneWarning && len(r.upload.Unconfirmed) == 0 && len(r.next) == 0
}

// unclear says that the row asks a person to look at the site.
func (r *reel) unclear() bool {
	return r.upload.State == uploader.Attention && r.upload.Reason.Code == uploader.ReasonUnclearEnd && r.upload.Replaces.IsZero()
}

// onlyUnclear says that pressing Retry is of no more use.
func (c *campaign) onlyUnclear() bool {
	return !slices.ContainsFunc(c.reels, func(r *reel) bool { return !r.done() && !r.unclear() })
}

// allRest says that nothing goes on by itself.
func (c *campaign) allRest() bool {
	return !slices.ContainsFunc(c.reels, func(r *reel) bool {
		switch r.upload.State {
		case uploader.Ready, uploader.Attention, uploader.Failed, uploader.WaitingSignIn, uploader.DoneWarning:
			return false
		}
		return !r.done()
	})
}

// press does what rows ask a person for, but never the one thing that may make a second video.
func (c *campaign) press() {
	for _, r := range c.reels {
		one := []uploader.UploadID{r.id}
		switch r.upload.State {
		case uploader.WaitingSignIn:
			c.engine.SignedIn(c.account)
		case uploader.Failed, uploader.Attention, uploader.WaitingNetwork, uploader.WaitingSite:
			switch replaces := !r.upload.Replaces.IsZero(); {
			case r.upload.Reason.Code == uploader.ReasonUnclearEnd && replaces:
				r.said = true
				c.engine.UploadAgain(r.id)
			case r.unclear():
				continue
			case r.upload.Reason.Code == uploader.ReasonHasFile:
				c.engine.ReplaceFile(r.id, r.source)
			}
			c.engine.Retry(one)
		case uploader.Ready:
			// What was refused was edited: it is for the person to send it.
			c.engine.Start(one)
		case uploader.DoneWarning:
			c.engine.Retry(one)
			c.engine.Update(one)
		default:
			if r.upload.State.Done() && len(r.upload.Unconfirmed) > 0 {
				c.engine.Update(one)
			}
			continue
		}
		c.retries++
	}
}

// edit types something.
func (c *campaign) edit(r *reel) {
	title := fmt.Sprintf("%s, cut %d", r.mark, c.random.IntN(100))
	tags := []string{"annual report", fmt.Sprintf("cut%d", c.random.IntN(100))}
	change := uploader.Change{Title: &title}
	if c.random.IntN(2) == 0 {
		change.Tags = &tags
	}
	if c.random.IntN(5) == 0 {
		public := uploader.PublishWhenDone
		change.Visibility, r.askedPublic = &public, true
	}
	r.wanted = change.Apply(r.wanted)
	c.engine.Edit([]uploader.UploadID{r.id}, change)
	if r.upload.State.Arrived() {
		c.engine.Update([]uploader.UploadID{r.id})
	}
	c.engine.Uploads()
	c.look()
}

func (c *campaign) breaks(format string, details ...any) {
	if c.broken == nil {
		c.broken = fmt.Errorf(format, details...)
	}
}

// look takes in what the program shows.
func (c *campaign) look() {
	nothing, cancel := context.WithCancel(context.Background())
	cancel()
	for {
		update, err := c.updates.Next(nothing)
		if err != nil {
			return
		}
		for _, u := range update.Uploads {
			for _, r := range c.reels {
				if r.id != u.ID {
					continue
				}
				if u.Reason.Code == uploader.ReasonStartsAgain && r.upload.Reason.Code != uploader.ReasonStartsAgain {
					c.restarts++
				}
				r.said = r.said || u.Reason.Code == uploader.ReasonStartsAgain
				r.upload = u
				c.shows(r, u.Progress)
			}
		}
		for id, progress := range update.Progress {
			for _, r := range c.reels {
				if r.id == id {
					c.shows(r, progress)
				}
			}
		}
	}
}

func (c *campaign) shows(r *reel, progress uploader.Progress) {
	switch {
	case progress.Acked > progress.Size || progress.Written < progress.Acked:
		c.breaks("%s shows %d confirmed and %d written of %d bytes", r.mark, progress.Acked, progress.Written, progress.Size)
	case progress.Acked < r.acked && !r.said:
		c.breaks("%s showed %d confirmed bytes, now %d in state %s %s", r.mark, r.acked, progress.Acked, r.upload.State, r.upload.Reason.Code)
	case progress.Acked < r.acked:
		r.said = false
	}
	r.acked = progress.Acked
}

// kept gives the first promise that is broken by now.
func (c *campaign) kept() error {
	if c.broken != nil {
		return c.broken
	}
	for _, r := range c.reels {
		if !r.upload.Metadata.Equal(r.wanted) && r.upload.ID != "" {
			return fmt.Errorf("%s lost what was typed: %v", r.mark, r.upload.Metadata.Differs(r.wanted))
		}
		made := c.videosOf(r)
		if len(made) > 1 {
			return fmt.Errorf("%s became %d videos", r.mark, len(made))
		}
		for _, v := range made {
			switch err := r.holds(v); {
			case err != nil:
				return err
			case v.Published && !r.askedPublic:
				return fmt.Errorf("%s is public, which nobody asked for", r.mark)
			}
		}
	}
	return nil
}

func (c *campaign) videosOf(r *reel) []demo.Video {
	return slices.DeleteFunc(c.site.Videos(), func(v demo.Video) bool { return !r.isOf(v) })
}

// ended asserts what must hold at the end.
func (c *campaign) ended() error {
	for _, r := range c.reels {
		made := c.videosOf(r)
		if r.unclear() {
			continue
		}
		if len(made) != 1 {
			return fmt.Errorf("%s is %s with %d videos", r.mark, r.upload.State, len(made))
		}
		v, public := made[0], r.wanted.Visibility == uploader.PublishWhenDone
		switch {
		case v.Title != r.wanted.Title:
			return fmt.Errorf("%s is titled %q, wanted %q", r.mark, v.Title, r.wanted.Title)
		case html.UnescapeString(v.Description) != r.wanted.Description:
			return fmt.Errorf("%s is described as %q, wanted %q", r.mark, v.Description, r.wanted.Description)
		case !r.sameTags(v.Tags):
			return fmt.Errorf("%s is tagged %q, wanted %q", r.mark, v.Tags, r.wanted.Tags)
		case v.Published != public || public != (r.upload.State == uploader.DonePublic):
			return fmt.Errorf("%s is %s, published on the site: %v, wanted: %v", r.mark, r.upload.State, v.Published, public)
		}
		if err := r.accompanied(v); err != nil {
			return err
		}
	}
	return c.sentOnce()
}

func (r *reel) sameTags(tags []string) bool {
	return r.wanted.Equal(uploader.Change{Tags: &tags}.Apply(r.wanted))
}

// sentOnce asserts that no chunk left again that the site had confirmed and the client had heard so, but for the one that asks after a
// video that does not show.
func (c *campaign) sentOnce() error {
	lines, err := c.chunkLines()
	if err != nil {
		return err
	}
	confirmed := map[string]bool{}
	for _, line := range lines {
		if !line.Chunk.Acknowledged.IsZero() {
			confirmed[line.Parameters["resumableIdentifier"]+" "+line.Parameters["resumableChunkNumber"]] = true
		}
	}
	c.witness.mu.Lock()
	defer c.witness.mu.Unlock()
	for _, again := range c.witness.again {
		if confirmed[again.identifier+" "+again.number] && !again.complete {
			return fmt.Errorf("chunk %s of %s left again although its confirmation had been read", again.number, again.identifier)
		}
	}
	return nil
}

func (c *campaign) logPath() string { return filepath.Join(c.folder, "site", "requests.jsonl") }

// chunkLines are the requests that brought bytes, as the site tells of them.
func (c *campaign) chunkLines() (lines []demo.LogLine, err error) {
	text, err := os.ReadFile(c.logPath())
	if err != nil {
		return nil, err
	}
	for all := json.NewDecoder(bytes.NewReader(text)); all.More(); {
		var line demo.LogLine
		if err := all.Decode(&line); err != nil {
			return nil, err
		}
		if line.Chunk != nil {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

func (c *campaign) accounts() ([]demo.FileAccount, error) {
	file, err := os.Open(c.logPath())
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return demo.ReadAccounts(file)
}

// tally tells what came of the plan.
func (c *campaign) tally() tally {
	out := tally{
		plans: 1, files: len(c.reels), videos: len(c.site.Videos()), restarts: c.restarts, retries: c.retries, struck: c.struck,
		ends: map[string]int{}, lasted: time.Since(c.begun),
	}
	lines, err := c.chunkLines()
	if err != nil {
		c.t.Error(err)
	}
	for _, r := range c.reels {
		end := string(r.upload.State)
		if !r.upload.State.Done() {
			pieces := "one chunk"
			if slices.ContainsFunc(lines, func(line demo.LogLine) bool { return line.Chunk.Name == r.source.Name && line.Chunk.Count > 1 }) {
				pieces = "several chunks"
			}
			end = fmt.Sprintf("%s (%s, %s, %d videos)", end, r.upload.Reason.Code, pieces, len(c.videosOf(r)))
		}
		out.ends[end]++
		out.size += r.source.Size
	}
	accounts, err := c.accounts()
	if err != nil {
		c.t.Error(err)
	}
	for _, a := range accounts {
		out.requests += a.Requests
		out.received += a.Received
		out.again += a.Again
		out.complete += a.AgainComplete
		out.cut += a.Cut
		out.unconfirmed += a.Unconfirmed
	}
	return out
}
