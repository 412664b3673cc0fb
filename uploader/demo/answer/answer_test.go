package answer

import (
	"encoding/json"
	"encoding/xml"
	"net/http/httptest"
	"strings"
	"testing"
)

// uploaded is the example of the service's documentation of photo/upload.
func uploaded() Answer {
	return Answer{
		Message: "The file was successfully uploaded", Level: "write", Key: "upload",
		One:      Object{{"photo_id", int64(60433)}, {"tree_id", int64(7340)}, {"token", "7aguzmVuqpwjshwprfegm2swfdcnaWrj"}},
		Endpoint: "/api/photo/upload",
	}
}

func rendered(t *testing.T, a Answer, f Format) string {
	t.Helper()
	body, _, err := Render(a, f)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestFormats(t *testing.T) {
	t.Parallel()
	a := uploaded()
	for name, c := range map[string]struct {
		format       Format
		prefix, suff string
	}{
		"v1 assignment": {Format{Version: 1, JSON: true}, `var visual = {"status":"ok"`, "};"},
		"v1 named":      {Format{Version: 1, JSON: true, Variable: "mine"}, `var mine = {`, "};"},
		"v1 script":     {Format{Version: 1, JSON: true, Variable: "alert(1);x"}, `var visual = {`, "};"},
		"v1 raw":        {Format{Version: 1, JSON: true, Raw: true}, `{"status":"ok"`, "}"},
		"v1 call":       {Format{Version: 1, JSON: true, Callback: "f"}, `f({"status":"ok"`, "});"},
		"v2":            {Format{Version: 2}, `{"status":"ok"`, "}"},
		"v2 call":       {Format{Version: 2, Callback: "f"}, `/* */f({"status":"ok"`, "});"},
		"v1 XML":        {Format{Version: 1}, `<?xml version="1.0" encoding="UTF-8"?>`, "</response>\n"},
	} {
		if got := rendered(t, a, c.format); !strings.HasPrefix(got, c.prefix) || !strings.HasSuffix(got, c.suff) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestVersionOneWritesStrings(t *testing.T) {
	t.Parallel()
	var got struct {
		Status, P, Size, Endpoint string
		Upload                    map[string]string
	}
	if err := json.Unmarshal([]byte(rendered(t, uploaded(), Format{Version: 1, JSON: true, Raw: true})), &got); err != nil {
		t.Fatal(err)
	}
	if got.Upload["photo_id"] != "60433" || got.Upload["tree_id"] != "7340" || got.P != "1" || got.Endpoint != "/api/photo/upload" {
		t.Errorf("got %+v", got)
	}
}

func TestVersionTwoPutsThePayloadUnderData(t *testing.T) {
	t.Parallel()
	var got struct {
		Data struct {
			ID int64 `json:"photo_id"`
		}
		Level string `json:"permission_level"`
	}
	if err := json.Unmarshal([]byte(rendered(t, uploaded(), Format{Version: 2})), &got); err != nil || got.Data.ID != 60433 || got.Level != "write" {
		t.Errorf("got %+v %v", got, err)
	}
}

func TestXMLEscapes(t *testing.T) {
	t.Parallel()
	hostile := "<b>\"æ\" & 'ø' 🎬</b>\n"
	a := Answer{Level: "read", Item: "photo", Page: &Page{1, 20, 1}, List: []Object{{{"title", hostile}, {"content", hostile}, {"published_p", true}, {"1 odd", "x"}}}}
	var got struct {
		Total string `xml:"total_count,attr"`
		Photo []struct {
			Title     string `xml:"title,attr"`
			Published string `xml:"published_p,attr"`
			Content   string `xml:"content"`
		} `xml:"photo"`
	}
	if err := xml.Unmarshal([]byte(rendered(t, a, Format{Version: 1})), &got); err != nil {
		t.Fatal(err)
	}
	if got.Total != "1" || len(got.Photo) != 1 || got.Photo[0].Title != hostile || got.Photo[0].Content != hostile || got.Photo[0].Published != "1" {
		t.Errorf("got %+v", got)
	}
}

func TestErrorsAndStatuses(t *testing.T) {
	t.Parallel()
	failed := Failed(403, "permission_denied", "no")
	for _, c := range []struct {
		format Format
		want   int
	}{{Format{Version: 2}, 403}, {Format{Version: 1, AlwaysOK: true}, 200}, {Format{Version: 1}, 403}} {
		w := httptest.NewRecorder()
		if err := Write(w, failed, c.format); err != nil || w.Code != c.want || !strings.Contains(w.Body.String(), "permission_denied") {
			t.Errorf("%+v: %d %s %v", c.format, w.Code, w.Body, err)
		}
	}
}

func TestOnlyKeepsTheNamedFields(t *testing.T) {
	t.Parallel()
	got := uploaded().One.Only([]string{"token", "nothing"})
	if len(got) != 1 || got[0].Name != "token" || got.Get("token") == nil || got.Get("photo_id") != nil {
		t.Errorf("got %v", got)
	}
}
