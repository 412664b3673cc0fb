package twentythree

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"twentythree-uploader/uploader"
)

func TestParametersOfWhatWasTyped(t *testing.T) {
	t.Parallel()
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Skip("this system has no time zones")
	}
	now := testTime
	for name, example := range map[string]struct {
		visibility uploader.Visibility
		at         time.Time
		publish    bool
		date       string
	}{
		"draft":                  {uploader.Draft, time.Time{}, false, ""},
		"draft with an old date": {uploader.Draft, now.Add(90 * time.Hour), false, ""},
		"when done":              {uploader.PublishWhenDone, time.Time{}, true, ""},
		"in a week":              {uploader.PublishOnDate, now.Add(7 * 24 * time.Hour), false, "2026-03-11 06:06:07"},
		"across the summer time": {uploader.PublishOnDate, time.Date(2026, 7, 1, 8, 0, 0, 0, time.UTC), false, "2026-07-01 10:00:00"},
		"just over 26 hours":     {uploader.PublishOnDate, now.Add(26*time.Hour + time.Second), false, "2026-03-05 08:06:08"},
		"26 hours":               {uploader.PublishOnDate, now.Add(26 * time.Hour), false, ""},
		"in an hour":             {uploader.PublishOnDate, now.Add(time.Hour), false, ""},
		"yesterday":              {uploader.PublishOnDate, now.Add(-24 * time.Hour), false, ""},
	} {
		p := Parameters(uploader.Metadata{Visibility: example.visibility, PublishAt: example.at}, copenhagen, now)
		if p.Publish != example.publish || p.PublishDate != example.date {
			t.Errorf("%s: publish %v on %q, want %v on %q", name, p.Publish, p.PublishDate, example.publish, example.date)
		}
	}
	p := Parameters(uploader.Metadata{Title: " T ", Description: "a < b & c > d\r\nnew", Owner: "7", Categories: []uploader.Category{{ID: "1"}, {ID: "2"}}}, nil, now)
	if p.Title != "T" || p.Description != "a &lt; b &amp; c &gt; d\nnew" || p.UserID != "7" || !slices.Equal(p.CategoryIDs, []string{"1", "2"}) {
		t.Errorf("%+v", p)
	}
}

// TestTagsComeBack joins tags for the wire and splits them again.
func TestTagsComeBack(t *testing.T) {
	t.Parallel()
	if got := quotedTags([]string{"a", "b c", " d  e ", "", `q"uote`}); got != `a "b c" "d e" quote` {
		t.Errorf("joined: %s", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		tags := rapid.SliceOf(rapid.StringMatching(`[a-zæøå0-9]{1,5}( [a-z]{1,4}){0,2}`)).Draw(t, "tags")
		if got := splitTags(quotedTags(tags)); !slices.Equal(got, tags) {
			t.Fatalf("%q came back as %q", tags, got)
		}
	})
}

func FuzzPlainText(f *testing.F) {
	for _, seed := range []string{"", "a < b", "<b>bold</b>", "&lt;i&gt;", "line\nline", "<<<", "&amp;amp;", "5 > 4 <br/>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		plainText(text)
		splitTags(text)
		if got := plainText(descriptionHTML(text)); !sameText(got, strings.ReplaceAll(text, "\r\n", "\n")) {
			t.Errorf("%q as HTML and back is %q", text, got)
		}
	})
}

// shown is what photo/list answers about a video.
func shown(t *testing.T, item string) Video {
	t.Helper()
	site := newSite(t, map[string]reply{"/api/2/photo/list": says(200, `{"status":"ok","permission_level":"write","data":[`+item+`]}`)})
	videos, err := site.client(t, nil).VideosByToken(background, UploadToken{Token: "abcdef"})
	if err != nil || len(videos) != 1 {
		t.Fatalf("%d videos, %v", len(videos), err)
	}
	return videos[0]
}

