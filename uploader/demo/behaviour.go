package demo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// Behaviour settles what the service's documentation leaves open. The zero value is the reading that its pages make likeliest;
// a client is tried with the others too. The names in JSON are the names of the site command's -behaviour switch.
type Behaviour struct {
	// RedeemAnswer is what completes an upload: "envelope" (the default: data or upload with photo_id), "number" (the bare photo_id),
	// "object" (photo_id, tree_id and token at top level), "ok", "message" (a sentence) or "empty".
	RedeemAnswer string `json:"redeem_answer,omitempty"`
	// ChunkAnswer is what an incomplete upload is told: "ok" (the default), "empty" or "envelope".
	ChunkAnswer string `json:"chunk_answer,omitempty"`
	// ReplaceAnswer is what completes a replacement with a replace token where no format is asked for: "same" (the default: as RedeemAnswer
	// says) or "text", the plain words that one page tells of.
	ReplaceAnswer string `json:"replace_answer,omitempty"`
	// SubtitleAgain is what becomes of subtitles in a language and of a type that the video has already: "replace" (the default) or "refuse",
	// with 400 as for photo/subtitle/create.
	SubtitleAgain string `json:"subtitle_again,omitempty"`
	// TokenCheck is when a token's end is looked at: with every "chunk" (the default) or at the "start" of a file only.
	TokenCheck string `json:"token_check,omitempty"`
	// BadTokenStatus goes with the plain text about a bad token; 0 is 200, and for photo/replace an ordinary refusal with 403.
	BadTokenStatus int `json:"bad_token_status,omitempty"`
	// ClosedWorkspace gives strangers the level none instead of anonymous.
	ClosedWorkspace bool `json:"closed_workspace,omitempty"`
	// UnsignedRedeemRefused answers 403 to strangers' chunks on a closed workspace.
	UnsignedRedeemRefused bool `json:"unsigned_redeem_refused,omitempty"`
	// TokensRefused forbids upload tokens: only the direct upload works.
	TokensRefused bool `json:"tokens_refused,omitempty"`
	// MostTokenMinutes and MostTokenUploads are the most that get-upload-token gives, whatever is asked for; 0 gives what is asked for. The
	// documents name bounds, and do not say that a workspace keeps to what was asked for.
	MostTokenMinutes int64 `json:"most_token_minutes,omitempty"`
	MostTokenUploads int64 `json:"most_token_uploads,omitempty"`
	// UploadOnV2 makes /api/2/photo/upload exist.
	UploadOnV2 bool `json:"upload_on_v2,omitempty"`
	// NoV2 is a workspace without the second generation: /api/2 is an HTML page with 404.
	NoV2 bool `json:"no_v2,omitempty"`
	// BearerOnV1 accepts bearer tokens on the first generation; otherwise their header is overlooked there.
	BearerOnV1 bool `json:"bearer_on_v1,omitempty"`
	// V1Statuses gives v1's errors their HTTP status; otherwise 200, as documented.
	V1Statuses bool `json:"v1_statuses,omitempty"`
	// PostRefused refuses POST on methods that v2 documents as GET, with 405.
	PostRefused bool `json:"post_refused,omitempty"`
	// CustomRefusedOnToken overlooks custom variables on get-upload-token, CustomRefusedOnUpdate on photo/update.
	CustomRefusedOnToken  bool `json:"custom_refused_on_token,omitempty"`
	CustomRefusedOnUpdate bool `json:"custom_refused_on_update,omitempty"`
	// TestGet is how a GET for a chunk is answered: "sample" (the default: 200 only for a stored chunk of exactly the chunk size, as the
	// server sample does), "exact" (200 for every stored chunk), "missing" (always 404) or "refused" (405).
	TestGet string `json:"test_get,omitempty"`
	// IdentifierScope is where identifiers must differ: in a "token" (the default) or in the whole "workspace".
	IdentifierScope string `json:"identifier_scope,omitempty"`
	// CrossOrigin is whether pages from elsewhere may read answers. No page of the documentation says: it is written for forms, which read
	// nothing, while the service's own library in a page from elsewhere could not do without. "allow" (the default) lets them read, "unasked"
	// too but overlooks browsers that ask first whether they may send, "refuse" says nothing, so that browsers keep every answer to themselves.
	CrossOrigin string `json:"cross_origin,omitempty"`
	// PlainTags does not understand quote marks around tags when writing.
	PlainTags bool `json:"plain_tags,omitempty"`
	// LongReturn is how return addresses of 1500 characters or more are called: "get" (the default, a 301) or "post" (a form).
	LongReturn string `json:"long_return,omitempty"`
	// UserTokensKey holds the array of user/tokens: "sites" (the default), "tokens", "data", "workspaces" or "bare".
	UserTokensKey string `json:"user_tokens_key,omitempty"`
	// UserTokensLevel is what user/tokens needs: "read" (the default) or "write".
	UserTokensLevel string `json:"user_tokens_level,omitempty"`
	// SignInLevel is what a sign-in from the browser allows, as the level of the application that somebody allowed: "read", "write" (the
	// default), "admin" or "super". It counts for access tokens that are given from then on.
	SignInLevel string `json:"sign_in_level,omitempty"`
	// Refusal is where the browser goes when somebody denies an application: "redirect" (the default: back to the application with
	// oauth_problem=user_refused) or "page" (it stays at the site).
	Refusal string `json:"refusal,omitempty"`
	// RequestTokenSeconds is how long a sign-in from the browser may take; 0 is ten minutes.
	RequestTokenSeconds int `json:"request_token_seconds,omitempty"`
	// UnauthenticatedStatus goes with v2's refusal of strangers: 0 is 403, which live sites were seen to answer; the specification says 401.
	UnauthenticatedStatus int `json:"unauthenticated_status,omitempty"`
	// LooseTypes writes v2's numbers and booleans as strings.
	LooseTypes bool `json:"loose_types,omitempty"`
	// CachedSeconds keeps v2 and v1 reads that carry no time parameter.
	CachedSeconds int `json:"cached_seconds,omitempty"`
	// MaxChunkBytes answers 413 to longer bodies; MaxFileBytes answers 413 to files that declare or have more. 0 is no limit.
	MaxChunkBytes int64 `json:"max_chunk_bytes,omitempty"`
	MaxFileBytes  int64 `json:"max_file_bytes,omitempty"`
}

