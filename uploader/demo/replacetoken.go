package demo

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/answer"
	"twentythree-uploader/uploader/demo/metadata"
)

// replaceToken is the authority to replace one video's file or thumbnail. The token itself is not kept: its fingerprint is its name. Fields
// belong to the site's lock.
type replaceToken struct {
	Name       string    `json:"token"`
	PhotoID    int64     `json:"photo_id"`
	ValidUntil time.Time `json:"valid_until"`
	MaxUploads int64     `json:"max_uploads"`
	Uses       int64     `json:"uses"`
	ReturnURL  string    `json:"return_url"`
	Background bool      `json:"background_return_p"`
}

// The three ways in which a replace token is bad.
const (
	errReplaceUnknown tokenFault = "The replace token is invalid"
	errReplaceUsed    tokenFault = "The replace token has been consumed"
	errReplaceEnded   tokenFault = "The replace token has expired"
)

func (s *Site) loadReplaceTokens() error {
	s.replaceTokens = map[string]*replaceToken{}
	entries, err := os.ReadDir(s.stateDir("replace-tokens"))
	if err != nil {
		return fmt.Errorf("reading the site's replace tokens: %w", err)
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(s.stateDir("replace-tokens"), entry.Name()))
		t := &replaceToken{}
		if err == nil {
			err = json.Unmarshal(text, t)
		}
		if err != nil {
			return fmt.Errorf("reading a replace token: %w", err)
		}
		s.replaceTokens[t.Name] = t
	}
	return nil
}

// keepReplaceToken writes a token's state. The caller holds the lock.
func (s *Site) keepReplaceToken(t *replaceToken) {
	path := filepath.Join(s.stateDir("replace-tokens"), strings.ReplaceAll(t.Name, ":", "-")+".json")
	if err := writeJSON(path, t); err != nil {
		s.log.Warn("keeping a replace token", "error", err)
	}
}

// usableToReplace answers the token if it is good. The caller holds the lock.
func (s *Site) usableToReplace(token string, now time.Time, checkEnd bool) (*replaceToken, error) {
	t := s.replaceTokens[fingerprint(token)]
	switch {
	case t == nil:
		return nil, errReplaceUnknown
	case t.Uses >= t.MaxUploads:
		return nil, errReplaceUsed
	case checkEnd && !now.Before(t.ValidUntil):
		return nil, errReplaceEnded
	}
	return t, nil
}

// getReplaceToken is photo/get-replace-token. Its bounds on v1 are taken from get-upload-token's page.
func (c *call) getReplaceToken() reply {
	most := int64(1000)
	if c.version == 1 {
		most = 100
	}
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	v, err := c.photo()
	if err != nil {
		return c.refuse(err)
	}
	valid, err := boundedInt(c.values, "valid_minutes", 180, 15, 1440)
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
	token := randomHex(20)
	t := &replaceToken{
		Name: fingerprint(token), PhotoID: v.PhotoID, ValidUntil: c.now.Add(time.Duration(valid) * time.Minute), MaxUploads: uploads,
		ReturnURL: c.returnURL(), Background: background,
	}
	c.site.replaceTokens[t.Name] = t
	c.site.keepReplaceToken(t)
	return reply{answer: answer.Answer{Message: "The replace token is ready to use", Key: "replacetoken", One: answer.Object{
		field("replace_token", token), field("photo_id", t.PhotoID), field("max_uploads", t.MaxUploads), field("valid_minutes", valid),
		field("valid_until", t.ValidUntil.Unix()), field("return_url", t.ReturnURL), field("background_return_p", t.Background),
	}}}
}