func TestWhatTheSiteShowsDifferently(t *testing.T) {
	t.Parallel()
	tomorrow := testTime.Add(24 * time.Hour)
	epoch := `"publish_date_epoch":"1772690767","publish_date_ansi":"2026-03-05 07:06:07"`
	typed := uploader.Metadata{
		Title: "Q&A <1>", Description: "first & second\n\nthird <3", Tags: []string{"Berlin", "two words"}, Categories: []uploader.Category{{ID: "7"}, {ID: "8"}},
	}
	const same = `"photo_id":1,"title":"Q&A <1>","content":"first &amp; second<br/><br/>third &lt;3","tags":["two words","Berlin"],"all_albums":"8 7"`
	for name, example := range map[string]struct {
		item   string
		change func(*uploader.Metadata)
		want   []uploader.Field
	}{
		"the same":                      {`{` + same + `,"published_p":false}`, nil, nil},
		"escaped title":                 {`{"photo_id":1,"title":"Q&amp;A &lt;1&gt;","content_text":"first & second third <3","tags":"berlin \"two words\"","all_albums":[7,"8"]}`, nil, nil},
		"tags in one unquoted text":     {`{"photo_id":1,"title":"Q&A <1>","content_text":"first & second third <3","tags":"berlin two words","all_albums":"7 8"}`, nil, nil},
		"tags as objects":               {`{"photo_id":1,"title":"Q&A <1>","content_text":"first & second third <3","tags":[{"tag":"Berlin"},{"tag":"two words"}],"all_albums":"7 8"}`, nil, nil},
		"only the first category shown": {`{"photo_id":1,"title":"Q&A <1>","content_text":"first & second third <3","tags":["Berlin","two words"],"album_id":"7"}`, nil, nil},
		"plain text in content":         {`{"photo_id":1,"title":"Q&A <1>","content":"first & second\n\nthird <3","tags":["Berlin","two words"],"all_albums":"7 8"}`, nil, nil},
		"everything else": {
			`{"photo_id":1,"title":"Q","content":"third","tags":[],"all_albums":"7","published_p":"t"}`, nil,
			[]uploader.Field{uploader.FieldTitle, uploader.FieldDescription, uploader.FieldCategories, uploader.FieldTags, uploader.FieldVisibility},
		},
		"published as asked":       {`{` + same + `,"published_p":1}`, func(m *uploader.Metadata) { m.Visibility = uploader.PublishWhenDone }, nil},
		"not published":            {`{` + same + `,"published_p":"0"}`, func(m *uploader.Metadata) { m.Visibility = uploader.PublishWhenDone }, []uploader.Field{uploader.FieldVisibility}},
		"a draft with a past date": {`{` + same + `,"published_p":"0","publish_date_epoch":1700000000}`, nil, nil},
		"a draft that will appear": {`{` + same + `,"published_p":"0",` + epoch + `}`, nil, []uploader.Field{uploader.FieldPublishAt}},
		"scheduled": {
			`{` + same + `,"published_p":"0",` + epoch + `}`,
			func(m *uploader.Metadata) {
				m.Visibility, m.PublishAt = uploader.PublishOnDate, tomorrow.Add(time.Hour)
			}, nil,
		},
		"scheduled an hour off": {
			`{` + same + `,"published_p":"0",` + epoch + `}`,
			func(m *uploader.Metadata) { m.Visibility, m.PublishAt = uploader.PublishOnDate, tomorrow },
			[]uploader.Field{uploader.FieldPublishAt},
		},
		"public before its date": {
			`{` + same + `,"published_p":"1",` + epoch + `}`,
			func(m *uploader.Metadata) {
				m.Visibility, m.PublishAt = uploader.PublishOnDate, tomorrow.Add(time.Hour)
			},
			[]uploader.Field{uploader.FieldVisibility},
		},
		"a past date that was meant": {
			`{` + same + `,"published_p":"1","publish_date_epoch":1700000000}`,
			func(m *uploader.Metadata) {
				m.Visibility, m.PublishAt = uploader.PublishOnDate, time.Unix(1700000000, 400)
			}, nil,
		},
		"canonical address, owner, company field": {
			`{` + same + `,"absolute_url":"https://elsewhere.example/a","user_id":3,"department":"HR"}`,
			func(m *uploader.Metadata) {
				m.CanonicalURL, m.Owner, m.Company = "https://mine.example/a", "4", map[string]string{"department": "IT", "unseen": "x"}
			},
			[]uploader.Field{uploader.FieldCanonicalURL, uploader.FieldOwner, uploader.CompanyField("department")},
		},
		"the same of those": {
			`{` + same + `,"absolute_url":"https://mine.example/a","user_id":"4","department":"IT"}`,
			func(m *uploader.Metadata) {
				m.CanonicalURL, m.Owner, m.Company = "https://mine.example/a", "4", map[string]string{"department": "IT"}
			}, nil,
		},
	} {
		wanted := typed.Clone()
		if example.change != nil {
			example.change(&wanted)
		}
		if got := shown(t, example.item).Differences(wanted, testTime); !slices.Equal(got, example.want) {
			t.Errorf("%s: %v, want %v", name, got, example.want)
		}
	}
}

