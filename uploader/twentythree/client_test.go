package twentythree

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func parseForm(body string) url.Values {
	values, _ := url.ParseQuery(body)
	return values
}

func TestOnlySafeAddresses(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]uploader.ReasonCode{
		"https://videos.acme.com":       uploader.NoReason,
		"https://Videos.Acme.com:8443/": uploader.NoReason,
		"http://127.0.0.1:8080":         uploader.NoReason,
		"http://[::1]:8080":             uploader.NoReason,
		"http://localhost":              uploader.NoReason,
		"http://videos.acme.com":        uploader.ReasonInsecureAddress,
		"http://127.0.0.1.acme.com":     uploader.ReasonInsecureAddress,
		"ftp://videos.acme.com":         uploader.ReasonAddressUnreadable,
		"videos.acme.com":               uploader.ReasonAddressUnreadable,
		"https://me:pw@videos.acme.com": uploader.ReasonAddressUnreadable,
		"https://videos.acme.com/path":  uploader.ReasonAddressUnreadable,
		"https://videos.acme.com?a=b":   uploader.ReasonAddressUnreadable,
		"":                              uploader.ReasonAddressUnreadable,
	} {
		_, err := New(Config{Base: base})
		var reason *uploader.ReasonError
		got := uploader.NoReason
		if errors.As(err, &reason) {
			got = reason.Reason.Code
		} else if err != nil {
			t.Errorf("%s: %v is no reason", base, err)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", base, got, want)
		}
	}
	if _, err := New(Config{Base: "http://videos.acme.com", AllowHTTP: true}); err != nil {
		t.Errorf("http that was asked for: %v", err)
	}
}

func TestTextTravelsInTheBody(t *testing.T) {
	t.Parallel()
	token := `{"status":"ok","permission_level":"write","data":{"upload_token":"secret-token","valid_until":"1712329635","max_uploads":1,"publish":false}}`
	for name, credential := range map[string]Credential{"bearer": Bearer{Token: "bearer-secret-5"}, "oauth": testKeys} {
		site := newSite(t, map[string]reply{"/api/2/photo/get-upload-token": says(200, token)})
		client := site.client(t, func(c *Config) { c.Credential = credential })
		got, err := client.RequestUploadToken(background, UploadParameters{
			Title: "A & B", Description: "line one\nline two", Tags: []string{"one", "two words"}, CategoryIDs: []string{"1", "2"},
			PublishDate: "2026-12-04 09:00:00", UserID: "77", CanonicalURL: "https://x.example/a", Fields: map[string]string{"department": "R&D"},
		}, TokenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got.Token != "secret-token" || got.Generation != GenerationV2 || !got.ValidUntil.Equal(time.Unix(1712329635, 0)) || got.MaxUploads != 1 {
			t.Errorf("%s: token %q %v", name, got.Token, got.ValidUntil)
		}
		r := site.last(t)
		want := map[string]string{
			"title": "A & B", "description": "line one\nline two", "tags": `one "two words"`, "album_id": "1,2", "publish": "0", "publish_date": "2026-12-04 09:00:00",
			"user_id": "77", "absolute_url": "https://x.example/a", "department": "R&D", "max_uploads": "1", "valid_minutes": "1440",
		}
		if r.method != http.MethodPost || len(r.query) != 0 || fmt.Sprint(r.form) != fmt.Sprint(want) {
			t.Errorf("%s: %s, query %v, form %v", name, r.method, r.query, r.form)
		}
		if strings.Contains(r.body, "+") || !strings.Contains(r.body, "title=A%20%26%20B") {
			t.Errorf("%s: spaces are not %%20 in %s", name, r.body)
		}
		if client.Generation() != GenerationV2 {
			t.Errorf("%s: generation %v", name, client.Generation())
		}
	}
}

func TestEveryParameterOfPhotoUploadCanBeSent(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{"/api/photo/upload": says(200, `{"status":"ok","upload":{"photo_id":"60433","tree_id":"7340","token":"t"}}`)})
	client := site.client(t, withOAuth)
	all := UploadParameters{
		Title: "T", Description: "D", Tags: []string{"a"}, CategoryIDs: []string{"5"}, PublishDate: "2020-01-01 00:00:00", UserID: "9", CanonicalURL: "https://x/",
		Publish: true, Fields: map[string]string{"campaign": "spring"},
	}
	video, err := client.UploadDirect(background, all, &DirectFile{FileName: "a.mp4", Size: 3, Open: func() (io.Reader, error) { return strings.NewReader("abc"), nil }})
	if err != nil || video.VideoID != "60433" || video.TreeID != "7340" {
		t.Fatalf("%v %v", video, err)
	}
	r := site.last(t)
	for name, want := range map[string]string{
		"title": "T", "description": "D", "tags": "a", "album_id": "5", "publish": "0", "publish_date": "2020-01-01 00:00:00", "user_id": "9", "absolute_url": "https://x/",
		"campaign": "spring", "file": "abc", "file name": "a.mp4", "format": "json", "raw": "1",
	} {
		if r.form[name] != want {
			t.Errorf("%s is %q, want %q", name, r.form[name], want)
		}
	}
	if !strings.HasPrefix(r.authorization, "OAuth ") || len(r.query) != 0 {
		t.Errorf("authorization %q, query %v", r.authorization, r.query)
	}
	if _, err := client.UploadDirect(background, all, nil); err != nil {
		t.Fatal(err)
	}
	if r = site.last(t); r.form["placeholder_p"] != "1" || strings.HasPrefix(r.contentType, "multipart") {
		t.Errorf("placeholder: %v %s", r.form, r.contentType)
	}
}

