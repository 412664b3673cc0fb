package twentythree_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/twentythree"
)

// guest sends a file by the plain form that a guest's browser has, and gives the answer without following a redirect.
func (s *stand) guest(token string, content []byte) *http.Response {
	s.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("upload_token", token)
	file, err := form.CreateFormFile("file", "gæst.mp4")
	if err != nil {
		s.Fatal(err)
	}
	_, _ = file.Write(content)
	_ = form.Close()
	request, err := http.NewRequest(http.MethodPost, s.url+"/api/2/photo/redeem-upload-token", &body)
	if err != nil {
		s.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	transport := &http.Transport{DisableKeepAlives: true}
	answer, err := transport.RoundTrip(request)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { _ = answer.Body.Close() })
	return answer
}

func TestALinkIsGrantedByWhatTheSiteSays(t *testing.T) {
	t.Parallel()
	s := newStand(t, demo.Behaviour{MostTokenMinutes: 60, MostTokenUploads: 2}, demo.Write, false)
	token, err := s.client.RequestUploadToken(ctx, twentythree.UploadParameters{Title: "Interview"}, twentythree.TokenOptions{
		MaxUploads: 10, ValidMinutes: 1440, ReturnURL: "https://acme.example/thanks?from=guest", Nonce: "n-1",
	})
	if err != nil || token.MaxUploads != 2 || token.Publish || token.Valid != time.Hour {
		t.Fatalf("%d uploads, publish %v, %v", token.MaxUploads, token.Publish, err)
	}
	if left := time.Until(token.ValidUntil); left < 58*time.Minute || left > 61*time.Minute {
		t.Errorf("it lasts %s", left)
	}
	for number, status := range []int{301, 301, 200} {
		answer := s.guest(token.Token, film(3000+number))
		if answer.StatusCode != status {
			text, _ := io.ReadAll(answer.Body)
			t.Fatalf("guest %d was answered %d: %s", number+1, answer.StatusCode, text)
		}
		if status != 301 {
			continue
		}
		back, err := url.Parse(answer.Header.Get("Location"))
		if err != nil || back.Host != "acme.example" || back.Query().Get("from") != "guest" || back.Query().Get(twentythree.ReturnNonce) != "n-1" ||
			back.Query().Get("upload_token") != token.Token || back.Query().Get("photo_id") == "" {
			t.Errorf("the guest is sent to %s, %v", back, err)
		}
	}
	videos, err := s.client.VideosOfLink(ctx, token, 3)
	if err != nil || len(videos) != 2 || videos[0].Title != "Interview" || videos[0].OriginalFilename != "gæst.mp4" || videos[0].Published || videos[0].Created.IsZero() {
		t.Errorf("%+v, %v", videos, err)
	}
	s.site.EndTokens()
	if videos, err := s.client.VideosOfLink(ctx, token, 3); err != nil || len(videos) != 2 {
		t.Errorf("after its end the site tells of %d, %v", len(videos), err)
	}
}

func TestALinkThatPublishesSaysSo(t *testing.T) {
	t.Parallel()
	s := newStand(t, demo.Behaviour{NoV2: true}, demo.Write, true)
	m := uploader.Metadata{Title: "Interview", Visibility: uploader.PublishWhenDone}
	token, err := s.client.RequestUploadToken(ctx, twentythree.Parameters(m, nil, time.Now()), twentythree.TokenOptions{MaxUploads: 100, ValidMinutes: 15})
	if err != nil || !token.Publish || token.MaxUploads != 100 {
		t.Errorf("%d uploads, publish %v, %v", token.MaxUploads, token.Publish, err)
	}
}
