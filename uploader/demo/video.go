package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/metadata"
	"twentythree-uploader/uploader/demo/parts"
)

// Video is one video of the site. Its JSON is the file videos/<photo_id>.json.
type Video struct {
	// PhotoID, TreeID and Token are what the upload was answered; Token opens the video while it is not public.
	PhotoID int64  `json:"photo_id"`
	TreeID  int64  `json:"tree_id"`
	Token   string `json:"token"`
	// Title to Custom are the metadata after the service's rules.
	Title       string            `json:"title"`
	Description string            `json:"description"`
	Tags        []string          `json:"tags"`
	AlbumIDs    []int64           `json:"album_ids"`
	AbsoluteURL string            `json:"absolute_url"`
	Custom      map[string]string `json:"custom"`
	// Published says that visitors see the video; PublishDate is the instant at which it was or will be published, if one was given.
	Published   bool       `json:"published_p"`
	PublishDate *time.Time `json:"publish_date"`
	// Scheduled says that the video becomes public at PublishDate by itself.
	Scheduled bool `json:"scheduled_p"`
	// Promoted puts the video forward on the site's pages; SEOPolicy is empty, "index" or "noindex".
	Promoted  bool   `json:"promoted_p,omitempty"`
	SEOPolicy string `json:"seo_policy,omitempty"`
	// UserID and Username are the owner's.
	UserID   int64  `json:"user_id"`
	Username string `json:"username"`
	// Placeholder is a video without a file.
	Placeholder bool `json:"placeholder_p"`
	// OriginalName is the file's name as sent, File its path below the site's folder ("" where bytes are discarded), Size its bytes and
	// SHA256 in hexadecimal, empty while SHA256Pending.
	OriginalName  string `json:"original_filename"`
	File          string `json:"file"`
	Size          int64  `json:"size"`
	SHA256        string `json:"sha256"`
	SHA256Pending bool   `json:"sha256_pending,omitempty"`
	// Created is when the upload was complete.
	Created time.Time `json:"creation_date"`
	// FileReplaced counts how often another file took the place of the video's, FileDate is when the last did. A
	// placeholder's first file counts too.
	FileReplaced int       `json:"file_replaced,omitempty"`
	FileDate     time.Time `json:"file_date,omitzero"`
	// Poster is the thumbnail that was chosen for the video; nil means that the site takes one by itself.
	Poster *Poster `json:"poster,omitempty"`
	// Subtitles are those that were sent, in the order in which their languages first came.
	Subtitles []Subtitle `json:"subtitles,omitempty"`
	// Deleted is when the video was deleted; zero means that it is there.
	Deleted time.Time `json:"deleted_date,omitzero"`
	// Method is the call that made the video, Version its generation, Chunks how many pieces it came in (0: one piece, not chunked).
	Method  string `json:"method"`
	Version int    `json:"version"`
	Chunks  int64  `json:"chunks"`
	// UploadToken is a fingerprint of the upload token, Identifier the resumableIdentifier; empty for direct uploads.
	UploadToken string `json:"upload_token"`
	Identifier  string `json:"resumable_identifier"`
	// Parameters are those given with the token or the direct upload, FileParameters those that came with the file, Updates all later
	// changes: raw, as received, without secrets.
	Parameters     map[string]string `json:"parameters"`
	FileParameters map[string]string `json:"file_parameters,omitempty"`
	Updates        []VideoUpdate     `json:"updates"`
}

// VideoUpdate is one later change of a video's metadata.
type VideoUpdate struct {
	Time       time.Time         `json:"time"`
	Method     string            `json:"method"`
	Parameters map[string]string `json:"parameters"`
}

func (v *Video) clone() Video {
	twin := *v
	twin.Tags, twin.AlbumIDs, twin.Updates = slices.Clone(v.Tags), slices.Clone(v.AlbumIDs), slices.Clone(v.Updates)
	twin.Subtitles = slices.Clone(v.Subtitles)
	if v.Poster != nil {
		poster := *v.Poster
		twin.Poster = &poster
	}
	twin.Custom, twin.Parameters, twin.FileParameters = maps.Clone(v.Custom), maps.Clone(v.Parameters), maps.Clone(v.FileParameters)
	return twin
}

func (s *Site) videoFile(id int64) string {
	return filepath.Join(s.videosDir(), strconv.FormatInt(id, 10)+".json")
}

const firstPhotoID = 7667553

func (s *Site) loadVideos() error {
	s.videos, s.deleted, s.lastID = map[int64]*Video{}, map[int64]*Video{}, firstPhotoID-1
	if err := s.loadVideosFrom(s.stateDir("deleted"), s.deleted); err != nil {
		return err
	}
	return s.loadVideosFrom(s.videosDir(), s.videos)
}