func TestACorrectionSaysOnlyWhatDiffers(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{
		"/api/2/photo/update": says(200, `{"status":"ok","data":[]}`), "/api/2/site/get": says(200, `{"status":"ok","data":{"site_id":1}}`),
	})
	client := site.client(t, nil)
	zone := time.FixedZone("Europe/Copenhagen", 3600)
	m := uploader.Metadata{
		Title: "T", Description: "a < b", Tags: []string{"x y"}, Categories: []uploader.Category{{ID: "7"}}, Visibility: uploader.PublishOnDate,
		PublishAt: testTime.Add(time.Hour), CanonicalURL: "https://c/", Company: map[string]string{"d": "e"},
	}
	all := []uploader.Field{
		uploader.FieldTitle, uploader.FieldDescription, uploader.FieldTags, uploader.FieldCategories, uploader.FieldPublishAt, uploader.FieldCanonicalURL, uploader.FieldOwner,
		uploader.CompanyField("d"), uploader.FieldVisibility,
	}
	for name, example := range map[string]struct {
		video  Video
		m      uploader.Metadata
		fields []uploader.Field
		want   map[string]string
	}{
		"all, not public yet": {Video{}, m, all, map[string]string{
			"title": "T", "description": "a &lt; b", "tags": `"x y"`, "album_id": "7", "publish_date": "2026-03-04 07:06:07", "timezone": "Europe/Copenhagen",
			"absolute_url": "https://c/", "d": "e",
		}},
		"public too early":            {Video{Published: true}, m, []uploader.Field{uploader.FieldVisibility}, map[string]string{"published_p": "0"}},
		"a colleague published it":    {Video{Published: true}, uploader.Metadata{Title: "T"}, []uploader.Field{uploader.FieldTitle}, map[string]string{"title": "T"}},
		"a date that nobody asked":    {Video{}, uploader.Metadata{}, []uploader.Field{uploader.FieldPublishAt}, map[string]string{"publish_date": ""}},
		"publish":                     {Video{}, uploader.Metadata{Visibility: uploader.PublishWhenDone}, []uploader.Field{uploader.FieldVisibility}, map[string]string{"published_p": "1"}},
		"a past date":                 {Video{}, uploader.Metadata{Visibility: uploader.PublishOnDate, PublishAt: testTime.Add(-time.Hour)}, []uploader.Field{uploader.FieldVisibility}, map[string]string{"published_p": "1"}},
		"cleared tags and categories": {Video{}, uploader.Metadata{}, []uploader.Field{uploader.FieldTags, uploader.FieldCategories}, map[string]string{"tags": "", "album_id": ""}},
	} {
		change := Correction(example.video, example.m, example.fields, zone, testTime)
		if err := client.UpdateVideo(background, "5", change); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := site.last(t).form
		delete(got, "photo_id")
		if len(got) != len(example.want) {
			t.Errorf("%s: sent %v, want %v", name, got, example.want)
		}
		for key, value := range example.want {
			if sent, found := got[key]; !found || sent != value {
				t.Errorf("%s: %s is %q, want %q", name, key, got[key], value)
			}
		}
	}
	before := len(site.requests())
	if err := client.UpdateVideo(background, "5", VideoChange{}); err != nil || len(site.requests()) != before {
		t.Errorf("nothing to change was sent, %v", err)
	}
}

func TestADateNeedsTheSecondGeneration(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{"/api/photo/update": says(200, `{"status":"ok"}`)})
	err := site.client(t, withOAuth).UpdateVideo(background, "5", VideoChange{Title: new("x"), PublishAt: new(testTime)})
	if kindOf(t, err) != KindFeature {
		t.Error(err)
	}
	if r := site.last(t); r.path != "/api/photo/update" || r.form["title"] != "x" || r.form["publish_date"] != "" {
		t.Errorf("%s %v", r.path, r.form)
	}
}

// TestWhatWasSentComesBack has a site that keeps parameters as the service's documentation says, and finds no difference.
func TestWhatWasSentComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := uploader.Metadata{
			Title:       rapid.StringMatching(`[A-Za-zæøå&;#%+' ]{1,20}`).Draw(t, "title"),
			Description: rapid.String().Draw(t, "description"),
			Tags:        rapid.SliceOf(rapid.StringMatching(`[a-zæ]{1,4}( [a-z]{1,3})?`)).Draw(t, "tags"),
		}
		if rapid.Bool().Draw(t, "dated") {
			m.Visibility = uploader.PublishOnDate
			m.PublishAt = testTime.Add(time.Duration(rapid.Int64Range(27, 10000).Draw(t, "hours")) * time.Hour)
		}
		zone := time.FixedZone("zone", rapid.IntRange(-12*3600, 14*3600).Draw(t, "offset"))
		p := Parameters(m, zone, testTime)
		video := Video{Title: p.Title, Tags: splitTags(quotedTags(p.Tags)), Published: p.Publish, descriptions: []string{plainText(p.Description)}}
		if p.PublishDate != "" {
			at, err := time.ParseInLocation(dateFormat, p.PublishDate, zone)
			if err != nil {
				t.Fatal(err)
			}
			video.PublishAt = at
		}
		if fields := video.Differences(m, testTime); len(fields) != 0 {
			t.Fatalf("%v differ", fields)
		}
		m.Title += "x"
		if fields := video.Differences(m, testTime); !slices.Equal(fields, []uploader.Field{uploader.FieldTitle}) {
			t.Fatalf("another title is not noticed: %v", fields)
		}
	})
}
