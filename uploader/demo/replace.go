package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/metadata"
	"twentythree-uploader/uploader/demo/parts"
)

// The calls that replace a video's file or its thumbnail.
const (
	replace       = "photo/replace"
	redeemReplace = "photo/redeem-replace-token"
)

// Poster is a thumbnail that was chosen for a video.
type Poster struct {
	// OriginalName is the file's name as sent, File its path below the site's folder ("" where bytes are discarded), Size its bytes and SHA256
	// in hexadecimal. All are empty for a picture out of the video.
	OriginalName string `json:"original_filename,omitempty"`
	File         string `json:"file,omitempty"`
	Size         int64  `json:"size,omitempty"`
	SHA256       string `json:"sha256,omitempty"`
	// MediaType is "image/jpeg" or "image/png" by the file's bytes.
	MediaType string `json:"media_type,omitempty"`
	// Second is where in the video the picture was taken, in seconds; nil for a file.
	Second *float64 `json:"time,omitempty"`
	// Received is when it came.
	Received time.Time `json:"received"`
}

func (c *call) replaces() bool { return c.method == replace || c.method == redeemReplace }

// errand tells the authority for a file from all others: chunks of one never mix with another's.
func (c *call) errand() string {
	if c.replaces() {
		for _, name := range []string{"replace_token", "upload_token", "photo_id"} {
			if value := c.values.Get(name); value != "" {
				return "replace/" + fingerprint(name+"="+value)
			}
		}
	}
	return fingerprint(c.values.Get("upload_token"))
}

// way is the beginning of what tells one file's way to the site from all others in the log.
func (c *call) way() string {
	if c.replaces() {
		return c.errand()
	}
	if c.method == subtitleUpload {
		return strings.Join([]string{"subtitle", c.values.Get("photo_id"), c.values.Get("locale"), c.values.Get("type")}, "/")
	}
	return c.values.Get("upload_token")
}

// authorised says that the fields have come which name the authority for the file.
func (c *call) authorised() bool {
	if c.replaces() {
		return c.values.Has("replace_token") || c.values.Has("upload_token") || c.values.Has("photo_id")
	}
	return c.values.Has("upload_token")
}

// errLogin marks a caller who may not replace without a token.
var errLogin = errors.New("neither a token nor a login that may write")

// mayReplace checks who is calling, and whose file or thumbnail is to be replaced. It says no with a reply.
func (c *call) mayReplace(k chunk, chunked bool) (reply, bool) {
	if refused, ok := c.authenticate(); !ok {
		return refused, false
	}
	checkEnd := c.looksAtEnd(k, chunked)
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	if _, _, err := c.target(checkEnd); err != nil {
		return c.noTarget(err), false
	}
	return reply{}, true
}

// target finds the video that a call replaces something of: by a replace token, by the upload token that it came in on, or by its id with
// a login that may write. The caller holds the lock.
func (c *call) target(checkEnd bool) (*Video, *replaceToken, error) {
	if c.behaviour.UnsignedRedeemRefused && c.behaviour.ClosedWorkspace && c.caller.level < Anonymous {
		return nil, nil, errLogin
	}
	if token := c.values.Get("replace_token"); token != "" || c.method == redeemReplace {
		t, err := c.site.usableToReplace(token, c.now, checkEnd)
		if err != nil {
			return nil, nil, err
		}
		v := c.site.videos[t.PhotoID]
		if v == nil {
			return nil, nil, noSuchPhoto(strconv.FormatInt(t.PhotoID, 10))
		}
		return v, t, nil
	}
	if token := c.values.Get("upload_token"); token != "" {
		v, err := c.cameOn(token, checkEnd)
		return v, nil, err
	}
	if c.caller.level < Write {
		return nil, nil, errLogin
	}
	v, err := c.photo()
	return v, nil, err
}

// cameOn answers the video that came in on an upload token: that of the identifier or the id where they name one, or else the only one.
// A token whose uploads are used up still opens them. The caller holds the lock.
func (c *call) cameOn(token string, checkEnd bool) (*Video, error) {
	t := c.site.tokens[fingerprint(token)]
	if t == nil {
		return nil, errTokenUnknown
	}
	if checkEnd && !c.now.Before(t.ValidUntil) {
		return nil, errTokenEnded
	}
	identifier := cleanIdentifier(c.values.Get("resumableIdentifier"))
	var only *Video
	count := 0
	for _, v := range c.site.videos {
		if v.UploadToken != t.Name {
			continue
		}
		if c.values.Get("photo_id") == strconv.FormatInt(v.PhotoID, 10) || (identifier != "" && v.Identifier == identifier) {
			return v, nil
		}
		only, count = v, count+1
	}
	if count != 1 {
		return nil, noSuchPhoto(c.values.Get("photo_id"))
	}
	return only, nil
}

