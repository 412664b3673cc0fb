package demo

import (
	"path/filepath"
	"strconv"
	"testing"
)

func TestADeletedVideoIsGone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := start(t, Options{Dir: dir})
	id := w.video()
	w.send("photo/replace", w.level(Write), part{"photo_id", "", id}, part{"file", "a.jpg", jpeg})
	w.subtitle(id, "da_DK", "a.srt", srt)
	token, upload := w.one().Token, w.one()
	replacing := w.replaceToken(id)
	w.want("a reader", w.post("photo/delete", w.level(Read), pairsOf("photo_id", id)).status, 403)
	w.want("a writer", w.post("photo/delete", w.level(Write), pairsOf("photo_id", id)).status, 200)
	w.want("videos", len(w.Videos()), 0)
	left, err := filepath.Glob(filepath.Join(w.videosDir(), "*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left over: %v %v", left, err)
	}
	w.want("listed", len(w.get("photo/list", w.level(Write), pairsOf("include_unpublished_p", "1", "photo_id", id)).list(t)), 0)
	for what, out := range map[string]said{
		"deleting again": w.post("photo/delete", w.level(Write), pairsOf("photo_id", id)),
		"changing":       w.post("photo/update", w.level(Write), pairsOf("photo_id", id, "title", "x")),
		"progress":       w.get("photo/get-transcoding-progress", w.level(Read), pairsOf("photo_id", id)),
		"a token":        w.get("photo/get-replace-token", w.level(Write), pairsOf("photo_id", id)),
		"its token":      w.send("photo/replace", "", part{"replace_token", "", replacing}, part{"file", "a.jpg", jpeg}),
		"replacing":      w.send("photo/replace", w.level(Write), part{"photo_id", "", id}, part{"file", "a.jpg", jpeg}),
		"subtitles":      w.subtitle(id, "da_DK", "a.srt", srt),
		"their list":     w.get("photo/subtitle/list", w.level(Write), pairsOf("photo_id", id, "token", token)),
	} {
		if out.status != 404 || out.json(t)["code"] != "no_such_object" {
			t.Errorf("%s: %d %s", what, out.status, out.body)
		}
	}
	again := start(t, Options{Dir: dir, Now: w.clock.Now})
	gone := again.DeletedVideos()
	if len(gone) != 1 || gone[0].Title != "Film" || gone[0].Deleted.IsZero() || gone[0].Poster == nil || gone[0].SHA256 != upload.SHA256 {
		t.Errorf("known of it: %+v", gone)
	}
	again.all(newFilm(again.token()))
	if now := strconv.FormatInt(again.one().PhotoID, 10); now == id {
		t.Error("the id was given again")
	}
}
