package answer

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const documentedJSON = `{  "status": "ok",   "message":"The file was successfully uploaded",  "permission_level":"write",  "cached":"0",
 "upload":{"photo_id": "60433", "tree_id": "7340",     "token": "7aguzmVuqpwjshwprfegm2swfdcnaWrj"},  "p": "1",  "size": "1",  "site": {"site_id":1},  "endpoint": "/api/photo/upload"}`

const documentedXML = `<?xml version="1.0" encoding="UTF-8"?><response status="ok" permission_level="write" message="The file was successfully uploaded" cached="0"> <photo_id>60432</photo_id> <tree_id>7340</tree_id> <token>7aguzmVuqpwjshwprfegm2swfdcnaWrj</token></response>`

func TestShapes(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		body, photo string
		form        Form
		failed      bool
	}{
		"documented JSON":    {documentedJSON, "60433", JSON, false},
		"documented XML":     {documentedXML, "60432", XML, false},
		"assignment":         {"var visual = " + documentedJSON + ";", "60433", JSON, false},
		"assignment no var":  {"visual=" + documentedJSON, "60433", JSON, false},
		"callback":           {"got({\"data\":{\"photo_id\":7}});", "7", JSON, false},
		"callback, comment":  {"/* */ a.b(" + documentedJSON + ")", "60433", JSON, false},
		"byte order mark":    {"\xef\xbb\xbf\n" + documentedJSON, "60433", JSON, false},
		"second generation":  {`{"status":"ok","data":{"photo_id":7667553}}`, "7667553", JSON, false},
		"data as array":      {`{"status":"ok","data":[{"photo_id":"7"}]}`, "7", JSON, false},
		"no envelope":        {`{"photo_id":"9","tree_id":1}`, "9", JSON, false},
		"error":              {`{"status":"error","code":"permission_denied","permission_level":"read"}`, "", JSON, true},
		"error XML":          {`<response status="error" code="invalid_signature" message="no"/>`, "", XML, true},
		"foreign XML error":  {`<Error><Code>AccessDenied</Code></Error>`, "", XML, true},
		"error without word": {`{"error_message":"bad file"}`, "", JSON, true},
		"page":               {"<!DOCTYPE html><html><body>Welcome to Café Wi-Fi</body></html>", "", Page, false},
		"strict XHTML":       {`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>`, "", Page, false},
		"page after text":    {"\n\nOops <HTML><head>", "", Page, false},
		"broken markup":      {"<response><photo_id>5", "", Page, false},
		"text":               {"ok", "", Text, false},
		"cut JSON":           {documentedJSON[:60], "", Text, false},
		"two values":         {`{"photo_id":1} {"photo_id":2}`, "", Text, false},
		"nothing":            {" \r\n", "", Empty, false},
	} {
		a := Read([]byte(example.body))
		photo := ""
		if items := a.Payload("upload").Items(); len(items) > 0 {
			photo = items[0].Get("photo_id").ID()
		}
		if a.Form != example.form || a.Failed() != example.failed || photo != example.photo {
			t.Errorf("%s: form %d, failed %v, photo %q; want %d, %v, %q", name, a.Form, a.Failed(), photo, example.form, example.failed, example.photo)
		}
	}
}