// noTarget answers why nothing can be replaced. The page of photo/redeem-replace-token tells of plain text; that photo/replace answers
// 403 to the wrong token is what the official client expects.
func (c *call) noTarget(err error) reply {
	var bad tokenFault
	switch {
	case errors.Is(err, errLogin):
		level := Write
		if c.values.Has("replace_token") || c.values.Has("upload_token") {
			level = Anonymous
		}
		refused, _ := c.allow(level)
		return refused
	case errors.As(err, &bad) && (c.method == redeemReplace || c.behaviour.BadTokenStatus != 0):
		return c.badToken(bad)
	case errors.As(err, &bad):
		return failed(http.StatusForbidden, "permission_denied", bad.Error())
	}
	return c.refuse(err)
}

// first is the beginning of the whole file, where the request brought it.
func (a *arriving) first() []byte {
	if a.chunked && a.chunk.number != 1 {
		return nil
	}
	return a.head.bytes
}

// replaced puts a file that has arrived in the place of a video's file, or of its thumbnail.
func (c *call) replaced(a *arriving, name string, file *parts.File) reply {
	first := a.first()
	if a.chunked && a.chunk.layout.Count() > 1 {
		first = beginning(file, c.site.options.Discard)
	}
	is := pictureOf(name, first)
	err := c.replaceChoices()
	var v *Video
	var to returnAddress
	switch {
	case err != nil:
	case is == otherPicture:
		file.Release()
		return text(http.StatusInternalServerError, "The file type isn't supported\n")
	case is == noPicture:
		v, to, err = c.replaceFile(a, name, file)
	default:
		v, to, err = c.replacePoster(name, file, is)
	}
	if err != nil {
		file.Release()
	}
	var bad tokenFault
	switch {
	case errors.As(err, &bad) || errors.Is(err, errLogin):
		return c.noTarget(err)
	case to.url != "":
		return c.returned(to, v, err)
	case err != nil:
		return c.refuse(err)
	}
	return c.redeemAnswer(v)
}

// beginning reads the first bytes of a joined file; none where its bytes were discarded.
func beginning(file *parts.File, discarded bool) []byte {
	if discarded {
		return nil
	}
	source, err := file.Open()
	if err != nil {
		return nil
	}
	defer func() { _ = source.Close() }()
	first, err := io.ReadAll(io.LimitReader(source, 512))
	if err != nil {
		return nil
	}
	return first
}

// replaceChoices checks the parameters that a file can come with.
func (c *call) replaceChoices() error {
	if c.values.Get("time") != "" && c.receiving != nil {
		return &refusal{http.StatusBadRequest, "invalid_input", "time cannot come together with a file"}
	}
	if _, err := metadata.Bool(c.values.Get("crop_p"), false); err != nil {
		return invalid("crop_p", err)
	}
	if ratio := c.values.Get("crop_aspect_ratio_format"); !slices.Contains([]string{"", "original", "video_original"}, ratio) {
		return &refusal{http.StatusBadRequest, "invalid_input", "crop_aspect_ratio_format cannot be " + ratio}
	}
	return nil
}

