package twentythree

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"twentythree-uploader/uploader"
)

// Client speaks to one site with one credential. It is safe for use from many goroutines.
type Client struct {
	base           *url.URL
	credential     Credential
	http, upload   *http.Client
	now            func() time.Time
	current        func(context.Context) (Credential, error)
	onDate         func(time.Time, bool)
	signedInBefore atomic.Bool
	generation     atomic.Int32
	refusesPOST    atomic.Bool
	directKnown    atomic.Bool
	draftsOnly     bool

	used usedSecrets

	randomGate sync.Mutex
	random     io.Reader // guarded by randomGate
}

// New makes a client. A base that is no web address, or plain http on another computer, gives a *uploader.ReasonError.
func New(config Config) (*Client, error) {
	base, err := parseBase(config.Base, config.AllowHTTP)
	if err != nil {
		return nil, err
	}
	c := &Client{
		base: base, credential: config.Credential, now: config.Now, current: config.Current, onDate: config.OnDate, random: config.Random, draftsOnly: config.DraftsOnly,
		http: withoutRedirects(config.HTTP), upload: withoutRedirects(config.Upload),
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.random == nil {
		c.random = rand.Reader
	}
	c.generation.Store(int32(config.Generation))
	c.signedInBefore.Store(config.SignedInBefore)
	return c, nil
}

// Base is the root of the site, without a trailing slash.
func (c *Client) Base() string { return c.base.Scheme + "://" + c.base.Host }

// Generation is the generation that the site was found to speak; GenerationAuto until it has answered.
func (c *Client) Generation() Generation { return Generation(c.generation.Load()) }

// settled is the generation to use where nothing else decides it.
func (c *Client) settled() Generation {
	if generation := c.Generation(); generation != GenerationAuto {
		return generation
	}
	return GenerationV2
}

// ManageURL is the video's page in the back office.
func (c *Client) ManageURL(videoID string) string {
	return c.Base() + "/manage/video/" + url.PathEscape(videoID)
}

// Format hides everything but the address from every verb.
func (c *Client) Format(f fmt.State, _ rune) {
	if c == nil {
		_, _ = io.WriteString(f, "no client")
		return
	}
	_, _ = io.WriteString(f, "client of "+c.base.Host)
}

func withoutRedirects(client *http.Client) *http.Client {
	if client == nil {
		client = http.DefaultClient
	}
	own := *client
	own.Jar = nil
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &own
}

func parseBase(text string, allowHTTP bool) (*url.URL, error) {
	base, err := url.Parse(text)
	if err != nil || base.Hostname() == "" || base.User != nil || strings.Trim(base.Path, "/") != "" || base.RawQuery != "" || base.Fragment != "" {
		return nil, addressError(uploader.ReasonAddressUnreadable, "")
	}
	base.Scheme, base.Host, base.Path = strings.ToLower(base.Scheme), strings.ToLower(base.Host), ""
	switch {
	case base.Scheme == "https":
	case base.Scheme != "http":
		return nil, addressError(uploader.ReasonAddressUnreadable, base.Host)
	case !allowHTTP && !isLoopback(base.Hostname()):
		return nil, addressError(uploader.ReasonInsecureAddress, base.Host)
	}
	return base, nil
}

func addressError(code uploader.ReasonCode, host string) error {
	return &uploader.ReasonError{Reason: uploader.Reason{Code: code, Site: host, Place: host, Technical: "the site's address"}}
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func (c *Client) nonce() (string, error) {
	var bytes [16]byte
	c.randomGate.Lock()
	defer c.randomGate.Unlock()
	if _, err := io.ReadFull(c.random, bytes[:]); err != nil {
		return "", fmt.Errorf("twentythree: no random numbers: %w", err)
	}
	return fmt.Sprintf("%x", bytes), nil
}

// trusted reports whether the Date of an answer can be believed.
func (c *Client) trusted() bool { return c.base.Scheme == "https" || isLoopback(c.base.Hostname()) }
