// Package demo is a stand-in for the TwentyThree service, written from the service's documentation alone: it shares no code, and so no
// mistakes, with the client. It speaks both generations of the interface, checks signatures, bearer tokens and permission levels,
// takes chunked and whole uploads of any size, shows what it received on plain pages, and fails on request.
//
// The window's demo mode, the tests and the site command may use it. What the documentation leaves open is a switch in Behaviour;
// what goes wrong on purpose is a faults.Document.
package demo

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
	_ "time/tzdata" // the workspace's zone must be known on systems without a zone database

	"twentythree-uploader/uploader/demo/body"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/demo/oauth"
	"twentythree-uploader/uploader/demo/parts"
)

// Options say what kind of site to open. Only Dir is required.
type Options struct {
	// Dir keeps everything that arrives: videos/<photo_id>/<name>, videos/<photo_id>.json, videos/<photo_id>-poster/<name>,
	// videos/<photo_id>-subtitles/<locale>.<type>.<srt or vtt>, requests.jsonl, and state/ for the site itself, with what is known of deleted
	// videos in state/deleted/<photo_id>.json.
	Dir string
	// Discard drops the bytes of files once they are counted and hashed.
	Discard bool
	// SkipHash leaves out the SHA-256 of files, which then is empty everywhere.
	SkipHash bool
	// Racy joins the chunks without a lock: two requests that complete an upload at once make two videos.
	Racy bool
	// Now is the site's clock; nil is time.Now.
	Now func() time.Time
	// Behaviour settles what the documentation leaves open.
	Behaviour Behaviour
	// Permission is the level of Credentials; NoLevel, the zero value, means Write.
	Permission Level
	// Secret is what credentials are derived from. Empty: a random one, kept in Dir, so that they stay the same over a restart.
	Secret []byte
	// Workspace is what the site shows of itself; the zero value is a friendly example.
	Workspace Workspace
	// Others are workspaces besides that the same login opens.
	Others []Other
	// TranscodeTime is how long a video takes to become playable; 0 means 20 seconds.
	TranscodeTime time.Duration
	// BearerLife is how long a workspace token of user/tokens lasts; 0 means 30 days.
	BearerLife time.Duration
	// Log takes notes of what went wrong inside; nil keeps quiet.
	Log *slog.Logger

	// home is the main site of another workspace.
	home *Site
}

// Site is a running stand-in. It is an http.Handler, safe for concurrent use.
type Site struct {
	options Options
	now     func() time.Time
	log     *slog.Logger
	place   Workspace
	zone    *time.Location
	issuer  issuer
	// verifier checks calls of the interface, legs the first and the third leg of a sign-in.
	verifier, legs *oauth.Verifier
	signIns        signIns
	faults         faults.Set
	buffers        body.Buffers
	parts          *parts.Store
	requests       *requestLog

	ending     context.Context
	end        context.CancelFunc
	background sync.WaitGroup
	calling    chan struct{}

	others []*Site

	// replacing lets one video's file be replaced at a time.
	replacing sync.Mutex

	mu        sync.Mutex
	url       string
	behaviour Behaviour
	videos    map[int64]*Video
	lastID    int64
	deleted   map[int64]*Video
	tokens    map[string]*uploadToken
	// replaceTokens are the authority to replace.
	replaceTokens map[string]*replaceToken
	albums        []Album
	cached        map[string]cachedAnswer
}

// Open starts a site, taking up what an earlier run left in the folder.
func Open(options Options) (*Site, error) {
	s := &Site{options: options, now: options.Now, log: options.Log, place: options.Workspace, behaviour: options.Behaviour}
	if s.now == nil {
		s.now = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.place.Name == "" {
		s.place = Acme()
	}
	var err error
	if s.zone, err = time.LoadLocation(s.place.Zone); err != nil {
		return nil, fmt.Errorf("reading the workspace's time zone: %w", err)
	}
	if err := s.behaviour.check(); err != nil {
		return nil, err
	}
	for _, dir := range []string{s.videosDir(), s.stateDir("tokens"), s.stateDir("replace-tokens"), s.stateDir("deleted")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, fmt.Errorf("making the site's folder: %w", err)
		}
	}
	if err := s.openState(); err != nil {
		return nil, err
	}
	s.ending, s.end = context.WithCancel(context.Background())
	s.calling = make(chan struct{}, 4)
	s.cached = map[string]cachedAnswer{}
	if err := s.openOthers(); err != nil {
		return nil, errors.Join(err, s.closeAlone())
	}
	return s, nil
}