// ErrBehaviour marks switches that cannot be used.
var ErrBehaviour = errors.New("invalid behaviour")

func (b Behaviour) check() error {
	for _, choice := range []struct {
		name, value string
		allowed     []string
	}{
		{"redeem_answer", b.RedeemAnswer, []string{"", "envelope", "number", "object", "ok", "message", "empty"}},
		{"chunk_answer", b.ChunkAnswer, []string{"", "ok", "empty", "envelope"}},
		{"replace_answer", b.ReplaceAnswer, []string{"", "same", "text"}},
		{"subtitle_again", b.SubtitleAgain, []string{"", "replace", "refuse"}},
		{"token_check", b.TokenCheck, []string{"", "chunk", "start"}},
		{"test_get", b.TestGet, []string{"", "sample", "exact", "missing", "refused"}},
		{"cross_origin", b.CrossOrigin, []string{"", "allow", "unasked", "refuse"}},
		{"identifier_scope", b.IdentifierScope, []string{"", "token", "workspace"}},
		{"long_return", b.LongReturn, []string{"", "get", "post"}},
		{"user_tokens_key", b.UserTokensKey, []string{"", "sites", "tokens", "data", "workspaces", "bare"}},
		{"user_tokens_level", b.UserTokensLevel, []string{"", "read", "write"}},
		{"sign_in_level", b.SignInLevel, []string{"", "read", "write", "admin", "super"}},
		{"refusal", b.Refusal, []string{"", "redirect", "page"}},
	} {
		if !slices.Contains(choice.allowed, choice.value) {
			return fmt.Errorf("%w: %s cannot be %q; it is one of %q", ErrBehaviour, choice.name, choice.value, choice.allowed[1:])
		}
	}
	for name, status := range map[string]int{"bad_token_status": b.BadTokenStatus, "unauthenticated_status": b.UnauthenticatedStatus} {
		if status != 0 && (status < 200 || status > 599) {
			return fmt.Errorf("%w: %s must be an HTTP status", ErrBehaviour, name)
		}
	}
	return nil
}

// With answers the behaviour with one switch set, by its name in JSON. Numbers and true/false are read as such.
func (b Behaviour) With(name, value string) (Behaviour, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return b, err
	}
	if _, isNumber := strconv.ParseInt(value, 10, 64); isNumber == nil || value == "true" || value == "false" {
		text = []byte(value)
	}
	field, err := json.Marshal(name)
	if err != nil {
		return b, err
	}
	return b.merge(append(append(append([]byte{'{'}, field...), ':'), append(text, '}')...))
}

// merge reads switches from a JSON object over those in force.
func (b Behaviour) merge(text []byte) (Behaviour, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&b); err != nil {
		return b, fmt.Errorf("%w: %v", ErrBehaviour, err)
	}
	return b, b.check()
}
