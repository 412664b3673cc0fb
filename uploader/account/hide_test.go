package account

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"twentythree-uploader/uploader"
)

// TestNoSecretStaysInAText writes random secrets into random text in every way that a log, an address or a form may.
func TestNoSecretStaysInAText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.StringMatching(`[!-~]{8,40}`)
		keys := uploader.Keys{ConsumerKey: key.Draw(t, "a"), ConsumerSecret: key.Draw(t, "b"), AccessToken: key.Draw(t, "c"), AccessSecret: key.Draw(t, "d")}
		four, _ := FromKeys(keys)
		one, _ := FromKeys(uploader.Keys{AccessKey: keys.ConsumerKey + key.Draw(t, "e")})
		parts := append(four.parts(), one.parts()...)
		var text strings.Builder
		for _, part := range parts {
			quoted, err := json.Marshal(map[string]string{"x": part})
			if err != nil {
				t.Fatal(err)
			}
			for _, way := range []string{
				part, url.QueryEscape(part), url.PathEscape(part), string(quoted), base64.StdEncoding.EncodeToString([]byte(part)),
				"https://videos.acme.com/api?" + url.Values{"oauth_token": {part}}.Encode(),
			} {
				text.WriteString(rapid.StringMatching(`[a-z ]{0,9}`).Draw(t, "between"))
				text.WriteString(way)
				text.WriteString("\n")
			}
		}
		clean := HideAll(text.String(), four, one)
		for _, part := range parts {
			if part != "" && (strings.Contains(clean, part) || strings.Contains(clean, url.QueryEscape(part)) ||
				strings.Contains(clean, base64.StdEncoding.EncodeToString([]byte(part)))) {
				t.Fatalf("%q is still in\n%s", part, clean)
			}
		}
	})
}

func TestTextsWithoutSecretsStayAsTheyAre(t *testing.T) {
	t.Parallel()
	secret, _ := FromKeys(uploader.Keys{AccessKey: "login-0123456789"})
	const text = "2026-11-22 upload done: login, 0123 of 456 bytes\n"
	if got := secret.Hide(text); got != text {
		t.Errorf("%q", got)
	}
	if got := (Secret{}).Hide(text); got != text {
		t.Errorf("no secret hides something: %q", got)
	}
}