func TestPublishIsAlwaysSaid(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{
		"/api/2/photo/get-upload-token":    says(200, `{"status":"ok","data":{"upload_token":"abcdef"}}`),
		"/api/2/photo/update-upload-token": says(200, `{"status":"ok"}`),
	})
	client := site.client(t, nil)
	token, err := client.RequestUploadToken(background, UploadParameters{}, TokenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got, sent := site.last(t).form["publish"]; got != "0" || !sent {
		t.Errorf("an unsaid publish is %q", got)
	}
	if err := client.UpdateUploadToken(background, token, "id1", UploadParameters{Title: "x", Publish: true}); err != nil {
		t.Fatal(err)
	}
	r := site.last(t)
	if r.form["publish"] != "1" || r.form["description"] != "" || r.form["resumableIdentifier"] != "id1" || r.authorization != "" {
		t.Errorf("edit: %v, authorization %q", r.form, r.authorization)
	}
	if _, sent := r.form["tags"]; !sent {
		t.Error("cleared tags are not cleared there")
	}
}

func TestATokenThatWouldPublishIsRefused(t *testing.T) {
	t.Parallel()
	overlooksBody := func(r request, w http.ResponseWriter) {
		publish := "t"
		if r.query["publish"] == "0" {
			publish = "f"
		}
		_, _ = io.WriteString(w, `{"status":"ok","data":{"upload_token":"abcdef","publish":"`+publish+`"}}`)
	}
	site := newSite(t, map[string]reply{"/api/2/photo/get-upload-token": overlooksBody})
	if _, err := site.client(t, nil).RequestUploadToken(background, UploadParameters{}, TokenOptions{}); err != nil {
		t.Errorf("a site that reads only the address: %v", err)
	}
	site = newSite(t, map[string]reply{"/api/2/photo/get-upload-token": says(200, `{"status":"ok","data":{"upload_token":"abcdef","publish":"t"}}`)})
	if _, err := site.client(t, nil).RequestUploadToken(background, UploadParameters{}, TokenOptions{}); kindOf(t, err) != KindUnknownAnswer {
		t.Errorf("a token that would publish: %v", err)
	}
	if _, err := site.client(t, nil).RequestUploadToken(background, UploadParameters{Publish: true}, TokenOptions{}); err != nil {
		t.Errorf("publishing that was asked for: %v", err)
	}
}

func TestCompanyFieldsCannotPoseAsParameters(t *testing.T) {
	t.Parallel()
	site := newSite(t, nil)
	for _, key := range []string{"publish", "Publish", "upload_token", "oauth_token", "resumableIdentifier", ""} {
		_, err := site.client(t, nil).RequestUploadToken(background, UploadParameters{Fields: map[string]string{key: "1"}}, TokenOptions{})
		var reason *uploader.ReasonError
		if !errors.As(err, &reason) || reason.Reason.Code != uploader.ReasonFieldRefused {
			t.Errorf("%q: %v", key, err)
		}
	}
	if len(site.requests()) != 0 {
		t.Error("something was sent")
	}
}

