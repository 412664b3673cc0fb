package account

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// maximumSize is what Windows keeps of one secret, in bytes; the other systems keep more.
const maximumSize = 2560

var errTooLong = errors.New("the keys are longer than the password store takes")

// Secret is what an account signs in with: an access key, or the four keys. The zero value is none. It can be compared with ==.
type Secret struct{ held secretDocument }

// secretDocument is the form in the password store. Its field names may be added to, never renamed.
type secretDocument struct {
	// AccessKey is what the person pasted.
	AccessKey string `json:"access_key,omitempty"`
	// Workspace is a token for this site alone that AccessKey, a login, was exchanged for. It ends at WorkspaceUntil.
	Workspace      string    `json:"workspace,omitempty"`
	WorkspaceUntil time.Time `json:"workspace_until,omitzero"`
	ConsumerKey    string    `json:"consumer_key,omitempty"`
	ConsumerSecret string    `json:"consumer_secret,omitempty"`
	Token          string    `json:"token,omitempty"`
	TokenSecret    string    `json:"token_secret,omitempty"`
}

// FromKeys makes the secret of pasted keys, and reports whether they are complete: all four, or an access key.
func FromKeys(keys uploader.Keys) (Secret, bool) {
	if keys.Four() {
		return Secret{secretDocument{
			ConsumerKey: keys.ConsumerKey, ConsumerSecret: keys.ConsumerSecret, Token: keys.AccessToken, TokenSecret: keys.AccessSecret,
		}}, true
	}
	return Secret{secretDocument{AccessKey: keys.AccessKey}}, keys.AccessKey != ""
}

// IsZero reports whether there is nothing to sign in with.
func (s Secret) IsZero() bool { return s == Secret{} }

// Credential signs requests with the secret; nil for the zero Secret.
func (s Secret) Credential() twentythree.Credential {
	switch h := s.held; {
	case h.ConsumerKey != "":
		return twentythree.OAuth{ConsumerKey: h.ConsumerKey, ConsumerSecret: h.ConsumerSecret, Token: h.Token, TokenSecret: h.TokenSecret}
	case h.Workspace != "":
		return twentythree.Bearer{Token: h.Workspace}
	case h.AccessKey != "":
		return twentythree.Bearer{Token: h.AccessKey}
	}
	return nil
}

// Until is when the credential ends; zero when it is not known to end. Door.Renew makes it last longer.
func (s Secret) Until() time.Time { return s.held.WorkspaceUntil }

// lasting is the part that stays the same as long as the person does not sign in anew: what is sealed under it can be opened after a
// workspace token was renewed.
func (s Secret) lasting() []byte {
	h := s.held
	if h.ConsumerKey != "" {
		return []byte(h.ConsumerSecret + "\x00" + h.TokenSecret)
	}
	return []byte(h.AccessKey)
}

func (s Secret) encode() (string, error) {
	text, err := json.Marshal(s.held)
	if err == nil && len(text) > maximumSize {
		err = errTooLong
	}
	return string(text), err
}

func decode(text string) (Secret, error) {
	var s Secret
	if err := json.Unmarshal([]byte(text), &s.held); err != nil || s.Credential() == nil {
		// The parser's own words could quote the text.
		return Secret{}, errors.New("the password store holds something else than keys")
	}
	return s, nil
}

const hidden = "secret (hidden)"

// Format hides the secret from every verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// LogValue hides the secret from logs.
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalJSON hides the secret from documents.
func (Secret) MarshalJSON() ([]byte, error) { return json.Marshal(hidden) }