func (s *Site) loadVideosFrom(dir string, into map[int64]*Video) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("reading the site's videos: %w", err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			// An id whose JSON was never written is not given again.
			if id, err := strconv.ParseInt(entry.Name(), 10, 64); err == nil {
				s.lastID = max(s.lastID, id)
			}
			continue
		}
		if !strings.HasSuffix(entry.Name(), ".json") || strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		v := &Video{}
		if err == nil {
			err = json.Unmarshal(text, v)
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", entry.Name(), err)
		}
		into[v.PhotoID] = v
		s.lastID = max(s.lastID, v.PhotoID)
	}
	return nil
}

// keepVideo writes a video's JSON. The caller holds the lock.
func (s *Site) keepVideo(v *Video) error { return writeJSON(s.videoFile(v.PhotoID), v) }

// publishDue publishes what has been waiting for its date. The caller holds the lock.
func (s *Site) publishDue() {
	for _, v := range s.videos {
		if v.Scheduled && !v.Published && !s.now().Before(*v.PublishDate) {
			v.Published, v.Scheduled = true, false
			if err := s.keepVideo(v); err != nil {
				s.log.Warn("publishing on a date", "error", err)
			}
		}
	}
}

// setPublishing puts publish and publish_date in force.
func (v *Video) setPublishing(publish bool, date *time.Time, now time.Time) {
	v.Published, v.PublishDate = publish, date
	v.Scheduled = !publish && date != nil && date.After(now)
}

// sumPatience is how long a completing request waits for the SHA-256; after that it is written into the video's JSON later.
const sumPatience = 5 * time.Second

// makeVideo turns an upload into a video: file is nil for a placeholder, token for a direct upload.
func (c *call) makeVideo(d details, v Video, file *parts.File, token *uploadToken) (*Video, error) {
	s := c.site
	s.mu.Lock()
	if token != nil && !s.options.Racy && token.Uses >= token.MaxUploads {
		s.mu.Unlock()
		return nil, errTokenUsed
	}
	s.lastID++
	v.PhotoID = s.lastID
	if token != nil {
		token.Uses++
		s.keepToken(token)
	}
	s.mu.Unlock()
	v.TreeID, v.Token = 7340+v.PhotoID-firstPhotoID, randomHex(16)
	v.Title, v.Description, v.Tags, v.AlbumIDs = d.Title, d.Description, d.Tags, d.AlbumIDs
	v.AbsoluteURL, v.Custom, v.UserID = d.AbsoluteURL, d.Custom, d.UserID
	v.Created, v.Method, v.Version = c.now.UTC(), c.method, c.version
	v.Updates = []VideoUpdate{}
	v.setPublishing(c.published(d), d.PublishDate, c.now)
	user, _ := s.place.user(d.UserID)
	v.Username = user.Username
	if file != nil {
		if err := s.keepFile(&v, file); err != nil {
			return nil, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	made := &v
	if err := s.keepVideo(made); err != nil {
		return nil, err
	}
	s.videos[v.PhotoID] = made
	if v.SHA256Pending {
		s.background.Go(func() { s.awaitSum(made.PhotoID, 0, file) })
	}
	twin := made.clone()
	c.made, c.accepted = &twin, true
	c.line.PhotoID = v.PhotoID
	return &twin, nil
}

// keepFile moves a file to its place and notes its SHA-256 if it is known soon.
func (s *Site) keepFile(v *Video, file *parts.File) error {
	v.Size = file.Size
	if !s.options.Discard {
		name := filepath.Join("videos", strconv.FormatInt(v.PhotoID, 10), metadata.FileName(v.OriginalName))
		if err := os.MkdirAll(filepath.Join(s.options.Dir, filepath.Dir(name)), 0o700); err != nil {
			return fmt.Errorf("making a video's folder: %w", err)
		}
		if err := file.MoveTo(filepath.Join(s.options.Dir, name)); err != nil {
			return err
		}
		v.File = filepath.ToSlash(name)
	}
	patience, cancel := context.WithTimeout(s.ending, sumPatience)
	defer cancel()
	sum, err := file.Sum(patience)
	if errors.Is(err, context.DeadlineExceeded) {
		v.SHA256Pending = true
		return nil
	}
	v.SHA256 = sum
	file.Release()
	if err != nil && s.ending.Err() == nil {
		return err
	}
	return nil
}

// awaitSum writes a SHA-256 that took long, unless another file has taken the place of that one.
func (s *Site) awaitSum(id int64, replaced int, file *parts.File) {
	sum, err := file.Sum(s.ending)
	file.Release()
	if err != nil {
		s.log.Warn("the SHA-256 of a video stays unknown", "photo_id", id, "error", err)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := s.videos[id]; v != nil && v.FileReplaced == replaced {
		v.SHA256, v.SHA256Pending = sum, false
		if err := s.keepVideo(v); err != nil {
			s.log.Warn("writing a SHA-256", "error", err)
		}
	}
}