func (s *Site) openState() error {
	if err := s.openIssuer(); err != nil {
		return err
	}
	if err := s.openSignIns(); err != nil {
		return err
	}
	if err := s.loadVideos(); err != nil {
		return err
	}
	if err := s.loadTokens(); err != nil {
		return err
	}
	if err := s.loadReplaceTokens(); err != nil {
		return err
	}
	if err := s.loadAlbums(); err != nil {
		return err
	}
	var err error
	if s.requests, err = openRequestLog(filepath.Join(s.options.Dir, "requests.jsonl")); err != nil {
		return err
	}
	s.parts, err = parts.Open(parts.Options{
		Dir: s.stateDir("parts"), Discard: s.options.Discard, SkipHash: s.options.SkipHash,
		Racy: s.options.Racy, RacyWindow: time.Second,
	})
	if err != nil {
		_ = s.requests.close()
		return err
	}
	return nil
}

// Close ends the site's own work and that of the other workspaces, and waits for it. It does not end the HTTP server that the site is
// part of.
func (s *Site) Close() error { return errors.Join(s.closeAlone(), s.closeOthers()) }

func (s *Site) closeAlone() error {
	s.mu.Lock()
	s.end()
	s.mu.Unlock()
	s.background.Wait()
	s.parts.Close()
	return s.requests.close()
}

// inBackground starts work that Close waits for. It says whether it did: a site that closes starts none.
func (s *Site) inBackground(work func()) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ending.Err() != nil {
		return false
	}
	s.background.Go(work)
	return true
}

// Handler is the site itself, for those who want to say so.
func (s *Site) Handler() http.Handler { return s }

// SetFaults replaces all faults in force, as a PUT to /_demo/faults does.
func (s *Site) SetFaults(document faults.Document) error {
	if err := document.Check(); err != nil {
		return err
	}
	s.faults.Replace(document)
	return nil
}

// Faults answers the faults in force, with how often each struck.
func (s *Site) Faults() faults.Document { return s.faults.Document() }

// SetBehaviour changes the switches, as a PUT to /_demo/behaviour does.
func (s *Site) SetBehaviour(behaviour Behaviour) error {
	if err := behaviour.check(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.behaviour = behaviour
	s.cached = map[string]cachedAnswer{}
	return nil
}

// Behaviour answers the switches in force.
func (s *Site) Behaviour() Behaviour {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.behaviour
}

// Videos answers copies of all videos that were not deleted, oldest first.
func (s *Site) Videos() []Video {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.publishDue()
	return copies(s.videos)
}

// DeletedVideos answers what is known of all videos that were deleted, oldest first. Their files are gone.
func (s *Site) DeletedVideos() []Video {
	s.mu.Lock()
	defer s.mu.Unlock()
	return copies(s.deleted)
}

func copies(of map[int64]*Video) []Video {
	videos := make([]Video, 0, len(of))
	for _, v := range of {
		videos = append(videos, v.clone())
	}
	slices.SortFunc(videos, func(a, b Video) int { return int(a.PhotoID - b.PhotoID) })
	return videos
}

// EndTokens ends every upload token and every replace token that was issued so far.
func (s *Site) EndTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, token := range s.tokens {
		token.ValidUntil = s.now().Add(-time.Second)
		s.keepToken(token)
	}
	for _, token := range s.replaceTokens {
		token.ValidUntil = s.now().Add(-time.Second)
		s.keepReplaceToken(token)
	}
}

func (s *Site) videosDir() string { return filepath.Join(s.options.Dir, "videos") }

func (s *Site) stateDir(name string) string { return filepath.Join(s.options.Dir, "state", name) }
