package twentythree

import (
	"testing"
	"time"
)

func TestNothingIsPublishedWhereOnlyDraftsAreAllowed(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{
		"/api/2/photo/get-upload-token":    says(200, `{"status":"ok","data":{"upload_token":"abcdef"}}`),
		"/api/2/photo/update-upload-token": says(200, `{"status":"ok"}`),
		"/api/2/photo/update":              says(200, `{"status":"ok"}`),
	})
	client := site.client(t, nil)
	client.draftsOnly = true
	public := UploadParameters{Title: "x", Publish: true, PublishDate: "2026-12-04 09:00:00"}
	token, err := client.RequestUploadToken(background, public, TokenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	held := func(doing string) {
		t.Helper()
		form := site.last(t).form
		if form["publish"] == "1" || form["published_p"] == "1" || form["publish_date"] != "" {
			t.Errorf("%s: the site was asked to publish: %v", doing, form)
		}
	}
	held("a new video")
	if err := client.UpdateUploadToken(background, token, "", public); err != nil {
		t.Fatal(err)
	}
	held("an edit on the way")
	published, at, title := true, time.Now().Add(time.Hour), "New"
	if err := client.UpdateVideo(background, "7", VideoChange{Published: &published, PublishAt: &at, Title: &title}); err != nil {
		t.Fatal(err)
	}
	held("an edit afterwards")
	if form := site.last(t).form; form["title"] != "New" {
		t.Errorf("the rest of the edit is lost: %v", form)
	}
	hidden := false
	if err := client.UpdateVideo(background, "7", VideoChange{Published: &hidden}); err != nil || site.last(t).form["published_p"] != "0" {
		t.Errorf("a public video cannot be hidden: %v", err)
	}
}