func TestAWayOfAskingThatIsRefused(t *testing.T) {
	t.Parallel()
	token := says(200, `{"status":"ok","data":{"upload_token":"abcdef"}}`)
	const path = "/api/2/photo/get-upload-token"
	for name, example := range map[string]struct {
		post reply
		gets bool
	}{
		"405":                    {says(405, ""), true},
		"405 in an envelope":     {says(405, `{"status":"error","code":"invalid_method","message":"Use GET"}`), true},
		"501":                    {says(501, ""), true},
		"404 page":               {says(404, "<html>"), true},
		"400 without a word":     {says(400, ""), true},
		"400 about a value":      {says(400, `{"status":"error","code":"invalid_type","message":"album_id"}`), false},
		"404 about a category":   {says(404, `{"status":"error","code":"no_such_object","message":"No such album"}`), false},
		"403":                    {says(403, `{"status":"error","code":"permission_denied"}`), false},
		"500":                    {says(500, ""), false},
		"v1 error with 200":      {says(200, `{"status":"error","code":"invalid_input"}`), false},
		"404 about the method":   {says(404, `{"status":"error","code":"no_such_object","message":"There is no method photo/get-upload-token"}`), true},
		"400 about the method":   {says(400, `{"status":"error","code":"bad_request","message":"Use the method GET"}`), true},
		"401":                    {says(401, `{"status":"error","code":"missing_authentication"}`), false},
		"405 of a proxy, a page": {says(405, "<html>"), true},
	} {
		site := newSite(t, map[string]reply{"POST " + path: example.post, "GET " + path: token})
		client := site.client(t, nil)
		got, err := client.RequestUploadToken(background, UploadParameters{Title: "a b"}, TokenOptions{})
		if example.gets != (err == nil && got.Token == "abcdef") {
			t.Errorf("%s: %v", name, err)
		}
		if !example.gets {
			continue
		}
		if r := site.last(t); r.method != http.MethodGet || r.query["title"] != "a b" || r.query["publish"] != "0" {
			t.Errorf("%s: %s %v", name, r.method, r.query)
		}
		before := len(site.requests())
		if _, err = client.RequestUploadToken(background, UploadParameters{}, TokenOptions{}); err != nil || len(site.requests()) != before+1 {
			t.Errorf("%s: the way that works is not remembered", name)
		}
	}
}

func TestALongDescriptionDoesNotTravelInAnAddress(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{
		"POST /api/2/photo/get-upload-token":    says(405, ""),
		"GET /api/2/photo/get-upload-token":     says(200, `{"status":"ok","data":{"upload_token":"abcdef"}}`),
		"POST /api/2/photo/update-upload-token": says(200, `{"status":"ok"}`),
	})
	long := strings.Repeat("word ", 2000)
	if _, err := site.client(t, nil).RequestUploadToken(background, UploadParameters{Title: "t", Description: long}, TokenOptions{}); err != nil {
		t.Fatal(err)
	}
	seen := site.requests()
	if len(seen) != 3 || seen[1].query["description"] != "" || seen[1].query["title"] != "t" || seen[2].form["description"] != long || seen[2].form["publish"] != "0" {
		t.Errorf("%d requests, last %s", len(seen), seen[len(seen)-1].path)
	}
}

func TestAWorkspaceWithoutTheSecondGeneration(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{
		"/api/site/get": says(200, `<response status="ok" permission_level="write"><site site_id="3" site_name="Acme" domain="videos.acme.com"/></response>`),
		"/api/user/get": says(200, `{"status":"ok","permission_level":"write","user":{"user_id":"7","display_name":"Ann","timezone":"Europe/Copenhagen"}}`),
	})
	client := site.client(t, withOAuth)
	found, err := client.Site(background)
	if err != nil || found.Name != "Acme" || found.Level != uploader.LevelWrite || client.Generation() != GenerationV1 {
		t.Fatalf("%+v %v %v", found, err, client.Generation())
	}
	if r := site.last(t); r.query["format"] != "json" || r.query["raw"] != "1" || !strings.HasPrefix(r.authorization, "OAuth ") {
		t.Errorf("asked %v with %q", r.query, r.authorization)
	}
	before := len(site.requests())
	if me, err := client.Me(background); err != nil || me.ID != "7" || me.Zone != "Europe/Copenhagen" || len(site.requests()) != before+1 {
		t.Errorf("%+v %v", me, err)
	}
	if _, err := site.client(t, nil).Site(background); kindOf(t, err) != KindNotFound {
		t.Errorf("a bearer token has no first generation: %v", err)
	}
	for _, r := range site.requests() {
		if strings.HasPrefix(r.authorization, "Bearer") && !strings.HasPrefix(r.path, "/api/2/") {
			t.Errorf("a bearer token was sent to %s", r.path)
		}
	}
}

