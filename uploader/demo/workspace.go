package demo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Workspace is what a site shows of itself.
type Workspace struct {
	// ID, Name and Key name the workspace; Company stands on its pages.
	ID                 int64
	Name, Key, Company string
	// Product is the product_key of site/get.
	Product string
	// Locale is like "en_US"; Zone an IANA name in which publish dates are read.
	Locale, Zone string
	// Login is the user whom Credentials belong to.
	Login string
	// Users, Albums and Tags are what pickers list; Custom are the keys of the workspace's own fields for videos.
	Users  []User
	Albums []Album
	Tags   []string
	Custom []string
}

// User is one account of the workspace.
type User struct {
	ID                          int64
	Username, FullName, Display string
	Email                       string
	Admin                       bool
}

// Album is a category of videos.
type Album struct {
	ID      int64  `json:"album_id"`
	Title   string `json:"title"`
	Content string `json:"content"`
	UserID  int64  `json:"user_id"`
	Hidden  bool   `json:"hide_p"`
	Token   string `json:"token"`
	Created string `json:"creation_date_ansi"`
}

// Acme is the workspace that a site shows unless told otherwise.
func Acme() Workspace {
	album := func(id int64, title, content string) Album {
		return Album{ID: id, Title: title, Content: content, UserID: 17484, Token: fmt.Sprintf("%032x", id*7919), Created: "2026-01-12 08:21:02"}
	}
	hidden := album(8754299, "Archive 2019", "Not shown to visitors")
	hidden.Hidden = true
	return Workspace{
		ID: 2342, Name: "Acme Video", Key: "acmevideo", Company: "Acme A/S", Product: "tube",
		Locale: "en_US", Zone: "Europe/Copenhagen", Login: "you@acme.com",
		Users: []User{
			{17484, "anna.holm", "Anna Holm", "Anna Holm", "anna.holm@acme.com", true},
			{17485, "ben.fischer", "Ben Fischer", "Ben Fischer", "ben.fischer@acme.com", false},
			{17486, "camilla.soerensen", "Camilla Sørensen", "Camilla Sørensen", "camilla.soerensen@acme.com", false},
			{17487, "service", "Video Service", "Video Service", "video@acme.com", true},
			{17488, "you", "You", "You", "you@acme.com", false},
		},
		Albums: []Album{
			album(8754251, "HR", "For everyone who works here"),
			album(8754252, "News", "What happened this month"),
			album(8754253, "Training", "How things are done"),
			album(8754254, "Products", "What we sell"),
			album(8754255, "Årsmøde & events", "The yearly meeting, fairs, visits"),
			hidden,
		},
		Tags:   []string{"annual report", "interview", "news", "onboarding", "product:1234", "safety", "town hall"},
		Custom: []string{"department", "project_number"},
	}
}

func (w Workspace) user(id int64) (User, bool) {
	for _, u := range w.Users {
		if u.ID == id {
			return u, true
		}
	}
	return User{}, false
}

func (w Workspace) userByEmail(email string) (User, bool) {
	for _, u := range w.Users {
		if strings.EqualFold(u.Email, email) {
			return u, true
		}
	}
	return User{}, false
}

// album answers a category by id. The caller holds the lock.
func (s *Site) album(id int64) (Album, bool) {
	for _, a := range s.albums {
		if a.ID == id {
			return a, true
		}
	}
	return Album{}, false
}

func (s *Site) albumsFile() string { return s.stateDir("albums.json") }

func (s *Site) loadAlbums() error {
	s.albums = append([]Album{}, s.place.Albums...)
	text, err := os.ReadFile(s.albumsFile())
	if os.IsNotExist(err) {
		return nil
	}
	var made []Album
	if err == nil {
		err = json.Unmarshal(text, &made)
	}
	if err != nil {
		return fmt.Errorf("reading the site's categories: %w", err)
	}
	s.albums = append(s.albums, made...)
	return nil
}

// addAlbum makes a category and keeps it. The caller holds the lock.
func (s *Site) addAlbum(title, content string, user int64, hidden bool) (Album, error) {
	made := Album{Title: title, Content: content, UserID: user, Hidden: hidden, Token: randomHex(16), Created: s.ansi(s.now())}
	for _, a := range s.albums {
		made.ID = max(made.ID, a.ID+1)
	}
	s.albums = append(s.albums, made)
	return made, writeJSON(s.albumsFile(), s.albums[len(s.place.Albums):])
}

// writeJSON replaces a file with a value in one step: a reader sees the old text or the new one.
func writeJSON(path string, value any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Base(path), err)
	}
	fresh, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Base(path), err)
	}
	_, err = fresh.Write(text.Bytes())
	if closing := fresh.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(fresh.Name(), path)
	}
	if err != nil {
		_ = os.Remove(fresh.Name())
		return fmt.Errorf("writing %s: %w", filepath.Base(path), err)
	}
	return nil
}
