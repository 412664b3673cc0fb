package twentythree

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestCategoriesOfEveryPage(t *testing.T) {
	t.Parallel()
	for name, total := range map[string]string{"with a total": `,"total_count":"230"`, "without": ""} {
		pages := func(r request, w http.ResponseWriter) {
			page, _ := strconv.Atoi(r.query["p"])
			size, _ := strconv.Atoi(r.query["size"])
			var items []string
			for id := (page-1)*size + 1; id <= min(page*size, 230); id++ {
				items = append(items, fmt.Sprintf(`{"album_id":%d,"title":"R&amp;D %d"}`, id, id))
			}
			_, _ = fmt.Fprintf(w, `{"status":"ok","data":[%s]%s}`, strings.Join(items, ","), total)
		}
		site := newSite(t, map[string]reply{"/api/2/album/list": pages})
		categories, err := site.client(t, nil).Categories(background)
		if err != nil || len(categories) != 230 || categories[229] != (uploader.Category{ID: "230", Title: "R&D 230"}) {
			t.Errorf("%s: %d categories, %v", name, len(categories), err)
		}
	}
	overlooked := says(200, `{"status":"ok","albums":[{"album_id":1,"title":"A"},{"album_id":2,"title":"B"}]}`)
	site := newSite(t, map[string]reply{"/api/2/album/list": overlooked})
	if categories, err := site.client(t, nil).Categories(background); err != nil || len(categories) != 2 || len(site.requests()) > 2 {
		t.Errorf("a site that overlooks the page: %v after %d requests, %v", categories, len(site.requests()), err)
	}
}

func TestTagsAndUsers(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{
		"/api/2/tag/list":  says(200, `{"status":"ok","data":[{"tag":"video marketing","count":"1"},{"tag":"b"},"c"]}`),
		"/api/2/user/list": says(200, `{"status":"ok","data":{"user_id":5,"full_name":"Ann","username":"ann"}}`),
	})
	client := site.client(t, nil)
	if tags, err := client.Tags(background, "vid"); err != nil || !slices.Equal(tags, []string{"video marketing", "b", "c"}) {
		t.Errorf("%q %v", tags, err)
	}
	if users, err := client.Users(background, ""); err != nil || len(users) != 1 || users[0].ID != "5" || users[0].DisplayName != "Ann" {
		t.Errorf("%v %v", users, err)
	}
}

func TestWorkspaceTokensInEveryShape(t *testing.T) {
	t.Parallel()
	const entries = `[{"domain":"acme.video23.com","display_name":"Acme","site_name":"Acme Video","bearer_token":"secret-1","expiration_time":"2026-04-01T00:00:00Z",
		"api_base_url":"https://acme.video23.com/"},{"domain":"b","bearer_token":"secret-2"}]`
	for _, body := range []string{
		entries, `{"status":"ok","sites":` + entries + `}`, `{"tokens":` + entries + `}`, `{"status":"ok","data":` + entries + `}`, `{"workspaces":` + entries + `}`,
		`{"status":"ok","data":{"sites":` + entries + `}}`,
	} {
		site := newSite(t, map[string]reply{"/api/2/user/tokens": says(200, body)})
		tokens, err := site.client(t, nil).WorkspaceTokens(background)
		if err != nil || len(tokens) != 2 || tokens[0].Token != "secret-1" || tokens[0].BaseURL != "https://acme.video23.com" ||
			!tokens[0].Expires.Equal(time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: %d tokens, %v", body[:20], len(tokens), err)
		}
	}
}

func TestEcho(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{"/api/echo": func(r request, w http.ResponseWriter) {
		_, _ = fmt.Fprintf(w, `{"status":"ok","data":{"said":%q}}`, r.form["said"])
	}})
	echoed, err := site.client(t, withOAuth).Echo(background, map[string]string{"said": "æ +%&="})
	if err != nil || echoed["said"] != "æ +%&=" {
		t.Errorf("%v %v", echoed, err)
	}
}