func TestAnObjectThatIsMissingDoesNotChangeTheGeneration(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{"/api/2/photo/update": says(404, `{"status":"error","code":"no_such_object","message":"No such photo"}`)})
	if err := site.client(t, withOAuth).UpdateVideo(background, "1", VideoChange{Title: new("x")}); kindOf(t, err) != KindNotFound {
		t.Error(err)
	}
	if seen := site.requests(); len(seen) != 1 {
		t.Errorf("%d requests", len(seen))
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	elsewhere := newSite(t, nil)
	redirect := func(_ request, w http.ResponseWriter) {
		w.Header().Set("Location", elsewhere.url+"/api/2/user/get?x=secret")
		w.WriteHeader(http.StatusTemporaryRedirect)
	}
	site := newSite(t, map[string]reply{"/api/2/user/get": redirect, "/api/2/photo/redeem-upload-token": redirect})
	client := site.client(t, nil)
	_, err := client.Me(background)
	if kindOf(t, err) != KindMoved || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
	_, err = client.SendChunk(background, chunkOf(UploadToken{Token: "abcdef", Generation: GenerationV2}, "data"))
	if kindOf(t, err) != KindMoved {
		t.Error(err)
	}
	if len(elsewhere.requests()) != 0 {
		t.Error("a redirect was followed")
	}
}

func TestTheClockIsHeldResponsibleOnlyWhenItIsWrong(t *testing.T) {
	t.Parallel()
	at := func(offset time.Duration) reply {
		return func(_ request, w http.ResponseWriter) {
			w.Header().Set("Date", testTime.Add(offset).Format(http.TimeFormat))
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = io.WriteString(w, `{"status":"error","code":"invalid_signature","message":"no"}`)
		}
	}
	for offset, want := range map[time.Duration]Kind{
		0: KindSignIn, 30 * time.Second: KindSignIn, 9 * time.Minute: KindClock, -9 * time.Minute: KindClock,
	} {
		var dates []time.Time
		site := newSite(t, map[string]reply{"/api/2/user/get": at(offset)})
		client := site.client(t, func(c *Config) {
			c.Credential = testKeys
			c.OnDate = func(date time.Time, refused bool) {
				if refused != (len(dates) == 1 && want == KindClock) {
					t.Errorf("%v off: date %d is told as a refused one: %v", offset, len(dates), refused)
				}
				dates = append(dates, date)
			}
		})
		_, err := client.Me(background)
		refused, _ := refusal(err)
		if refused.Kind != want {
			t.Errorf("%v off: %v, want %v", offset, refused.Kind, want)
		}
		if reason := refused.Reason("Acme"); want == KindClock && (reason.Code != uploader.ReasonClock || reason.Offset != -offset) {
			t.Errorf("%v off: reason %v", offset, reason)
		}
		if times := map[bool]int{false: 1, true: 2}[want == KindClock]; len(dates) != times || !dates[0].Equal(testTime.Add(offset)) {
			t.Errorf("dates learned: %v", dates)
		}
	}
}

func TestTheConnectionsErrorsStayTheirOwn(t *testing.T) {
	t.Parallel()
	site := newSite(t, nil)
	client := site.client(t, nil)
	ctx, cancel := context.WithCancel(background)
	cancel()
	_, err := client.VideosByToken(ctx, UploadToken{Token: "very-secret-token"})
	if _, said := refusal(err); said || !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if strings.Contains(err.Error(), "very-secret-token") || !strings.Contains(err.Error(), "photo/list") {
		t.Errorf("the error says %q", err)
	}
}

func TestWithdrawnIsNotWrong(t *testing.T) {
	t.Parallel()
	refuses := says(401, `{"status":"error","code":"missing_authentication","permission_level":"none"}`)
	site := newSite(t, map[string]reply{"/api/2/user/get": refuses, "/api/2/site/get": says(200, `{"status":"ok","permission_level":"write","data":{"site_id":1}}`)})
	for name, example := range map[string]struct {
		change func(*Config)
		first  bool
		want   uploader.ReasonCode
	}{
		"new keys":             {nil, false, uploader.ReasonKeysWrong},
		"known keys":           {func(c *Config) { c.SignedInBefore = true }, false, uploader.ReasonWithdrawn},
		"keys that worked now": {nil, true, uploader.ReasonWithdrawn},
		"nobody":               {func(c *Config) { c.Credential = nil }, false, uploader.ReasonNotSignedIn},
	} {
		client := site.client(t, example.change)
		if example.first {
			if _, err := client.Site(background); err != nil {
				t.Fatal(err)
			}
		}
		_, err := client.Me(background)
		refused, _ := refusal(err)
		if got := refused.Reason("Acme").Code; got != example.want {
			t.Errorf("%s: %s, want %s", name, got, example.want)
		}
	}
}
