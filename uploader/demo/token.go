package demo

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/answer"
	"twentythree-uploader/uploader/demo/metadata"
)

// uploadToken is the authority to upload. The token itself is not kept: its fingerprint is its name. Fields belong to the site's lock.
type uploadToken struct {
	Name       string            `json:"token"`
	ValidUntil time.Time         `json:"valid_until"`
	MaxUploads int64             `json:"max_uploads"`
	Uses       int64             `json:"uses"`
	Details    details           `json:"details"`
	Parameters map[string]string `json:"parameters"`
	ReturnURL  string            `json:"return_url"`
	Background bool              `json:"background_return_p"`
	// Files are details that update-upload-token gave to one file of several, by identifier.
	Files map[string]details `json:"files,omitempty"`
	// Updates are all update-upload-token calls, to be shown with the video.
	Updates []tokenUpdate `json:"updates,omitempty"`
}

type tokenUpdate struct {
	VideoUpdate
	Identifier string `json:"resumable_identifier,omitempty"`
}

// tokenFault is why a token cannot be used, in the words that an uploader reads.
type tokenFault string

func (f tokenFault) Error() string { return string(f) }

// The three ways in which a token is bad.
const (
	errTokenUnknown tokenFault = "The upload token is invalid"
	errTokenUsed    tokenFault = "The upload token has been consumed"
	errTokenEnded   tokenFault = "The upload token has expired"
)

func (s *Site) tokenFile(t *uploadToken) string {
	return filepath.Join(s.stateDir("tokens"), strings.ReplaceAll(t.Name, ":", "-")+".json")
}

func (s *Site) loadTokens() error {
	s.tokens = map[string]*uploadToken{}
	entries, err := os.ReadDir(s.stateDir("tokens"))
	if err != nil {
		return fmt.Errorf("reading the site's upload tokens: %w", err)
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(s.stateDir("tokens"), entry.Name()))
		t := &uploadToken{}
		if err == nil {
			err = json.Unmarshal(text, t)
		}
		if err != nil {
			return fmt.Errorf("reading an upload token: %w", err)
		}
		s.tokens[t.Name] = t
	}
	return nil
}

// keepToken writes a token's state. The caller holds the lock.
func (s *Site) keepToken(t *uploadToken) {
	if err := writeJSON(s.tokenFile(t), t); err != nil {
		s.log.Warn("keeping an upload token", "error", err)
	}
}

// usable answers the token if it is good. The caller holds the lock.
func (s *Site) usable(token string, now time.Time, checkEnd bool) (*uploadToken, error) {
	t := s.tokens[fingerprint(token)]
	switch {
	case t == nil:
		return nil, errTokenUnknown
	case t.Uses >= t.MaxUploads:
		return nil, errTokenUsed
	case checkEnd && !now.Before(t.ValidUntil):
		return nil, errTokenEnded
	}
	return t, nil
}

// badToken is the unstyled text about a token that cannot be used; its status is not documented.
func (c *call) badToken(err error) reply {
	status := c.behaviour.BadTokenStatus
	if status == 0 {
		status = http.StatusOK
	}
	return text(status, err.Error()+"\n")
}

func boundedInt(values url.Values, name string, byDefault, least, most int64) (int64, error) {
	if values.Get(name) == "" {
		return byDefault, nil
	}
	n, err := strconv.ParseInt(values.Get(name), 10, 64)
	if err != nil || n < least || n > most {
		return 0, &refusal{http.StatusBadRequest, "invalid_input", fmt.Sprintf("%s must be from %d to %d", name, least, most)}
	}
	return n, nil
}

func (c *call) getUploadToken() reply {
	if c.behaviour.TokensRefused {
		return failed(http.StatusPreconditionFailed, "feature_not_available", "Upload tokens are not available on this workspace")
	}
	minutes, most := int64(360), int64(1000)
	if c.version == 1 {
		minutes, most = 180, 100
	}
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	d, err := c.newDetails(!c.behaviour.CustomRefusedOnToken)
	if err != nil {
		return c.refuse(err)
	}
	valid, err := boundedInt(c.values, "valid_minutes", minutes, 15, 1440)
	if err != nil {
		return c.refuse(err)
	}
	uploads, err := boundedInt(c.values, "max_uploads", 1, 1, most)
	if err != nil {
		return c.refuse(err)
	}
	background, err := metadata.Bool(c.values.Get("background_return_p"), false)
	if err != nil {
		return c.refuse(invalid("background_return_p", err))
	}
	if most := c.behaviour.MostTokenMinutes; most > 0 {
		valid = min(valid, most)
	}
	if most := c.behaviour.MostTokenUploads; most > 0 {
		uploads = min(uploads, most)
	}
	token := randomHex(20)
	t := &uploadToken{
		Name: fingerprint(token), ValidUntil: c.now.Add(time.Duration(valid) * time.Minute), MaxUploads: uploads, Details: d,
		Parameters: parameters(c.values), ReturnURL: c.returnURL(), Background: background,
	}
	c.site.tokens[t.Name] = t
	c.site.keepToken(t)
	return reply{answer: answer.Answer{Message: "The upload token is ready to use", Key: "uploadtoken", One: c.tokenFields(token, t, valid)}}
}

