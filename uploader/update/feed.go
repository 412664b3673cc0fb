package update

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
)

const (
	// Product is the program that a feed is about.
	Product = "com.twentythree.uploader"
	// Format is the version of the feed's form that this program writes and reads.
	Format = 1
	// MostBytes is how large a feed may be.
	MostBytes = 16 << 10
	// LongestLife is for how long a feed may be good.
	LongestLife = 400 * 24 * time.Hour
	// Grace is how wrong a clock may be before a feed counts as expired.
	Grace = 48 * time.Hour

	mostKeys    = 4
	longestPage = 500
)

// Why a feed is not believed. Each is wrapped with more for the log.
var (
	ErrNotAFeed    = errors.New("update: the answer is not a feed")
	ErrNotGenuine  = errors.New("update: the feed is not signed by one of this build's keys")
	ErrUnknownForm = errors.New("update: the feed has a form that this version does not know")
	ErrExpired     = errors.New("update: the feed has expired")
	ErrReplayed    = errors.New("update: the feed is older than one that was seen before")
)

// Feed is where a build asks for newer versions. The zero value asks nowhere.
type Feed struct {
	// Address is https. Keys are the public keys of which one must have signed what comes from there.
	Address string
	Keys    []ed25519.PublicKey
}

// Possible reports whether there is somewhere to ask.
func (f Feed) Possible() bool { return f.Address != "" && len(f.Keys) > 0 }

// ReadFeed reads what a build was given: {"address": "https://…", "keys": ["…"]} with the keys in base64.
func ReadFeed(text []byte) (Feed, error) {
	var file struct {
		Address string              `json:"address"`
		Keys    []ed25519.PublicKey `json:"keys"`
	}
	if err := strictly(text, &file); err != nil {
		return Feed{}, fmt.Errorf("update: the feed of this build cannot be read: %w", err)
	}
	if err := secure(file.Address); err != nil {
		return Feed{}, fmt.Errorf("update: the address of this build's feed: %w", err)
	}
	if len(file.Keys) == 0 || len(file.Keys) > mostKeys {
		return Feed{}, fmt.Errorf("update: this build's feed needs 1 to %d keys", mostKeys)
	}
	for _, key := range file.Keys {
		if len(key) != ed25519.PublicKeySize {
			return Feed{}, errors.New("update: a key of this build's feed is not an Ed25519 public key")
		}
	}
	return Feed{Address: file.Address, Keys: file.Keys}, nil
}

// Document is what a feed says. Names that are not known are left alone, so that more can be said later.
type Document struct {
	// Format is the version of this form, Product the program that is meant.
	Format  int    `json:"version"`
	Product string `json:"product"`
	// Sequence grows with every feed that is signed: an older one is not believed once a newer one was seen.
	Sequence int64 `json:"sequence"`
	// Issued is when the feed was signed, Expires until when it may be believed.
	Issued  time.Time `json:"issued"`
	Expires time.Time `json:"expires"`
	// Latest is the newest version.
	Latest string `json:"latest"`
	// Page is where it can be had, News what is new in it, "" where nothing tells. Both are https.
	Page string `json:"page"`
	News string `json:"news,omitempty"`
}

// envelope is what goes over the wire: the exact bytes that were signed, and the signature.
type envelope struct {
	Document  []byte `json:"document"`
	Signature []byte `json:"signature"`
}

// Sign makes a feed of a document.
func Sign(document Document, key ed25519.PrivateKey) ([]byte, error) {
	if err := document.check(); err != nil {
		return nil, err
	}
	text, err := json.Marshal(document)
	if err != nil {
		return nil, fmt.Errorf("update: %w", err)
	}
	feed, err := json.Marshal(envelope{Document: text, Signature: ed25519.Sign(key, text)})
	if err == nil && len(feed) > MostBytes {
		err = errors.New("the feed is too large")
	}
	if err != nil {
		return nil, fmt.Errorf("update: %w", err)
	}
	return append(feed, '\n'), nil
}

// Open gives what a feed says where one of the keys has signed it. Nothing of it is looked at before that is certain.
func Open(feed []byte, keys []ed25519.PublicKey) (Document, error) {
	var sealed envelope
	if len(feed) > MostBytes {
		return Document{}, fmt.Errorf("%w: it is larger than %d bytes", ErrNotAFeed, MostBytes)
	}
	if err := strictly(feed, &sealed); err != nil || len(sealed.Document) == 0 || len(sealed.Signature) == 0 {
		return Document{}, fmt.Errorf("%w: %q", ErrNotAFeed, beginning(feed))
	}
	genuine := false
	for _, key := range keys {
		genuine = genuine || len(key) == ed25519.PublicKeySize && ed25519.Verify(key, sealed.Document, sealed.Signature)
	}
	if !genuine {
		return Document{}, ErrNotGenuine
	}
	var form struct {
		Format int `json:"version"`
	}
	if err := json.Unmarshal(sealed.Document, &form); err != nil || form.Format != Format {
		return Document{}, fmt.Errorf("%w: version %d", ErrUnknownForm, form.Format)
	}
	var document Document
	if err := json.Unmarshal(sealed.Document, &document); err != nil {
		return Document{}, fmt.Errorf("%w: %w", ErrUnknownForm, err)
	}
	return document, document.check()
}

func (d Document) check() error {
	_, version := ReadVersion(d.Latest)
	switch life := d.Expires.Sub(d.Issued); {
	case d.Format != Format:
		return fmt.Errorf("%w: version %d", ErrUnknownForm, d.Format)
	case d.Product != Product:
		return fmt.Errorf("%w: it is about %q", ErrUnknownForm, beginning([]byte(d.Product)))
	case d.Sequence < 1:
		return fmt.Errorf("%w: its sequence is not above 0", ErrUnknownForm)
	case d.Issued.IsZero(), life <= 0, life > LongestLife:
		return fmt.Errorf("%w: it must expire after it was issued, within %d days", ErrUnknownForm, LongestLife/(24*time.Hour))
	case version != nil:
		return fmt.Errorf("%w: %w", ErrUnknownForm, version)
	}
	if err := secure(d.Page); err != nil {
		return fmt.Errorf("%w: the page: %w", ErrUnknownForm, err)
	}
	if d.News != "" {
		if err := secure(d.News); err != nil {
			return fmt.Errorf("%w: the news: %w", ErrUnknownForm, err)
		}
	}
	return nil
}

// secure says what is wrong with an address that must be an encrypted page.
func secure(address string) error {
	read, err := url.Parse(address)
	switch {
	case err != nil, read.Scheme != "https", read.Hostname() == "", read.User != nil, read.Fragment != "":
		return errors.New("it must be a whole https address")
	case len(address) > longestPage, strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' || r == '\\' }):
		return fmt.Errorf("it must be plain letters, at most %d", longestPage)
	}
	return nil
}

// strictly reads one JSON value, with only the names that it has room for and nothing behind it.
func strictly(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more than one value")
	}
	return nil
}

// beginning is enough of an answer to recognise it in a log.
func beginning(text []byte) string { return string(text[:min(len(text), 60)]) }
