package twentythree

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// pagesOf answers a list of so many videos as the service documents it: pages of at most 100.
func pagesOf(count int) reply {
	return func(r request, w http.ResponseWriter) {
		page, _ := strconv.Atoi(r.query["p"])
		var items []string
		for i := (page - 1) * pageSize; i < min(page*pageSize, count); i++ {
			items = append(items, fmt.Sprintf(`{"photo_id":"%d"}`, 1000+i))
		}
		says(200, `{"status":"ok","permission_level":"write","total_count":`+strconv.Itoa(count)+`,"data":[`+strings.Join(items, ",")+`]}`)(r, w)
	}
}

func TestEveryVideoOfALinkIsListed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ there, most, want, asked int }{
		"none":                    {0, 101, 0, 1},
		"some":                    {7, 101, 7, 1},
		"as many as a page":       {100, 101, 100, 2},
		"more than were allowed":  {5000, 101, 101, 2},
		"more than were expected": {5000, 3, 3, 1},
	} {
		site := newSite(t, map[string]reply{"/api/2/photo/list": pagesOf(c.there)})
		videos, err := site.client(t, nil).VideosOfLink(background, UploadToken{Token: "abcdef"}, c.most)
		if err != nil || len(videos) != c.want || len(site.requests()) != c.asked {
			t.Errorf("%s: %d videos by %d requests, %v", name, len(videos), len(site.requests()), err)
		}
		if asked := site.last(t).query; asked["upload_token"] != "abcdef" || asked["include_unpublished_p"] != "1" || asked["time"] == "" {
			t.Errorf("%s: asked %v", name, asked)
		}
	}
}

func TestASiteThatRepeatsItsPagesIsNotAskedForEver(t *testing.T) {
	t.Parallel()
	same := func(r request, w http.ResponseWriter) {
		r.query["p"] = "1"
		pagesOf(100)(r, w)
	}
	site := newSite(t, map[string]reply{"/api/2/photo/list": same})
	if videos, err := site.client(t, nil).VideosOfLink(background, UploadToken{Token: "abcdef"}, 1000); err != nil || len(videos) != 100 || len(site.requests()) != 2 {
		t.Errorf("%d videos by %d requests, %v", len(videos), len(site.requests()), err)
	}
}
