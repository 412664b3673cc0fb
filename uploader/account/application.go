package account

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"

	"twentythree-uploader/uploader/twentythree"
)

// ApplicationKey is the pair by which a site knows this program itself. Signing in in the browser needs one. The zero value is none.
type ApplicationKey struct {
	Key, Secret string
	// EverySite says that the vendor issued the pair for all workspaces, so that the host which they share is asked. A pair that somebody
	// made on a workspace works on that one alone, on its own host.
	EverySite bool
}

// Complete reports whether both halves are there.
func (k ApplicationKey) Complete() bool { return k.Key != "" && k.Secret != "" }

// signed is the credential of the key with a token, which may be the zero one.
func (k ApplicationKey) signed(token, tokenSecret string) twentythree.OAuth {
	return twentythree.OAuth{ConsumerKey: k.Key, ConsumerSecret: k.Secret, Token: token, TokenSecret: tokenSecret}
}

// Format hides the pair from every verb.
func (ApplicationKey) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// LogValue hides the pair from logs.
func (ApplicationKey) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalJSON hides the pair from documents.
func (ApplicationKey) MarshalJSON() ([]byte, error) { return json.Marshal(hidden) }
