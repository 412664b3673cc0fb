package demo

import (
	"net/http"
	"strings"
	"testing"
)

// direct sends photo/upload with a signature in the header, which covers no part of a multipart body.
func (w *world) direct(level Level, parts ...part) said {
	w.Helper()
	body, contentType := form(parts...)
	return w.do(w.signed(level), w.request("POST", "/api/photo/upload", "", body, contentType))
}

func TestDirectUpload(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	out := w.direct(Write, part{"title", "", "Direct æøå"}, part{"tags", "", "a b"}, part{"publish", "", "0"}, part{"department", "", "HR"}, part{"file", "a film.mp4", "content"})
	if out.status != 200 || !strings.Contains(out.body, `message="The file was successfully uploaded"`) || !strings.Contains(out.body, "<photo_id>7667553</photo_id>") {
		t.Fatalf("%d %s", out.status, out.body)
	}
	v := w.one()
	w.want("title", v.Title, "Direct æøå")
	w.want("published", v.Published, false)
	w.want("name", v.OriginalName, "a film.mp4")
	w.want("method", v.Method, "photo/upload")
	w.want("field", v.Custom["department"], "HR")
	w.want("token", v.UploadToken, "")
}

func TestDirectUploadJSONIsTheDocumentsExample(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	out := w.direct(Write, part{"format", "", "json"}, part{"raw", "", ""}, part{"file", "a.mp4", "content"}).json(t)
	upload, _ := out["upload"].(map[string]any)
	for _, name := range []string{"photo_id", "tree_id", "token"} {
		if text, isText := upload[name].(string); !isText || text == "" {
			t.Errorf("%s is %v", name, upload[name])
		}
	}
	w.want("endpoint", out["endpoint"], "/api/photo/upload")
	w.want("cached", out["cached"], "0")
	w.want("size", out["size"], "1")
}

func TestPlaceholders(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	out := w.direct(Write, part{"title", "", "Coming"}, part{"placeholder_p", "", "1"}, part{"publish", "", "0"})
	if !strings.Contains(out.body, "<photo_id>") {
		t.Fatal(out.body)
	}
	v := w.one()
	w.want("placeholder", v.Placeholder, true)
	w.want("size", v.Size, 0)
	client := w.signed(Write)
	plain := w.do(client, w.request("POST", "/api/photo/upload", "", strings.NewReader("placeholder_p=1&title=Form"), "application/x-www-form-urlencoded"))
	w.want("by a form", strings.Contains(plain.body, "<photo_id>"), true)
	item := w.get("photo/list", w.level(Read), pairsOf("include_unpublished_p", "1", "photo_id", "7667553")).list(t)[0]
	w.want("placeholder_p", item["placeholder_p"], true)
	w.want("video_encoded_p", item["video_encoded_p"], false)
}

func TestDirectUploadRefusals(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	file := part{"file", "a.mp4", "content"}
	for name, out := range map[string]said{
		"permission_denied":       w.direct(Read, file),
		"no_file":                 w.direct(Write, part{"title", "", "x"}),
		"error_processing_upload": w.direct(Write, part{"file", "a.txt", "content"}),
		"no_such_album":           w.direct(Write, part{"album_id", "", "5"}, file),
		"invalid_input":           w.direct(Write, part{"publish", "", "perhaps"}, file),
	} {
		if out.status != http.StatusOK || !strings.Contains(out.body, `code="`+name+`"`) {
			t.Errorf("%s: %d %s", name, out.status, out.body)
		}
	}
	w.want("videos", len(w.Videos()), 0)
	w.want("v2 has no upload", w.send("photo/upload", w.level(Write), file).status, 404)
	w.behave(func(b *Behaviour) { b.UploadOnV2, b.V1Statuses = true, true })
	w.want("v2 with the switch", w.send("photo/upload", w.level(Write), file).status, 200)
	w.want("v1's real status", w.direct(Read, file).status, 403)
}

func TestSigningAmongTheFields(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	var header string
	under := w.client.Transport
	w.client.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		header = r.Header.Get("Authorization")
		return under.RoundTrip(r)
	})
	client := w.signed(Write)
	w.client.Transport = under
	// The header of a refused request is good for one more: only an accepted nonce is used up.
	w.fault(answerFault(503))
	body, contentType := form(part{"x", "", "y"})
	w.do(client, w.request("POST", "/api/photo/upload", "", body, contentType))
	fields := []part{{"title", "", "unsigned"}}
	for field := range strings.SplitSeq(strings.TrimPrefix(header, "OAuth "), ", ") {
		name, value, _ := strings.Cut(field, "=")
		fields = append(fields, part{name, "", unquote(t, value)})
	}
	out := w.send("/api/photo/upload", "", append([]part{{"file", "a.mp4", "content"}}, fields...)...)
	if !strings.Contains(out.body, "<photo_id>") {
		t.Fatal(out.body)
	}
	w.want("title", w.one().Title, "unsigned")
}
