package twentythree

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"twentythree-uploader/uploader/twentythree/internal/answer"
)

// oneAnswer gives every request the same answer.
type oneAnswer struct {
	status int
	header http.Header
	body   []byte
}

// RoundTrip implements http.RoundTripper.
func (o oneAnswer) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Body != nil {
		_, _ = io.Copy(io.Discard, request.Body)
		_ = request.Body.Close()
	}
	return &http.Response{
		StatusCode: o.status, Header: o.header, Body: io.NopCloser(bytes.NewReader(o.body)), ContentLength: int64(len(o.body)), Request: request,
	}, nil
}

// FuzzReaders gives any answer to everything that can be asked: nothing panics, no error tells a secret, bytes are acknowledged by what reads
// as an acknowledgement alone, and what is read of videos is in bounds.
func FuzzReaders(f *testing.F) {
	for _, body := range []string{
		`{"status":"ok","data":[{"photo_id":7,"title":"t","tags":"a \"b c\"","all_albums":"1 2","publish_date":"2026-01-02 03:04:05","token":"s","one":"/video/7"}]}`,
		`{"status":"ok","data":{"upload_token":"upload-token-secret","valid_until":1712327235,"max_uploads":1}}`,
		`{"status":"error","code":"permission_denied","message":"needs write","permission_level":"read"}`,
		`<response status="ok"><photo photo_id="7"><content_text>x</content_text></photo></response>`, `{"status":"ok","data":{"all":"0.5"}}`,
		`{"sites":[{"domain":"a","bearer_token":"bearer-secret-5","api_base_url":"https://a/"}]}`, `{"site_id":1,"site_name":"Acme"}`, portalPage, "ok",
	} {
		f.Add(200, "", "", []byte(body))
	}
	f.Add(302, "/?photo_id=7&token=upload-token-secret", "", []byte(nil))
	f.Add(429, "", "12", []byte(nil))
	calls := methods()
	f.Fuzz(func(t *testing.T, status int, location, again string, body []byte) {
		if status < 100 || status > 999 || len(body) > 1<<16 {
			return
		}
		header := http.Header{}
		for name, value := range map[string]string{"Location": location, "Retry-After": again} {
			if value != "" {
				header.Set(name, value)
			}
		}
		carrier := &http.Client{Transport: oneAnswer{status, header, body}}
		for name, ask := range calls {
			client, err := New(Config{Base: "https://videos.acme.com", Credential: Bearer{Token: "bearer-secret-5"}, HTTP: carrier, Upload: carrier})
			if err != nil {
				t.Fatal(err)
			}
			err = ask(context.Background(), client)
			if err != nil {
				// What the call did not send is no secret of it, whoever says it.
				byToken := strings.HasPrefix(name, "SendChunk") || strings.Contains(name, "UploadToken") && !strings.HasPrefix(name, "Request") || name == "VideosByToken" || name == "VideosOfLink"
				if text := err.Error(); strings.Contains(text, "bearer-secret-5") || byToken && strings.Contains(text, "upload-token-secret") {
					t.Errorf("%s tells %q", name, text)
				}
			} else if strings.HasPrefix(name, "SendChunk") && status != http.StatusOK && !namesVideo(status, location, body) {
				t.Errorf("%s: %d %q is an acknowledgement", name, status, body)
			}
		}
		client, err := New(Config{Base: "https://videos.acme.com", HTTP: carrier, Upload: carrier})
		if err != nil {
			t.Fatal(err)
		}
		videos, _ := client.Videos(context.Background(), Filter{})
		for _, video := range videos {
			if strings.Trim(video.VideoID, "0123456789") != "" || video.VideoID == "" || video.Duration < 0 {
				t.Errorf("%+v", video)
			}
		}
	})
}

func namesVideo(status int, location string, body []byte) bool {
	if at, err := url.Parse(location); err == nil && status >= 300 && status < 400 {
		return at.Query().Get("photo_id") != ""
	}
	return namedVideo(answer.Read(body), status).VideoID != ""
}

// FuzzLocation holds that of a redirect nothing is told but the host, and that only digits name a video.
func FuzzLocation(f *testing.F) {
	for _, location := range []string{
		"/login?next=x", "https://name:password@portal.example/secret?token=upload-token-secret", "//other", "?photo_id=7", "?photo_id=0x7", "javascript:1",
		"https://a.videos.acme.com/", "http://[::1]:80/%zz", "?error_message=The+upload+token+has+expired",
	} {
		f.Add(302, location)
	}
	f.Fuzz(func(t *testing.T, status int, location string) {
		video, refused := judgeReturn(received{status: status, header: http.Header{"Location": {location}}}, testBase)
		if (refused == nil) != (video.VideoID != "") || strings.Trim(video.VideoID, "0123456789") != "" {
			t.Errorf("%q gives %+v and %v", location, video.VideoID, refused)
		}
		if refused == nil || refused.Location == "" {
			return
		}
		at, err := url.Parse(refused.Location)
		if err == nil && (at.User != nil || at.RawQuery != "" || at.Fragment != "" || strings.Trim(at.Path, "/") != "") {
			t.Errorf("%q tells %q", location, refused.Location)
		}
		_ = fmt.Sprint(refused, refused.Reason("Acme"))
	})
}