func TestTypesDrift(t *testing.T) {
	t.Parallel()
	for _, yes := range []string{`true`, `1`, `"1"`, `"t"`, `"true"`, `"TRUE"`, `"yes"`, `2.0`} {
		if !of(t, yes).Truthy() {
			t.Errorf("%s should mean yes", yes)
		}
	}
	for _, no := range []string{`false`, `0`, `"0"`, `"f"`, `"false"`, `""`, `null`, `"no"`, `{}`, `[]`} {
		if of(t, no).Truthy() {
			t.Errorf("%s should mean no", no)
		}
	}
	for text, want := range map[string]string{
		`7667553`: "7667553", `"7667553"`: "7667553", `7667553.0`: "7667553", `" 8 "`: "8", `0`: "", `"0"`: "", `null`: "", `false`: "", `""`: "", `-4`: "", `"a b"`: "", `"x/../y"`: "",
	} {
		if got := of(t, text).ID(); got != want {
			t.Errorf("%s as an id is %q, want %q", text, got, want)
		}
	}
	at := time.Date(2024, 4, 5, 14, 27, 15, 0, time.UTC)
	for _, text := range []string{
		`1712327235`, `"1712327235"`, `1712327235000`, `"2024-04-05 14:27:15+00"`, `"2024-04-05 14:27:15"`, `"2024-04-05T16:27:15+02:00"`,
		`"2024-04-05T14:27:15Z"`, `"2024-04-05 16:27:15+0200"`, `"2024-04-05T14:27:15.000Z"`,
	} {
		if got, ok := of(t, text).Time(); !ok || !got.Equal(at) {
			t.Errorf("%s is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{`""`, `0`, `-1`, `"soon"`, `null`, `1e300`, `{}`} {
		if got, ok := of(t, text).Time(); ok {
			t.Errorf("%s is no time but gave %v", text, got)
		}
	}
}

func of(t *testing.T, text string) Value {
	t.Helper()
	value, ok := parseJSON([]byte(text))
	if !ok {
		t.Fatalf("%s is no JSON", text)
	}
	return value
}

func TestListsComeInManyShapes(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"status":"ok","data":[{"album_id":1},{"album_id":"2"}]}`,
		`{"status":"ok","albums":[{"album_id":"1"},{"album_id":"2"}],"site":{}}`,
		`<response status="ok"><album album_id="1"/><album><album_id>2</album_id></album></response>`,
		`<response status="ok"><albums><album album_id="1"/><album album_id="2"/></albums></response>`,
		`[{"album_id":1},{"album_id":2}]`,
	} {
		var ids []string
		for _, item := range Read([]byte(body)).Payload("albums", "album").Items("albums", "album") {
			ids = append(ids, item.Get("album_id").ID())
		}
		if !slices.Equal(ids, []string{"1", "2"}) {
			t.Errorf("%s gave %q", body, ids)
		}
	}
}

// TestWrappingChangesNothing asks that JSON means the same however the service wraps it.
func TestWrappingChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		object := rapid.MapOf(rapid.String(), rapid.String()).Draw(t, "object")
		body, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		start := rapid.SampledFrom([]string{"", "var visual = ", "v=", "\ufeff", " \n"}).Draw(t, "start")
		end := rapid.SampledFrom([]string{"", ";", ";\n"}).Draw(t, "end")
		if rapid.Bool().Draw(t, "callback") {
			start, end = "/* */ f(", ");"
		}
		if (start == "" || start == "\ufeff" || start == " \n") && end != "" {
			end = "\n"
		}
		a := Read([]byte(start + string(body) + end))
		if a.Form != JSON {
			t.Fatalf("%q is not read as JSON", start+string(body)+end)
		}
		for name, value := range object {
			if got := a.Root().Get(name).Text(); got != value {
				t.Fatalf("%q is %q, want %q", name, got, value)
			}
		}
	})
}

func TestDeepMarkupIsNotFollowed(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<a>", 5000) + strings.Repeat("</a>", 5000)
	if a := Read([]byte(deep)); a.Form != Page {
		t.Errorf("form %d", a.Form)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		documentedJSON, documentedXML, "var visual = " + documentedJSON + ";", "12345", "ok a 1 2 t u", "<html>", "<a><a><a/></a></a>", `{"data":[1,"t",null,[{}]]}`, "f(", "/**/x(1)",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		a := Read(body)
		a.Failed()
		a.Explicit()
		visit(a.Payload("upload", "data", "photos"), 0)
		visit(a.Root(), 0)
		if a.Form != JSON && a.Form != XML && a.Root().Present() {
			t.Errorf("a body of form %d has values", a.Form)
		}
	})
}

func visit(v Value, depth int) {
	if depth > 5 {
		return
	}
	v.Text()
	v.ID()
	v.Truthy()
	v.Float()
	v.Int()
	v.Time()
	for _, item := range v.Items("photos", "photo") {
		for _, name := range item.Names() {
			visit(item.Get(name), depth+1)
		}
	}
}
