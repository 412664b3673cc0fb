package twentythree

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestSecretsAreNeverFormatted(t *testing.T) {
	t.Parallel()
	token := UploadToken{Token: "upload-token-secret", Generation: GenerationV2}
	client, err := New(Config{Base: "https://videos.acme.com", Credential: testKeys})
	if err != nil {
		t.Fatal(err)
	}
	values := []any{
		testKeys, &testKeys,
		Bearer{Token: "bearer-secret-5"},
		token, &token,
		[]UploadToken{token},
		map[string]any{"a": token},
		struct{ T UploadToken }{token},
		WorkspaceToken{Domain: "acme", Token: "workspace-secret"},
		VideoRef{VideoID: "1", Token: "video-secret"},
		ChunkAnswer{Video: VideoRef{Token: "video-secret"}},
		Config{Base: "https://a", Credential: testKeys},
		client, *chunkPointer(token),
		Chunk{Token: token},
		RequestToken{Token: "request-token-secret", Secret: "workspace-secret"},
		&RequestToken{Token: "request-token-secret"},
		Access{Token: "access-token-secret", TokenSecret: "workspace-secret", Domain: "acme"},
	}
	for _, value := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
			mustHide(t, fmt.Sprintf(verb, value))
		}
		var log strings.Builder
		slog.New(slog.NewTextHandler(&log, nil)).Info("m", "value", value)
		mustHide(t, log.String())
	}
}

func chunkPointer(token UploadToken) *Chunk {
	chunk := chunkOf(token, "x")
	return &chunk
}

func mustHide(t *testing.T, text string) {
	t.Helper()
	for _, secret := range []string{
		testKeys.ConsumerKey, testKeys.ConsumerSecret, testKeys.Token, testKeys.TokenSecret, "bearer-secret-5", "upload-token-secret", "workspace-secret", "video-secret", "request-token-secret", "access-token-secret",
		fmt.Sprintf("%x", "upload-token-secret"), fmt.Sprintf("%x", testKeys.ConsumerSecret),
	} {
		if strings.Contains(text, secret) {
			t.Errorf("a secret shows in %q", text)
		}
	}
}

// TestSecretsThatTheSiteRepeatsAreTakenOut has a site say back everything that it was sent.
func TestSecretsThatTheSiteRepeatsAreTakenOut(t *testing.T) {
	t.Parallel()
	parrot := func(r request, w http.ResponseWriter) {
		w.WriteHeader(http.StatusBadRequest)
		words := fmt.Sprintf("you sent %v %v %s", r.form, r.query, r.authorization)
		_, _ = fmt.Fprintf(w, `{"status":"error","code":"invalid_input","message":%q}`, strings.ReplaceAll(words, "bad", ""))
	}
	text := func(r request, w http.ResponseWriter) {
		w.WriteHeader(http.StatusTeapot)
		_, _ = fmt.Fprintf(w, "%v %v %s", r.form["upload_token"], r.query, r.authorization)
	}
	for _, answerTo := range []reply{parrot, text} {
		site := newSite(t, map[string]reply{
			"/api/2/photo/list": answerTo, "/api/2/photo/update-upload-token": answerTo, "/api/2/photo/redeem-upload-token": answerTo, "/api/2/photo/delete-upload-token": answerTo, "/api/2/user/get": answerTo,
		})
		token := UploadToken{Token: "upload-token-secret", Generation: GenerationV2}
		for _, credential := range []Credential{testKeys, Bearer{Token: "bearer-secret-5"}} {
			client := site.client(t, func(c *Config) { c.Credential = credential })
			_, listed := client.VideosByToken(background, token)
			chunk := chunkOf(token, "x")
			chunk.WithCredential = true
			_, sent := client.SendChunk(background, chunk)
			_, me := client.Me(background)
			edited := client.UpdateUploadToken(background, token, "", UploadParameters{})
			for _, err := range []error{listed, sent, me, edited, client.DeleteUploadToken(background, token, "", "1")} {
				refused, said := refusal(err)
				if !said {
					t.Fatal(err)
				}
				mustHide(t, err.Error())
				mustHide(t, fmt.Sprintf("%+v %#v", refused, refused))
				mustHide(t, fmt.Sprint(refused.Reason("Acme")))
			}
		}
	}
}

func TestSecretsStayOutOfTheConnectionsErrors(t *testing.T) {
	t.Parallel()
	dead := newSite(t, map[string]reply{"/api/2/photo/list": func(_ request, w http.ResponseWriter) {
		connection, _, _ := w.(http.Hijacker).Hijack()
		_ = connection.Close()
	}})
	client := dead.client(t, func(c *Config) {
		c.Upload = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: time.Minute}
	})
	_, err := client.VideosByToken(background, UploadToken{Token: "upload-token-secret"})
	if err == nil || !errors.Is(err, io.EOF) {
		t.Errorf("%v", err)
	}
	mustHide(t, err.Error())
}
