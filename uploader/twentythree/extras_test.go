package twentythree

import (
	"net/http"
	"testing"
)

// The service does not say what it answers to a picture: what no sentence says no is a yes, as for the bytes of a file.
func TestAPictureIsTakenWhateverTheYesLooksLike(t *testing.T) {
	t.Parallel()
	for body, taken := range map[string]bool{
		"": true, "ok": true, "7667553": true, `{"photo_id":7667553}`: true, `{"status":"ok","data":{"photo_id":7667553}}`: true,
		"The file was successfully uploaded\n": true, "<html><body>Welcome to the airport</body></html>": false, `{"photo_id":76`: false,
		`{"status":"error","code":"permission_denied"}`: false, "Error: try later": false, "The upload token is invalid": false,
	} {
		client := newSite(t, map[string]reply{"/api/2/photo/replace": says(http.StatusOK, body)}).client(t, nil)
		if err := client.SetPoster(background, "7", Attachment{FileName: "poster.jpg", Content: []byte("a picture")}); (err == nil) != taken {
			t.Errorf("%q: %v", body, err)
		}
	}
	for _, status := range []int{http.StatusAccepted, http.StatusBadRequest, http.StatusInternalServerError, http.StatusServiceUnavailable} {
		client := newSite(t, map[string]reply{"/api/2/photo/replace": says(status, "ok")}).client(t, nil)
		if err := client.SetPoster(background, "7", Attachment{FileName: "poster.jpg"}); err == nil {
			t.Errorf("%d is taken for a yes", status)
		}
	}
}