// tokenFields are what get-upload-token answers, in the types of the documentation's example.
func (c *call) tokenFields(token string, t *uploadToken, valid int64) answer.Object {
	publish, albums := any(t.Details.Publish), make([]string, len(t.Details.AlbumIDs))
	if c.version == 2 {
		publish = map[bool]string{true: "t", false: "f"}[t.Details.Publish]
	}
	for i, id := range t.Details.AlbumIDs {
		albums[i] = strconv.FormatInt(id, 10)
	}
	album := any(strings.Join(albums, ","))
	if len(t.Details.AlbumIDs) == 1 && c.version == 2 {
		album = t.Details.AlbumIDs[0]
	}
	return answer.Object{
		field("upload_token", token), field("title", t.Details.Title), field("description", t.Details.Description), field("publish", publish),
		field("tags", metadata.JoinTags(t.Details.Tags)), field("user_id", t.Details.UserID), field("album_id", album),
		field("max_uploads", t.MaxUploads), field("valid_minutes", valid), field("valid_until", t.ValidUntil.Unix()),
		field("publish_date", c.values.Get("publish_date")), field("absolute_url", t.Details.AbsoluteURL), field("return_url", t.ReturnURL),
		field("background_return_p", t.Background), field("crossposted_p", false), field("token_tags", ""),
	}
}

// updateUploadToken changes what is known of a token's files, during and after their upload.
func (c *call) updateUploadToken() reply {
	if c.version == 1 && c.behaviour.ClosedWorkspace {
		if refused, ok := c.allow(Anonymous); !ok {
			return refused
		}
	}
	s := c.site
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tokens[fingerprint(c.values.Get("upload_token"))]
	if t == nil {
		return c.badToken(errTokenUnknown)
	}
	if !c.now.Before(t.ValidUntil) {
		return c.badToken(errTokenEnded)
	}
	identifier := cleanIdentifier(c.values.Get("resumableIdentifier"))
	d := t.Details
	if kept, own := t.Files[identifier]; own {
		d = kept
	}
	d = d.clone()
	values := onlyThese(c.values, "title", "description", "tags", "album_id", "publish")
	if err := c.applyTokenUpdate(&d, values); err != nil {
		return c.refuse(err)
	}
	update := VideoUpdate{Time: c.now.UTC(), Method: c.method, Parameters: parameters(c.values)}
	t.Updates = append(t.Updates, tokenUpdate{update, identifier})
	if identifier == "" {
		t.Details = d
	} else {
		if t.Files == nil {
			t.Files = map[string]details{}
		}
		t.Files[identifier] = d
	}
	s.keepToken(t)
	for _, v := range s.videos {
		if v.UploadToken != t.Name || (identifier != "" && v.Identifier != identifier) {
			continue
		}
		if err := c.updateVideo(v, values, "publish", update); err != nil {
			return c.refuse(err)
		}
	}
	return reply{answer: answer.Answer{Message: "The token information was updated", Key: "photo"}}
}

func (c *call) applyTokenUpdate(d *details, values url.Values) error {
	if err := c.apply(d, values, false); err != nil {
		return err
	}
	return c.applyPublishing(d, values, "publish")
}

func onlyThese(values url.Values, names ...string) url.Values {
	kept := url.Values{}
	for _, name := range names {
		if values.Has(name) {
			kept[name] = values[name]
		}
	}
	return kept
}

// deleteUploadToken deletes a video that came in on a token.
func (c *call) deleteUploadToken() reply {
	s := c.site
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tokens[fingerprint(c.values.Get("upload_token"))]
	if t == nil {
		return c.badToken(errTokenUnknown)
	}
	id, _ := strconv.ParseInt(c.values.Get("photo_id"), 10, 64)
	v := s.videos[id]
	identifier := cleanIdentifier(c.values.Get("resumableIdentifier"))
	if v == nil || v.UploadToken != t.Name || (identifier != "" && v.Identifier != identifier) {
		return c.refuse(noSuchPhoto(c.values.Get("photo_id")))
	}
	if err := c.removeVideo(v); err != nil {
		return c.refuse(err)
	}
	return reply{answer: answer.Answer{Message: "The video was deleted", Key: "photo"}}
}

func noSuchPhoto(id string) error {
	return &refusal{http.StatusNotFound, "no_such_photo", "No photo or video with the id " + id}
}