func TestAVideoIsReadLeniently(t *testing.T) {
	t.Parallel()
	want := time.Unix(1705309200, 0).UTC()
	for name, item := range map[string]string{
		"second generation": `{"photo_id":7667553,"tree_id":7340,"token":"secret","title":"Keynote","one":"/keynote","absolute_url":"https://elsewhere.example/k","published_p":true,
			"publish_date_ansi":"2024-01-15 09:00:00+00","video_encoded_p":false,"video_length":184.5,"album_id":1,"all_albums":"1 2","tags":["a","b c"],"user_id":3,"department":"HR","large_download":"/7340/secret/large"}`,
		"loose types": `{"photo_id":"7667553","tree_id":"7340","token":"secret","title":"Keynote","one":"/keynote","absolute_url":"https://elsewhere.example/k","published_p":"t",
			"publish_date_epoch":"1705309200","publish_date_ansi":"2024-01-15 10:00:00","video_encoded_p":"0","video_length":"184.5","all_albums":"1 2","tags":"a \"b c\"","user_id":"3","department":"HR"}`,
	} {
		v := shown(t, item)
		if v.VideoID != "7667553" || v.TreeID != "7340" || v.Title != "Keynote" || !v.Published || v.Encoded || !v.PublishAt.Equal(want) || v.UserID != "3" ||
			v.Duration != 184500*time.Millisecond || !slices.Equal(v.CategoryIDs, []string{"1", "2"}) || !slices.Equal(v.Tags, []string{"a", "b c"}) ||
			v.CanonicalURL != "https://elsewhere.example/k" || !strings.HasSuffix(v.PageURL, "/keynote") || v.Fields["department"] != "HR" || strings.Contains(fmt.Sprintf("%+v", v), "secret") {
			t.Errorf("%s: %+v", name, v)
		}
	}
	if v := shown(t, `{"photo_id":1,"one":"/a","absolute_url":"/a"}`); v.CanonicalURL != "" || !strings.HasPrefix(v.PageURL, "http://127.0.0.1") {
		t.Errorf("an address of the site itself: %q %q", v.PageURL, v.CanonicalURL)
	}
	if v := shown(t, `{"photo_id":1,"absolute_url":"javascript:alert(1)"}`); strings.HasPrefix(v.PageURL, "javascript") {
		t.Errorf("page address %q", v.PageURL)
	}
}

func TestTheQuestionWhetherItArrived(t *testing.T) {
	t.Parallel()
	token := UploadToken{Token: "secret-token"}
	for name, example := range map[string]struct {
		body   string
		videos int
		kind   Kind
	}{
		"found":                      {`{"status":"ok","permission_level":"write","data":[{"photo_id":5}]}`, 1, acked},
		"found, one object":          {`{"status":"ok","permission_level":"write","data":{"photo_id":"5"}}`, 1, acked},
		"found, v1":                  {`{"status":"ok","permission_level":"write","photos":[{"photo_id":"5"}],"site":{"site_id":1}}`, 1, acked},
		"found, XML":                 {`<response status="ok" permission_level="write"><photo photo_id="5"><title>x</title></photo></response>`, 1, acked},
		"no":                         {`{"status":"ok","permission_level":"write","data":[],"total_count":0}`, 0, acked},
		"a stranger's no":            {`{"status":"ok","permission_level":"anonymous","data":[]}`, 0, KindSignIn},
		"no list at all":             {`{}`, 0, KindUnknownAnswer},
		"a list without an envelope": {`[]`, 0, acked},
		"a page":                     {`<html></html>`, 0, KindPortal},
	} {
		site := newSite(t, map[string]reply{"/api/2/photo/list": says(200, example.body)})
		videos, err := site.client(t, nil).VideosByToken(background, token)
		got := acked
		if refused, said := refusal(err); said {
			got = refused.Kind
		} else if err != nil {
			t.Error(err)
		}
		if got != example.kind || len(videos) != example.videos {
			t.Errorf("%s: %d videos, %v", name, len(videos), err)
		}
		if r := site.last(t); r.query["upload_token"] != "secret-token" || r.query["include_unpublished_p"] != "1" || r.query["time"] == "" {
			t.Errorf("%s: asked %v", name, r.query)
		}
	}
}

func TestOneVideo(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{"/api/2/photo/list": says(200, `{"status":"ok","permission_level":"write","data":[{"photo_id":"5"}]}`)})
	client := site.client(t, nil)
	if video, err := client.Video(background, "5"); err != nil || video.VideoID != "5" {
		t.Errorf("%v %v", video.VideoID, err)
	}
	if _, err := client.Video(background, "6"); kindOf(t, err) != KindNotFound {
		t.Errorf("another video: %v", err)
	}
	if got := client.ManageURL("5"); got != site.url+"/manage/video/5" {
		t.Error(got)
	}
	_, err := client.Videos(background, Filter{OriginalFilename: "a b.mp4", UserID: "me", After: testTime, Size: 500})
	if r := site.last(t); err != nil || r.query["original_filename"] != "a b.mp4" || r.query["after_time"] != "2026-03-04T05:06:07Z" || r.query["size"] != "100" {
		t.Errorf("%v %v", r.query, err)
	}
}

func TestTranscodingProgress(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]float64{
		`{"status":"ok","data":{"all":"0.25","video_hd":"0.5","analysis":"pending"}}`: 0.25,
		`{"status":"ok","progress":{"all":1}}`:                                        1,
		`{"status":"ok","data":[{"all":"7"}]}`:                                        1,
	} {
		site := newSite(t, map[string]reply{"/api/2/photo/get-transcoding-progress": says(200, body)})
		if got, err := site.client(t, nil).TranscodingProgress(background, "5"); err != nil || got != want {
			t.Errorf("%s: %v %v", body, got, err)
		}
	}
	site := newSite(t, map[string]reply{"/api/2/photo/get-transcoding-progress": says(200, `{"status":"ok","data":{}}`)})
	if _, err := site.client(t, nil).TranscodingProgress(background, "5"); kindOf(t, err) != KindUnknownAnswer {
		t.Error(err)
	}
}

