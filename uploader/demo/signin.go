package demo

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Application is a program that people may let in from their browser. Key and Secret are its consumer key and consumer secret.
type Application struct{ Name, Key, Secret string }

// Application answers the one application that the site knows. What its sign-ins allow is Behaviour.SignInLevel.
func (s *Site) Application() Application {
	return Application{
		Name: "TwentyThree Uploader", Key: strconv.FormatInt(s.place.ID, 10) + "-" + s.issuer.derive("application/key")[:20],
		Secret: s.issuer.derive("application/secret")[:50],
	}
}

// SignIn is one access token that somebody gave the application in their browser. It does not end until it is withdrawn. It holds no
// secret: Token is the token's fingerprint.
type SignIn struct {
	Login string    `json:"login"`
	Level string    `json:"permission_level"`
	Given time.Time `json:"given"`
	Token string    `json:"token"`
}

// given is a sign-in as the site keeps it.
type given struct {
	Login  string    `json:"login"`
	Level  Level     `json:"level"`
	Time   time.Time `json:"given"`
	Token  string    `json:"token"`
	Secret string    `json:"secret"`
}

// signIns are the request tokens that are on their way and the access tokens that came of others.
type signIns struct {
	mu      sync.Mutex
	path    string
	pending map[string]*requestToken
	given   []given
}

func (s *Site) openSignIns() error {
	s.signIns.path, s.signIns.pending = s.stateDir("sign-ins.json"), map[string]*requestToken{}
	text, err := os.ReadFile(s.signIns.path)
	if os.IsNotExist(err) {
		return nil
	}
	if err == nil {
		err = json.Unmarshal(text, &s.signIns.given)
	}
	if err != nil {
		return fmt.Errorf("reading the site's sign-ins: %w", err)
	}
	return nil
}

// give makes an access token for somebody and keeps it.
func (i *signIns) give(login string, level Level, now time.Time) (given, error) {
	made := given{
		Login: login, Level: level, Time: now.UTC(),
		Token: strconv.Itoa(int(level)) + "-" + randomHex(10), Secret: randomHex(25),
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.given = append(i.given, made)
	return made, writeJSON(i.path, i.given)
}

// byToken answers the sign-in that an access token belongs to.
func (i *signIns) byToken(token string) (given, bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	at := slices.IndexFunc(i.given, func(g given) bool { return same(g.Token, token) })
	if at < 0 {
		return given{}, false
	}
	return i.given[at], true
}

// SignIns answers the sign-ins in force, oldest first.
func (s *Site) SignIns() []SignIn {
	s.signIns.mu.Lock()
	defer s.signIns.mu.Unlock()
	list := make([]SignIn, len(s.signIns.given))
	for i, g := range s.signIns.given {
		list[i] = SignIn{Login: g.Login, Level: g.Level.String(), Given: g.Time, Token: fingerprint(g.Token)}
	}
	return list
}

// WithdrawSignIns ends every access token that was given so far, as a DELETE to /_demo/sign-ins does. The keys of Credentials stay.
func (s *Site) WithdrawSignIns() error {
	s.signIns.mu.Lock()
	defer s.signIns.mu.Unlock()
	s.signIns.given = nil
	return writeJSON(s.signIns.path, []given{})
}