// replaceFile gives a video another file. What waited for its first file is processed from now on.
func (c *call) replaceFile(a *arriving, name string, file *parts.File) (*Video, returnAddress, error) {
	s := c.site
	s.replacing.Lock()
	defer s.replacing.Unlock()
	s.mu.Lock()
	v, token, err := c.target(false)
	if err != nil {
		s.mu.Unlock()
		return nil, returnAddress{}, err
	}
	to := s.use(token)
	fresh, id := v.clone(), v.PhotoID
	s.mu.Unlock()
	before := fresh.File
	fresh.OriginalName = name
	if err := s.keepFile(&fresh, file); err != nil {
		return nil, to, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if v = s.videos[id]; v == nil {
		dir, _, _ := besides(id)
		return nil, to, errors.Join(noSuchPhoto(strconv.FormatInt(id, 10)), os.RemoveAll(filepath.Join(s.options.Dir, dir)))
	}
	if before != "" && !strings.EqualFold(before, fresh.File) {
		if err := os.Remove(filepath.Join(s.options.Dir, filepath.FromSlash(before))); err != nil {
			s.log.Warn("removing a replaced file", "error", err)
		}
	}
	v.OriginalName, v.File, v.Size, v.SHA256, v.SHA256Pending = name, fresh.File, fresh.Size, fresh.SHA256, fresh.SHA256Pending
	v.Chunks = 0
	if a.chunked {
		v.Chunks = a.chunk.layout.Count()
	}
	v.Placeholder, v.FileDate = false, c.now.UTC()
	v.FileReplaced++
	if v.SHA256Pending {
		replaced := v.FileReplaced
		s.background.Go(func() { s.awaitSum(id, replaced, file) })
	}
	made, err := c.wasReplaced(v, "video")
	return made, to, err
}

// use counts a use of a replace token, and answers where that is announced. The caller holds the lock.
func (s *Site) use(token *replaceToken) returnAddress {
	if token == nil {
		return returnAddress{}
	}
	token.Uses++
	s.keepReplaceToken(token)
	return returnAddress{token.ReturnURL, token.Background}
}

// wasReplaced keeps a changed video and notes the change. The caller holds the lock.
func (c *call) wasReplaced(v *Video, what string) (*Video, error) {
	v.Updates = append(v.Updates, VideoUpdate{Time: c.now.UTC(), Method: c.method, Parameters: parameters(c.values)})
	twin := v.clone()
	c.made, c.accepted = &twin, true
	c.line.PhotoID, c.line.Replaced = v.PhotoID, what
	return &twin, c.site.keepVideo(v)
}

// replacePoster gives a video a thumbnail.
func (c *call) replacePoster(name string, file *parts.File, is picture) (*Video, returnAddress, error) {
	s := c.site
	patience, cancel := context.WithTimeout(s.ending, sumPatience)
	defer cancel()
	sum, err := file.Sum(patience)
	if err != nil {
		return nil, returnAddress{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v, token, err := c.target(false)
	if err != nil {
		return nil, returnAddress{}, err
	}
	to := s.use(token)
	poster := &Poster{OriginalName: name, Size: file.Size, SHA256: sum, MediaType: is.mediaType(), Received: c.now.UTC()}
	if !s.options.Discard {
		_, dir, _ := besides(v.PhotoID)
		poster.File = filepath.ToSlash(filepath.Join(dir, metadata.FileName(name)))
		if err := s.clearDir(dir); err != nil {
			return nil, to, err
		}
		if err := file.MoveTo(filepath.Join(s.options.Dir, filepath.FromSlash(poster.File))); err != nil {
			return nil, to, err
		}
	}
	file.Release()
	v.Poster = poster
	made, err := c.wasReplaced(v, "thumbnail")
	return made, to, err
}

// clearDir makes a folder below the site's that is empty.
func (s *Site) clearDir(dir string) error {
	path := filepath.Join(s.options.Dir, dir)
	err := os.RemoveAll(path)
	if err == nil {
		err = os.MkdirAll(path, 0o700)
	}
	if err != nil {
		return fmt.Errorf("making a video's folder: %w", err)
	}
	return nil
}

// takePicture is photo/replace with time and without a file: the thumbnail is a picture out of the video.
func (c *call) takePicture() reply {
	if c.stream == nil && c.beforeFile(true) {
		return reply{plain: answered()}
	}
	if refused, ok := c.mayReplace(chunk{}, false); !ok {
		return refused
	}
	second, err := strconv.ParseFloat(c.values.Get("time"), 64)
	if err != nil || !(second >= 0 && second < 1e9) {
		return c.refuse(&refusal{http.StatusBadRequest, "invalid_input", "time is no number of seconds"})
	}
	if err := c.replaceChoices(); err != nil {
		return c.refuse(err)
	}
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	v, token, err := c.target(true)
	if err != nil {
		return c.noTarget(err)
	}
	if v.Placeholder {
		return c.refuse(&refusal{http.StatusPreconditionFailed, "feature_not_available", "The video has no file yet to take a picture from"})
	}
	c.site.use(token)
	_, dir, _ := besides(v.PhotoID)
	if err := os.RemoveAll(filepath.Join(c.site.options.Dir, dir)); err != nil {
		return c.refuse(err)
	}
	v.Poster = &Poster{Second: &second, Received: c.now.UTC()}
	made, err := c.wasReplaced(v, "thumbnail")
	if err != nil {
		return c.refuse(err)
	}
	return c.redeemAnswer(made)
}
