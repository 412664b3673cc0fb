package demo

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/oauth"
)

// Level is how much a caller may do; each includes the lower ones.
type Level int

// The levels of the service's documentation, lowest first.
const (
	NoLevel Level = iota
	Anonymous
	Read
	Write
	Admin
	Super
)

func levelNames() []string { return []string{"none", "anonymous", "read", "write", "admin", "super"} }

// String is the level's name on the wire.
func (l Level) String() string { return levelNames()[min(max(l, NoLevel), Super)] }

// ParseLevel reads a level's name.
func ParseLevel(name string) (Level, error) {
	for i, known := range levelNames() {
		if known == name {
			return Level(i), nil
		}
	}
	return NoLevel, fmt.Errorf("no such permission level: %q; it is one of %s", name, strings.Join(levelNames(), ", "))
}

// Credentials are one way in: the login token for bearer calls, and the four strings of OAuth 1.0a.
type Credentials struct {
	// Login is the e-mail address of the user they belong to; Level what they allow.
	Login string
	Level Level
	// Bearer is a login token: it does not expire.
	Bearer string
	// ConsumerKey to AccessTokenSecret are what Settings call privileged credentials.
	ConsumerKey, ConsumerSecret, AccessToken, AccessTokenSecret string
}

// issuer derives credentials from one secret, so that none needs to be kept.
type issuer struct{ secret []byte }

func (s *Site) openIssuer() error {
	s.issuer = issuer{s.options.Secret}
	if len(s.options.Secret) == 0 {
		path := s.stateDir("secret")
		kept, err := os.ReadFile(path)
		if os.IsNotExist(err) {
			kept = []byte(randomHex(32))
			err = os.WriteFile(path, kept, 0o600)
		}
		if err != nil {
			return fmt.Errorf("keeping the site's secret: %w", err)
		}
		s.issuer.secret = kept
	}
	s.verifier, s.legs = &oauth.Verifier{Lookup: s.keys}, &oauth.Verifier{Lookup: s.legKeys}
	return nil
}

// keys answers the secrets of a way in.
func (s *Site) keys(consumer, token string) (oauth.Keys, bool) {
	c, ok := s.byKeys(consumer, token)
	return oauth.Keys{ConsumerSecret: c.ConsumerSecret, TokenSecret: c.AccessTokenSecret}, ok
}

func (i issuer) derive(purpose string) string {
	mac := hmac.New(sha256.New, i.secret)
	mac.Write([]byte(purpose))
	return hex.EncodeToString(mac.Sum(nil))
}

// Credentials answers the main way in, with the level of Options.Permission.
func (s *Site) Credentials() Credentials { return s.credentials("main", s.place.Login, s.mainLevel()) }

// CredentialsFor answers another way in: Read belongs to Ben Fischer, Admin to Anna Holm, Super to the service account, Write to the login.
func (s *Site) CredentialsFor(level Level) Credentials {
	login := map[Level]string{Read: "ben.fischer@acme.com", Admin: "anna.holm@acme.com", Super: "video@acme.com"}[level]
	if login == "" {
		login = s.place.Login
	}
	return s.credentials("level-"+level.String(), login, level)
}

func (s *Site) mainLevel() Level {
	if s.options.Permission == NoLevel {
		return Write
	}
	return s.options.Permission
}

func (s *Site) credentials(name, login string, level Level) Credentials {
	part := func(word string, length int) string { return s.issuer.derive(name + "/" + word)[:length] }
	return Credentials{
		Login: login, Level: level, Bearer: "login-" + part("bearer", 48),
		ConsumerKey: strconv.FormatInt(s.place.ID, 10) + "-" + part("consumer key", 20), ConsumerSecret: part("consumer secret", 50),
		AccessToken: strconv.Itoa(int(level)) + "-" + part("token", 20), AccessTokenSecret: part("token secret", 50),
	}
}

// all answers every way in, the main one first.
func (s *Site) all() []Credentials {
	ways := []Credentials{s.Credentials()}
	for level := Anonymous; level <= Super; level++ {
		ways = append(ways, s.CredentialsFor(level))
	}
	return ways
}

func (s *Site) byKeys(consumer, token string) (Credentials, bool) {
	for _, c := range s.all() {
		if same(c.ConsumerKey, consumer) && same(c.AccessToken, token) {
			return c, true
		}
	}
	application := s.Application()
	if home := s.options.home; home != nil && !same(application.Key, consumer) {
		application = home.Application()
	}
	if g, known := s.signIns.byToken(token); known && same(application.Key, consumer) {
		return Credentials{
			Login: g.Login, Level: g.Level, ConsumerKey: application.Key, ConsumerSecret: application.Secret,
			AccessToken: g.Token, AccessTokenSecret: g.Secret,
		}, true
	}
	return Credentials{}, false
}

func same(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

// byBearer knows login tokens and workspace tokens that have not expired.
func (s *Site) byBearer(bearer string, now time.Time) (Credentials, bool) {
	for _, c := range s.all() {
		if same(c.Bearer, bearer) {
			return c, true
		}
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(bearer, "workspace-"))
	if err != nil {
		return Credentials{}, false
	}
	claim, signature, found := strings.Cut(string(raw), "|")
	if !found || !same(signature, s.issuer.derive("workspace token/"+claim)) {
		return Credentials{}, false
	}
	words := strings.Split(claim, " ")
	if len(words) != 3 {
		return Credentials{}, false
	}
	level, err := ParseLevel(words[1])
	seconds, wrong := strconv.ParseInt(words[2], 10, 64)
	if err != nil || wrong != nil || !now.Before(time.Unix(seconds, 0)) {
		return Credentials{}, false
	}
	return Credentials{Login: words[0], Level: level}, true
}

// workspaceToken makes a bearer token for somebody that ends. It is good on this site alone.
func (s *Site) workspaceToken(login string, level Level, now time.Time) (token string, ends time.Time) {
	life := s.options.BearerLife
	if life == 0 {
		life = 30 * 24 * time.Hour
	}
	ends = now.Add(life).Truncate(time.Second)
	claim := login + " " + level.String() + " " + strconv.FormatInt(ends.Unix(), 10)
	return "workspace-" + base64.RawURLEncoding.EncodeToString([]byte(claim+"|"+s.issuer.derive("workspace token/"+claim))), ends
}

func randomHex(bytes int) string {
	random := make([]byte, bytes)
	// crypto/rand.Read never fails.
	_, _ = rand.Read(random)
	return hex.EncodeToString(random)
}
