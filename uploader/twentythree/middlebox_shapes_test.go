package twentythree

import (
	"context"
	"strings"
	"testing"
	"time"
)

// TestJSONOfTheWrongShapeNamesNoVideo has a box answer what can be read and means nothing.
func TestJSONOfTheWrongShapeNamesNoVideo(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`null`, `true`, `"ok"`, `0`, `-7`, `1e400`, `{}`, `[]`, `[[[[]]]]`, `{"status":{"ok":1}}`, `{"status":["error"]}`, `{"data":{"photo_id":{}}}`,
		`{"data":{"photo_id":[7]}}`, `{"data":{"photo_id":-1}}`, `{"data":{"photo_id":1e30}}`, `{"data":{"photo_id":true}}`, `{"data":{"photo_id":"7; DROP"}}`,
		`{"status":"ok","data":"` + strings.Repeat("x", 40_000) + `"}`, `{"status":"ok","total_count":999999999999999999999999,"data":[]}`,
		`{"status":"ok","data":{"valid_until":1e308,"upload_token":7}}`, `{"status":"ok","data":{"photo_id":"` + strings.Repeat("9", 200) + `"}}`,
		"\xef\xbb\xbf" + `{"status":"ok","data":{"photo_id":"\ud800"}}`, `{"a":"` + "\xff\xfe" + `"}`, strings.Repeat(`{"a":`, 9_000) + "1" + strings.Repeat("}", 9_000),
		`<response status="ok"><photo_id><a/><a/></photo_id></response>`, `<photo_id/>`, `<a photo_id="x"/>`,
	} {
		box := newMiddlebox(t, whole("200 OK", "application/json", body))
		for name, ask := range methods() {
			client, err := New(Config{Base: box.url, Credential: Bearer{Token: "bearer-secret-5"}, HTTP: box.carrier(), Upload: box.carrier()})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			err = ask(ctx, client)
			switch {
			case err != nil:
				mustHide(t, err.Error())
			case strings.HasPrefix(name, "UploadDirect"), name == "Video", name == "Site", name == "RequestUploadToken" && !strings.Contains(body, "upload_token"):
				t.Errorf("%s takes %.60q for a success", name, body)
			}
			if strings.HasPrefix(name, "SendChunk") {
				if answer, err := client.SendChunk(ctx, chunkOf(UploadToken{Token: "upload-token-secret"}, "bytes")); err == nil && answer.Video.VideoID != "" {
					t.Errorf("%.60q names video %.20q", body, answer.Video.VideoID)
				}
			}
			cancel()
		}
	}
}