func TestAStrangersEditOnAClosedSite(t *testing.T) {
	t.Parallel()
	closed := func(r request, w http.ResponseWriter) {
		if r.authorization == "" {
			w.WriteHeader(http.StatusForbidden)
			_, _ = io.WriteString(w, `{"status":"error","code":"permission_denied","permission_level":"none"}`)
			return
		}
		_, _ = io.WriteString(w, `{"status":"ok"}`)
	}
	site := newSite(t, map[string]reply{"/api/2/photo/update-upload-token": closed, "/api/2/photo/delete-upload-token": closed})
	client := site.client(t, nil)
	token := UploadToken{Token: "secret-token", Generation: GenerationV2}
	if err := client.UpdateUploadToken(background, token, "", UploadParameters{}); err != nil {
		t.Error(err)
	}
	if err := client.DeleteUploadToken(background, token, "", "5"); err != nil {
		t.Error(err)
	}
	if err := site.client(t, func(c *Config) { c.Credential = nil }).DeleteUploadToken(background, token, "", "5"); kindOf(t, err) != KindSignIn {
		t.Error(err)
	}
}

func TestReasons(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		e    Error
		want uploader.ReasonCode
	}{
		"busy":               {Error{Kind: KindBusy, Status: 503}, uploader.ReasonBusy},
		"read only":          {Error{Kind: KindPermission, Level: "read", Needed: "write"}, uploader.ReasonReadOnly},
		"too few rights":     {Error{Kind: KindPermission, Level: "write", Needed: "super"}, uploader.ReasonNoPermission},
		"token":              {Error{Kind: KindToken}, uploader.ReasonStartsAgain},
		"file":               {Error{Kind: KindUnsupportedFile, Status: 500}, uploader.ReasonUnsupported},
		"processing":         {Error{Kind: KindUnsupportedFile, Code: "error_processing_upload"}, uploader.ReasonProcessingFailed},
		"too large":          {Error{Kind: KindTooLarge}, uploader.ReasonTooLarge},
		"category gone":      {Error{Kind: KindNotFound, Code: "no_such_album"}, uploader.ReasonCategoryGone},
		"category gone, v2":  {Error{Kind: KindInput, Code: "invalid_type", Message: "album_id must be an integer"}, uploader.ReasonCategoryGone},
		"category gone, v2b": {Error{Kind: KindNotFound, Code: "no_such_object", Message: "No album with the id 9"}, uploader.ReasonCategoryGone},
		"no such owner":      {Error{Kind: KindNotFound, Code: "no_such_object", Message: "No user with the id 9"}, uploader.ReasonFieldRefused},
		"no such video":      {Error{Kind: KindNotFound, Code: "no_such_object", Message: "No photo with the id 9"}, uploader.ReasonUnknownAnswer},
		"site gone":          {Error{Kind: KindNotFound, Status: 404}, uploader.ReasonSiteGone},
		"moved":              {Error{Kind: KindMoved}, uploader.ReasonSiteGone},
		"date":               {Error{Kind: KindInput, Message: "publish_date is not a date"}, uploader.ReasonDateRefused},
		"field":              {Error{Kind: KindInput, Message: "department?"}, uploader.ReasonFieldRefused},
		"portal":             {Error{Kind: KindPortal, Status: 200}, uploader.ReasonCaptivePortal},
		"proxy":              {Error{Kind: KindPortal, Status: 407}, uploader.ReasonProxySignIn},
		"quota":              {Error{Kind: KindQuota}, uploader.ReasonQuota},
		"no tokens here":     {Error{Kind: KindFeature, Call: callRequestToken}, uploader.ReasonTokensRefused},
		"other feature":      {Error{Kind: KindFeature, Call: "photo/update"}, uploader.ReasonUnknownAnswer},
		"unknown":            {Error{}, uploader.ReasonUnknownAnswer},
		"from the future":    {Error{Kind: 99}, uploader.ReasonUnknownAnswer},
	} {
		reason := example.e.Reason("Acme")
		if reason.Code != example.want || reason.Site != "Acme" || reason.Technical == "" {
			t.Errorf("%s: %+v, want %s", name, reason, example.want)
		}
	}
	if got := (&Error{Kind: KindInput, Message: "absolute_url is no address"}).Reason("").Field; got != uploader.FieldCanonicalURL {
		t.Errorf("field %q", got)
	}
}

func TestThePermissionThatIsNeeded(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{"/api/2/photo/update": says(403, `{"status":"error","code":"permission_denied","permission_level":"write","message":"You have write. This requires super."}`)})
	refused, _ := refusal(site.client(t, nil).UpdateVideo(background, "5", VideoChange{Title: new("x")}))
	if refused.Kind != KindPermission || refused.Needed != uploader.LevelSuper || refused.Level != uploader.LevelWrite {
		t.Errorf("%+v", refused)
	}
}
