package demo

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// besides are the folders in which a video's file, thumbnail and subtitles lie, below the site's folder.
func besides(id int64) (file, poster, subtitles string) {
	file = filepath.Join("videos", strconv.FormatInt(id, 10))
	return file, file + "-poster", file + "-subtitles"
}

// removeVideo deletes a video for good, with everything that belongs to it. That there was one is kept, with what was known of it. The
// caller holds the lock.
func (c *call) removeVideo(v *Video) error {
	s := c.site
	gone := v.clone()
	gone.Deleted, gone.File = c.now.UTC(), ""
	gone.Updates = append(gone.Updates, VideoUpdate{Time: c.now.UTC(), Method: c.method, Parameters: parameters(c.values)})
	if gone.Poster != nil {
		gone.Poster.File = ""
	}
	for i := range gone.Subtitles {
		gone.Subtitles[i].File = ""
	}
	if err := writeJSON(filepath.Join(s.stateDir("deleted"), strconv.FormatInt(v.PhotoID, 10)+".json"), gone); err != nil {
		return err
	}
	delete(s.videos, v.PhotoID)
	s.deleted[v.PhotoID] = &gone
	c.line.PhotoID = v.PhotoID
	return s.removeFiles(v.PhotoID)
}

// removeFiles removes a video's JSON and folders.
func (s *Site) removeFiles(id int64) error {
	file, poster, subtitles := besides(id)
	err := os.Remove(s.videoFile(id))
	for _, dir := range []string{file, poster, subtitles} {
		err = errors.Join(err, os.RemoveAll(filepath.Join(s.options.Dir, dir)))
	}
	if err != nil {
		return fmt.Errorf("deleting a video: %w", err)
	}
	return nil
}
