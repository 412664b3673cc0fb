package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

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
	// Login is the root of the site where AccessKey was entered: only there is it exchanged. Empty for the account's own site.
	Login          string `json:"login,omitempty"`
	ConsumerKey    string `json:"consumer_key,omitempty"`
	ConsumerSecret string `json:"consumer_secret,omitempty"`
	Token          string `json:"token,omitempty"`
	TokenSecret    string `json:"token_secret,omitempty"`
	// UploadToken is a guest's: it is no credential, and stands alone.
	UploadToken string `json:"upload_token,omitempty"`
	// Former are the sealing keys of the sign-ins before, newest first, with spaces between: what was sealed under them still opens.
	Former string `json:"former,omitempty"`
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

// FromUploadToken makes the secret of a guest, who has no account but the token of an upload link.
func FromUploadToken(token string) Secret { return Secret{secretDocument{UploadToken: token}} }

// UploadToken is a guest's token, "" where somebody is signed in.
func (s Secret) UploadToken() string { return s.held.UploadToken }

// IsZero reports whether there is nothing to sign in with.
func (s Secret) IsZero() bool { return s == Secret{} }

// Credential signs requests with the secret; nil for the zero Secret and for a guest's.
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

// renewable reports whether there is, or was, a token that the access key was exchanged for.
func (s Secret) renewable() bool { return s.held.Workspace != "" || !s.held.WorkspaceUntil.IsZero() }

// SameSignIn reports whether both come of the same pasted keys, renewed or not.
func (s Secret) SameSignIn(other Secret) bool { return bytes.Equal(s.lasting(), other.lasting()) }

// lasting is the part that stays the same as long as the person does not sign in anew: what is sealed under it can be opened after a
// workspace token was renewed.
func (s Secret) lasting() []byte {
	h := s.held
	if h.ConsumerKey != "" {
		return []byte(h.ConsumerSecret + "\x00" + h.TokenSecret)
	}
	return []byte(h.AccessKey + h.UploadToken)
}

// encode gives the document for a store that takes so many bytes. What can be had again goes first: the workspace token, then the
// sealing keys of earlier sign-ins, without which their uploads begin anew.
func (s Secret) encode(limit int) (string, error) {
	smaller := []func(*secretDocument){
		func(*secretDocument) {},
		func(d *secretDocument) { d.Workspace = "" },
		func(d *secretDocument) { d.Former = "" },
	}
	document := s.held
	for _, leaveOut := range smaller {
		leaveOut(&document)
		var text strings.Builder
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(document); err != nil {
			return "", err
		}
		if short := strings.TrimSuffix(text.String(), "\n"); len(short) <= limit {
			return short, nil
		}
	}
	return "", errTooLong
}

func decode(text string) (Secret, error) {
	var s Secret
	if err := json.Unmarshal([]byte(text), &s.held); err != nil || s.Credential() == nil && s.UploadToken() == "" {
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
